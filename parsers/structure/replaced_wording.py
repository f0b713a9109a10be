"""What an addendum quotes of the earlier wording: it holds what it sets, not what it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parsers.marks.mark import Span
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish
from parsers.structure.grids.tables import Table
from parsers.structure.paper import Paper

_QUOTE = r"[\"”“»„][^\"”“»«„]{1,700}[\"”“»«]"
_OPENS = r"(?=[\"”“»„])"
_CHANGED = r"(?:ændres|rettes|udskiftes|erstattes|affattes|omformuleres)"
_WORDS = r"(?:ordene|teksten|sætningen|ordlyden|formuleringen|passussen|punktummet|beløbet|datoen|tallet)"
_INTO = r"(?:til|med|af|således|til følgende|af følgende)"

# How a table heads what was, and what will be.
_UNTIL_NOW = frozenset(("hidtil", "før", "nuværende", "tidligere", "hidtidig", "hidtidige", "gældende", "nu"))
_TO_COME = frozenset(("fremover", "nyt", "ny", "nye", "herefter", "fremadrettet", "efter", "ændres", "ændret"))

RULES = (
    Rule(
        "wording-until-now",
        "addendum",
        compile_danish(
            r",?(?: \b(?:der|som|hvor der|hvis))?(?: \b(?:stk\.|nr\.|pkt\.) \d+)? \b"
            r"(?:(?:hidtil|tidligere|før|oprindelig(?:t)?|i dag)(?: har| havde)?"
            r" (?:lyder|lyde|lød|lydt|lydende|stod|stået)"
            r"|(?:lyder|lød) (?:hidtil|i dag|oprindelig(?:t)?|før)(?: således| sådan)?"
            r"|(?:hidtidige|nuværende|gamle|tidligere|oprindelige) (?:ordlyd|tekst|formulering|affattelse)(?: er| var)?"
            rf"|nu lyder(?= \s*:?\s*{_QUOTE},? {_CHANGED}))\s*:?\s*(?P<old>{_QUOTE})"
        ),
        lambda match: " ".join(match["old"].split()),
        examples=(
            ('§ 3, der hidtil har lydt: "Vi mødes i maj", affattes', '"Vi mødes i maj"'),
            ('Stk. 2 lyder hidtil: "Vi mødes."', '"Vi mødes."'),
            ('Den hidtidige ordlyd "Vi mødes" erstattes', '"Vi mødes"'),
        ),
        rejects=('§ 3 lyder herefter: "Vi mødes"', '§ 3 affattes således: "Vi mødes"'),
    ),
    Rule(
        "wording-changed",
        "addendum",
        compile_danish(
            rf"\b{_CHANGED}(?: {_WORDS})?\s*:?\s*(?P<gone>{_QUOTE})(?=,? (?:{_CHANGED} )?{_INTO}\s*:?\s*{_OPENS})"
        ),
        lambda match: " ".join(match["gone"].split()),
        examples=(('ændres "to gange" til "fire gange"', '"to gange"'),),
        rejects=('§ 3 ændres således: "fire gange"', 'ændres til "fire gange"'),
    ),
    Rule(
        "wording-changed-after",
        "addendum",
        compile_danish(rf"(?P<old>{_QUOTE})(?=,? (?:{_CHANGED}|bliver) (?:herefter |hermed )?{_INTO}\s*:?\s*{_OPENS})"),
        lambda match: " ".join(match["old"].split()),
        examples=(('"to gange" ændres til "fire gange"', '"to gange"'),),
        rejects=('"to gange" gælder',),
    ),
    Rule(
        "wording-struck",
        "addendum",
        compile_danish(
            rf"\b(?:udgår|slettes|ophæves|bortfalder|stryges)(?: {_WORDS})?\s*:?\s*{_QUOTE}"
            rf"|{_QUOTE},? (?:udgår|slettes|ophæves|bortfalder|stryges)\b"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(('I § 4 udgår "Lys i gården"', 'udgår "Lys i gården"'),),
        rejects=('optages "Lys i gården"',),
    ),
)


def without_replaced(paper: Paper) -> Paper:
    """The paper with blanks for the wording that no longer holds; every character keeps its place."""
    text = _blanked(paper.text, sorted(span for table in paper.tables for span in _former_cells(paper, table)))
    for rule in RULES:
        group = "gone" if rule.name == "wording-changed" else 0
        text = _blanked(text, [match.span(group) for match, _ in rule.find(text)])
    return paper if text == paper.text else Paper(replace(paper.body, text=text), paper.later)


def _former_cells(paper: Paper, table: Table) -> Iterator[Span]:
    """The cells of a column that says how it was, where another says how it will be: "Hidtil | Fremover"."""
    heads = [paper.words(cell.span).casefold().split(" ")[0] for cell in table.grid.at[0]]
    if _TO_COME.isdisjoint(heads):
        return
    for column, head in enumerate(heads):
        if head in _UNTIL_NOW:
            yield from (cell.span for cell in table.grid.column(column)[1:] if not cell.is_empty)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for these stretches of it, which stand in order."""
    pieces: list[str] = []
    at = 0
    for low, high in spans:
        pieces += (text[at:low], re.sub(r"\S", " ", text[low:high]))
        at = high
    return "".join((*pieces, text[at:]))
