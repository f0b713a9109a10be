"""Letters written by their number or name, as HTML, mail, addresses and programs write them.

"omr&aring;det", "omr=C3=A5det", "omr%C3%A5det", "omr\\u00e5det": read where Danish letters are written so inside words,
else the text is about such writing, or holds an address.
"""

from __future__ import annotations

import html
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.text import Edit


@dataclass(frozen=True, slots=True)
class Escape:
    """A way to write letters: `proof` is a Danish letter written so, beside a letter; `sign` is any sign."""

    rule: str
    proof: re.Pattern[str]
    sign: re.Pattern[str]
    read: Callable[[str], str]
    fewest: int = 2  # letters written so, outside addresses


def _beside(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[A-Za-z])(?:{sign})|(?:{sign})(?=[A-Za-z])")


def _read_html(sign: str) -> str:
    """ "&amp;oslash;" was escaped twice."""
    while (plain := html.unescape(sign)) != sign:
        sign = plain
    return sign


def _read_percent(sign: str) -> str:
    return urllib.parse.unquote(sign, errors="strict")


def _read_mail(sign: str) -> str:
    return "" if sign.endswith("\n") else _read_percent(sign.replace("=", "%"))


def _read_old_mail(sign: str) -> str:
    return "" if sign.endswith("\n") else bytes.fromhex(sign[1:]).decode("cp1252")


def _read_program(sign: str) -> str:
    return chr(int(sign[2:], 16))


_LETTERS_8 = "C3{0}(?:86|98|85|A6|B8|A5|a6|b8|a5)"
_NUMBERS = "(?:197|216|198|229|248|230|[xX]0*(?:[cCeE]5|[dDfF]8|[cCeE]6))"
_NAMES = "(?:[Aa]ring|[Oo]slash|[Aa][Ee]lig)"
_HTML_LETTER = f"&(?:amp;)*(?:{_NAMES}|#{_NUMBERS};)"
_HTML_BLANK = "(?:nbsp|thinsp|shy|ndash|#160|#173|#8201|#8211|#8239|#[xX](?:00)?[aA][0dD])"
_ESCAPES = (
    Escape(
        "html-entity",
        re.compile(rf"{_beside(_HTML_LETTER).pattern}|(?<=\w)&(?:amp;)*{_HTML_BLANK};(?=\w)"),
        re.compile(rf"&(?:amp;)*(?:(?:#\d{{2,5}}|#[xX][0-9a-fA-F]{{2,4}}|[A-Za-z]{{2,8}}\d{{0,2}});|{_NAMES})"),
        _read_html,
        fewest=1,
    ),
    Escape(
        "percent-escape",
        _beside("%" + _LETTERS_8.format("%")),
        re.compile(r"(?:%[C-F][0-9A-F](?:%[89AB][0-9A-F])+)+", re.IGNORECASE),
        _read_percent,
    ),
    Escape(
        "mail-escape",
        _beside("=" + _LETTERS_8.format("=")),
        re.compile(r"=\n|(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F])+)+|=[2-7][0-9A-F]"),
        _read_mail,
    ),
    Escape("mail-escape", _beside("=[EFCD][568]"), re.compile(r"=\n|=[A-F2-7][0-9A-F]"), _read_old_mail),
    Escape("number-escape", _beside(r"\\u00(?:[cCeE][56]|[dDfF]8)"), re.compile(r"\\u[0-9a-fA-F]{4}"), _read_program),
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\S+/\S*[?=]\S*")


def escape_edits(text: str) -> Iterator[Edit]:
    """Edits that read the letters, in the first of these ways that Danish letters are written in."""
    for way in _ESCAPES:
        places = [match.start() for match in way.proof.finditer(text)]
        addresses = [match.span() for match in _ADDRESS.finditer(text)] if places else []
        if sum(not _is_in(addresses, at) for at in places) >= way.fewest:
            yield from _of_way(text, way, addresses)
            return


def _of_way(text: str, way: Escape, addresses: list[tuple[int, int]]) -> Iterator[Edit]:
    for match in way.sign.finditer(text):
        try:
            new = way.read(match[0])
        except UnicodeDecodeError:
            continue
        if new != match[0] and not _is_in(addresses, match.start()):
            yield Edit(match.start(), match.end(), new, way.rule, confidence=0.99)


def _is_in(spans: list[tuple[int, int]], at: int) -> bool:
    return any(low <= at < high for low, high in spans)
