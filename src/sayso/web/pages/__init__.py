"""What people see of the explorer: one module a page."""

from sayso.web.pages import (
    add,
    article,
    beside,
    job,
    review,
    search,
    source,
    sources,
    stories,
    story,
)

ROUTERS = (
    stories.router,
    story.router,
    beside.router,
    article.router,
    add.router,
    job.router,
    review.router,
    sources.router,
    source.router,
    search.router,
)
