"""What people see of the explorer: one module a page."""

from sayso.web.pages import add, article, job, stories, story

ROUTERS = (stories.router, story.router, article.router, add.router, job.router)
