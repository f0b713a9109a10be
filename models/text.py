"""Text that remembers its paper: every character knows the word it came from, every change can be undone."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from models.geometry import Box, Word

NO_WORD = -1
_PRINTED = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to a page's text, or one flag.

    `start` and `end` are offsets in the page's text *after* repair. Applied: `text[start:end] == repaired`, and `raw`
    stood there before. A flag (`applied` false): `text[start:end] == raw`, and `repaired` is a proposal.
    Margins are in nats: over keeping the word as it is, and over the runner-up. `confidence` is 0..1.
    """

    start: int
    end: int
    raw: str
    repaired: str
    rule: str
    margin_keep: float | None = None
    margin_next: float | None = None
    confidence: float = 1.0
    applied: bool = True


@dataclass(frozen=True, slots=True)
class Edit:
    """A wish to replace `text[start:end]` of the text at hand by `new`; `applied` false makes it a flag."""

    start: int
    end: int
    new: str
    rule: str
    margin_keep: float | None = None
    margin_next: float | None = None
    confidence: float = 1.0
    applied: bool = True


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's text and, for every character, the index of its word (`NO_WORD` for white space).

    `len(owners) == len(text)`. `repairs` are in order of `start`; applied ones never overlap.
    """

    text: str
    words: tuple[Word, ...] = ()
    owners: array[int] = field(default_factory=lambda: array("i"))
    repairs: tuple[Repair, ...] = ()

    @property
    def raw(self) -> str:
        """The text as it was read: all applied repairs undone, character for character."""
        return undo(self.text, self.repairs)

    def words_in(self, start: int, end: int) -> list[int]:
        """The indices of the words that `text[start:end]` came from, in reading order, each once."""
        found = dict.fromkeys(self.owners[start:end])
        found.pop(NO_WORD, None)
        return list(found)

    def boxes(self, start: int, end: int) -> list[Box]:
        """The boxes of the words that `text[start:end]` came from; empty for plain text."""
        found = (self.words[owner].box for owner in self.words_in(start, end))
        return [box for box in found if box is not None]

    def spans(self, words: Iterable[int]) -> list[tuple[int, int]]:
        """The runs of `text` that came from these words, white space between them included, in reading order."""
        wanted = set(words)
        runs: list[tuple[int, int]] = []
        start = end = NO_WORD
        for at, owner in enumerate(self.owners):
            if owner in wanted:
                start, end = (at if start == NO_WORD else start), at + 1
            elif owner != NO_WORD and start != NO_WORD:
                runs.append((start, end))
                start = NO_WORD
        if start != NO_WORD:
            runs.append((start, end))
        return runs

    def edited(self, edits: Sequence[Edit]) -> PageText:
        """This text with the edits made, and their repairs in the log.

        Edits are offsets in this text, may come in any order and must not overlap each other; ValueError otherwise.
        An applied edit over an earlier repair swallows it: one repair stands in the log, from what was first read.
        """
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        _refuse_overlaps([edit for edit in ordered if edit.applied])
        return _apply(self, ordered)


def page_text(text: str) -> PageText:
    """Plain text as a `PageText`: its words are its runs without white space, and have no boxes."""
    words: list[Word] = []
    owners = array("i", [NO_WORD]) * len(text)
    for number, match in enumerate(_PRINTED.finditer(text)):
        start, end = match.span()
        owners[start:end] = array("i", [number]) * (end - start)
        words.append(Word(match[0]))
    return PageText(text, tuple(words), owners)


def laid_text(
    words: Sequence[Word],
    lines: Sequence[Sequence[int]],
    gaps: Iterable[int] = (),
    cells: Mapping[int, int] | None = None,
) -> PageText:
    """Words as text: a space between words, a line feed after each line, a blank line after the lines in `gaps`.

    `cells`: for the first word of a table's cell, how many cells on from the one before it stands: so many tabs.
    """
    wide, tabs = set(gaps), cells or {}
    parts: list[str] = []
    owners: list[int] = []
    for number, line in enumerate(lines):
        for place, index in enumerate(line):
            white = "\t" * tabs.get(index, 0) or (" " if place else "")
            if white:
                parts.append(white)
                owners += [NO_WORD] * len(white)
            parts.append(words[index].text)
            owners += [index] * len(words[index].text)
        feed = "\n\n" if number in wide else "\n"
        parts.append(feed)
        owners += [NO_WORD] * len(feed)
    return PageText("".join(parts), tuple(words), array("i", owners))


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """The text before its applied repairs."""
    parts: list[str] = []
    at = 0
    for repair in sorted((r for r in repairs if r.applied), key=lambda r: (r.start, r.end)):
        parts += [text[at : repair.start], repair.raw]
        at = repair.end
    return "".join([*parts, text[at:]])


def _refuse_overlaps(edits: Sequence[Edit]) -> None:
    for before, after in pairwise(edits):
        if after.start < before.end or (after.start == before.start and after.end == before.end):
            raise ValueError(f"edits overlap: {before} and {after}")


def _hand_over(owners: array[int], new: str) -> array[int]:
    """Owners for new characters that replace the characters of `owners`: each takes the one at its share of the way."""
    known = [owner for owner in owners if owner != NO_WORD]
    if not known:
        return array("i", [NO_WORD]) * len(new)
    return array(
        "i", [NO_WORD if char.isspace() else known[at * len(known) // len(new)] for at, char in enumerate(new)]
    )


@dataclass(slots=True)
class _Group:
    """Edits and the earlier repairs that they touch, over one span of the text before."""

    start: int
    end: int
    edits: list[Edit]
    repairs: list[Repair]


def _grouped(edits: Sequence[Edit], old: Sequence[Repair]) -> list[_Group]:
    """Applied edits and earlier repairs in order, those that overlap together."""
    groups: list[_Group] = []
    items: list[Edit | Repair] = [*edits, *old]
    for item in sorted(items, key=lambda item: (item.start, item.end)):
        last = groups[-1] if groups else None
        if last is None or not (item.start < last.end and last.start < item.end):
            last = _Group(item.start, item.end, [], [])
            groups.append(last)
        last.end = max(last.end, item.end)
        if isinstance(item, Edit):
            last.edits.append(item)
        else:
            last.repairs.append(item)
    return groups


def _apply(page: PageText, edits: Sequence[Edit]) -> PageText:
    """One sweep over the text: linear in its length and the number of edits and repairs."""
    groups = _grouped([e for e in edits if e.applied], [r for r in page.repairs if r.applied])
    texts: list[str] = []
    owners, log = array("i"), list[Repair]()
    moves: list[tuple[int, int]] = [(0, 0)]
    at = length = 0
    for group in groups:
        texts.append(page.text[at : group.start])
        owners.extend(page.owners[at : group.start])
        length += group.start - at
        new = _rewritten(page, group, owners)
        texts.append(new)
        log += _logged(page, group, length, new)
        length, at = length + len(new), group.end
        moves.append((at, length - at))
    texts.append(page.text[at:])
    owners.extend(page.owners[at:])
    flags = _flags(page, edits, [group for group in groups if group.edits], moves)
    log = sorted([*log, *flags], key=lambda r: (r.start, r.end, r.rule))
    return PageText("".join(texts), page.words, owners, tuple(log))


def _rewritten(page: PageText, group: _Group, owners: array[int]) -> str:
    """The group's new text; its owners are added to `owners`."""
    parts, at = [], group.start
    for edit in group.edits:
        parts += [page.text[at : edit.start], edit.new]
        owners.extend(page.owners[at : edit.start])
        owners.extend(_hand_over(page.owners[edit.start : edit.end], edit.new))
        at = edit.end
    owners.extend(page.owners[at : group.end])
    return "".join([*parts, page.text[at : group.end]])


def _logged(page: PageText, group: _Group, start: int, new: str) -> list[Repair]:
    """What stands in the log for a group: its repair from what was first read, or none where that is back."""
    if not group.edits:
        return [replace(r, start=start, end=start + r.end - r.start) for r in group.repairs]
    inside = [replace(r, start=r.start - group.start, end=r.end - group.start) for r in group.repairs]
    raw = undo(page.text[group.start : group.end], inside)
    if raw == new:
        return []
    return [_repair(replace(group.edits[0], new=new), start, start + len(new), raw)]


def _flags(
    page: PageText, edits: Sequence[Edit], groups: Sequence[_Group], moves: Sequence[tuple[int, int]]
) -> list[Repair]:
    """Old and new flags at their new places; those that an applied edit runs into are gone."""
    old = [r for r in page.repairs if not r.applied]
    new = [_repair(e, e.start, e.end, page.text[e.start : e.end]) for e in edits if not e.applied]
    kept: list[Repair] = []
    places, ends = [place for place, _ in moves], [group.end for group in groups]
    for flag in [*old, *new]:
        after = bisect_right(ends, flag.start)
        if after < len(groups) and groups[after].start < flag.end:
            continue
        shift = moves[bisect_right(places, flag.start) - 1][1]
        kept.append(replace(flag, start=flag.start + shift, end=flag.end + shift))
    return kept


def _repair(edit: Edit, start: int, end: int, raw: str) -> Repair:
    return Repair(
        start, end, raw, edit.new, edit.rule, edit.margin_keep, edit.margin_next, edit.confidence, edit.applied
    )
