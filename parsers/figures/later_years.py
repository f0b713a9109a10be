"""The year of figures that the sentence behind them tells: "Tallene er fra Borgerpanelet 2019"."""

from __future__ import annotations

import re

from parsers.rules.rule import compile_danish
from parsers.structure.lines import BLANK_LINE
from parsers.structure.sentences import Span, find_sentences

_TELLS = compile_danish(
    r"\s*\(?(?:alle |begge |disse |de )?(?:tal(?:let|lene)?|andel(?:en|ene)|opgørelse(?:n|rne)|måling(?:en|erne)"
    r"|undersøgelse(?:n|rne)|kilde(?:n|rne)?|data|svarene|oplysningerne|procenterne)\b(?: (?:er|stammer|kommer|bygger"
    r"|gælder|dækker|vedrører|hentet|fra|for|på|i|opgjort|målt|alle|begge)\b|:)"
)
# A year that is no part of a range or a date.
LONE_YEAR = re.compile(r"(?<![\d./-])20[0-4]\d(?!\d|\s?[-–/]\s?\d)")
_FIGURE = re.compile(r"\d+(?:,\d+)?\s?(?:%|pct|procent)")
_REACH = 500


def year_told_behind(text: str, end: int) -> tuple[int, Span] | None:
    """The one year that one of the two sentences behind `end`, in the same paragraph, says figures are of."""
    stop = BLANK_LINE.search(text, end, end + _REACH)
    for place, span in enumerate(find_sentences(text, end, stop.start() if stop else min(len(text), end + _REACH))):
        if place > 1:
            return None
        years = list(LONE_YEAR.finditer(text, *span))
        if _TELLS.match(text, *span) and len(years) == 1 and not _FIGURE.search(text, *span):
            return int(years[0].group()), years[0].span()
    return None
