"""The digital signatures of a paper in words: who signed, for whom, when, and what was done to the file since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.labels import Language, label
from corpus.signed_since import since_text
from output.web.words import word

_ASKED = {True: "yes", False: "no", None: "not_asked"}
_WHOLE = {True: "yes", False: "broken", None: "not_checked"}


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature; `alarms` says whether a person should look at it."""

    signer: str
    about: str
    day: str | None
    time: str | None
    whole: str
    since: str
    trusted: str
    problem: str | None
    alarms: bool


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """The signatures of a paper, and in a word what became of it since the first."""

    rows: Sequence[Signed]
    since: str
    alarms: bool


def tell_signatures(signatures: Sequence[Mapping[str, Any]], language: Language) -> SignedPaper | None:
    """The rows of `signatures` for the eye; None where there are none."""
    if not signatures:
        return None
    rows = [_signed(one, language) for one in signatures]
    if any(_truth(one["intact"]) is False for one in signatures):
        return SignedPaper(rows, word("one_broken", language), True)
    if any(one["modified_after_signing"] for one in signatures):
        return SignedPaper(rows, word("altered_since", language), True)
    known = [one["modified_after_signing"] is not None for one in signatures if one["kind"] != "attached"]
    since = word("unaltered_since", language) if known and all(known) else ""
    return SignedPaper(rows, since, any(row.alarms for row in rows))


def _signed(one: Mapping[str, Any], language: Language) -> Signed:
    about = [label(one["kind"], language, "SignatureKind"), one["organisation"], one["container"]]
    problem = label(one["problem"], language, "SignatureProblem") if one["problem"] else None
    return Signed(
        signer=one["signer"] or word("unknown", language),
        about=" · ".join(part for part in about if part),
        day=one["signed_at"][:10] if one["signed_at"] else None,
        time=label(one["time"], language, "SignatureTime") if one["time"] else None,
        whole=word(_WHOLE[_truth(one["intact"])], language),
        since=since_text(one["changes"], _truth(one["modified_after_signing"]), one["changed_pages"], language) or "–",
        trusted=word(_ASKED[_truth(one["trusted"])], language),
        problem=problem,
        alarms=problem is not None or one["modified_after_signing"] == 1,
    )


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)
