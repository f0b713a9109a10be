"""The verdicts on signed, damaged and attacked files that others made, beside this repository: the files of one run
there, and a run of their script of today, with other keys."""

from __future__ import annotations

import fnmatch
import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import read_document
from ingest.signatures import read_signing
from ingest.signatures.trust_roots import TrustRoots, read_trust_roots
from models.errors import DocumentError

SHARED = Path(__file__).parents[3] / "shared" / "signed"
Pair = tuple[str, Any, Any]  # what, wanted, got
LEAST = 700  # fields of verdicts in the zoo, so that none is left out unseen


@pytest.fixture(scope="module", params=["as it is", "made anew"])
def zoo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files, the roots and `manifest.json`."""
    if not SHARED.exists():
        pytest.skip("the zoo of signed files is not here")
    if request.param == "as it is":
        return SHARED / "files"
    if importlib.util.find_spec("pikepdf") is None:
        pytest.skip("the zoo is made with pikepdf")
    folder = tmp_path_factory.mktemp("zoo")
    subprocess.run([sys.executable, str(SHARED / "make_zoo.py"), str(folder)], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("given", [True, False], ids=["with roots", "without roots"])
def test_reaches_every_verdict_of_the_zoo(zoo: Path, given: bool) -> None:
    manifest = json.loads((zoo / "manifest.json").read_text("utf-8"))
    roots = read_trust_roots(zoo / "roots") if given else None
    pairs = [
        (name, *pair)
        for name, verdict in manifest["files"].items()
        if verdict.get("readable") is not False
        for pair in _pairs((zoo / name).read_bytes(), verdict, roots)
    ]
    assert len(pairs) > LEAST
    # Its chain is whole and ends in a root that the file brings along, as that of every good file here does: that
    # nobody knows this root is no fact of the file, but of the roots that the user gave.
    alone = [] if given else [("unknown-root.pdf", "problem", "unknown-root", None)]
    assert [pair for pair in pairs if pair[2] != pair[3]] == alone


def _pairs(data: bytes, verdict: dict[str, Any], roots: TrustRoots | None) -> Iterator[Pair]:
    """All that the manifest says of a file, beside what is found."""
    signing = read_signing(data, roots, ("hemmelig",))
    own = [row.model_dump() for row in signing.signatures if row.kind != "attached"]
    yield "number", len(verdict["signatures"]), len(own)
    yield "removed", verdict.get("removed", 0), signing.removed
    for wanted, got in zip(verdict["signatures"], own, strict=False):
        for key, value in wanted.items():
            if (key, value) != ("field", None):  # any name will do
                yield key, None if key == "trusted" and roots is None else value, got[key]
    if "changed_pages" in verdict:
        yield "changed_pages", verdict["changed_pages"], sorted({page for row in own for page in row["changed_pages"]})
    people = [row.signer for row in signing.signatures if row.kind == "attached"]
    yield "signers", verdict.get("signers_in_attachments", []), people
    wanted_names, names = verdict.get("attachments", []), [found.name for found in signing.attachments]
    yield "attachments", len(wanted_names), len(names)
    for pattern in wanted_names:
        yield "attachment", (pattern, wanted_names.count(pattern)), (pattern, len(fnmatch.filter(names, pattern)))


def test_reads_what_can_be_read_and_says_why_not(zoo: Path) -> None:
    manifest = json.loads((zoo / "manifest.json").read_text("utf-8"))
    for name, verdict in manifest["files"].items():
        wanted = "truncated" if verdict.get("readable") is False else verdict.get("without_password")
        if wanted is None and "page_says" not in verdict:
            continue
        if wanted is None:
            said = " ".join(page.text.text for page in read_document(zoo / name).pages)
            assert verdict["page_says"] in said
            continue
        with pytest.raises(DocumentError) as raised:
            read_document(zoo / name)
        assert raised.value.code == wanted
