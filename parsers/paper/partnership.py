"""The partnership a paper belongs to, by the place of its name, and the agreement it is about."""

from __future__ import annotations

import re
from collections import Counter

from corpus.slugs import make_slug
from models.records import Concerns, Evidence, Kind
from parsers.older.dates import YEAR
from parsers.older.organisation_forms import FORM
from parsers.older.place_names import PLACE_NAME, mend_name
from parsers.paper.title import Heading
from parsers.rules.rule import Rule, Trace, compile_danish
from parsers.structure.body import Body

_PLACE = rf"(?P<place>{PLACE_NAME})"
_GROUP = r"(?:(?:trygheds|sikkerheds|lokal|område|by)?partnerskab|tryghedssamarbejde)(?:et|ets|s)?"
_PAPER = (
    r"(?:partnerskabsaftale|samarbejdsaftale|tryghedsaftale|partnerskab|(?:trygheds|sikkerheds)partnerskab|aftale)"
    r"(?:n|ns|r|rne|et)?"
)
_KIND_OF_PLACE = r"(?:(?:det almene )?(?:bolig|by|lokal)?området|bydelen|kvarteret|bebyggelsen|(?:bolig)?afdelingen) "
_ABOUT = r"(?:for|i|på|om|ved|vedr\.?|vedrørende|omkring)"


def _place(match: re.Match[str]) -> str | None:
    place = re.sub(r"\s?([-/])\s?", r"\1", " ".join(match["place"].split()))
    place = re.sub(r" [O@]st$", " Øst", place)
    return None if place.isupper() and len(place) < 4 else place


PLACE_RULES = (
    Rule(
        "partnership-for-place",
        "partnership",
        compile_danish(rf"{_PAPER}(?: om (?-i:[a-zæøå, -]{{1,60}}?))? {_ABOUT} (?:{_KIND_OF_PLACE})?{_PLACE}"),
        _place,
        examples=(
            ("Aftale om partnerskab for Lunden-Engen", "Lunden-Engen"),
            ("Partnerskabsaftale for Havbakken", "Havbakken"),
            ("partnerskab for Bakkebyen Vest med", "Bakkebyen Vest"),
            ("Tryghedsaftale vedr. Gl. Lundby 2019", "Gl. Lundby"),
            ("Aftale om ro og tryghed i boligområdet Nørre Lunden", "Nørre Lunden"),
        ),
        rejects=("partnerskab for alle", "Aftale om tryghed i Lunden Kommune"),
        confidence=0.93,
    ),
    Rule(
        "partnership-place-before",
        "partnership",
        compile_danish(rf"(?<![\w.-]){_PLACE} {_GROUP}\b"),
        _place,
        examples=(
            ("Havbakken Tryghedspartnerskab", "Havbakken"),
            ("Aftale om Lunden/Engen partnerskab", "Lunden/Engen"),
            ("Aftale for Store Lund partnerskab", "Store Lund"),
        ),
        rejects=("Det partnerskab", "lokale partnerskab"),
        confidence=0.95,
    ),
    Rule(
        "partnership-place-after",
        "partnership",
        compile_danish(
            r"\b(?:trygheds|sikkerheds|lokal|område)?(?:partnerskab(?:et|saftale)?|(?:samarbejds)?aftale)"
            rf"(?:(?:[ ][-–:|])?[ ]|\s*\n\s*(?={PLACE_NAME}[ ,]*(?:\n|$|\(?(?:19|20)\d\d))){_PLACE}"
        ),
        _place,
        examples=(
            ("Tryghedspartnerskabet Havbakken", "Havbakken"),
            ("TRYGHEDSAFTALE HAVBAKKEN 2020", "HAVBAKKEN"),
            ("Lokal tryghedsaftale - Havbakken", "Havbakken"),
            ("Tryghedsaftale\nStore Havn\n", "Store Havn"),
        ),
        rejects=("partnerskab mellem", "Partnerskabet Partnerskab", "Partnerskabet Tryg i", "Aftale\nGode naboer"),
        confidence=0.93,
    ),
    Rule(
        "partnership-safe-place",
        "partnership",
        compile_danish(rf"\b(?:tryg|trygt|trygge|tryggere|sikker|sikkert|levende) {_PLACE}"),
        _place,
        examples=(("aftale om et trygt Havbakken", "Havbakken"),),
        rejects=("en tryg by",),
        confidence=0.85,
    ),
    Rule(
        "partnership-in-place",
        "partnership",
        compile_danish(rf"\b{_ABOUT} (?:{_KIND_OF_PLACE})?{_PLACE}(?=\s|$|[.,:?!])"),
        _place,
        examples=(("giver ro i Rosenlunden", "Rosenlunden"), ("Hvordan går det i Engen?", "Engen")),
        rejects=("i byen",),
        confidence=0.6,
    ),
    Rule(
        "partnership-place-first",
        "partnership",
        compile_danish(rf"\A(?-i:{_PLACE})(?= ?[:?!]| [-–|] )"),
        _place,
        examples=(("Engen - hvad er der sket?", "Engen"),),
        rejects=("Status: Engen",),
        confidence=0.7,
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
RULES = (*PLACE_RULES, _CONCERNED)


_NAMES = r"(?-i:[A-ZÆØÅ][\wæøå-]+)"
_SEVERAL = compile_danish(
    rf"(?:partnerskaber|aftaler)(?:ne|nes)?(?: (?:for|i|på))?(?: (?:bydelene|kvartererne|boligområderne))? {_NAMES}"
    rf"(?:,? {_NAMES})*,? (?:og|samt) (?:i )?{_NAMES}"
)
_ALL_OF_THEM = compile_danish(r"\b\w*(?:partnerskaber|partnerskabsaftaler|tryghedsaftaler)(?:ne|nes|s)?\b")


def read_place(body: Body, title: Heading, kind: Kind, trace: Trace) -> tuple[str | None, list[Evidence]]:
    """The place of the partnership, its damaged letters mended. From the title; else the one the text speaks of most.

    A paper of another kind that speaks of several partnerships belongs to none.
    """
    place, evidence = _printed_place(body, title, kind, trace)
    return (mend_name(place, body) if place else None), evidence


def _printed_place(body: Body, title: Heading, kind: Kind, trace: Trace) -> tuple[str | None, list[Evidence]]:
    several = _SEVERAL.search(body.text, title.start, title.end) if kind != "partnership_agreement" else None
    if several:
        trace.note("partnership", "partnership-several", several.span(), several.group(), "several partnerships")
        return None, []
    for shouted in (False, True):
        for span in ((title.start, title.end), *title.beside) if title.text else ():
            found = _place_by_rule(body, span, shouted, trace)
            if found:
                return found
    plural = _ALL_OF_THEM.search(body.text, title.start, title.end)
    if plural and kind in ("other", "reporting_basis"):
        trace.note("partnership", "partnership-several", plural.span(), plural.group(), "several partnerships")
        return None, []
    named = _place_in_title(body, title)
    if named:
        trace.note("partnership", "partnership-in-title", named, body.text[slice(*named)])
        return body.text[slice(*named)], body.evidence(*named, "partnership-in-title", 0.7)
    return _most_named(body, kind, trace)


def _place_by_rule(
    body: Body, span: tuple[int, int], shouted: bool, trace: Trace
) -> tuple[str | None, list[Evidence]] | None:
    """The first place that a rule finds there; one in capitals that the text never names counts only if `shouted`."""
    head = body.text[slice(*span)]
    for rule in PLACE_RULES:
        for match, value in rule.find(head):
            start, end = span[0] + match.start("place"), span[0] + match.end("place")
            if FORM.match(body.text, start):
                trace.note("partnership", rule.name, (start, end), value, "an organisation")
            elif not shouted and value.isupper() and value.title() not in body.text:
                trace.note("partnership", rule.name, (start, end), value, "in capitals, and nowhere else")
            else:
                trace.note("partnership", rule.name, (start, end), value)
                return _nominative(value, body.text), body.evidence(start, end, rule.name, rule.confidence)
    return None


def _most_named(body: Body, kind: Kind, trace: Trace) -> tuple[str | None, list[Evidence]]:
    """The place that the text joins to a partnership most often."""
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


_IS_NAME = compile_danish(PLACE_NAME)


def _nominative(place: str, text: str) -> str:
    """The place without its genitive: "Ulvedalens" where the text also says "Ulvedalen"."""
    bare = place[:-1]
    genitive = place.endswith("s") and (re.search(rf"\b{re.escape(bare)}\b", text) or place.endswith(("ens", "ets")))
    return bare if genitive else place


def _place_in_title(body: Body, title: Heading) -> tuple[int, int] | None:
    """The capitalised word of the title that the text uses most as a place ("i Engen"), three times or more."""
    best: tuple[int, tuple[int, int]] | None = None
    for match in re.finditer(r"\b[A-ZÆØÅ][a-zæøå]{3,}(?:[-/][A-ZÆØÅ][a-zæøå]+)*", body.text[title.start : title.end]):
        word = match.group()
        if not _IS_NAME.fullmatch(word) or re.search(rf"\b{word} (?:Kommune|Politi)\b", body.text):
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
