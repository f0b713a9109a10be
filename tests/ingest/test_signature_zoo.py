"""The verdicts on signed, damaged and attacked files that others made: read where they are beside this repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.signatures import read_signing
from ingest.signatures.trust_roots import TrustRoots, read_trust_roots

SHARED = Path(__file__).parents[3] / "shared" / "signed" / "files"


@pytest.mark.skipif(not SHARED.exists(), reason="the zoo of signed files is not here")
@pytest.mark.parametrize("given", [True, False], ids=["with roots", "without roots"])
def test_reaches_every_verdict_of_the_zoo(given: bool) -> None:
    manifest = json.loads((SHARED / "manifest.json").read_text("utf-8"))
    roots = read_trust_roots(SHARED / "roots") if given else None
    wrong = [
        (name, *miss)
        for name, verdict in manifest["files"].items()
        if verdict.get("readable") is not False
        for miss in _misses((SHARED / name).read_bytes(), verdict, roots)
    ]
    # Without roots nobody can tell one authority that the file brings along from another.
    assert wrong == ([] if given else [("unknown-root.pdf", "problem", "unknown-root", None)])


def _misses(data: bytes, verdict: dict[str, Any], roots: TrustRoots | None) -> list[tuple[str, Any, Any]]:
    """What a file of the zoo should give and does not: (what, wanted, got)."""
    signing = read_signing(data, roots, ("hemmelig",))
    own = [row.model_dump() for row in signing.signatures if row.kind != "attached"]
    pairs: list[tuple[str, Any, Any]] = [
        ("number", len(verdict["signatures"]), len(own)),
        ("removed", verdict.get("removed", 0), signing.removed),
    ]
    for wanted, got in zip(verdict["signatures"], own, strict=False):
        for key, value in wanted.items():
            silent = key == "trusted" and roots is None
            if (key, value) != ("field", None):
                pairs.append((key, None if silent else value, got[key]))
    if "changed_pages" in verdict:
        pages = sorted({number for row in own for number in row["changed_pages"]})
        pairs.append(("changed_pages", verdict["changed_pages"], pages))
    people = sorted(row.signer or "" for row in signing.signatures if row.kind == "attached")
    pairs.append(("attached", sorted(verdict.get("signers_in_attachments", [])), people))
    pairs.append(("attachments", len(verdict.get("attachments", [])), len(signing.attachments)))
    return [(what, wanted, got) for what, wanted, got in pairs if wanted != got]
