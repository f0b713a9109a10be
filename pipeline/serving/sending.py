"""What a page sent to be decided: its form, who decides, and the way on from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.labels import Language
from models.errors import UsageError
from output.reviews.journal import Review
from output.store.archive import Archive
from output.store.deciding import Decider, Refused, decide_to_undo
from output.store.reviews import read_reviews
from output.web.review import AskedReview
from output.web.words import column_name, word
from pipeline.keeping.people import account_name, now, person_name, program
from pipeline.serving.shelf import whole_number

_NAME_COOKIE = "aftalearkiv-navn"
_LARGEST = 1 << 18  # bytes of a form


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its parts, each with what was typed or chosen."""

    parts: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """A part that is given once; empty where it is not."""
        return self.parts.get(name, [""])[0].strip()

    @property
    def typed(self) -> dict[str, Sequence[str]]:
        """What was typed into the columns of the value."""
        shown = self.one("kolonner").split()
        return {name: self.parts.get(f"k.{name}", ()) for name in shown}

    @property
    def asked(self) -> AskedReview:
        """The list that it was sent from."""
        number = whole_number(self.one("n"), 0)
        return AskedReview(self.one("slags") or "usikre", self.one("sted"), self.one("felt"), number)


async def read_sent(request: Request) -> Sent:
    """The form of a request; 413 where it is larger than any of ours."""
    body = await request.body()
    if len(body) > _LARGEST:
        raise HTTPException(413)
    return Sent(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True))


def decider_of(sent: Sent) -> Decider:
    """Who decides, when and why, and from which list."""
    name, reason, queue = sent.one("navn"), sent.one("begrundelse"), sent.asked.queue
    return Decider(now(), program(), person_name(name or None), account_name(), reason or None, queue)


def undone(archive: Archive, sent: Sent) -> Review:
    """The decision that takes back the one that is named; 404 where there is none."""
    found = next(iter(read_reviews(archive.db, "uid = ?", [sent.one("uid")])), None)
    if found is None:
        raise HTTPException(404)
    return decide_to_undo(found, decider_of(sent))


def refusal(error: UsageError, language: Language) -> str:
    """Why a decision was not taken, in the words of the page."""
    if not isinstance(error, Refused):
        return f"{word('not_taken', language)} {error}"
    column = column_name(error.column, language) if error.column else ""
    return word(f"refused_{error.reason}", language, column=column)


def reviewer_of(request: Request) -> str:
    """The name that the person gave with the decision before; empty where none was given."""
    return request.cookies.get(_NAME_COOKIE, "")


def onward(target: str, sent: Sent) -> Response:
    """To the next page; the name of who decided is kept for the next decision."""
    answer = RedirectResponse(target, 303)
    if sent.one("navn"):
        answer.set_cookie(_NAME_COOKIE, sent.one("navn"), samesite="strict", httponly=True)
    return answer
