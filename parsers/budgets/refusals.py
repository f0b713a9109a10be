"""Amounts that a paper names and that are none of its partnership's budget, and why."""

from __future__ import annotations

import re

from parsers.budgets.basis_and_purpose import GIVES
from parsers.rules.rule import compile_danish
from parsers.structure.body import Body
from parsers.structure.sentences import Span

OUTDATED = "an amount that is replaced"

_FOREIGN = compile_danish(
    r"\bhelhedsplan\w*|\bområdefornyelse\w*|\bområdeløft\w*|\bLandsbyggefond\w*|\bsatspulje\w*|\btil sammenligning\b"
    r"|\b(?:andre|andet|anden|øvrige|tidligere|forrige|sidste|hidtidige|foregående|daværende) (?:\w+ )?"
    r"(?:partnerskab\w*|tryghedspartnerskab\w*|aftale\w*|periode\w*|projekt\w*|aftaleperiode\w*)"
    r"|\brenovering\w*|\banlægs\w+|\bnybyggeri\w*|\bprojektet [»\"”“]|\bbyggeri\w*|\bbøde\w*"
    r"|\bnabopartnerskab\w*|\bfonden\b|\bEU-midler\b"
)
_OURS = compile_danish(
    r"\b(?:til|i|for) (?:tryghedsp|p)artnerskabet\b|\bpartnerskabets (?:aktiviteter|indsatser|arbejde|egne|eget|egen)"
    r"|\bpartnerskabet selv\b"
)
# Said of an amount, here or in the next sentence, that it is kept apart from the agreement.
_APART = (
    r"(?:(?:er|indgår|hører|regnes|tæller|medregnes) ikke (?:\w+ ){0,3}?"
    r"(?:med\b|del af|under\b|til\b|i (?:denne|partnerskab|aftale|beløb))"
    r"|ikke (?:\w+ )?(?:er|indgår|hører|regnes|medregnes) (?:\w+ ){0,2}?(?:med\b|del af|under\b|til\b|i\b)"
    r"|(?:kan|må) ikke (?:bruges|anvendes) (?:i|af|inden for|til partnerskab\w*)\b"
    r"|ikke (?:kan|må) (?:bruges|anvendes) (?:i|af)\b"
    r"|(?:administreres|finansieres|afholdes) særskilt|(?:ligger|holdes) uden for|uden for (?:partnerskab|aftale)\w*"
    r"|vedrører ikke|uvedkommende|er andre (?:midler|penge))"
)
_KEPT_APART = compile_danish(rf"\b{_APART}")
_DENIED = compile_danish(
    rf"(?:de|det|den|disse|dette|denne) (?:\w+ ){{0,2}}?(?:penge|midler|beløb|bevilling|pulje|tilskud|ramme|bidrag)\w* "
    rf"(?:\w+ ){{0,2}}?{_APART}|(?:det|de|den) {_APART}"
)
_OTHER_NAME = re.compile(
    r"\b([A-ZÆØÅ][\w/-]+) (?:[Tt]ryghedsp|[Pp])artnerskab(?:et|s)?\b"
    r"|\b(?:[Tt]ryghedsp|[Pp])artnerskab(?:et|erne)? (?:i|på|for) ([A-ZÆØÅ][\w/-]+)"
)
_LIMIT = compile_danish(
    r"(?:op til|over|under|højst|maksimalt|mere end|mindre end|max\.?|maks\.?|indtil)(?: (?:et beløb på|kr\.?))? $"
)
_LIMITED = compile_danish(
    r"\bansøg\w*|\bsøges?\b|\bgodkend\w*|\bbeslut\w*|\bforelægge\w*|\buden (?:at|forudgående|særskilt)\b"
    r"|\bkvittering\w*"
    r"|\b(?:kan|må) (?:\w+ ){0,2}?(?:bevilge|disponere|give|uddele|afholde|bruge|støtte|få)\w*"
    r"|\b(?:udgifter|køb|indkøb|enkeltudgifter|beløb|ansøgninger|enkeltbeløb) (?:på )?"
    r"(?:over|under|op til|mere|mindre)\b"
    r"|\bpr\.? (?:aktivitet|projekt|ansøgning|beboer|bolig|lejemål|time|person)"
)
_UNIT_RATE = compile_danish(
    r"\s*(?:(?:pr\.?|per|for hver) (?:enkelt )?(?:aktivitet|projekt|ansøgning|beboer|bolig|lejemål|time|person"
    r"|deltager|møde|borger|lejlighed|indbygger|husstand|barn|gang|tur)|i timen)"
)
_REPLACED = compile_danish(
    r"\b(?:hidtidige|tidligere|nuværende|oprindelige|gamle|gældende) (?:årlige )?"
    r"(?:beløb|bevilling|bidrag|ramme|budget|pulje|tilskud)\w*\b[^.]{0,40}$"
    r"|\b(?:i stedet for|erstatter|afløser|mod (?:tidligere|hidtil|før|nu)|ikke(?: længere| mere)?|frem for"
    r"|imod (?:tidligere|hidtil)|i forhold til|(?:mere|mindre|højere|lavere) end(?= (?:de|det|den) )) "
    r"(?:de |det |den )?(?:\w+ )?$"
    r"|\b(?:hidtil|tidligere|før i tiden) (?:\w+ ){0,3}?(?:har|havde|gav|var|fik|blev|er|råde\w*|bidrog)\b[^.]{0,80}$"
    r"|\b(?:har|var|havde|blev) (?:\w+ ){0,3}?(?:hidtil|tidligere)\b[^.]{0,80}$"
)
_LAPSES = compile_danish(
    r"[^.;]{0,60}\b(?:bortfalder|ophører|udgår|erstattes|afløses|er ophørt|er brugt|er opbrugt|videreføres ikke"
    r"|udløber|er bortfaldet|gives ikke længere|anvendes ikke længere|slettes|er udløbet|tilbagebetales"
    r"|(?:ændres|rettes|forhøjes|hæves|nedsættes|sættes (?:op|ned)|sænkes|øges|reduceres|stiger|falder)"
    r"[^.;]{0,20} til)\b"
)
_RAISED = (
    r"\b(?:hæve\w*|forhøje\w*|øge\w*|nedsætte\w*|nedsat\w*|sænke\w*|ændre\w*|reducere\w*|løfte\w*|rette\w*"
    r"|sættes (?:op|ned)|stiger|vokser|falder|går)\b"
)
_RAISED_FROM = compile_danish(rf"{_RAISED}[^.]{{0,80}}\bfra (?:kr\.? )?$")
_QUOTED_CHANGE = compile_danish(
    r"\b(?:ændres|rettes|erstattes|forhøjes|hæves|nedsættes)"
    r"(?: (?:teksten|beløbet|ordene))? [\"»”'«]?$"
)
_SPENT = compile_danish(
    r"\b(?:er|blev|blevet|har|havde) (?:\w+ ){0,5}?(?:brugt|forbrugt|anvendt|overført)\b"
    r"|\b(?:forbrug|forbruget|regnskabet) "
)
# An addendum holds what it sets, not what it leaves as it was.
_UNCHANGED = compile_danish(
    r"[^.;]{0,60}\b(?:er|forbliver|fortsætter|gælder|videreføres|står) (?:fortsat )?(?:uændre\w*|uforandre\w*|ved magt)"
    r"|[^.;]{0,60}\bændres ikke\b"
)
_CHANGES = compile_danish(r"\b(?:tillæg|tillægsaftale|allonge|addendum|ændringsaftale)\b")
_UNIT = compile_danish(r"\b(?:beløb|tal|opgjort|angivet)\w* (?:er )?(?:opgjort |angivet )?i (?:hele )?$")
_COSTS = compile_danish(r"\b(?:hærværk|skade\w*|tyveri\w*|indbrud\w*) (?:\w+ ){0,4}?(?:koste\w*|for)\b|\bkostede\b")


def refuse(body: Body, amount: Span, sentence: Span, own: Span, following: Span | None, scaled: bool) -> str | None:
    """Why an amount is none of the partnership's budget, or None.

    `own` are its own words within its `sentence`, `following` the next sentence; `scaled` where the amount is more
    than the unit of a table.
    """
    text = body.text
    before, after = text[sentence[0] : amount[0]], text[amount[1] : own[1]]
    if _LIMIT.search(before) and _LIMITED.search(text, *sentence):
        return "a limit, no allotment"
    if _UNIT_RATE.match(after):
        return "a rate, no allotment"
    if not scaled and _UNIT.search(before):
        return "the unit of a table"
    if _is_outdated(before, after, text[amount[1] : sentence[1]]):
        return OUTDATED
    spent = _SPENT.search(text, sentence[0], own[1])
    if (spent and not GIVES.search(text, spent.end(), max(spent.end(), amount[0]))) or _COSTS.search(text, *own):
        return "money that is spent"
    if _UNCHANGED.match(after) and _CHANGES.search(body.text, 0, 400):
        return "an amount that stays as it was"
    return _belongs_elsewhere(body, amount, sentence, own, following)


def _is_outdated(before: str, after: str, rest: str) -> bool:
    """Whether an amount is the one that another replaces; `rest` is all that follows it in its sentence."""
    from_here = _RAISED_FROM.search(before) or _QUOTED_CHANGE.search(before)
    raised = from_here and re.search(r"\btil\b", rest)
    return bool(_REPLACED.search(before) or _LAPSES.match(after) or raised)


def _belongs_elsewhere(body: Body, amount: Span, sentence: Span, own: Span, following: Span | None) -> str | None:
    text = body.text
    before, after = text[sentence[0] : amount[0]], text[amount[1] : own[1]]
    clause = before[-200:] + after[:60]
    if _FOREIGN.search(clause) and not _OURS.search(clause):
        return "another project's money"
    if _KEPT_APART.search(text, amount[1], own[1]) or (following and _DENIED.match(text, *following)):
        return "money that is kept apart"
    head = body.text[: min(600, sentence[0])].casefold()
    others = [name for m in _OTHER_NAME.finditer(clause) if (name := m[1] or m[2]).casefold() not in head]
    if others and not re.search(r"\b(?:vores|partnerskabet selv)\b", clause):
        return "another partnership's money"
    return None
