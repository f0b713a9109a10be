"""Numbers, shares and signed changes: the one lexer for them, in digits and in words.

Number words and ordinals are generated from the two dozen stems they are made of. Kinds of marks:

    number   40, 1.240, 88,5, "syvogtyve"           an int or float; a year, a date or a number of a case is none
    share    "78 %", "fire ud af ti", "halvdelen"   percent
    change   "-10 %", "+4 pct."                     percent, signed
    points   "5 procentpoint"                       never a share
    range    "6-8", "to til fire"                   (low, high)
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from parsers.marks.mark import Mark, Span
from parsers.marks.phrases import Words
from parsers.rules.wording import compile_danish, shown

Number = int | float

_UNITS = (
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten",
    "femten", "seksten", "sytten", "atten", "nitten",
)  # fmt: skip
_TENS = ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")
SCALES = {"hundrede": 100, "hundred": 100, "tusinde": 1000, "tusind": 1000}
SCALES |= {"million": 10**6, "millioner": 10**6, "milliard": 10**9, "milliarder": 10**9}
_ORDINALS = (
    "første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende", "ellevte",
    "tolvte", "trettende", "fjortende", "femtende", "sekstende", "syttende", "attende", "nittende", "tyvende",
)  # fmt: skip
# "en" and "et" are numbers only before a scale: elsewhere they are articles.
_ARTICLES = frozenset(("en", "et"))
_NO_NUMBERS = _ARTICLES | frozenset(scale for scale, factor in SCALES.items() if factor > 1000)


def _make_words() -> dict[str, Number]:
    words: dict[str, Number] = {word: value for value, word in enumerate(_UNITS)}
    words |= {"et": 1, "én": 1, "ét": 1, "een": 1, "eet": 1, "halvanden": 1.5, "halvandet": 1.5}
    words |= {ten: 20 + 10 * place for place, ten in enumerate(_TENS)}
    for (one, unit), (place, ten) in product(list(enumerate(_UNITS))[1:10], list(enumerate(_TENS))):
        words[f"{unit}og{ten}"] = 20 + 10 * place + one
    return words


WORDS: dict[str, Number] = _make_words()
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINALS, 1)} | {"andet": 2}
_JOINED = shown(re.compile(r"(hundrede?|tusinde?)(og)?"), examples=("tohundredeoghalvtreds",), rejects=("hund",))

# "1.200.000", "1'467'000", "1 240" with a no-break or thin blank; "1 240" with a blank stands alone or before its unit.
_UNITS_BEHIND = "kr|DKK|,-|t\\.?kr|indbygger|beboer|borger|anmeld|sager|lejemål|bolig"
_DIGITS = shown(
    re.compile(
        r"(?<![\w.,'’§])(?P<whole>\d{1,3}(?:[.'’\u00a0\u202f\u2009]\d{3})+(?!\d)"
        rf"|\d{{1,3}}(?:[ ]\d{{3}})+(?![ ]?\d)(?:(?=[ ]?(?:{_UNITS_BEHIND}))|(?=[ ]{{2}}|[ ]?(?:[\t\n|]|\Z)))|\d+)"
        r"(?P<decimals>,\d+|\.\d{1,2}(?=\s?(?:%|pct|procent|mio|mill|mkr)))?(?P<half>\s?[½¼¾])?(?![\w]|[.,'’]\d|\s?/\s?\d)"
    ),
    examples=("1.200.000", "1'467'000", "1 240", "41,2", "2½", "88.5 %", "1 200 000 kroner"),
    rejects=("a1", "1.2.3", "§115"),
)
_OF_MILLIONS = 3  # groups of digits
_CELL_EDGE = shown(
    re.compile(r"(?:^|[\t\n|]|[ ]{2})[ ]*$"), examples=("Indbrud\t", "", "Indbrud   "), rejects=("Indbrud 40 ",)
)
# Goals, items and annexes that a sentence names by their numbers.
_POINTED = shown(
    compile_danish(
        r"\b(?:mål|målene|målsætning(?:er)?(?:ne)?|delmål(?:ene)?|punkt(?:erne)?|tabel(?:lerne)?|bilag"
        r"|(?:tal|mål)(?:lene|ene) under|indsatsområde(?:rne)?)\s+\d{1,2}(?:\s?,\s\d{1,2})*\s(?:og|samt)\s"
        r"\d{1,2}\b(?![,.]?\d|\s?(?:%|pct|procent|kr|mio|anmeld))"
    ),
    examples=("Mål 2 og 3 følges", "Tallene under 2, 3 og 4 leveres", "Målsætning 1 og 2"),
    rejects=("skal under 40 og", "Mål 2: 40 og 50 %"),
)
_BRACKET = 60  # signs before a figure in which the bracket opens that closes behind it
_MOST_SIGNS = 40  # of a number; a row of ones that fills a page is none
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_PERCENT = shown(
    re.compile(r"\s?(?:%|pct\b\.?|procent(?:en)?\b)(?P<points>[.\s-]{0,2}points?\b)?", re.IGNORECASE),
    examples=(" %", "pct.", " procent", "%-point"),
    rejects=("promille",),
)
_POINTS = shown(
    re.compile(r"\s?(?:procentpoints?|pct\.?point|%-points?)\b", re.IGNORECASE),
    examples=(" procentpoint", "%-point"),
    rejects=(" procent",),
)
_ALPHANUMERIC = shown(re.compile(r"\w+"), examples=("to",), rejects=("-",))
_NO_DIGIT = shown(re.compile(r"\D"), examples=("1.200",), rejects=("1200",))
# A dash that fills a cell by itself is no sign of the next one: "–\t61 %".
_SIGN = shown(
    re.compile(r"(?:^|[(|\t][ ]?)(?P<sign>[-–−+])[^\S\t]?$|\s(?P<close>[-–−+])$"),
    examples=(" -", "(–", "-", "(- "),
    rejects=("5-", "aftenen – ", "\t–\t"),
)
_OF = shown(
    re.compile(r"\s+(?:ud\s+)?af\s+(?:de\s+)?", re.IGNORECASE), examples=(" ud af ", " af de "), rejects=("af",)
)
_TO = shown(re.compile(r"\s?(?:-|–|/|til|eller)\s?", re.IGNORECASE), examples=("-", " til "), rejects=(" og ",))
_WHOLES = frozenset((3, 4, 5, 10, 20, 100))
_SHARES: dict[str, Number] = {
    "halvdelen": 50, "det halve": 50, "tre fjerdedele": 75, "en fjerdedel": 25, "to tredjedele": 67,
    "en tredjedel": 33, "en femtedel": 20, "en tiendedel": 10,
}  # fmt: skip
_SHARE_WORDS = shown(
    re.compile(rf"\b(?:{'|'.join(_SHARES)})\b".replace(" ", r"\s+"), re.IGNORECASE),
    examples=("Halvdelen af beboerne", "tre fjerdedele"),
    rejects=("i anden halvdel",),
)
_EVERY: dict[str, Number] = {"anden": 50, "tredje": 33, "fjerde": 25, "femte": 20, "tiende": 10}
_EVERY_NTH = shown(
    re.compile(
        rf"\bhver\s+(?P<nth>{'|'.join(_EVERY)})(?=\.?\s*(?:$|\n|[.;])|\s+\([\d,]+\s?(?:%|pct|procent)"
        r"|\s+(?:beboer|borger|voksen|lejer|københavner|indbygger|\w+boer))",
        re.IGNORECASE,
    ),
    examples=("Hver fjerde beboer",),
    rejects=("hver anden måned",),
)


class _Cover:
    """Stretches in order, asked in order whether they hold a place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.at = 0

    def holds(self, place: int) -> bool:
        """Whether one of them does; places must come in order."""
        while self.at < len(self.spans) and self.spans[self.at][1] <= place:
            self.at += 1
        return self.at < len(self.spans) and self.spans[self.at][0] <= place


@dataclass(frozen=True, slots=True)
class Atom:
    """A bare number at `text[start:end]`, before anybody asks what it counts."""

    value: Number
    start: int
    end: int
    in_words: bool = False


def tidy(value: Number) -> Number:
    """A whole number as int, others rounded to what was printed at most (4 decimals)."""
    value = round(value, 4)
    return int(value) if value == int(value) else value


def read_words(text: str) -> Number | None:
    """Number words as a number: "to hundrede og halvtreds tusind" is 250000; None where a word is no number."""
    total: Number = 0
    current: Number | None = None
    for word in _ALPHANUMERIC.findall(_JOINED.sub(r" \1 \2 ", text.casefold())):
        if word == "og":
            continue
        if word in SCALES:
            value = (1 if current is None else current) * SCALES[word]
            total, current = (total + value, None) if SCALES[word] >= 1000 else (total, value)
        elif word in WORDS:
            current = WORDS[word] if current is None else current + WORDS[word]
        else:
            return None
    return None if current is None and not total else total + (current or 0)


def find_atoms(words: Words, taken: Sequence[Span]) -> list[Atom]:
    """All bare numbers outside the stretches `taken` (dates, years, numbers of cases), in order."""
    found = [*_in_digits(words), *_in_words(words)]
    pointed = [match.span() for match in _POINTED.finditer(words.text)]
    return list(_outside(sorted(found, key=lambda atom: atom.start), [*taken, *pointed]))


def find_numbers(text: str, atoms: Sequence[Atom], money: Iterable[Span]) -> Iterator[Mark]:
    """What the numbers are that are no money."""
    paid = _Cover(money)
    end = 0
    for at, atom in enumerate(atoms):
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        if following and (span := _range(text, atom, following)):
            yield span
        if not paid.holds(atom.start) and atom.start >= end:
            mark = _marked(text, atom, following)
            end = mark.end
            yield mark
    yield from _shares_in_words(text, {atom.start for atom in atoms})


def _shares_in_words(text: str, taken: Container[int]) -> Iterator[Mark]:
    """ "halvdelen", "hver fjerde beboer"; none where a number begins."""
    for match in _SHARE_WORDS.finditer(text):
        if match.start() not in taken:
            yield Mark("share", _SHARES[" ".join(match.group().casefold().split())], *match.span(), "share-in-words")
    for match in _EVERY_NTH.finditer(text):
        yield Mark("share", _EVERY[match["nth"].casefold()], match.start(), match.end("nth"), "share-every-nth")


def _in_digits(words: Words) -> Iterator[Atom]:
    text = words.text
    for match in _digits(words):
        whole = match["whole"]
        if len(whole) > _MOST_SIGNS or _is_note(text, match):
            continue
        if " " in whole and not _stands_alone(text, match):
            at = match.start()
            for group in whole.split(" "):
                yield Atom(int(group), at, at + len(group))
                at += len(group) + 1
            continue
        value = float(_NO_DIGIT.sub("", whole) + (match["decimals"] or "").replace(",", "."))
        half = _HALVES[match["half"].strip()] if match["half"] else 0
        yield Atom(tidy(value + half), *match.span())


def _is_note(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is the mark of a note or an item: "vold 1) skal falde", not "(i alt 12)"."""
    closed = match.end() - match.start() < 3 and text.startswith(")", match.end())
    near = max(0, match.start() - _BRACKET)
    return closed and text.rfind("(", near, match.start()) <= text.rfind(")", near, match.start())


def _digits(words: Words) -> Iterator[re.Match[str]]:
    end = 0
    for form, start in zip(words.forms, words.starts, strict=True):
        match = _DIGITS.match(words.text, start) if start >= end and form[0].isdigit() else None
        if match:
            end = match.end()
            yield match


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether blanks part thousands: at the end of a cell only where the number is all that the cell holds, or would be
    one of millions; more is a row of figures, "131 127 104 118"."""
    behind = text[match.end() : match.end() + 2]
    at_edge = not behind.strip(" ") or behind[0] in "\t\n|"
    before = text[max(0, match.start() - 40) : match.start()]
    groups = match["whole"].split(" ")
    millions = len(groups) == _OF_MILLIONS and groups[-1] == "000"
    return not at_edge or millions or bool(_CELL_EDGE.search(before))


def _in_words(words: Words) -> Iterator[Atom]:
    forms = words.forms
    at = 0
    while at < len(forms):
        end = _end_of_words(forms, at)
        value = None if end == at or _is_no_number(forms, at, end) else read_words(" ".join(forms[at:end]))
        if value is not None:
            yield Atom(tidy(value), words.starts[at], words.ends[end - 1], True)
        at = max(end, at + 1)


def _end_of_words(forms: Sequence[str], at: int) -> int:
    """Where the number words that begin at a place end; the place itself where none do."""
    end = at
    while end < len(forms) and (_is_number_word(forms[end]) or (end > at and _joins(forms, end))):
        end += 1
    return end


def _is_no_number(forms: Sequence[str], at: int, end: int) -> bool:
    """Whether number words count nothing: an article, or a scale that goes with the word before it."""
    return (end == at + 1 and forms[at] in _NO_NUMBERS) or _scales_digits(forms, at)


def _is_number_word(form: str) -> bool:
    return form in WORDS or form in SCALES or (("hundred" in form or "tusind" in form) and read_words(form) is not None)


def _scales_digits(forms: Sequence[str], at: int) -> bool:
    """Whether a scale goes with the digits before it ("80 tusinde") or with half of it ("en halv million")."""
    return forms[at] in SCALES and at > 0 and (forms[at - 1].isdigit() or forms[at - 1] in ("halv", "kvart"))


def _joins(forms: Sequence[str], at: int) -> bool:
    """Whether "og" at a place stands within a number: "to hundrede og halvtreds"."""
    after = forms[at + 1] if at + 1 < len(forms) else ""
    before = forms[at - 1]
    scaled = before in SCALES or before.endswith(("hundrede", "tusind", "tusinde", "hundred"))
    return forms[at] == "og" and scaled and _is_number_word(after) and after not in _ARTICLES


def _outside(atoms: Iterable[Atom], taken: Sequence[Span]) -> Iterator[Atom]:
    cover = _Cover(taken)
    end = -1
    for atom in atoms:
        if not cover.holds(atom.start) and atom.start >= end:
            end = atom.end
            yield atom


def _range(text: str, low: Atom, high: Atom) -> Mark | None:
    joined = _TO.fullmatch(text, low.end, high.start)
    if joined is None or low.value >= high.value:
        return None
    return Mark("range", (low.value, high.value), low.start, high.end, "number-range")


def _marked(text: str, atom: Atom, following: Atom | None) -> Mark:
    percent = _PERCENT.match(text, atom.end) or _POINTS.match(text, atom.end)
    if percent:
        points = percent.re is _POINTS or percent["points"]
        kind, rule = ("points", "percentage-points") if points else ("share", "percent")
        mark = Mark(kind, atom.value, atom.start, percent.end(), rule)
        return mark if points else _signed(text, mark)
    if following and _is_part(text, atom, following):
        return Mark("share", tidy(atom.value * 100 / following.value), atom.start, following.end, "share-of-ten")
    return Mark("number", atom.value, atom.start, atom.end, "number-in-words" if atom.in_words else "number-in-digits")


def _signed(text: str, share: Mark) -> Mark:
    """A share with a sign before it as a change."""
    low = max(0, share.start - 3)
    sign = _SIGN.search(text[low : share.start])
    if sign is None:
        return share
    kind = "sign" if sign["sign"] else "close"
    value = share.value if sign[kind] == "+" else -share.value
    return Mark("change", value, low + sign.start(kind), share.end, "signed-percent")


def _is_part(text: str, part: Atom, whole: Atom) -> bool:
    """Whether two numbers are a share: "fire ud af ti"."""
    likely = whole.value in _WHOLES and 0 < part.value <= whole.value
    return likely and _OF.fullmatch(text, part.end, whole.start) is not None
