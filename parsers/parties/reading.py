"""Parties and signatories, which need each other: who signs tells of parties named in passing, and parties tell names
that no form or register tells."""

from __future__ import annotations

from models.codes import Kind
from models.records import Party, Signatory
from parsers.parties.assembly import find_speakers, read_parties
from parsers.parties.passages import find_passages
from parsers.parties.signatories import SignedPage, find_blocks, make_signatories, read_pages
from parsers.parties.signature_events import find_known
from parsers.parties.signing_evidence import complete_signatories
from parsers.rules.rule import Trace
from parsers.structure.paper import Paper

_KINDS = ("partnership_agreement", "addendum", "status_report")


def read_parties_and_signatories(paper: Paper, kind: Kind, trace: Trace) -> tuple[list[Party], list[Signatory]]:
    """The parties and the signatories of a paper; none of either where it is of another kind."""
    if kind not in _KINDS:
        return [], []
    pages = read_pages(paper, kind)
    blocks = find_blocks(paper, pages, ())
    passages = list(find_passages(paper))
    parties = read_parties(paper, kind, passages, {block.named.id for block in blocks}, trace)
    if _tells_more(paper, pages, parties):
        blocks = find_blocks(paper, pages, parties)
    signatories = make_signatories(paper, blocks, parties, find_speakers(passages), trace)
    return parties, complete_signatories(paper.body, kind, signatories, parties)


def _tells_more(paper: Paper, pages: list[SignedPage], parties: list[Party]) -> bool:
    """Whether parties may tell more of the pages: a scan may have damaged their names, or no form tells them; or nobody
    signs but in a sentence."""
    if not pages:
        return bool(parties)
    scanned = any(page.source == "ocr" for page in paper.document.pages)
    printed = " ".join(paper.text[slice(*page.region.span)].casefold() for page in pages)
    return scanned or any(named.name.casefold() in printed for named in find_known(parties))
