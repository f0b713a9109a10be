"""Who gives an amount, and where several give it each, all of them."""

from __future__ import annotations

from collections.abc import Sequence

from models.records import Party
from parsers.budgets.basis_and_purpose import GIVES
from parsers.older.numbers import NUMBER_WORDS, read_number
from parsers.older.organisations import Mention, find_mentions, flatten
from parsers.rules.rule import compile_danish
from parsers.structure.body import Body
from parsers.structure.sentences import Span

_EACH = compile_danish(
    r"\bhver\b(?! (?:anden|tredje|fjerde|måned|uge|gang|dag|aften))|\bhver især\b"
    r"|\b(?:begge|både)\b(?! (?:år|beløb|dele))"
)
_EACH_AFTER = compile_danish(
    r"\s*(?:om året|årligt|pr\.? år)?\s*(?:til \w+ )?(?:hver\b(?! (?:år|måned|uge|gang))|fra (?:hver|begge))"
)
_COUNT = compile_danish(
    rf"\b(?:de|alle|af) (?P<count>[2-9]|{NUMBER_WORDS}) (?:\w+ )?(?:\w*(?:bolig|part|selskab|forening)\w*)"
)
_HOUSING = compile_danish(r"\b\w*bolig(?:organisation|selskab|forening)\w*")
_FROM = compile_danish(r"\b(?:fra|af|betales af|finansieres af|dækkes af) (?:[a-zæøå]+ ){0,2}$")


def find_givers(
    body: Body, own: Span, amount: Span, sentence: Span, floor: int, parties: Sequence[Party]
) -> tuple[str | None, ...]:
    """The ids of those who give an amount, `None` for one that is not named; more than one where each gives as much.

    `floor` is where the words before the amount begin: at the amount before it, or with its sentence.
    """
    text = flatten(body.text)
    each = _EACH.search(text, floor, amount[0]) or _EACH_AFTER.match(text, amount[1], own[1])
    if each:
        return _all_givers(text, (floor, amount[0]), parties)
    return (_giver(text, own, amount, sentence),)


def _all_givers(text: str, span: Span, parties: Sequence[Party]) -> tuple[str | None, ...]:
    named = list(dict.fromkeys(m.organisation for m in _mentions(text, *span)))
    count = next((read_number(m["count"]) for m in _COUNT.finditer(text, *span)), None)
    if len(named) > 1:
        return tuple(named)
    housing = [party.organisation for party in parties if party.kind == "housing_organisation"]
    if _HOUSING.search(text, *span) and (count is None or count == len(housing)) and len(housing) > 1:
        return tuple(housing)
    return (None,) * int(count) if count and 1 < count < 10 else (named[0] if named else None,)


def _giver(text: str, own: Span, amount: Span, sentence: Span) -> str | None:
    """Who is said to give the amount: the last one named before it, or one it is said to come from."""
    found = _mentions(text, own[0], amount[0])
    if found and (GIVES.search(text, *sentence) or ":" in text[found[-1].end : amount[0]]):
        return found[-1].organisation
    after = _mentions(text, amount[1], own[1])
    if after and _FROM.search(text, amount[1], after[0].start):
        return after[0].organisation
    return None


def _mentions(text: str, start: int, end: int) -> list[Mention]:
    return [m for m in find_mentions(text, start, end) if m.kind != "administration"]
