"""Who the parties are: from the sentence in which they make the agreement, and from the list or table of parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.records import Kind, Party, Signatory
from parsers.body import Body
from parsers.enumerations import Found, are_names, read_after, read_enumeration
from parsers.organisations import (
    Mention,
    find_mentions,
    find_pairs,
    flatten,
    place_under,
)
from parsers.party_lists import RULES as LIST_RULES
from parsers.party_lists import read_listed_units, read_parties_above
from parsers.rules import Rule, Trace, compile_danish
from parsers.sections import Sections
from parsers.sentences import sentence_at

_MAKES = (
    r"(?:indgår|slutter (?:hermed |her- ?med |herved )?(?:en |denne |følgende )?(?:aftale|partnerskab)"
    r"|har (?:sammen |i fællesskab )?(?:indgået|aftalt|besluttet|dannet|etableret|valgt at gå)"
    r"|(?:er )?gå(?:r|et) sammen|etablerer|danner|slutter sig (?:hermed )?sammen|stifter|opretter"
    r"|vil (?:hermed|med denne aftale)"
    r"|(?:forpligter sig|aftaler|forlænger|ændrer|udvider) (?:hermed|herved|(?:ved|med|gennem|i) (?:denne|dette"
    r"|nærværende)))"
)
_PARTY = (
    r"(?:parter|aftaleparter|samarbejdsparter|deltagere|partnere|aktører|organisationer"
    r"|myndigheder og organisationer)"
)


RULES = (
    Rule(
        "parties-that-make-it",
        "parties",
        compile_danish(rf",? {_MAKES}\b"),
        lambda match: match.group().strip(" ,"),
        examples=(
            ("Nordby Kommune og Nordby Politi indgår hermed en aftale", "indgår"),
            ("Nordby Kommune og Nordby Politi har besluttet at", "har besluttet"),
        ),
        rejects=("Nordby Kommune indgik i 2012",),
        confidence=0.95,
    ),
    Rule(
        "parties-together",
        "parties",
        compile_danish(
            r"\b(?:har|er)(?: sammen| i fællesskab| i samarbejde)? med [^.;]{5,400}?(?= (?:indgået|aftalt"
            r"|besluttet|dannet"
            r"|etableret|stiftet|gået sammen))"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Nordby Kommune har sammen med Nordby Politi indgået", "har sammen med Nordby Politi"),),
        rejects=("har sammen med beboerne fejret",),
        confidence=0.9,
    ),
    Rule(
        "parties-between",
        "parties",
        compile_danish(
            r"(?:indgås|indgået|aftale(?:n|s)?|partnerskab(?:et|saftale|saftalen)?|overenskomst|tiltrådt)"
            rf"(?: er)?(?: hermed)?(?: indgået)? (?:mellem|imellem|af)(?: følgende)?(?: {_PARTY})?:?(?=\s)"
        ),
        lambda match: match.group(),
        examples=(("Aftalen er indgået mellem Nordby Kommune og Nordby Politi", "Aftalen er indgået mellem"),),
        rejects=("et samarbejde mellem beboerne",),
        confidence=0.93,
    ),
    Rule(
        "parties-between-first",
        "parties",
        compile_danish(
            r"(?-i:Mellem)(?: følgende parter)?:?(?= (?-i:[A-ZÆØÅ])[^.;]{10,600}? (?:er|indgås"
            r"|har)\b[^.;]{0,40}?(?:indgå|aftal))"
        ),
        lambda match: match.group(),
        examples=(("Mellem Nordby Kommune og Nordby Politi er der dags dato indgået", "Mellem"),),
        rejects=("Mellem 2012 og 2014 faldt tallet",),
        confidence=0.93,
    ),
    Rule(
        "parties-are",
        "parties",
        compile_danish(
            rf"(?:{_PARTY}(?:ne)?(?: (?:i|bag|til) \w+(?: \w+){{0,3}})? (?:er|omfatter)"
            r"|(?:partnerskab|samarbejde|kreds|alliance)\w*(?: (?:for|i) [\w-]+| [A-ZÆØÅ][\w/-]+){0,2} (?:består"
            r"|udgøres) af"
            rf"|(?:består af|udgøres af|omfatter|deltager) følgende)(?: følgende)?(?: {_PARTY})?:?(?=\s)"
        ),
        lambda match: match.group(),
        examples=(
            ("Kredsen består af følgende parter: Nordby Kommune", "Kredsen består af følgende parter:"),
            ("Aftalens parter er Nordby Kommune", "parter er"),
        ),
        rejects=("Parterne vil mødes", "Området omfatter boliger"),
        confidence=0.95,
    ),
    Rule(
        "parties-following",
        "parties",
        compile_danish(rf"\b(?:følgende {_PARTY}(?: \w+){{0,6}}:?(?=\s)|har disse {_PARTY}:(?=\s))"),
        lambda match: match.group(),
        examples=(("Følgende parter står bag aftalen: Nordby Kommune", "Følgende parter står bag aftalen:"),),
        rejects=("de følgende mål",),
        confidence=0.93,
    ),
    Rule(
        "parties-join",
        "parties",
        compile_danish(
            r"(?:indtræder|optages|tilføjes|tiltræder|bliver)(?P<who>[^.]{3,160}?)som (?:ny |nye "
            r"|ligeværdig )?(?:part|parter|deltager)\b"
        ),
        lambda match: " ".join(match["who"].split()),
        examples=(("indtræder Boligselskabet Tangen som part i aftalen", "Boligselskabet Tangen"),),
        rejects=("bliver til en part af byen",),
        confidence=0.9,
    ),
    Rule(
        "parties-new",
        "parties",
        compile_danish(
            r"\bnye? (?:part|parter|deltagere?|partnere?)[^.:;]{0,60}? (?:optages|indtræder|tilføjes|tiltræder"
            r"|er)(?: følgende)?:?(?=\s)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Som nye parter i aftalen optages: Nordby Kirke", "nye parter i aftalen optages:"),),
        rejects=("nye parter kan søge",),
        confidence=0.9,
    ),
)
_OWN_PARTIES = compile_danish(
    rf"\b{_PARTY}(?:ne)? (?:i|bag|til) (?:dette|nærværende|denne) (?:tillæg\w*|allonge\w*|aftale) er"
    r"(?: følgende)?:?(?=\s)"
)
_AGREE_TO_CHANGE = compile_danish(
    r" er (?:hermed |herved )?(?:enige|blevet enige) om at (?:ændre|forlænge|udvide|supplere)\b"
)
_MAKES_IT, _TOGETHER, _BETWEEN, _FIRST, _ARE, _FOLLOWING, _JOIN, _NEW = RULES


def read_parties(body: Body, sections: Sections, kind: Kind, signatories: list[Signatory], trace: Trace) -> list[Party]:
    """The parties in the order they stand; none in papers that make no agreement."""
    if kind not in ("partnership_agreement", "addendum"):
        return []
    if kind == "addendum":
        found = [*_restated(body, sections), *_joining(body, sections)]
    else:
        opening = list(_opening(body, sections))
        listed = [*_listed(body, sections), *read_listed_units(body)]
        named = {f.mention.organisation for f in opening} | {s.organisation for s in signatories}
        found = [f for f in [*listed, *opening] if not f.aside or f.mention.organisation in named]
        for lost in (f for f in listed if f.aside and f.mention.organisation not in named):
            span = (lost.mention.start, lost.mention.end)
            trace.note(
                "parties", lost.rule, span, lost.mention.organisation, "only after 'herunder', named nowhere else"
            )
    pairs = {organisation: (who, mention) for organisation, who, mention in find_pairs(flatten(body.text))}
    return _merge(body, found, pairs, trace)


def main_municipality(body: Body) -> str | None:
    """The first municipality the paper names: the one an administration belongs to where none stands beside it."""
    for match in re.finditer(r"(?i)\bkommune", body.text[:8000]):
        found = find_mentions(flatten(body.text), max(0, match.start() - 60), match.end() + 1)
        home = next((mention.organisation for mention in found if mention.kind == "municipality"), None)
        if home:
            return home
    return None


def _opening(body: Body, sections: Sections) -> Iterator[Found]:
    """The sentence in which they make the agreement."""
    text = body.text
    for match, _ in _MAKES_IT.find(text, 0, min(len(text), 8000)):
        start = _sentence_start(text, match.start(), sections)
        found = list(read_enumeration(text, start, match.start(), _MAKES_IT.name))
        if len(found) > 1 and found[0].mention.start - start < 40 and are_names(found):
            yield from found
            return
    for match, _ in _TOGETHER.find(text, 0, min(len(text), 8000)):
        start = _sentence_start(text, match.start(), sections)
        found = list(read_enumeration(text, start, match.end(), _TOGETHER.name))
        if len(found) > 1 and found[0].mention.start - start < 40 and are_names(found):
            yield from found
            return
    for rule in (_BETWEEN, _FIRST):
        for match, _ in rule.find(text, 0, min(len(text), 8000)):
            found = list(read_after(body, match.end(), sections, rule.name))
            if len(found) > 1 and found[0].mention.start - match.end() < 60 and are_names(found):
                yield from found
                return


def _sentence_start(text: str, at: int, sections: Sections) -> int:
    start = sentence_at(text, max(at - 1, 0))[0]
    section = sections.at(at)
    if section and start < section.body_start <= at:
        start = section.body_start
    gap = max(text.rfind("\n\n", start, at), start)
    return gap if find_mentions(flatten(text[gap:at])) and len(text[gap:at].strip()) > 25 else start


def _listed(body: Body, sections: Sections) -> Iterator[Found]:
    """The list, table or sentence that says who the parties are."""
    text = body.text
    starts = [(match.end(), rule.name) for rule in (_ARE, _FOLLOWING) for match, _ in rule.find(text)]
    starts += [(section.body_start, "parties-section") for section in sections.about("parties")]
    for at, name in sorted(starts):
        if name != "parties-section" and "signatures" in getattr(sections.at(at), "topics", ()):
            continue
        found = list(read_after(body, at, sections, name))
        if len(found) > 1 and are_names(found):
            yield from found
            return


def _restated(body: Body, sections: Sections) -> Iterator[Found]:
    """The parties of an addendum where it says itself who its own are."""
    match = next(_OWN_PARTIES.finditer(body.text), None)
    found = list(read_after(body, match.end(), sections, _ARE.name)) if match else []
    found = found or list(read_parties_above(body)) or list(_between_first(body, sections))
    found = found or list(_agreeing(body, sections))
    if are_names(found):
        yield from found


def _agreeing(body: Body, sections: Sections) -> Iterator[Found]:
    """The parties that open an addendum by agreeing to change what they agreed on before."""
    match = _AGREE_TO_CHANGE.search(body.text, 0, min(len(body.text), 3000))
    if match:
        start = _sentence_start(body.text, match.start(), sections)
        yield from read_enumeration(body.text, start, match.start(), _MAKES_IT.name)


def _between_first(body: Body, sections: Sections) -> Iterator[Found]:
    """The parties that stand between the title of an addendum and the words by which they make it."""
    for match, _ in _FIRST.find(body.text, 0, min(len(body.text), 3000)):
        following = flatten(body.text)[match.end() : match.end() + 700]
        if re.search(r"(?i)\b(?:indgå\w*|aftalt)\b[^.;]{0,60}\b(?:tillæg|allonge|ændring|følgende)", following):
            yield from read_after(body, match.end(), sections, _FIRST.name)
            return


def _joining(body: Body, sections: Sections) -> Iterator[Found]:
    for match, _ in _NEW.find(body.text):
        yield from read_after(body, match.end(), sections, _NEW.name)
    for match, _ in _JOIN.find(body.text):
        yield from read_enumeration(body.text, match.start("who"), match.end("who"), _JOIN.name)


def _merge(body: Body, found: list[Found], pairs: dict[str, tuple[str, Mention]], trace: Trace) -> list[Party]:
    """One party for each organisation, with all its places as evidence."""
    home = main_municipality(body)
    parties: dict[str, Party] = {}
    priors = {rule.name: rule.confidence for rule in (*RULES, *LIST_RULES)} | {"parties-section": 0.9}
    for one in found:
        if one.mention.kind == "municipality":
            home = one.mention.organisation
        mention = place_under(one.mention, home)
        span = (one.mention.start, one.mention.end)
        if mention is None:
            trace.note("parties", one.rule, span, one.mention.name, "administration of an unknown municipality")
            continue
        evidence = body.evidence(*span, one.rule, priors[one.rule])
        who, witness = pairs.get(mention.organisation, (mention.administrator, None))
        if witness and witness.start != mention.start:
            evidence += body.evidence(witness.start, witness.end, "organisation-administrator", 0.9)
        trace.note("parties", one.rule, span, mention.organisation)
        before = parties.get(mention.organisation)
        if before:
            evidence = [*before.evidence, *(e for e in evidence if e not in before.evidence)]
        parties[mention.organisation] = Party(
            organisation=mention.organisation,
            name=before.name if before else mention.name,
            kind=mention.kind,
            part_of=mention.part_of,
            administrator=who,
            evidence=evidence,
        )
    return list(parties.values())
