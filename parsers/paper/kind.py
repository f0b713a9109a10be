"""What kind of paper it is: by what it calls itself, and by whether it has the parts of an agreement."""

from __future__ import annotations

import re

from models.records import Evidence, Kind
from parsers.paper.title import AGREEMENT_WORD, Heading
from parsers.rules.patterns import Pattern
from parsers.rules.rule import Rule, Trace, compile_danish
from parsers.structure.body import Body
from parsers.structure.lines import read_lines
from parsers.structure.scopes import find_scopes
from parsers.structure.sections import Sections

RULES = (
    Rule(
        "kind-proceedings",
        "kind",
        Pattern(
            r"(?im)^[ \t#*]*(?:beslutnings)?(?:referat|dagsorden|pressemeddelelse|nyhedsbrev|nyhed|debatindlæg"
            r"|læserbrev|høringssvar)\b"
        ),
        lambda _: "other",
        examples=(("Nordby Kommune\n\nReferat\n\nTillæg til aftalen", "other"),),
        rejects=("Bilag til referatet",),
        confidence=0.9,
    ),
    Rule(
        "kind-addendum",
        "kind",
        compile_danish(
            r"\b(?:tillæg(?:saftale\w*)?|allonge|addendum|ændringsaftale|forlængelsesaftale"
            r"|(?:forlængelse|ændring|udvidelse|revision|justering|videreførelse)(?:er)? (?:af|til)"
            r" [^.:]{0,40}?aftale(?:n|r)?|forlængelse af [^.:]{0,40}?partnerskab(?:et)?)\b"
        ),
        lambda _: "addendum",
        examples=(
            ("Tillæg til aftalen", "addendum"),
            ("Forlængelse af partnerskabsaftalen for Engen", "addendum"),
        ),
        rejects=("tillægger", "ændring af grundlaget", "Forslag til ændring af trafikken"),
        confidence=0.95,
    ),
    Rule(
        "kind-reporting-basis",
        "kind",
        compile_danish(
            r"\b(?:afrapporteringsgrundlag\w*|rapporteringsgrundlag\w*|grundlag\w* for afrapportering\w*"
            r"|måle(?:grundlag|metode|system)\w*"
            r"|(?:ændr\w+|nye?|nyt|juster\w+|tilpas\w+|fremtidig\w*|kommende|fælles|ens) (?:af )?"
            r"(?:(?:af)?rapportering\w*|målsætninger\w*|målinger|mål(?= (?:for|i|på) \w*partnerskab\w*)|opgørelse\w*))"
        ),
        lambda _: "reporting_basis",
        examples=(
            ("Nyt afrapporteringsgrundlag for partnerskaberne", "reporting_basis"),
            ("Notat om ændrede mål for partnerskaberne", "reporting_basis"),
            ("Fremtidig afrapportering på aftalerne", "reporting_basis"),
        ),
        rejects=("Årlig afrapportering", "Fælles mål"),
        confidence=0.9,
    ),
    Rule(
        "kind-status-report",
        "kind",
        compile_danish(
            r"\b(?:status(?:rapport\w*|notat\w*|redegørelse\w*)?(?= (?:på|for|over|og|efter|på|til|\d)|:|$|\n)"
            r"|statusrapport\w*|statusnotat\w*|(?:års|halvårs|midtvejs|slut|kvartals)status"
            r"|(?:års|midtvejs|slut|del|evaluerings|resultat|opfølgnings)rapport\w*|årsberetning\w*|midtvejsstatus"
            r"|afrapportering\w*|(?:midtvejs|slut)?evaluering\w*|resultater|opfølgning"
            r"|(?:sådan|hvordan) (?:går|gik) det)\b"
        ),
        lambda _: "status_report",
        examples=(
            ("Engens partnerskab: Status på trygheden", "status_report"),
            ("Statusrapport 2022", "status_report"),
        ),
        rejects=("Partnerskabsaftale",),
        confidence=0.9,
    ),
    Rule(
        "kind-other",
        "kind",
        compile_danish(
            r"\b(?:pressemeddelelse\w*|nyhedsbrev|nyhed|referat\w*|dagsorden\w*|indstilling\w*|høringssvar"
            r"|invitation\w*|debatindlæg"
            r"|læserbrev|tale ved|notat\w*|tryghedsplan\w*|handleplan\w*|kommissorium|orientering\w*"
            r"|ansøgning\w*|baggrundspapir)\b"
        ),
        lambda _: "other",
        examples=(("PRESSEMEDDELELSE", "other"), ("Referat af møde", "other")),
        rejects=("Aftale om partnerskab",),
        confidence=0.85,
    ),
    Rule(
        "kind-agreement",
        "kind",
        compile_danish(r"\b\w*(?:aftale|aftalen|partnerskab|partnerskabet|samarbejdet)\b"),
        lambda _: "partnership_agreement",
        examples=(("Tryghedsaftale for Engen", "partnership_agreement"),),
        rejects=("Strategi",),
        confidence=0.93,
    ),
)
# What a paper that sets goals in force against proposed ones may also call itself.
_GIVES_WAY = frozenset({"kind-status-report", "kind-other"})
# What may also be said above the title.
_IN_LETTERHEAD = frozenset({"kind-proceedings", "kind-other", "kind-addendum"})
# An annex to minutes is not minutes.
_ANNEX = re.compile(r"(?i)\bbilag\b")
_FORMAL = frozenset({"parties", "goals", "organisation", "economy", "validity", "signatures", "focus"})

_OUTRIGHT = re.compile(
    r"(?i)\b(?:partnerskabs|samarbejds|tryghedspartnerskabs|tryghedspartner|trygheds)aftale\b"
    r"|\baftale (?:om|for|\d{4})\b"
)
_CALLED = re.compile(r"(?i)(?:tryghedspartner|tryghedspartnerskabs|partnerskabs|trygheds|samarbejds)aftale\b")
_MAKING = compile_danish(
    r"\b(?:indgår|indgås|er indgået|parter(?:ne)? er|består af følgende|følgende parter|aftalens parter"
    r"|aftalen (?:gælder|løber|dækker"
    r"|omfatter|træder)|partnerskabsaftalen gælder|har besluttet|har aftalt|går sammen|slutter sig(?: hermed)? sammen"
    r"|undertegnede parter|aftalen er gældende)\b"
)


def read_kind(body: Body, title: Heading, sections: Sections, trace: Trace) -> tuple[Kind, list[Evidence]]:
    """What kind of paper it is: by what it is called, and whether it has the parts of an agreement."""
    head = max(title.end, 1)
    letterhead = (0, min(len(body.text), max(title.start, 1)))
    spans = [(title.start, head), letterhead]
    formal = _FORMAL & {topic for section in sections for topic in section.topics}
    kind: Kind
    for rule in RULES:
        for span in spans if rule.name in _IN_LETTERHEAD else spans[:1]:
            match = next((match for match, _ in rule.find(body.text, *span)), None)
            if match is None or (span == letterhead and _ANNEX.search(body.text[: match.start()].rsplit("\n", 1)[-1])):
                continue
            kind = rule.read(match)
            if kind == "partnership_agreement" and not _makes_agreement(body, formal, title.text or ""):
                trace.note("kind", rule.name, match.span(), kind, "no part of an agreement follows")
                continue
            if kind in ("status_report", "other") and span == spans[0] and _is_agreement_title(body, title, formal):
                trace.note("kind", rule.name, match.span(), kind, "the paper has the parts of an agreement")
                continue
            if rule.name in _GIVES_WAY and len({scope.status for scope in find_scopes(body, sections)}) > 1:
                trace.note("kind", rule.name, match.span(), kind, "it holds goals in force against proposed ones")
                return "reporting_basis", _whole(body, title, "kind-by-goals", 0.8)
            trace.note("kind", rule.name, match.span(), kind)
            return kind, body.evidence(*match.span(), rule.name, rule.confidence)
    for span in title.beside:
        # Under a title of other words a line of the cover says what the paper is.
        named = _CALLED.match(body.text, *span)
        if named and _makes_agreement(body, formal, named.group()):
            trace.note("kind", "kind-agreement", named.span(), "partnership_agreement", "a line of the cover")
            return "partnership_agreement", body.evidence(*named.span(), "kind-agreement", 0.85)
    by_parts = len(formal) > 3 and _makes_agreement(body, formal)
    kind, name = ("partnership_agreement", "kind-by-parts") if by_parts else ("other", "kind-nothing-fits")
    trace.note("kind", name, (title.start, title.end), kind)
    return kind, _whole(body, title, name, 0.7)


def _whole(body: Body, title: Heading, rule: str, confidence: float) -> list[Evidence]:
    if title.text:
        return body.evidence(title.start, title.end, rule, confidence)
    first = next(read_lines(body.text), None)
    return body.evidence(first.start, first.end, rule, confidence) if first else []


def _is_agreement_title(body: Body, title: Heading, formal: frozenset[str]) -> bool:
    return bool(AGREEMENT_WORD.search(title.text or "")) and _makes_agreement(body, formal) and len(formal) > 1


def _makes_agreement(body: Body, formal: frozenset[str], named: str = "") -> bool:
    """Whether the parts of an agreement are there; one will do where the paper calls itself an agreement outright."""
    count = len(_MAKING.findall(body.text))
    outright = bool(_OUTRIGHT.search(named)) and (count > 0 or len(formal) > 0)
    return outright or len(formal) > 2 or (count > 0 and len(formal) > 0) or count > 1
