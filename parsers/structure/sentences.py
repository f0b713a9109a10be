"""Sentences, and which words of a sentence belong to which of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from corpus.calendar import NAMES
from parsers.marks.dates import LEFT_OPEN

Span = tuple[int, int]

# A full stop after these does not end a sentence, even before a capital.
_ABBREVIATIONS = (
    "jf", "ca", "nr", "pr", "dvs", "ift", "evt", "sml", "hhv", "maks", "inkl", "vedr", "bl.a", "ekskl", "f.eks",
    "sct", "skt", "gl", "ll", "vr", "sdr", "ndr", "kgs", "chr", "nykøbing f", "nykøbing m", "nykøbing s",
)  # fmt: skip
_SHORT = "".join(
    rf"(?<!\b(?i:{'|'.join(map(re.escape, words))}).)" for _, words in groupby(sorted(_ABBREVIATIONS, key=len), key=len)
)
_MONTH = "|".join(NAMES)
_NOT_LEFT_OPEN = "".join(rf"(?<!\b{word}\n)" for word in LEFT_OPEN)
# All begin with one class of signs, which is what the engine can look for without trying to match. White space is
# bounded: of a thousand blank lines each would look through all that follow.
_END = re.compile(
    r"[.!?:\n](?:"
    rf"(?<=[.!?])(?!(?:(?<=\bpct\.)|(?<=\bkr\.)|(?<=\bmio\.))\s+\()(?!\s+DKK\b)(?!(?<=\bkr\.)\s+[ÅA]rlig(?:t|e)\s+[a-zæøå])(?!(?<=\d\.)\s(?i:{_MONTH})\b){_SHORT}[\"”“»«)¹²³⁴]*\s+(?=[A-ZÆØÅ@\"”»(*§]|[•▪●■◦‣□►·*=+o–-]\s"
    # "… tallene." and below it a note: "1 Ved indbrud forstås …".
    r"|(?<=\n)\d{1,2}[ ]+(?:Ved|Med|Herunder|Inkl|Ekskl|Opgjort|Kilde|Jf)\b"
    rf"|\d{{1,2}}(?:[.)]|\.\d{{1,2}}\.?)\s+[A-ZÆØÅ]|\d+(?:,\d+)?\s*(?:%|pct|procent))"
    # A capital I that was read as a bar, with no other bar on its line.
    r"|(?<=[.!?])(?<!\bkr.)[ ]+(?=\|[ ][A-ZÆØÅ][a-zæøå]+[ ][^|\n]*(?:\n|$))"
    r"|(?<=\n)(?=[ \t]*[A-ZÆØÅ][^\n:.,;]{2,40}:[ \t]+[^\n])"
    # An item of a list; not "… være nedbragt til / 60. I 2024 var der 80".
    r"|(?<=\n)\s{0,60}(?=[•▪●■◦‣□►·*=+–-]\s|\d[.)]\s+[A-ZÆØÅ])"
    rf"|(?<=\n){_NOT_LEFT_OPEN}\s{{0,60}}(?=\d\d[.)]\s+[A-ZÆØÅ])"
    r"|(?<=:)\s{0,60}\n\s{0,60}(?=[A-ZÆØÅ])"
    r"|(?<=[^\n]\n)[ ]*\n(?=[ ]*[A-ZÆØÅ][^\n]*\t)"
    r")"
)
_LONGEST_KEY = 40
_STRONG = re.compile(
    r"[,;:]?\s*\b(?:mens|men|hvorimod|ligesom|heraf|hvoraf|deraf|hertil|derudover|samt|imens|medens|hvor det)\b|;",
    re.IGNORECASE,
)

# "og" between two times of day joins no clauses.
_TIMES = re.compile(r"\b(?:dag|aften|nat)\w*-?\s+(?:og|eller)\s+(?:om\s+|i\s+)?(?:aften|nat)\w*", re.IGNORECASE)


def find_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The sentences of `text[start:end]`, list items apart, without the white space around them."""
    at, end = start, len(text) if end is None else end
    for stop in [*(match.end() for match in _END.finditer(text, start, end)), end]:
        yield from _printed(text, at, stop)
        at = stop


def _printed(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch without the white space around it; a line that is a key and its value by itself: "Kilde: Politiet",
    then a blank line and a capital."""
    piece = text[start:end]
    left, right = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    keyed = text.find("\n\n", left, right)
    line, below = text[left:keyed], text[keyed:right].lstrip()
    if keyed >= 0 and ": " in line[:_LONGEST_KEY] and "\n" not in line and below[:1].isupper():
        yield left, keyed
        left = right - len(below)
    if left < right:
        yield left, right


def sentence_at(text: str, offset: int, reach: int = 1200) -> Span:
    """The sentence that holds `offset`, looking at most `reach` characters either way."""
    low, high = max(0, offset - reach), min(len(text), offset + reach)
    return next((span for span in find_sentences(text, low, high) if span[0] <= offset < span[1]), (low, high))


def share_out(text: str, sentence: Span, figures: Sequence[Span], weak: str = r"\bog\b|,|\(") -> list[Span]:
    """For each figure of a sentence the stretch of words that belong to it, in order.

    What stands between two figures is divided where a new clause begins; where none does, at the last of the `weak`
    separators, and where there is none of them either, before the second figure.
    """
    cuts = [sentence[0]]
    pattern = re.compile(weak, re.IGNORECASE)
    for (_, before), (after, _) in pairwise(figures):
        times = [match.span() for match in _TIMES.finditer(text, before, after)]
        weaker = [m for m in pattern.finditer(text, before, after) if not any(a < m.start() < b for a, b in times)]
        marks = list(_STRONG.finditer(text, before, after)) or weaker
        cuts.append(marks[-1].start() if marks else after)
    cuts.append(sentence[1])
    return list(pairwise(cuts))
