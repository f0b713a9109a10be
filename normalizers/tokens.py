"""Words of a text as the repair sees them: letters and the signs that letters are misread as, divided words joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from normalizers.words import LONGEST_WORD

_SIGNS = "@¢£&|"
_WORD = re.compile(
    rf"(?:[^\W\d_]|[{_SIGNS}](?=[^\W\d_])|(?<=[^\W\d_])[{_SIGNS}4](?![\d])|(?<![\w.,:/'’-])4(?=[a-zæøå]{{3}}))+"
)
# Mail and web addresses, file names and paths, settings.
_ADDRESS = re.compile(
    r"\S*(?:://|www\.|[\w.]@[\w-]+\.\w|[a-z]{2}\.[a-z]{2}|\w_\w|\\|[a-z]=[a-z]|[a-z]/[a-z.]+/)\S*|(?<!\S)[/~]\w\S*"
)
_SIGN = re.compile(r"[:/\\_=~@]|(?<=[a-z])\.(?=[a-z])")
_SPACE = re.compile(r"\s")
# Letters beside a figure, after an apostrophe or with a capital among small ones are codes, endings, trade names.
# A 4 among small letters is no code: it may be an å.
_MIXED = re.compile(r"[a-zæøå][A-HJ-ZÆØÅ]|[^\W\d_]\d|[\d'’][^\W\d_]")
_CODE = re.compile(
    r"(?!4[a-zæøå]{3})[\d'’]+[^\W\d_]\w*|[^\W\d_]+[0-35-9][^\W\d_]\w*|[^\W\d_]*[a-zæøå][A-HJ-ZÆØÅ]\w*|[A-Za-z]{1,4}[0-35-9]|[A-Z]+4"
)
# The second half of a divided word: small letters, and no conjunction ("børne- og").
_DIVIDED = re.compile(r"[-\u00ad\u2010][ \t]*\r?\n[ \t]*(?=[^\W\d_A-ZÆØÅ]|@)(?!(?:og|eller|samt|o[aq]g?)\b)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word at `text[start:end]`. `second` is the span of its other half where a line end divides it.

    `read` is the whole word, without the hyphen; the first half has `end - start` letters. `dangling` means that a
    hyphen follows ("børne- og …"), `linked` that one precedes it.
    """

    start: int
    end: int
    read: str
    second: tuple[int, int] | None = None
    dangling: bool = False
    linked: bool = False


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of `text[start:end]`, in order; addresses of mail and web left out."""
    end = len(text) if end is None else end
    closed = _merged([*_addresses(text, start, end), *_codes(text, start, end)])
    at = start
    while match := _WORD.search(text, at, end):
        at = match.end()
        while closed and closed[-1][1] <= match.start():
            closed.pop()
        if (closed and closed[-1][0] <= match.start()) or match.end() - match.start() > LONGEST_WORD:
            continue
        half = _DIVIDED.match(text, at, end)
        rest = _WORD.match(text, half.end(), min(end, half.end() + LONGEST_WORD)) if half else None
        read, second = (match[0] + rest[0], rest.span()) if rest else (match[0], None)
        at = rest.end() if rest else match.end()
        dangling, linked = text.startswith("-", at), text.endswith("-", 0, match.start())
        yield Token(match.start(), match.end(), read, second, dangling, linked)


def _addresses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs without white space that are addresses; only those with a sign that addresses have are looked at."""
    at = start
    while sign := _SIGN.search(text, at, end):
        first = max(text.rfind(" ", start, sign.start()), text.rfind("\n", start, sign.start()), start - 1) + 1
        space = _SPACE.search(text, sign.start(), end)
        at = space.start() if space else end
        if _ADDRESS.match(text, first, at):
            yield first, at


def _codes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words that are codes, endings or trade names."""
    at = start
    while sign := _MIXED.search(text, at, end):
        first = sign.start()
        least = max(start, first - LONGEST_WORD)
        while first > least and (text[first - 1].isalnum() or text[first - 1] in "'’"):
            first -= 1
        code = _CODE.match(text, first, end)
        if code:
            yield code.span()
        at = max(sign.start() + 1, code.end() if code else 0)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that do not overlap, the last one first."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found[::-1]


def halves(token: Token) -> tuple[Token, Token]:
    """A divided word as two words."""
    assert token.second is not None
    cut = token.end - token.start
    return (
        Token(token.start, token.end, token.read[:cut], None, True, token.linked),
        Token(*token.second, token.read[cut:], None, token.dangling, True),
    )
