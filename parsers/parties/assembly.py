"""Who the parties are: from the sentence in which they make the agreement, and from the list or table of parties."""

from __future__ import annotations

import re

from models.records import Kind, Party, Signatory
from parsers.older.organisations import Mention, find_mentions, find_pairs, flatten, place_under
from parsers.parties.changes import RULES as CHANGE_RULES
from parsers.parties.changes import read_joining, read_restated
from parsers.parties.enumerations import Found
from parsers.parties.lists import RULES as LIST_RULES
from parsers.parties.lists import read_first_of_others, read_listed, read_listed_units
from parsers.parties.statements import RULES as STATEMENT_RULES
from parsers.parties.statements import read_joint, read_opening
from parsers.rules.rule import Trace
from parsers.structure.body import Body
from parsers.structure.sections import Sections


def read_parties(body: Body, sections: Sections, kind: Kind, signatories: list[Signatory], trace: Trace) -> list[Party]:
    """The parties in the order they stand; a report has those it says the partnership is between, other papers none."""
    if kind not in ("partnership_agreement", "addendum", "status_report"):
        return []
    if kind == "status_report":
        found = list(read_joint(body, sections, defined=True))
    elif kind == "addendum":
        found = [*read_restated(body, sections), *read_joining(body, sections)]
    else:
        opening = list(read_opening(body, sections))
        listed = [*read_listed(body, sections), *read_listed_units(body)]
        opening = opening or ([] if listed else list(read_joint(body, sections)))
        named = {f.mention.organisation for f in opening} | {s.organisation for s in signatories}
        first = read_first_of_others(body) if listed or opening else ()
        found = [f for f in [*first, *listed, *opening] if not f.aside or f.mention.organisation in named]
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


def _merge(body: Body, found: list[Found], pairs: dict[str, tuple[str, Mention]], trace: Trace) -> list[Party]:
    """One party for each organisation, with all its places as evidence."""
    home = main_municipality(body)
    parties: dict[str, Party] = {}
    priors = {rule.name: rule.confidence for rule in (*STATEMENT_RULES, *LIST_RULES, *CHANGE_RULES)} | {
        "parties-section": 0.9
    }
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
