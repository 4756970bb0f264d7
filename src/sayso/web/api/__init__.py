"""What programs ask of the explorer: one module a resource."""

from sayso.web.api import claims, documents, jobs, judgements, schema, sources, stories, trace

RESOURCES = (documents, stories, claims, trace, sources, judgements, jobs)

ROUTERS = (*(each.router for each in RESOURCES), schema.router)
