"""Who signed, by the page of evidence that a signing service added: it completes the signatories of the paper.

The paper's own signature page is the better witness of titles and organisations; the service knows the days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.person_names import is_person, is_same_person
from corpus.signing_evidence import Line, day_of, read_line
from corpus.slugs import make_slug
from models.codes import Kind
from models.document import EVIDENCE, Page
from models.records import Evidence, Party, Signatory
from parsers.marks.names.organisations import find_organisations
from parsers.structure.body import Body

_RULE, _SURE = "signing-evidence", 0.95
_MOST = 3  # lines of a name and a title
_ROLES = frozenset(("underskriver", "signer", "signatory", "godkender", "approver"))  # what anybody is to the service


Span = tuple[int, int]


@dataclass(slots=True)
class _Signer:
    """A signer as the service lists one; `spans` are offsets in the page's text."""

    page: int
    name: str
    title: str | None
    spans: list[Span]
    organisation: str | None = None
    day: str | None = None


def complete_signatories(body: Body, kind: Kind, rows: list[Signatory], parties: Sequence[Party]) -> list[Signatory]:
    """The signatories with their days of signing, and those whom only the page of evidence names."""
    if kind not in ("partnership_agreement", "addendum"):
        return rows
    completed = list(rows)
    for page in body.document.pages:
        for signer in _signers(page) if page.facts.get(EVIDENCE) else ():
            at = _find(signer, completed, parties)
            if at is not None:
                completed[at] = _completed(body, completed[at], signer)
            elif organisation := _organisation(signer, parties):
                completed.append(_new(body, signer, organisation))
    return completed


def _signers(page: Page) -> list[_Signer]:
    """The blocks of a page: lines without a label are a name and a title, the labelled ones below them theirs."""
    signers: list[_Signer] = []
    above: list[tuple[Span, str]] = []
    for span, text in _lines(page.text.text):
        read = read_line(text)
        if read is None:
            above = [*above, (span, text)][-_MOST:] if text else []
        elif read[0] == "announcement":
            above = []
        else:
            signers += _begun(page.number, above)
            above = []
            if read[0] == "name" and is_person(read[1]["name"]):
                signers.append(_Signer(page.number, read[1]["name"].strip(), None, [span]))
            elif signers:
                _add(signers[-1], *read, span)
    return signers


def _lines(text: str) -> list[tuple[Span, str]]:
    """The lines with their offsets, white space around them aside."""
    found: list[tuple[Span, str]] = []
    at = 0
    for line in text.split("\n"):
        start, printed = at + len(line) - len(line.lstrip()), line.strip()
        found.append(((start, start + len(printed)), printed))
        at += len(line) + 1
    return found


def _begun(page: int, above: list[tuple[Span, str]]) -> list[_Signer]:
    """A signer by the lines above the first label; none where they name nobody."""
    named = next((number for number, (_, text) in enumerate(above) if is_person(text)), None)
    if named is None:
        return []
    titles = [text for _, text in above[named + 1 :] if text.casefold() not in _ROLES]
    return [_Signer(page, above[named][1], " ".join(titles) or None, [(above[named][0][0], above[-1][0][1])])]


def _add(signer: _Signer, says: Line, match: re.Match[str], span: Span) -> None:
    if says == "title" and signer.title is None and match["title"].casefold() not in _ROLES:
        signer.title = match["title"].strip()
        signer.spans.append(span)
    elif says == "organisation":
        signer.organisation = match["organisation"]
        signer.spans.append(span)
    elif says == "time" and signer.day is None:
        signer.day = day_of(match)
        signer.spans.append(span)


def _find(signer: _Signer, rows: Sequence[Signatory], parties: Sequence[Party]) -> int | None:
    """The signatory of the paper who this is: by name, else the one without a name of the same organisation."""
    named = (at for at, row in enumerate(rows) if row.name and is_same_person(row.name, signer.name))
    organisation = _organisation(signer, parties)
    nameless = (at for at, row in enumerate(rows) if row.name is None and row.organisation == organisation)
    return next(named, next(nameless, None))


def _organisation(signer: _Signer, parties: Sequence[Party]) -> str | None:
    """The organisation that one signs for: a party by its name, else what the name says."""
    if not signer.organisation:
        return None
    slug = make_slug(signer.organisation)
    party = next((row for row in parties if slug in (make_slug(row.name), row.organisation)), None)
    if party:
        return party.organisation
    return next((one.value.id for one in find_organisations(signer.organisation) if one.kind == "organisation"), None)


def _completed(body: Body, row: Signatory, signer: _Signer) -> Signatory:
    """The row with what it lacks of name, title and day."""
    more = {"name": signer.name, "title": signer.title, "date": signer.day}
    lacking = {name: value for name, value in more.items() if getattr(row, name) is None and value is not None}
    if not lacking:
        return row
    return row.model_copy(update={**lacking, "evidence": [*row.evidence, *_evidence(body, signer)]})


def _new(body: Body, signer: _Signer, organisation: str) -> Signatory:
    return Signatory(
        name=signer.name,
        title=signer.title,
        organisation=organisation,
        date=signer.day,
        evidence=_evidence(body, signer),
    )


def _evidence(body: Body, signer: _Signer) -> list[Evidence]:
    return [body.quote(signer.page, start, end, _RULE, _SURE) for start, end in signer.spans]
