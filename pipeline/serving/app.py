"""The application: which address shows what."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from output.web.rendering import STATIC, TYPES
from output.web.words import word
from pipeline.serving import comparing, completing, explaining, holding, papers, reviewing
from pipeline.serving.guard import Guard
from pipeline.serving.shelf import Shelf, page, setting_of

_KEPT = "private, max-age=31536000, immutable"  # the address changes with what it holds


def make_app(shelf: Shelf, port: int, token: str) -> Starlette:
    """The application for an archive, behind its guard."""
    routes = [
        Route("/", papers.front),
        Route("/papirer.{ending}", papers.papers_file),
        Route("/p/{digits}", papers.paper),
        Route("/p/{digits}/{number}", papers.paper),
        Route("/sammenlign", comparing.several),
        Route("/sammenlign/{slug}.{ending}", comparing.files),
        Route("/sammenlign/{slug}", comparing.one),
        Route("/gennemgang", reviewing.review),
        Route("/afgoer", reviewing.decide, methods=["POST"]),
        Route("/fortryd", reviewing.undo, methods=["POST"]),
        Route("/mangler/{digits}/{field}", completing.field, methods=["GET"]),
        Route("/mangler/{digits}/{field}", completing.decide, methods=["POST"]),
        Route("/afgoerelser.jsonl", reviewing.journal),
        Route("/forklar/{digits}/{field}", explaining.explained),
        Route("/arkiv.{ending}", holding.files),
        Route("/arkiv", holding.archive),
        Route("/tilfoej", holding.add, methods=["POST"]),
        Route("/side/{sha256}/{number}.jpg", papers.picture),
        Route("/original/{sha256}", papers.original),
        Route("/static/{name}", _static),
    ]
    guard = Middleware(Guard, port=port, token=token, read_only=shelf.read_only)
    app = Starlette(routes=routes, middleware=[guard], exception_handlers={HTTPException: _told})
    app.state.shelf = shelf
    return app


def _static(request: Request) -> Response:
    place = STATIC / request.path_params["name"]
    if place.parent != STATIC or not place.is_file():
        raise HTTPException(404)
    return Response(place.read_bytes(), media_type=TYPES[place.suffix], headers={"Cache-Control": _KEPT})


def _told(request: Request, error: Exception) -> HTMLResponse:
    """An error as a page that says it."""
    assert isinstance(error, HTTPException)
    language = setting_of(request).language
    heading, message = word("not_found", language), word("not_found_why", language)
    if error.status_code != 404:
        heading, message = word("wrong", language), str(error.detail)
    return page(request, "message.html", error.status_code, nav="", heading=heading, message=message, back="/")
