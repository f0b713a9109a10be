"""Text that remembers its paper: every character knows the word it came from, every change can be undone."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from models.geometry import Box, Word

NO_WORD = -1


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
        return list(dict.fromkeys(owner for owner in self.owners[start:end] if owner != NO_WORD))

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
    start = None
    for at, char in enumerate(text + " "):
        if char.isspace():
            if start is not None:
                owners[start:at] = array("i", [len(words)]) * (at - start)
                words.append(Word(text[start:at]))
                start = None
        elif start is None:
            start = at
    return PageText(text, tuple(words), owners)


def laid_text(words: Sequence[Word], lines: Sequence[Sequence[int]], gaps: Iterable[int] = ()) -> PageText:
    """Words as text: a space between words, a line feed after each line, a blank line after the lines in `gaps`."""
    wide = set(gaps)
    parts: list[str] = []
    owners = array("i")
    for number, line in enumerate(lines):
        for place, index in enumerate(line):
            if place:
                parts.append(" ")
                owners.append(NO_WORD)
            parts.append(words[index].text)
            owners.extend([index] * len(words[index].text))
        feed = "\n\n" if number in wide else "\n"
        parts.append(feed)
        owners.extend([NO_WORD] * len(feed))
    return PageText("".join(parts), tuple(words), owners)


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """The text before its applied repairs."""
    parts: list[str] = []
    at = 0
    for repair in sorted((r for r in repairs if r.applied), key=lambda r: (r.start, r.end)):
        parts += [text[at : repair.start], repair.raw]
        at = repair.end
    return "".join([*parts, text[at:]])


def _refuse_overlaps(edits: Sequence[Edit]) -> None:
    for before, after in zip(edits, edits[1:], strict=False):
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


def _widened(text: PageText, edit: Edit, old: Sequence[Repair]) -> tuple[Edit, list[Repair]]:
    """An edit grown over every earlier repair it touches, and those repairs."""
    touched = [r for r in old if r.applied and r.start < edit.end and edit.start < r.end]
    if not touched:
        return edit, []
    start = min(edit.start, touched[0].start)
    end = max(edit.end, touched[-1].end)
    new = text.text[start : edit.start] + edit.new + text.text[edit.end : end]
    return replace(edit, start=start, end=end, new=new), touched


def _apply(page: PageText, edits: Sequence[Edit]) -> PageText:
    log = list(page.repairs)
    for edit in reversed(edits):
        if edit.applied:
            page, log = _make(page, edit, log)
        else:
            raw = page.text[edit.start : edit.end]
            log.append(_repair(edit, edit.start, edit.end, raw))
    return replace(page, repairs=tuple(sorted(log, key=lambda r: (r.start, r.end, r.rule))))


def _make(page: PageText, edit: Edit, log: list[Repair]) -> tuple[PageText, list[Repair]]:
    edit, swallowed = _widened(page, edit, log)
    raw = undo(
        page.text[edit.start : edit.end],
        [replace(r, start=r.start - edit.start, end=r.end - edit.start) for r in swallowed],
    )
    shift = len(edit.new) - (edit.end - edit.start)
    kept: list[Repair] = []
    for r in log:
        if r in swallowed or (not r.applied and r.start < edit.end and edit.start < r.end):
            continue
        kept.append(replace(r, start=r.start + shift, end=r.end + shift) if r.start >= edit.end else r)
    if raw != edit.new:
        kept.append(_repair(edit, edit.start, edit.start + len(edit.new), raw))
    owners = (
        page.owners[: edit.start] + _hand_over(page.owners[edit.start : edit.end], edit.new) + page.owners[edit.end :]
    )
    text = page.text[: edit.start] + edit.new + page.text[edit.end :]
    return PageText(text, page.words, owners), kept


def _repair(edit: Edit, start: int, end: int, raw: str) -> Repair:
    return Repair(
        start, end, raw, edit.new, edit.rule, edit.margin_keep, edit.margin_next, edit.confidence, edit.applied
    )
