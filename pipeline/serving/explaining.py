"""Where the values of a field come from, and what lost against them: the paper is parsed again to say it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES
from output.web.paper import find_by_digits
from output.web.told import tell
from pipeline.serving.own_command import ask
from pipeline.serving.shelf import page, setting_of, shelf_of


def explained(request: Request) -> Response:
    """A field of a paper. The parsers run in a process of their own: they would double what the server holds."""
    shelf, field = shelf_of(request), request.path_params["field"]
    with shelf.reading() as db:
        document = find_by_digits(db, request.path_params["digits"])
    if document is None or document["status"] == "failed" or field not in (*SINGLE_FIELDS, *VALUE_TABLES):
        raise HTTPException(404)
    found = ask("explain", document["sha256"], field, "--db", str(shelf.archive))
    language = setting_of(request).language
    shown = [
        (
            tell(field, one["value"] if isinstance(one["value"], dict) else {field: one["value"]}, language),
            one["evidence"],
        )
        for one in found["values"]
    ]
    return page(request, "explained.html", nav="", found=found, shown=shown)
