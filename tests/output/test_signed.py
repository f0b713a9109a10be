"""Signatures in words: what became of the file since, and whether a person should look."""

from __future__ import annotations

from typing import Any

from output.web.signed import tell_signatures

WHOLE: dict[str, Any] = {
    "kind": "approval", "signer": "Gerda Lyng", "organisation": None, "container": None, "time": "claimed",
    "signed_at": "2024-05-06T12:00:00", "intact": 1, "changes": "none", "changed_pages": [], "trusted": None,
    "modified_after_signing": 0, "problem": None,
}  # fmt: skip
FILLED = {**WHOLE, "changes": "form_filling", "modified_after_signing": 1}
ALTERED = {
    **WHOLE,
    "changes": "other",
    "changed_pages": [1, 3],
    "modified_after_signing": 1,
    "problem": "changed-after-signing",
}
BROKEN = {**WHOLE, "intact": 0, "changes": None, "modified_after_signing": None, "problem": "digest-mismatch"}


def _since(*signatures: dict[str, Any]) -> tuple[str, bool, list[str]]:
    told = tell_signatures(signatures, "da")
    assert told is not None
    return told.since, told.alarms, [row.since for row in told.rows]


def test_is_silent_of_papers_without_signatures() -> None:
    assert tell_signatures([], "da") is None


def test_takes_later_signatures_for_no_alteration() -> None:
    later = {**WHOLE, "changes": "signatures"}
    assert _since(later, WHOLE) == ("uændret siden", False, ["uændret, senere underskrifter", "uændret"])


def test_says_what_was_altered_and_where() -> None:
    assert _since(ALTERED) == (
        "filen er ændret siden",
        True,
        ["ændret: side 1, 3 ser anderledes ud"],
    )
    assert _since(FILLED, WHOLE) == ("filen er ændret siden", True, ["ændret: udfyldte felter", "uændret"])


def test_claims_nothing_of_a_broken_or_an_attached_signature() -> None:
    assert _since(WHOLE, BROKEN) == ("en af dem er brudt", True, ["uændret", "–"])
    attached = {**BROKEN, "kind": "attached", "intact": 1, "problem": None, "container": "a.xml", "trusted": 1}
    assert _since(attached) == ("", False, ["–"])
    told = tell_signatures([attached], "en")
    assert told is not None and (told.rows[0].trusted, told.rows[0].about) == ("yes", "attached signature · a.xml")
