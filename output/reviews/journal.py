"""A decision of a person as a line of the journal: its content, its identity, and its JSON line.

The identity (`uid`) is made of what was decided about what, when and why, without who: a line whose names were taken
out for a foreign archive is the same decision. The `digest` is made of everything, and shows that a line was altered.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, get_args

from models.codes import ReviewAction, ReviewQueue
from models.errors import UsageError
from output.schema.row_keys import KEY_COLUMNS, digest_of, key_text

Values = Mapping[str, Any]
_NAMES = ("reviewer", "account")
_UID_LENGTH = 32
_ACTIONS = frozenset(get_args(ReviewAction))


@dataclass(frozen=True, slots=True)
class Review:
    """One decision. `row_key` and `nth` name the row as it was read then, `before` what it said, `patch` only the
    columns that the person changed (of an added row all), `place` where it stands: page, verbatim, start and end in the
    page's raw text, boxes; `at` is ISO 8601 in UTC, `undoes` the uid of the decision that is taken back."""

    sha256: str
    field: str
    action: str
    at: str
    program: str
    witness: str | None = None
    row_key: str | None = None
    nth: int = 0
    before: Values | None = None
    patch: Values | None = None
    place: Values | None = None
    queue: str | None = None
    reason: str | None = None
    reviewer: str | None = None
    account: str | None = None
    undoes: str | None = None
    uid: str = ""
    id: int = 0

    @property
    def key(self) -> str:
        """The key of the row that is decided about, as rows carry it."""
        return key_text(self.row_key or "", self.nth)


def sealed(review: Review) -> Review:
    """The decision with its identity."""
    return replace(review, uid=digest_of(_content(review, *_NAMES))[:_UID_LENGTH])


def review_digest(review: Review) -> str:
    """The digest of everything that a line says."""
    return digest_of(_content(review))


def _content(review: Review, *without: str) -> dict[str, Any]:
    left_out = ("id", "uid", *without) if without else ("id",)
    return {name: value for name, value in asdict(review).items() if name not in left_out and value is not None}


def to_line(review: Review, *, names: bool = True) -> str:
    """The decision as one line of JSON; without `names` who made it is left out."""
    said = _content(review)
    if not names:
        said = {name: value for name, value in said.items() if name not in _NAMES}
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def from_line(line: str, number: int) -> Review:
    """The decision of a line. Errors: UsageError that names the line and what is wrong with it."""
    try:
        said = json.loads(line)
        review = Review(**said)
    except (ValueError, TypeError) as error:
        raise UsageError(f"line {number} is no decision ({error}); give a file that `review export` wrote") from error
    problem = _problem(review)
    if problem:
        raise UsageError(f"line {number}: {problem}; give a file that `review export` wrote")
    return review


def _problem(review: Review) -> str | None:
    """What is wrong with a decision that came from outside."""
    if review.action not in _ACTIONS:
        return f"there is no action {review.action}"
    if review.field not in KEY_COLUMNS:
        return f"there is no field {review.field}"
    if review.queue is not None and review.queue not in get_args(ReviewQueue):
        return f"there is no list {review.queue}"
    if review.uid != sealed(review).uid:
        return "the decision is not what it was when its uid was made"
    return None


def columns() -> list[str]:
    """The columns of the journal, in the order of the record."""
    return [field.name for field in fields(Review)]


def standing(reviews: Iterable[Review]) -> list[Review]:
    """The decisions that stand, in their order: not taken back, and the last one about each row.

    A decision that takes another back can be taken back itself. Added rows stand each for itself.
    """
    ordered = sorted(reviews, key=lambda review: review.id)
    undone = _undone(ordered)
    latest: dict[Any, Review] = {}
    for review in ordered:
        if review.action != "undo" and review.uid not in undone:
            target = review.uid if review.action == "add" else (review.row_key, review.nth, review.action == "complete")
            latest[review.sha256, review.field, target] = review
    return sorted(latest.values(), key=lambda review: review.id)


def _undone(ordered: Sequence[Review]) -> set[str]:
    """The uids that are taken back: from the last line to the first, for a later one may take back an undoing."""
    undone: set[str] = set()
    for review in reversed(ordered):
        if review.undoes and review.uid not in undone:
            undone.add(review.undoes)
    return undone
