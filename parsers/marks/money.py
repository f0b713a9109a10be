"""Danish money as whole kroner: the one lexer for it. A number is money by the unit that stands before or behind it.

money        "1,2 mio. kr.", "kr. 500.000,-", "250 t.kr.", "halvanden million kroner", "2,4 mio. DKK årligt"
broken_money "1.467. 000 kr.", "1.467.OOO kr."     digits that were read badly; the value only where one reading is left
in_thousands "Beløb i 1.000 kr."                   the unit of bare figures near it: 1000 or 1000000
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.marks.mark import Mark
from parsers.marks.numbers import Atom, Number
from parsers.rules.wording import shown

_KR = r"(?:(?:danske\s+)?kr\b\.?|(?:danske\s+)?kroner\b|DKK\b)"
_SCALES: tuple[tuple[str, int], ...] = (
    (r"mia\b\.?|milliard(?:er)?\b", 10**9),
    (r"mio\b\.?|mill\b\.?|million(?:er)?\b|mkr\b\.?", 10**6),
    (r"tusinde?\b|t\.?(?=\s?kr)|tkr\b\.?|1\.000(?=\s?kr)", 10**3),
)
_SCALE = "|".join(f"(?P<s{factor}>{words})" for words, factor in _SCALES)
# What stands behind a number that is money; "mkr." and "tkr." hold the unit, "mio." needs none.
_BEHIND = shown(
    re.compile(rf"(?:,?-)?\s*(?:(?:{_SCALE})\s*(?:(?:og\s+)?(?={_KR}))?)?(?P<kr>{_KR})?(?:[ ]?,-)?", re.IGNORECASE),
    examples=(" mio. kr.", ",- kr.", " tkr.", " kroner"),
)
_BEFORE = shown(
    re.compile(rf"(?:^|(?<=[\s(|\t]))(?P<kr>{_KR})[ \n\u00a0]?$", re.IGNORECASE),
    examples=("kr. ", "på DKK "),
    rejects=("kroner til ", "okr. "),
)
_HALF = shown(
    re.compile(r"\s+og\s+(?:en|et)\s+halv[t]?(?=\s+mi)|\s*½", re.IGNORECASE),
    examples=(" og en halv million", "½"),
    rejects=(" og en halv time",),
)
_ALONE = shown(
    re.compile(
        r"\b(?:(?P<half>en\s+halv)|(?P<three>tre\s?kvart|trekvart)|(?P<quarter>en\s+kvart))\s+million\b"
        r"(?:\s*(?:kr\b\.?|kroner\b))?",
        re.IGNORECASE,
    ),
    examples=("en halv million kr.", "trekvart million"),
    rejects=("halvanden million",),
)
_BROKEN = shown(
    re.compile(
        rf"(?<![\w.,])(?P<kr>{_KR}\s?)?(?P<digits>[\dIl]{{1,3}}(?:[ ]?[.,'][ ]?[\dOoQGIlSBZ?#]{{2,4}}){{1,3}})"
        rf"(?P<behind>\s?(?:,-)?\s?{_KR})?(?![\w]|\s?(?:mi[oal]|mkr|t\.?\s?kr|tus))"
    ),
    examples=("1.467. 000 kr.", "1. 467.000 kr.", "1.467.OOO kr.", "467,000 kr.", "1.4G7.000 kr.", "1.46.000 kr."),
    rejects=("1467 kr.", "400 kr."),
)
_WHOLE = shown(
    re.compile(r"\d{1,3}(?:[.']\d{3})+"), examples=("1.467.000", "1'467'000"), rejects=("1. 467. 000", "467,000")
)
_WITH_OERE = shown(re.compile(r"\d{1,3}(?:[.' ]\d{3})*,\d{2}"), examples=("1.467,50", "400,00"), rejects=("1.46",))
_BETWEEN_GROUPS = shown(re.compile(r"[ ]?[.,'][ ]?"), examples=("1. 467", "1'467"), rejects=("1 467",))
_GROUP = 3  # digits between two points
_IN_THOUSANDS = shown(
    re.compile(
        r"(?:\bi\s+(?:hele\s+)?|\((?:hele\s+)?|\b[Bb]eløb(?:ene)?:?\s+|^|\t|[|]\s*|^[^\w\n]*(?:budget|udgift|finansiering|økonomi)\w*"
        r"(?:[ ]pr\.?[ ]år)?[,:]?[ ]+|^(?:tabel|skema|oversigt)[ ][^\n]{0,80}?,[ ]+)"
        r"(?P<unit>(?P<k>1\.?000(?:-|\s)?kr\b\.?|tusinde?r?\s?(?:kr\b\.?|kroner)|t\.?\s?kr\b\.?|tusinde?r?\b)"
        r"|(?P<m>mio\.?\s?kr\b\.?|mio\b\.?|millioner(?:\s+kr\b\.?|\s+kroner)?|mkr\b\.?))"
        r"(?=\s*(?:[),;:\t\n|]|\.?\s*$|pr\b|per\b|og\b|årlig|(?-i:[A-ZÆØÅ]))|[ ]{2,})",
        re.IGNORECASE | re.MULTILINE,
    ),
    examples=(
        "Beløb i 1.000 kr.",
        "Beløb i 1.000 kr. Afholdes af",
        "Budget (i hele 1.000 kr.)",
        "Budget, 1.000 kr.",
        "Tabel 1. Budget pr. år, 1.000 kr.",
        "(t.kr.)",
        "(hele 1.000 kr.)",
        "i mio. kr.",
    ),
    rejects=("1.000 kr. til kaffe", "Budget: 2 mio. kr.", "250 t.kr."),
)


def find_money(text: str, atoms: Sequence[Atom]) -> Iterator[Mark]:
    """Every amount whose unit is printed with it; amounts under 100 kroner are none."""
    end = 0
    for atom in atoms:
        mark = _read(text, atom, end)
        if mark is not None:
            end = mark.end
            yield mark
    for match in _ALONE.finditer(text):
        value = 500_000 if match["half"] else 750_000 if match["three"] else 250_000
        yield Mark("money", value, *match.span(), "money-part-of-a-million")


def find_broken_money(text: str) -> Iterator[Mark]:
    """Amounts whose groups of digits were read badly. The value is None where they could mean several things."""
    for match in _BROKEN.finditer(text):
        digits = match["digits"]
        if (match["kr"] or match["behind"]) and not _WHOLE.fullmatch(digits) and not _WITH_OERE.fullmatch(digits):
            yield Mark("broken_money", _whole(digits), *match.span(), "money-read-badly")


def _whole(digits: str) -> int | None:
    """The one amount that digits in groups can be: "1.467.OOO" is 1467000; None for "467,000" and "1.4G7.000"."""
    first, *groups = _BETWEEN_GROUPS.split(digits.upper().replace("O", "0").replace("Q", "0"))
    certain = first.isdigit() and all(len(group) == _GROUP and group.isdigit() for group in groups)
    return int(first + "".join(groups)) if certain and len(groups) > 1 else None


def find_scales(text: str) -> Iterator[Mark]:
    """Where a text says that its bare figures are in thousands or millions of kroner."""
    for match in _IN_THOUSANDS.finditer(text):
        yield Mark("in_thousands", 1000 if match["k"] else 10**6, *match.span("unit"), "money-unit-of-figures")


def _read(text: str, atom: Atom, floor: int) -> Mark | None:
    """An atom as an amount; what stands before `floor` is the unit of the amount before it."""
    half = _HALF.match(text, atom.end)
    at = half.end() if half else atom.end
    factor, end, named = _read_unit(text, at)
    before = _BEFORE.search(text[max(floor, atom.start - 16) : atom.start])
    kroner = _kroner(atom.value + (0.5 if half else 0), factor)
    if kroner is None or not (named or before):
        return None
    start = atom.start - len(before.group()) if before else atom.start
    end = start + len(text[start:end].rstrip())
    return Mark("money", kroner, start, end, "money-in-words" if atom.in_words else "money-in-digits")


def _read_unit(text: str, at: int) -> tuple[int, int, bool]:
    """The factor of what stands behind a number, where it ends, and whether it alone says that this is money: "mio."
    and ",-" do, the "tusinde" of "kr. 400 tusinde" does not."""
    behind = _BEHIND.match(text, at)
    factor = next((f for _, f in _SCALES if behind and behind[f"s{f}"]), 1)
    if behind and (behind["kr"] or factor >= 10**6 or (behind["s1000"] or "").casefold().startswith("tkr")):
        return factor, behind.end(), True
    dashed = text.startswith(",-", at)
    return factor, behind.end() if behind and factor > 1 else at + 2 * dashed, dashed


def _kroner(value: Number, factor: int) -> int | None:
    return None if value * factor < 100 else round(value * factor)
