"""The order of the repair: where the damage is, what each word becomes, what is written down.

A text is repaired until nothing more changes; where it would not come to rest, it is left as it was. So repairing
what is repaired changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.document import LOST_LETTERS, Document, Page
from models.text import Edit, PageText, page_text
from normalizers.casing import cased
from normalizers.decide import LEAVE, Judge, Verdict
from normalizers.encoding import count_lost, undo_encodings
from normalizers.gate import blocks, damaged, damaged_block, danish_spans
from normalizers.heading_numbers import heading_number_edits
from normalizers.invented import invented_edits, may_be_invented
from normalizers.marks import mark_edits, read_bullets
from normalizers.note_marks import note_mark_edits
from normalizers.signs import sign_edits
from normalizers.suspects import Families, may_be_suspect, suspect_edits
from normalizers.tokens import Token, halves, tokens

MOST_ROUNDS = 5
_LOST_QUALITY = 0.5  # of a page whose letters are gone: names and terms are not to be trusted
# "Teknik- oa Miljø…": after a dangling hyphen stands a conjunction, whatever its letters look like.
AND = Verdict("og", "conjunction", 8.0, 8.0, True)
_DANISH = re.compile("[æøåÆØÅ]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_AND = re.compile("o[agq]{1,3}")
# What a name stands before: "@stkystens Politi".
_OFFICE = re.compile(r"[ ](?:Politi|Kommune|Bolig(?:forening|selskab|organisation)|Partnerskab|Tryghedspartnerskab)\b")
_PLACE_BEFORE = re.compile(r"(?<![^\s(])[A-ZÆØÅ][a-zæøå]{2,} $")
_OPENING = re.compile(r"(?:^|\n|[.!?:][ \t\n]|[\n ][-–•o=*+e][ \t]|\d\.?[ \t])[ \t]*$")


def repair_text(text: str) -> PageText:
    """A text without pages: form feeds part its pages, all of them teach one judge."""
    return repair(page_text(text))


def repair(page: PageText, evidence: object = None) -> PageText:
    """One page's text with its damage repaired, every change in its log. `evidence` is not needed."""
    return repair_pages([page])[0]


def repair_document(document: Document) -> Document:
    """Every page of a document repaired, by what all of them show; everything else as it was."""
    texts = repair_pages([page.text for page in document.pages])
    return replace(document, pages=tuple(map(_with_text, document.pages, texts)))


def _with_text(page: Page, text: PageText) -> Page:
    page = replace(page, text=text, body_start=shifted(page.body_start, page.text, text))
    lost = count_lost(text.text)
    if not lost:
        return page
    facts = {**page.facts, LOST_LETTERS: float(lost)}
    return replace(page, facts=facts, quality=min(page.quality, _LOST_QUALITY))


def shifted(offset: int, before: PageText, after: PageText) -> int:
    """Where an offset of the text before stands in the text after."""
    if before.text == after.text:
        return offset
    old = {repair.start for repair in before.repairs if repair.applied}
    if old:
        offset = len(PageText(before.text[:offset]).text)
    shift = 0
    for repair in after.repairs:
        if repair.applied:
            if repair.start - shift >= offset:
                break
            shift += len(repair.repaired) - len(repair.raw)
    return offset + shift


def repair_pages(pages: Sequence[PageText]) -> list[PageText]:
    """All pages, repaired until they rest; with the letters they were written in, and no more, where they do not."""
    done = first = _read_marks(undo_encodings(pages))
    for _ in range(MOST_ROUNDS):
        again = _round(done)
        if [page.text for page in again] == [page.text for page in done]:
            return [_flagged(page, last) for page, last in zip(done, again, strict=True)]
        done = again
    return first


def _read_marks(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with marks of notes raised and numbers of headings put right, where other lines prove them."""
    edits = [
        [*numbers, *note_mark_edits(page.text)]
        for page, numbers in zip(pages, heading_number_edits(pages), strict=True)
    ]
    return [page.edited(wanted) if wanted else page for page, wanted in zip(pages, edits, strict=True)]


def _flagged(page: PageText, last: PageText) -> PageText:
    return last if len(last.repairs) >= len(page.repairs) else page


def _round(pages: Sequence[PageText]) -> list[PageText]:
    gatekeeper = Judge()
    regions = [_regions(page.text, gatekeeper) for page in pages]
    found = [
        [t for a, b in spans for t in tokens(page.text, a, b)] for page, (spans, _) in zip(pages, regions, strict=True)
    ]
    judge = Judge((token for some in found for token in some), gatekeeper) if any(found) else None
    counts = _counts(pages)
    families = Families(counts)
    worth = {word for word in counts if may_be_suspect(word) or may_be_invented(word)}
    done = []
    for page, (spans, whole), words in zip(pages, regions, found, strict=True):
        edits = list(_letter_edits(page.text, words, judge)) if judge else []
        edits += _apart(edits, [*mark_edits(page.text, spans if whole else []), *sign_edits(page.text)])
        if not whole:
            edits += _apart(edits, list(_sound_edits(page, families, worth)))
        done.append(page.edited(_new(page, edits)) if edits else page)
    return done


def _counts(pages: Sequence[PageText]) -> Counter[str]:
    """The words of all pages in lower case."""
    return Counter(word for page in pages for word in _WORD.findall(page.text.lower()))


def _sound_edits(page: PageText, families: Families, worth: set[str]) -> Iterator[Edit]:
    """What may be wrong on a page whose letters are right: letters invented, letters dropped."""
    doubted = any(word.confidence is not None for word in page.words)
    if doubted:
        yield from read_bullets(page.text)
    elif not worth:
        return
    low = page.text.lower()
    if not doubted and len(low) == len(page.text) and not worth.intersection(_WORD.findall(low)):
        return
    for start, end in blocks(page.text):
        if doubted or worth.intersection(_WORD.findall(page.text[start:end].lower())):
            words = list(tokens(page.text, start, end))
            yield from invented_edits(page, words)
            yield from suspect_edits(words, families)


def _words(text: str, spans: Sequence[tuple[int, int]]) -> list[Token]:
    return [token for start, end in spans for token in tokens(text, start, end)]


def _apart(edits: Sequence[Edit], others: Sequence[Edit]) -> list[Edit]:
    """The other edits that do not run into these."""
    taken = bytearray()
    for edit in edits:
        taken.extend(bytes(max(0, edit.end - len(taken))))
        taken[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
    return [edit for edit in others if not any(taken[edit.start : edit.end])]


def _new(page: PageText, edits: Iterable[Edit]) -> list[Edit]:
    """Edits without the flags that the page's log already holds."""
    known = {(r.start, r.end, r.rule) for r in page.repairs if not r.applied}
    return [e for e in edits if e.applied or (e.start, e.end, e.rule) not in known]


def _regions(text: str, judge: Judge) -> tuple[list[tuple[int, int]], bool]:
    """The damaged spans of a page, and whether the page as a whole is damaged: then all but its foreign paragraphs."""
    if damaged(text, judge):
        return list(danish_spans(text)), True
    return [(a, b) for a, b in blocks(text) if damaged_block(text, a, b, judge)], False


def _letter_edits(text: str, words: Sequence[Token], judge: Judge) -> Iterable[Edit]:
    for at, token in enumerate(words):
        left = _between(text, words[at - 1], token) if at else "."
        right = _between(text, token, words[at + 1], after=True) if at + 1 < len(words) else "."
        verdict = judge.verdict(token, left, right)
        if at and words[at - 1].dangling and _AND.fullmatch(token.read):
            verdict = AND if token.read != "og" else LEAVE
        if token.second is None:
            yield from _edits(text, token, verdict)
        elif verdict.applied:
            yield from _divided_edits(text, token, verdict, judge)
        elif not judge.is_known(token.read):
            for half in halves(token):
                yield from _edits(text, half, judge.verdict(half))


def _between(text: str, one: Token, two: Token, after: bool = False) -> str:
    """The neighbour across the gap between two words: the nearest mark of punctuation, or the other word."""
    gap = text[(one.second or (0, one.end))[1] : two.start]
    if gap == " ":
        return (two if after else one).read
    marks = [char for char in gap if char in ".,;:!?()"]
    if marks:
        return marks[0] if after else marks[-1]
    return (two if after else one).read


def _edits(text: str, token: Token, verdict: Verdict) -> Iterable[Edit]:
    if verdict.word:
        capital = (
            _opens(text, token.start) or _OFFICE.match(text, token.end) is not None or _is_quarter(text, token, verdict)
        )
        new = cased(verdict.word, token.read, capital)
        if new != token.read:
            yield _edit(token.start, token.end, new, verdict)


def _is_quarter(text: str, token: Token, verdict: Verdict) -> bool:
    """Whether "øst" is the quarter of a place named right before it, "Hedelund Øst", not a direction: "Hedelund øst for
    banen"."""
    named = verdict.word == "øst" and _PLACE_BEFORE.search(text, max(0, token.start - 30), token.start)
    return bool(named) and not text.startswith(" for", token.end)


def _opens(text: str, at: int) -> bool:
    """Whether a word opens a line, a list item or a sentence."""
    return bool(_OPENING.search(text, max(0, at - 12), at))


def _divided_edits(text: str, token: Token, verdict: Verdict, judge: Judge) -> Iterable[Edit]:
    """A divided word's two halves, the hyphen at the place where it was."""
    assert token.second is not None
    word = cased(verdict.word, token.read, _opens(text, token.start))
    cut = judge.cut(token.read, verdict.word, token.end - token.start)
    for (start, end), new in (((token.start, token.end), word[:cut]), (token.second, word[cut:])):
        if text[start:end] != new and new:
            yield _edit(start, end, new, verdict)


def _edit(start: int, end: int, new: str, verdict: Verdict) -> Edit:
    confidence = round(1 - 0.5 ** (1 + min(verdict.margin_keep, verdict.margin_next)), 3)
    return Edit(
        start,
        end,
        new,
        verdict.rule,
        round(verdict.margin_keep, 2),
        round(verdict.margin_next, 2),
        confidence,
        verdict.applied,
    )
