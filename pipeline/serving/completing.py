"""What is missing from a field: a row that a person adds, or the word that nothing is."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.errors import ArchiveError, UsageError
from output.reviews.journal import Review
from output.store.archive import Archive, open_archive
from output.store.deciding import decide_complete, decide_to_add, find_quote
from output.web.forms import empty_values, typed_values
from output.web.whole_field import WholeField, load_whole_field
from pipeline.serving.sending import Sent, decider_of, onward, read_sent, refusal, reviewer_of, undone
from pipeline.serving.shelf import page, setting_of, shelf_of, whole_number


def field(request: Request) -> Response:
    """The rows of the field, a row to fill in, and whether somebody said that nothing is missing."""
    return _shown(request)


def _shown(request: Request, status: int = 200, problem: str | None = None, sent: Sent | None = None) -> Response:
    given = request.path_params
    with shelf_of(request).reading() as db:
        found = load_whole_field(db, given["digits"], given["field"], setting_of(request).language)
    if found is None:
        raise HTTPException(404)
    more = {
        "problem": problem, "typed": sent.parts if sent else {}, "done": request.query_params.get("gjort"),
        "reviewer": reviewer_of(request),
    }  # fmt: skip
    return page(request, "whole_field.html", status, nav="review", whole=found, **more)


async def decide(request: Request) -> Response:
    """Record what is missing, that nothing is, or take that back. 422 where it does not fit the record."""
    sent = await read_sent(request)
    return await run_in_threadpool(_decide, request, sent)


def _decide(request: Request, sent: Sent) -> Response:
    language, given = setting_of(request).language, request.path_params
    try:
        with open_archive(shelf_of(request).archive) as archive:
            whole = load_whole_field(archive.db, given["digits"], given["field"], language)
            if whole is None:
                raise HTTPException(404)
            decision = _decision(archive, whole, sent)
            archive.record([decision])
    except UsageError as error:
        return _shown(request, 422, refusal(error, language), sent)
    except ArchiveError as error:
        return _shown(request, 503, str(error), sent)
    target = shelf_of(request).addresses.whole_field(whole.document["sha256"], whole.field)
    return onward(f"{target}?gjort={decision.uid}", sent)


def _decision(archive: Archive, whole: WholeField, sent: Sent) -> Review:
    action, decider = sent.one("handling"), decider_of(sent)
    if action == "complete":
        return decide_complete(archive.db, whole.document, whole.field, decider)
    if action == "undo":
        return undone(archive, sent)
    if action != "add":
        raise UsageError(f"there is no action {action}")
    values: dict[str, Any] = typed_values(whole.field, empty_values(whole.field), sent.typed)
    words = sent.one("ordlyd")
    picked = find_quote(archive.db, whole.document, whole_number(sent.one("side"), 1), words) if words else None
    return decide_to_add(archive.db, whole.document, whole.field, values, decider, picked)
