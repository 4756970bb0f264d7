"""What programs ask of the explorer: one module a resource."""

from fastapi import APIRouter

ROUTERS: tuple[APIRouter, ...] = ()
