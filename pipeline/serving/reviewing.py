"""The review: the list, a value large, and what is sent to decide about it."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from corpus.slugs import make_slug
from models.errors import ArchiveError, UsageError
from output.reviews.journal import Review, to_line
from output.schema.tables import SINGLE_FIELDS, VALUE_TABLES
from output.store.archive import Archive, open_archive
from output.store.deciding import decide_on_row
from output.store.reviews import load_machine_rows, read_reviews
from output.web.forms import typed_values
from output.web.review import NAMES, AskedReview, Item, alike, load_done, load_item, load_review
from output.web.words import word
from pipeline.serving.sending import Sent, decider_of, onward, read_sent, refusal, reviewer_of, undone
from pipeline.serving.shelf import page, setting_of, shelf_of, whole_number

_ACTIONS = ("accept", "correct", "reject", "accept-alike")


def review(request: Request) -> Response:
    """The list, and the value at its number or the one that is asked for."""
    given = request.query_params
    asked = AskedReview(
        given.get("slags", "usikre"), make_slug(given.get("sted", "")), given.get("felt", ""),
        whole_number(given.get("n"), 0), given.get("p", ""), given.get("v", ""),
    )  # fmt: skip
    return _shown(request, asked)


def _shown(request: Request, asked: AskedReview, status: int = 200, **more: Any) -> Response:
    with shelf_of(request).reading() as db:
        found = load_review(db, asked, setting_of(request).language)
        done = load_done(db, request.query_params.get("gjort", ""))
    if asked.value and found.item is None:
        raise HTTPException(404)
    more = {"problem": None, "done": done, **more}
    more = {**more, "fields": (*SINGLE_FIELDS, *VALUE_TABLES), "names": NAMES}
    return page(request, "review.html", status, nav="review", review=found, reviewer=reviewer_of(request), **more)


async def decide(request: Request) -> Response:
    """Record a decision, and go to the next value of the list. 409 where the value was decided about, or read anew,
    since it was shown; 422 where the decision does not fit."""
    sent = await read_sent(request)
    return await run_in_threadpool(_decide, request, sent)


def _decide(request: Request, sent: Sent) -> Response:
    shelf, language = shelf_of(request), setting_of(request).language
    item: Item | None = None
    try:
        with open_archive(shelf.archive) as archive:
            item = load_item(archive.db, sent.one("p"), sent.one("v"), language)
            if item is None or item.seen != whole_number(sent.one("set"), 0):
                return _refused(request, sent, item, 409, word("changed_meanwhile", language))
            reviews = _decisions(archive, item, sent)
            archive.record(reviews)
    except UsageError as error:
        return _refused(request, sent, item, 422, refusal(error, language))
    except ArchiveError as error:
        return _refused(request, sent, item, 503, str(error))
    return _onward(request, sent, reviews[0].uid)


def _refused(request: Request, sent: Sent, item: Item | None, status: int, problem: str) -> Response:
    """The same page again with what is wrong."""
    asked = sent.asked
    if item is not None:
        value = AskedReview(asked.name, asked.place, asked.field, asked.number, sent.one("p"), sent.one("v"))
    else:
        value = asked
    return _shown(request, value, status, problem=problem)


def _decisions(archive: Archive, item: Item, sent: Sent) -> list[Review]:
    """The decision, or those about all values of one table. Errors: UsageError."""
    action = sent.one("handling")
    if action not in _ACTIONS:
        raise UsageError(f"there is no action {action}")
    decider = decider_of(sent)
    if action == "accept-alike":
        rows = load_machine_rows(archive.db, item.document["id"])
        own = next(row for row in rows[item.field] if row.key == item.row_key)
        together = alike(archive.db, item.document["id"], item.field, own, rows)
        return [
            decide_on_row(archive.db, item.document, item.field, row.key, "accept", decider)
            for row in together or [own]
        ]
    patch = typed_values(item.field, item.values, sent.typed) if action == "correct" else None
    key = item.row_key
    return [decide_on_row(archive.db, item.document, item.field, key, action, decider, patch)]


def _onward(request: Request, sent: Sent, uid: str) -> Response:
    asked = sent.asked
    if sent.one("tilbage") == "papir":
        target = shelf_of(request).addresses.paper(sent.one("p"), whole_number(sent.one("side")), sent.one("v"))
    else:
        target = shelf_of(request).addresses.review(
            slags=asked.name, sted=asked.place, felt=asked.field, n=asked.number or "", gjort=uid
        )
    return onward(target, sent)


async def undo(request: Request) -> Response:
    """Take a decision back."""
    sent = await read_sent(request)
    return await run_in_threadpool(_undo, request, sent)


def _undo(request: Request, sent: Sent) -> Response:
    with open_archive(shelf_of(request).archive) as archive:
        archive.record([undone(archive, sent)])
    target = shelf_of(request).addresses.review(
        slags=sent.asked.name, sted=sent.asked.place, felt=sent.asked.field, p=sent.one("p"), v=sent.one("v")
    )
    return onward(target, sent)


def journal(request: Request) -> Response:
    """All decisions as lines of JSON; `?uden=navne` leaves out who made them."""
    names = request.query_params.get("uden") != "navne"
    with shelf_of(request).reading() as db:
        lines = "".join(to_line(one, names=names) + "\n" for one in read_reviews(db))
    kept = {"Content-Disposition": 'attachment; filename="afgoerelser.jsonl"'}
    return PlainTextResponse(lines, headers=kept)
