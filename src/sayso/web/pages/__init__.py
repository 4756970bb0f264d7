"""What people see of the explorer: one module a page."""

from sayso.web.pages import article, stories, story

ROUTERS = (stories.router, story.router, article.router)
