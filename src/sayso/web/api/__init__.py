"""What programs ask of the explorer: one module a resource."""

from sayso.web.api import (
    claims,
    documents,
    jobs,
    judgements,
    reference,
    schema,
    search,
    sources,
    stories,
    trace,
)

ROUTERS = (
    documents.router,
    stories.router,
    claims.router,
    trace.router,
    sources.router,
    sources.citations,
    search.router,
    judgements.router,
    jobs.router,
    schema.router,
    reference.router,
)
