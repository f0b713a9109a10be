"""Where a text holds what belongs to a person: CPR numbers, phone numbers, e-mail addresses, names of contact persons.

Numbers are told by their form and by the words before them. "12 34 56 78" may be a phone number and a row of a table:
such a one is *unsure*, and whoever asks knows better what the place is. A CVR number is an organisation's, and public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.person_names import is_organisation

Kind = Literal["cpr", "phone", "email"]


@dataclass(frozen=True, slots=True)
class Personal:
    """A stretch of a text, `text[start:end]`; `sure` where form or words leave no other reading."""

    kind: Kind
    start: int
    end: int
    sure: bool = True


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+ ?@ ?[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}(?![\w-])")
_CPR = re.compile(
    r"(?<![\d.,/-])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}(?P<joint> ?[-–] ?| ?)\d{4}(?![\d.,/-]?\d)"
)
_CPR_WORD = re.compile(r"(?i)(?:cpr|person|personnummer)[\s.\-]*(?:nr|nummer)?[\s.:]*$")
_CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?P<country>(?:\+|00)\s?45[ .\xa0-]?)?"
    r"(?:\d{2}(?P<joint>[ .\xa0-]?)\d{2}(?P=joint)\d{2}(?P=joint)\d{2}|\d{4}[ \xa0]\d{4})"
    r"(?!\w|[.,/-]\d|\s?(?:%|pct|procent|kr|dkk|mio))",
    re.IGNORECASE,
)
_PHONE_WORD = re.compile(
    r"(?i)(?<!\w)(?:tlf|telefon\w*|mobil\w*|tel|ring|opkald|sms|direkte|fax|t|m)"
    r"(?:[.:]?\s*(?:nr|nummer))?(?:\s+(?:til|på))?[\s.:]*$"
)
# Numbers of eight digits that belong to no person: of companies, accounts, cases.
_OTHER_NUMBER = re.compile(r"(?i)(?:cvr|ean|se|gln|konto|reg|journal|sags?|p)[\s.\-]*(?:nr|nummer)?[\s.:]*$")
_YEARS = re.compile(r"(?:19|20)\d\d\s(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
# How far back, in characters of the same line, a word says what a number is.
_BEFORE = 24

_NAME = r"[A-ZÆØÅÉ][a-zæøåéüö]+(?:[-'’][A-ZÆØÅ][a-zæøåéüö]+)*"
_FULL_NAME = rf"{_NAME}(?: (?:{_NAME}|[A-ZÆØÅ]\.))*(?: (?:af|de|den|der|la|van|von))?(?: {_NAME})"
# What leads up to the name of somebody to turn to, and the office that may stand before it.
_CONTACT = re.compile(
    r"(?i:(?<!\w)(?:kontaktperson(?:er)?|kontakt|att|attention|henvendelse(?:r)?|sagsbehandler|tovholder|projektleder|"
    r"kontakte|oplysninger (?:fås|gives))(?: (?:er|hos|til|ved))?[.:,]? ?|(?<!\w)v/ ?)"
    rf"(?:[a-zæøå-]+ ){{0,2}}(?P<name>{_FULL_NAME})"
)
_BESIDE = re.compile(rf"(?P<name>{_FULL_NAME})(?=,| [-–(]|:|\s*$)")


def find_personal(text: str) -> Iterator[Personal]:
    """CPR numbers, e-mail addresses and phone numbers, in their order of kind and then of place."""
    taken: list[tuple[int, int]] = []
    for match in _EMAIL.finditer(text):
        yield Personal("email", *match.span())
    for match in _CPR.finditer(text):
        if match["joint"].strip() or _CPR_WORD.search(_before(text, match.start())) or _is_checked(match[0]):
            taken.append(match.span())
            yield Personal("cpr", *match.span())
    for match in _PHONE.finditer(text):
        before = _before(text, match.start())
        other = _OTHER_NUMBER.search(before) or _YEARS.fullmatch(match[0])
        if not other and not any(start < match.end() and match.start() < end for start, end in taken):
            yield Personal("phone", *match.span(), sure=bool(match["country"] or _PHONE_WORD.search(before)))


def _before(text: str, at: int) -> str:
    """What stands before a place in its line, as far back as words about a number reach."""
    return text[max(0, at - _BEFORE, text.rfind("\n", 0, at) + 1) : at]


def _is_checked(number: str) -> bool:
    """Whether ten digits pass the check that numbers given out before 2007 pass: one in eleven does by chance."""
    digits = [int(sign) for sign in number if sign.isdigit()]
    return sum(digit * weight for digit, weight in zip(digits, _CPR_WEIGHTS, strict=True)) % 11 == 0


def find_contacts(text: str) -> list[str]:
    """Names of people whom a paper says to turn to: "Kontaktperson: …", and those beside a phone number or an e-mail.

    Each as it is written, once, in order.
    """
    names = [match["name"] for match in _CONTACT.finditer(text)]
    for found in find_personal(text):
        if found.kind != "cpr" and found.sure:
            names += _beside(text, found.start)
    return [name for name in dict.fromkeys(names) if not is_organisation(name)]


def _beside(text: str, at: int) -> list[str]:
    """The last name in the line before a place, or else a name that the line above begins with."""
    begin = text.rfind("\n", 0, at) + 1
    here = [match["name"] for match in _BESIDE.finditer(text[begin:at].rstrip(" ,:;-–(")) if match.start() < at]
    if here:
        return here[-1:]
    above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)].strip()
    first = _BESIDE.match(above)
    return [first["name"]] if first else []
