"""The printed lines of a text: where each begins and ends, and whether it goes on in the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.rules.wording import shown

MARKUP = "#*_>| \t"
BLANK_LINE = shown(
    re.compile(r"\n[ \t]*\n"),
    examples=(
        "\n\n",
        "\n \t\n",
    ),
    rejects=("\n –",),
)
_LINE = re.compile(r"[^\n\f]+")
_UNFINISHED = re.compile(
    r"(?:[-,/(]|\b(?:og|eller|samt|for|i|på|af|til|med|fra|om|at|den|det|de|en|et|som|der|ved|mellem|vedrørende|omkring|gennem|mod))$"
)
# Words that open a new sentence, where a small letter follows them.
OPENERS = (
    "Der|Det|Den|De|Denne|Dette|Disse|Partnerskabet|Partnerskabets|Parterne|Alle|På|I|For|Til|Hertil|Herudover|Vi"
    "|Styregruppen|Arbejdsgruppen|Aftalen|Tryghedsplanen|Desuden|Derudover|Ud|Med|Som|Om|Hvert|Hver|Kommunen"
    "|Områderne"
    "|Indsatsområderne|Indsatserne|Målene|Tryghedspartnerskabet|Tryghedspartnerskabets|Endvidere|Endelig|Samlet|Heraf"
    "|Under|Inden|Ved|Når|Hvis|Konkret|Herunder|Således|Antal|Gerningstype"
)
_OPENS_SENTENCE = shown(re.compile(rf"(?:{OPENERS}) [a-zæøå]"), examples=("Der er",), rejects=("Der Er",))
_ABBREVIATED = shown(
    re.compile(r"\b(?:pr|per|ca|kl|bl\.a|f\.eks|jf|nr|mio|ifm|mhp|inkl)\.$"),
    examples=("i alt ca.",),
    rejects=("i alt.",),
)
_OPENS_LOW = shown(re.compile(r"[a-zæøå(%,;]"), examples=("og",), rejects=("OG",))


def printed_end(text: str, place: int) -> int:
    """Where the print before a place ends: behind the last sign that is no white space; 0 where there is none."""
    while place and text[place - 1].isspace():
        place -= 1
    return place


class PrintLine(NamedTuple):
    """`text[start:end]` without white space and Markdown signs at its ends. `gap`: blank lines stand before it."""

    start: int
    end: int
    text: str
    gap: bool


def read_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintLine]:
    """The lines with something printed on them, in order."""
    before = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        bare = raw.strip(MARKUP)
        if not bare:
            continue
        at = match.start() + len(raw) - len(raw.lstrip(MARKUP))
        yield PrintLine(at, at + len(bare), bare, text.count("\n", before, at) > 1)
        before = at + len(bare)


def usual_width(lines: list[PrintLine]) -> int:
    """The number of characters that nine in ten lines stay within; a line near it was broken for want of room."""
    if not lines:
        return 0
    return sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]


def is_unfinished(line: PrintLine) -> bool:
    """Whether a line ends with a word that something must follow: "til", "og"."""
    return _UNFINISHED.search(line.text) is not None


def goes_on(line: PrintLine, following: PrintLine, width: int) -> bool:
    """Whether the sentence of `line` is carried on by `following`.

    `width` is the usual width. In dumps every line has a blank one after it: a small first letter decides there.
    """
    if _OPENS_LOW.match(following.text) or is_unfinished(line) or _ABBREVIATED.search(line.text):
        return True
    if _OPENS_SENTENCE.match(following.text) or following.gap or line.text[-1] in ".:!?;":
        return False
    return len(line.text) > 0.75 * width and len(line.text) > 45
