"""What a paper calls itself: its title, its kind, the partnership it belongs to, and the agreement it is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from corpus.slugs import make_slug
from models.records import Concerns, Evidence, Kind
from parsers.body import Body
from parsers.danish_dates import YEAR
from parsers.lines import PrintLine, goes_on, read_lines, usual_width
from parsers.organisations import FORM
from parsers.rules import Rule, Trace, compile_danish
from parsers.sections import Sections, find_topics

_PLACE_WORD = r"(?-i:[A-ZÆØÅ][\wæøå]+)"
_QUARTER = r"(?-i:(?:Vest|Øst|Nord|Syd|Park|Vænge|Midtby|By|Bakke|Strand)\b)"
_PLACE = rf"(?P<place>{_PLACE_WORD}(?:\s?[-/]\s?{_PLACE_WORD})*(?: {_QUARTER})?)"
_GROUP = r"(?:tryghedspartnerskab|partnerskab|tryghedssamarbejde|lokalpartnerskab|områdepartnerskab)(?:et|ets|s)?"
_PAPER = (
    r"(?:partnerskabsaftale|samarbejdsaftale|tryghedsaftale|partnerskab|tryghedspartnerskab|aftale)(?:n|ns|r|rne|et)?"
)
_NOT_PLACES = frozenset(
    {"Nyt", "Ny", "Nye", "Fælles", "Stort", "Vores", "Det", "Dette", "Den", "Denne", "Et", "En", "Tillæg", "Status"}
    | {"Tryghedspartnerskab", "Tryghedspartnerskabet", "Partnerskab", "Partnerskabet", "Partnerskabets", "Aftale"}
    | {"Aftalen", "Kommune", "Politi", "Bilag", "Samarbejdsaftale", "Partnerskabsaftale", "Udvikling", "Tryghed"}
)


def _place(match: re.Match[str]) -> str | None:
    place = re.sub(r"\s?([-/])\s?", r"\1", match["place"]).strip()
    if place.split()[0] in _NOT_PLACES or (place.isupper() and len(place) < 4):
        return None
    return place


PLACE_RULES = (
    Rule(
        "partnership-for-place",
        "partnership",
        compile_danish(
            rf"{_PAPER}(?: om (?:partnerskab|tryghed|et tryghedspartnerskab))? (?:for|i|på) (?:bydelen "
            rf"|kvarteret )?{_PLACE}"
        ),
        _place,
        examples=(
            ("Aftale om partnerskab for Lunden-Engen", "Lunden-Engen"),
            ("Partnerskabsaftale for Havbakken", "Havbakken"),
            ("partnerskab for Bakkebyen Vest med", "Bakkebyen Vest"),
        ),
        rejects=("partnerskab for alle",),
        confidence=0.93,
    ),
    Rule(
        "partnership-place-before",
        "partnership",
        compile_danish(rf"\b{_PLACE} {_GROUP}\b"),
        _place,
        examples=(
            ("Havbakken Tryghedspartnerskab", "Havbakken"),
            ("Aftale om Lunden/Engen partnerskab", "Lunden/Engen"),
        ),
        rejects=("Det partnerskab", "lokale partnerskab"),
        confidence=0.95,
    ),
    Rule(
        "partnership-place-after",
        "partnership",
        compile_danish(rf"\b(?:tryghedspartnerskab|partnerskab)(?:et)? {_PLACE}"),
        _place,
        examples=(("Tryghedspartnerskabet Havbakken", "Havbakken"),),
        rejects=("partnerskab mellem", "Partnerskabet Partnerskab"),
        confidence=0.93,
    ),
    Rule(
        "partnership-safe-place",
        "partnership",
        compile_danish(rf"\b(?:tryg|trygt|tryggere|sikker|levende) {_PLACE}"),
        _place,
        examples=(("aftale om et trygt Havbakken", "Havbakken"),),
        rejects=("en tryg by",),
        confidence=0.85,
    ),
    Rule(
        "partnership-in-place",
        "partnership",
        compile_danish(rf"\b(?:i|for|på|om) {_PLACE}(?=\s|$|[.,:])"),
        _place,
        examples=(("giver ro i Rosenlunden", "Rosenlunden"),),
        rejects=("i byen",),
        confidence=0.6,
    ),
)
KIND_RULES = (
    Rule(
        "kind-addendum",
        "kind",
        compile_danish(r"\b(?:tillæg(?:saftale\w*)?|allonge|addendum|ændringsaftale)\b"),
        lambda _: "addendum",
        examples=(("Tillæg til aftalen", "addendum"),),
        rejects=("tillægger",),
        confidence=0.95,
    ),
    Rule(
        "kind-reporting-basis",
        "kind",
        compile_danish(
            r"\b(?:afrapporteringsgrundlag\w*|rapporteringsgrundlag\w*|grundlag\w* for afrapportering\w*"
            r"|måle(?:grundlag|metode)\w*"
            r"|(?:ændr\w+|ny\w*|justering\w*|tilpasning\w*) (?:af )?(?:afrapportering\w*|målsætninger\w*"
            r"|målinger|opgørelse\w*))"
        ),
        lambda _: "reporting_basis",
        examples=(("Nyt afrapporteringsgrundlag for partnerskaberne", "reporting_basis"),),
        rejects=("Årlig afrapportering",),
        confidence=0.9,
    ),
    Rule(
        "kind-status-report",
        "kind",
        compile_danish(
            r"\b(?:status(?:rapport\w*|notat\w*|redegørelse\w*)?(?= (?:på|for|over|og|efter|på|til|\d)|:|$|\n)"
            r"|statusrapport\w*|statusnotat\w*|(?:års|halvårs|midtvejs|slut|kvartals)status"
            r"|årsrapport\w*|årsberetning\w*|midtvejsstatus|afrapportering\w*|evaluering\w*|resultater|opfølgning)\b"
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
_CONCERNED = Rule(
    "concerns-years",
    "concerns",
    compile_danish(
        rf"\b\w*(?:aftale|partnerskab)\w*[^.]{{0,60}}?(?P<start>{YEAR})\s?(?:-|–|til(?: og med)?|/)\s?(?P<end>{YEAR})"
    ),
    lambda match: (int(match["start"]), int(match["end"])),
    examples=(("tillæg til aftalen for Engen 2015-2018", (2015, 2018)),),
    rejects=("målt i 2015-2018",),
    confidence=0.9,
)
RULES = (*PLACE_RULES, *KIND_RULES, _CONCERNED)
_PAGE_NUMBER = re.compile(r"(?i)\s{2,}\S.*$|\s*\bside \d+(?: af \d+)?$")
_LETTERHEAD = re.compile(
    r"(?i)(?:bilag|notat|pressemeddelelse|dato|sagsnr|dokumentnr|dokument nr|til|side|j\.?nr|journal|indhold"
    r"|version|udkast"
    r"|[\w ]+ kommune|[\wæøå]+, (?:den )?\d)\b[\s\w.:/-]{0,40}$"
)
_TYPE = re.compile(
    r"(?i)\w*(?:aftale|partnerskab|tillæg|status|grundlag|samarbejd|tryghed|allonge|rapport|evaluering)\w*"
)
# A line that only says what kind of paper it is wants the next one to say whose.
_ONLY_TYPE = re.compile(r"(?i)\w*(?:aftale|tillæg|allonge|rapport|status)$")
_AGREEMENT_WORD = re.compile(r"(?i)\b\w*aftale\w*")
_FORMAL = frozenset({"parties", "goals", "organisation", "economy", "validity", "signatures", "focus"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The title and where it stands; `text` is one line, None where no line reads as a title."""

    text: str | None
    start: int = 0
    end: int = 0


def read_title(body: Body, trace: Trace) -> Heading:
    """The first heading or the lines of the cover, page numbers left out."""
    lines = list(read_lines(body.text, 0, min(len(body.text), 3000)))
    groups = _title_groups([replace(line, text=_PAGE_NUMBER.sub("", line.text)) for line in lines[:14]])
    for group in groups:
        trace.note("title", "title-lines", (group[0].start, group[-1].end), _joined(group), "candidate")
    chosen = next((group for group in groups if _TYPE.search(_joined(group))), None) or (groups[0] if groups else None)
    if chosen is None:
        return Heading(None)
    text = re.sub(r"(?<=\d) \d{1,2}$", "", _joined(chosen))
    return Heading(text, chosen[0].start, chosen[-1].end)


def _title_groups(lines: list[PrintLine]) -> list[list[PrintLine]]:
    """Runs of short lines at the head of the paper that belong together, letterhead left out."""
    groups: list[list[PrintLine]] = []
    width = usual_width(lines)
    loose = sum(line.gap for line in lines) > 0.7 * len(lines)
    for before, line in zip([None, *lines], lines, strict=False):
        if len(line.text) > 140 or (len(line.text) > 60 and line.text.endswith((".", ","))):
            break
        if _LETTERHEAD.match(line.text) and not (before and groups and goes_on(before, line, width)):
            continue
        joins = groups and before is groups[-1][-1] and _same_title(groups[-1], line, loose, width)
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_title(group: list[PrintLine], line: PrintLine, loose: bool, width: int) -> bool:
    text = _joined(group)
    if re.match(r"(?i)mellem ", line.text):
        return False
    if goes_on(group[-1], line, width) and not re.match(r"\d+[.)]|§", line.text):
        return True
    if _ONLY_TYPE.match(text) and not re.match(r"[\d§(•*-]", line.text):
        return True
    if line.gap and not (loose and len(line.text) < 30 and len(group) < 3):
        return False
    if re.match(r"[\d§(•*-]", line.text) and not re.match(YEAR, line.text):
        return False
    if _AGREEMENT_WORD.search(text) and _AGREEMENT_WORD.search(line.text):
        return False
    topics = find_topics(line.text)
    return (
        len(group) < 4 and len(line.text) < 70 and (not topics or topics == ("purpose",)) and line.text[-1] not in ".:"
    )


def _joined(group: list[PrintLine]) -> str:
    text = ""
    for line in group:
        divided = text.endswith("-") and line.text[:1].islower()
        text = text[:-1] + line.text if divided else f"{text} {line.text}"
    return " ".join(re.sub(r"[*_#]+", "", text).split()).strip(" :|")


def read_kind(body: Body, title: Heading, sections: Sections, trace: Trace) -> tuple[Kind, list[Evidence]]:
    """What kind of paper it is: by what it is called, and whether it has the parts of an agreement."""
    head = max(title.end, 1)
    letterhead = (0, min(len(body.text), max(title.start, 1)))
    spans = [(title.start, head), letterhead]
    formal = _FORMAL & {topic for section in sections for topic in section.topics}
    kind: Kind
    for rule in KIND_RULES:
        for span in spans if rule.name in ("kind-other", "kind-addendum") else spans[:1]:
            match = next((match for match, _ in rule.find(body.text, *span)), None)
            if match is None:
                continue
            kind = rule.read(match)
            if kind == "partnership_agreement" and not _makes_agreement(body, formal, title.text or ""):
                trace.note("kind", rule.name, match.span(), kind, "no part of an agreement follows")
                continue
            if kind in ("status_report", "other") and span == spans[0] and _is_agreement_title(body, title, formal):
                trace.note("kind", rule.name, match.span(), kind, "the paper has the parts of an agreement")
                continue
            trace.note("kind", rule.name, match.span(), kind)
            return kind, body.evidence(*match.span(), rule.name, rule.confidence)
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
    return bool(_AGREEMENT_WORD.search(title.text or "")) and _makes_agreement(body, formal) and len(formal) > 1


_OUTRIGHT = re.compile(
    r"(?i)\b(?:partnerskabs|samarbejds|tryghedspartnerskabs|tryghedspartner|trygheds)aftale\b|^aftale (?:om|for)\b"
)
_MAKING = compile_danish(
    r"\b(?:indgår|indgås|er indgået|parter(?:ne)? er|består af følgende|følgende parter|aftalens parter"
    r"|aftalen (?:gælder|løber|dækker"
    r"|omfatter|træder)|partnerskabsaftalen gælder|har besluttet|har aftalt|går sammen)\b"
)


def _makes_agreement(body: Body, formal: frozenset[str], named: str = "") -> bool:
    """Whether the parts of an agreement are there; one will do where the paper calls itself an agreement outright."""
    count = len(_MAKING.findall(body.text))
    outright = bool(_OUTRIGHT.search(named)) and (count > 0 or len(formal) > 0)
    return outright or len(formal) > 2 or (count > 0 and len(formal) > 0) or count > 1


def read_place(body: Body, title: Heading, kind: Kind, trace: Trace) -> tuple[str | None, list[Evidence]]:
    """The place of the partnership as printed. From the title; else the one the text speaks of most.

    A paper of another kind that speaks of several partnerships belongs to none.
    """
    for rule in PLACE_RULES if title.text else ():
        for match, value in rule.find(body.text, title.start, title.end):
            if FORM.match(body.text, match.start("place")):
                trace.note("partnership", rule.name, match.span("place"), value, "an organisation")
                continue
            trace.note("partnership", rule.name, match.span("place"), value)
            return value, body.evidence(*match.span("place"), rule.name, rule.confidence)
    named = _place_in_title(body, title)
    if named:
        trace.note("partnership", "partnership-in-title", named, body.text[slice(*named)])
        return body.text[slice(*named)], body.evidence(*named, "partnership-in-title", 0.7)
    found = [(value, match, rule) for rule in PLACE_RULES[:3] for match, value in rule.find(body.text)]
    found = [one for one in found if not FORM.match(body.text, one[1].start("place"))]
    counts = Counter(make_slug(value) for value, _, _ in found)
    if not counts:
        return None, []
    best, count = counts.most_common(1)[0]
    rivals = sum(1 for number in counts.values() if number * 3 >= count)
    if kind != "partnership_agreement" and rivals > 1:
        trace.note("partnership", "partnership-most-named", (0, 0), dict(counts), "several partnerships")
        return None, []
    value, match, rule = next(one for one in found if make_slug(one[0]) == best)
    trace.note("partnership", rule.name, match.span("place"), value)
    return value, body.evidence(*match.span("place"), rule.name, min(rule.confidence, 0.8))


def _place_in_title(body: Body, title: Heading) -> tuple[int, int] | None:
    """The capitalised word of the title that the text uses most as a place ("i Engen"), three times or more."""
    best: tuple[int, tuple[int, int]] | None = None
    for match in re.finditer(r"\b[A-ZÆØÅ][a-zæøå]{3,}(?:[-/][A-ZÆØÅ][a-zæøå]+)*", body.text[title.start : title.end]):
        word = match.group()
        if word in _NOT_PLACES or re.search(rf"\b{word} (?:Kommune|Politi)\b", body.text):
            continue
        used = len(re.findall(rf"\b(?:i|på|om|for|af|til|bydelen|kvarteret|området) {word}\b", body.text))
        whole = len(re.findall(rf"\b{word}s?\b", body.text))
        if used and used + whole > 2 and (best is None or used + whole > best[0]):
            best = used + whole, (title.start + match.start(), title.start + match.end())
    return best[1] if best else None


def read_concerns(body: Body, title: Heading, kind: Kind, partnership: str | None, trace: Trace) -> Concerns | None:
    """The agreement an addendum or report is about; its years from the title, else from the text."""
    if kind not in ("addendum", "status_report"):
        return None
    for span in ((title.start, title.end), (0, len(body.text))):
        for match, value in _CONCERNED.find(body.text, *span):
            trace.note("concerns", _CONCERNED.name, match.span(), value)
            return Concerns(partnership=partnership, start_year=value[0], end_year=value[1])
    return Concerns(partnership=partnership, start_year=None, end_year=None) if partnership else None
