"""What was done to a file since it was signed, in words."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.labels import Language, label


def since_text(changes: str | None, modified: bool | None, pages: Sequence[int], language: Language) -> str:
    """The columns of a signature that say it, as a person reads them; empty where nobody knows.

        signatures, not modified          unchanged, later signatures
        other, modified, pages 1 and 3    changed: page 1, 3 looks otherwise

    Later signatures and validation data are no alteration. `pages` are those that look otherwise than signed.
    """
    how = label(changes, language, "SignatureChanges") if changes not in (None, "none", "other") else ""
    shown = (
        f"{_say('page', language)} {', '.join(map(str, pages))} {_say('looks otherwise', language)}" if pages else ""
    )
    if changes is None or not modified:
        whole = "" if changes is None else _say("unaltered", language)
        return "; ".join(
            part for part in (f"{whole}, {_say('later', language)} {how}" if how else whole, shown) if part
        )
    said = "; ".join(part for part in (how, shown) if part)
    return _say("altered", language) + (f": {said}" if said else "")


def _say(name: str, language: Language) -> str:
    return label(name, language, "Screen")
