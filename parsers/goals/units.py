"""Where a paper may state a goal: items of lists, paragraphs under a name ("Mål 2: …"), other sentences.

2. Kriminalitet                                     a heading with dashes below it: the dashes are the goals
   - Antallet af indbrud skal falde til 30.         2.1
   - Antallet af voldsanmeldelser følges.           2.2
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.records import Offence
from parsers.levels.subjects import find_subjects
from parsers.marks.mark import Span, meets, merged
from parsers.rules.wording import compile_danish, shown
from parsers.structure.lines import BLANK_LINE
from parsers.structure.lists import Item, ItemList
from parsers.structure.paper import Paper

_NUMERAL = r"(?:(?-i:[A-ZÆØÅ])?\d{1,2}(?:\.\d{1,2})?|(?-i:[A-HIVX]{1,4})(?=[ \t]*[.:)–—-]))"
_LABEL = shown(
    re.compile(
        r"(?mi)^[ \t>#*_•·–-]*(?:(?:del|resultat|effekt|succes)?mål(?:sætning)?(?:\s+nr\.?)?|kpi|nr\.)\s+"
        rf"(?P<number>{_NUMERAL})(?![\d%])(?!\s+(?:pct|procent|og|samt|måles|opgøres|vurderes|følges|hentes|aflæses)\b)"
        r"[*_]*[.:)]?[*_]*(?=\s|$)[ \t]*[-–—:]?\s*"
        r"|^[ \t*_]*(?P<lettered>[A-M]\d{1,2}(?:\.\d)?)[.:)]?[*_]*[ \t]+[-–—]?[ \t]*(?=(?-i:[A-ZÆØÅ@]))"
        r"|^[ \t>*_•·–-]*(?:mål|målsætning|målet|resultatmål|effektmål|succeskriterium|måltal)"
        r"[*_]*:[*_]*[ \t]+(?=[^\d\s(])"
    ),
    examples=("Mål 2: Antallet", "Delmål 1.1. Andelen", "A1. Andelen", "Mål: Andelen", "Målsætning 1\n"),
    rejects=("Mål for 2027", "Formål: at", "Mål 1 måles ud fra"),
)
_LETTER = shown(
    re.compile(r"(?m)^[ \t*_]*(?P<number>[A-H])[.)][*_]*[ \t]+(?=[A-ZÆØÅ][^\n]{3,60}$)"),
    examples=("A. Trygheden\n",),
    rejects=("A. Møller ringer til styregruppen, når der sker noget i kvarteret om natten.\n",),
)
_SET_ANEW = shown(
    re.compile(
        r"(?i)\b(?:(?:del|resultat|effekt)?mål(?:sætning)?(?:\snr\.?)?|nr\.)\s(?P<number>\d{1,2}(?:\.\d)?)\b[^.:;]{0,700}?"
        r"\b(?:affattes|ændres|ændret|lyder|lyde|ordlyd|erstattes|tilføjes|indsættes|formuleres|optages|indføjes)\b"
        r"[^.:;]{0,60}:\s*[\"”»“]?(?:(?P<printed>\d{1,2}(?:\.\d)?)[.)]\s+)?(?=[^\s\d])"
        r"|\b(?:tilføjes|indsættes|indføjes|optages)\b[^.:;]{0,60}?\bmål\s(?:nr\.?\s)?(?P<added>\d{1,2}(?:\.\d)?)\b[^.:;]{0,40}"
        r":\s*[\"”»“]?(?=[^\s\d])"
    ),
    examples=('Nr. 2 affattes således: "2. Antallet af', 'tilføjes et nyt mål nr. 5: "Antallet'),
    rejects=("Mål 2: Antallet",),
)
# A paragraph of the agreement as an addendum wants it: "»4. Andelen af …".
_QUOTED = shown(
    re.compile(r"(?m)^[ \t]*[»\"”“]\s?(?P<printed>\d{1,2}(?:\.\d)?)[.)]\s+(?=[A-ZÆØÅ])"),
    examples=("»4. Andelen af", '"2. Antallet'),
    rejects=("»Tryg skolevej«", "4. Andelen"),
)
_BACK = shown(
    re.compile(
        r"(?:Den|Denne|Det|Dette|Disse|De)\s+(?:andele?n?|tal|niveau|antal)\b|(?:Andelen|Tallet|Niveauet|Antallet)\s+(?:(?:fra|i)\s+\d{4}\s+)?(?:skal|bør|må)"
        r"|(?:Udviklingen|Tallene|Den udvikling)\s+(?:skal\s|bør\s|vil blive\s|bliver\s)?(?:dog\s|alene\s)?"
        r"(?:følg|monitor|drøft)"
    ),
    examples=("Den andel skal vokse", "Tallet skal ned", "Niveauet fra 2022 skal", "Udviklingen skal følges år for år"),
    rejects=("Andelen af beboere skal",),
)
_IN_SENTENCE = shown(
    re.compile(
        r"(?i)\b(?:del)?mål(?:sætning)?\s(?:nr\.?\s)?(?P<number>\d{1,2}(?:\.\d{1,2})?)(?=\s+(?:er|lyder|handler|går|siger)\b|[:,])"
    ),
    examples=("Som mål 1 er aftalt",),
    rejects=("mål 2027",),
)
_PARAGRAPH = shown(re.compile(r"(?m)^[ \t]*Stk\.\s?\d{1,2}[.:]?\s+"), examples=("Stk. 2. Andelen",), rejects=("§ 2",))
_ANNOUNCES = shown(
    compile_danish(r"(?::|\bat|\bfor|\bskal|\bopnå|\ber)\s*$"),
    examples=("skal falde for:", "Målet er, at"),
    rejects=("mål.",),
)
_LEAD_REACH = 600
_GOES_BACK = 3  # sentences before one in which stands what it goes back to


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that may state one goal or several. `lead`: what announces it; `rest`: where what explains it ends.

    `inside`: it stands among the paper's goals, so that it need not say that something is asked. `under`: the goal with
    a name that it is listed below.
    """

    number: str | None
    span: Span
    rest: int
    rule: str
    inside: bool
    lead: Span | None = None
    items: tuple[Span, ...] = ()
    children: tuple[Unit, ...] = ()
    under: Span | None = None


def find_units(paper: Paper) -> list[Unit]:
    """All places in order; where items of a list lie in a labelled paragraph, the items."""
    zones = [(part.body_start, min(part.end, paper.end)) for part in paper.sections.about("goals")]
    borders = _borders(paper, zones)
    anew = list(_set_anew(paper, borders))
    labels = list(_labels(paper, zones, borders))
    listed: dict[Span | None, list[Unit]] = {}
    for unit in _of_lists(paper, zones, borders, [*labels, *anew], _covered(anew)):
        listed.setdefault(unit.under, []).append(unit)
    units = [*anew, *listed.get(None, ())]
    taken = _covered(units)
    units += [_with_list(label, listed.get(label.span, ())) for label in labels if not meets(label.span, taken)]
    units += list(_of_sentences(paper, zones, _covered(units)))
    return sorted(units, key=lambda unit: unit.span)


def _covered(units: Sequence[Unit]) -> list[Span]:
    """The stretches that units take, with their items."""
    return merged(span for unit in units for span in (unit.span, *unit.items))


def _with_list(label: Unit, below: Sequence[Unit]) -> Unit:
    """A goal that stands under a name, with the list that goes on from it."""
    return replace(label, children=tuple(below), items=tuple(unit.span for unit in below)) if below else label


def _inside(zones: Sequence[Span], at: int) -> bool:
    return any(low <= at < high for low, high in zones)


def _borders(paper: Paper, zones: Sequence[Span]) -> list[int]:
    """Where a goal ends at the latest: at items, headings, tables, labels."""
    found = {item.marker_start for group in paper.lists for item in group.items}
    found |= {part.start for part in paper.sections}
    found |= {low for low, _ in paper.table_spans}
    patterns = (_LABEL, _SET_ANEW, _QUOTED)
    found |= {match.start() for pattern in patterns for match in pattern.finditer(paper.text, 0, paper.end)}
    found |= {match.start() for zone in zones for match in _LETTER.finditer(paper.text, *zone)}
    return sorted({*found, paper.end})


def _stop(borders: Sequence[int], at: int) -> int:
    return borders[min(bisect_right(borders, at), len(borders) - 1)]


def _labels(paper: Paper, zones: Sequence[Span], borders: Sequence[int]) -> Iterator[Unit]:
    """Goals that stand under a name, each as far as its paragraphs go to the next border."""
    found = list(_LABEL.finditer(paper.text, 0, paper.end))
    found += [m for zone in zones for pattern in (_PARAGRAPH, _LETTER) for m in pattern.finditer(paper.text, *zone)]
    for match in sorted(found, key=lambda m: m.start()):
        if not paper.table_at(match.start()):
            yield _named(match, _stop(borders, match.end() - 1), "goal-item")


def _set_anew(paper: Paper, borders: Sequence[int]) -> Iterator[Unit]:
    """Goals that an addendum sets anew, each a paragraph or as far as the next one in quotes."""
    found = [match for pattern in (_SET_ANEW, _QUOTED) for match in pattern.finditer(paper.text, 0, paper.end)]
    for match in {match.end(): match for match in reversed(found)}.values():
        if not paper.table_at(match.start()):
            end = _paragraph_end(paper.text, match.end(), _stop(borders, match.end() - 1))
            if end > match.end():  # else a goal with its own name follows: "… erstattes af følgende: Mål 2. Tyverierne"
                yield _named(match, end, "goal-set-anew")


def _named(match: re.Match[str], end: int, rule: str) -> Unit:
    """The goal behind its name, with the number that is printed in it or in what is set anew."""
    groups = match.groupdict()
    number = next((groups[name] for name in ("printed", "number", "added", "lettered") if groups.get(name)), None)
    return Unit(number, (match.end(), max(end, match.end())), end, rule, True)


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Where the paragraph ends: what an addendum sets anew is one."""
    stop = BLANK_LINE.search(text, start, end)
    return stop.start() if stop else end


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where a list stands: what announces it, the name it stands under, whether that is among the paper's goals."""

    lead: Span | None
    label: Unit | None
    inside: bool

    @property
    def under(self) -> Span | None:
        """Where the goal is named that the list stands below."""
        return self.label.span if self.label else None

    def number(self, item: Item, place: int) -> str | None:
        """The number of an item, of its own ("• Mål 2: …" too) or by its place under a name."""
        named = _IN_SENTENCE.match(item.text)
        own = item.number or (named["number"] if named else None)
        return own or (f"{self.label.number}.{place}" if self.label else None)


def _of_lists(
    paper: Paper, zones: Sequence[Span], borders: Sequence[int], labels: Sequence[Unit], taken: Sequence[Span]
) -> Iterator[Unit]:
    for group in (part for whole in paper.lists for part in _without_headings(paper, whole)):
        if not paper.table_at(group.start):
            lead, label = _lead(paper, group.start), _label_of(paper, group, labels)
            asked = lead is not None and (paper.marks.has("asks", lead) or paper.marks.has("role", lead, "target"))
            inside = _inside(zones, group.start) or label is not None or asked
            yield from _of_list(paper, group, _Setting(lead, label, inside), borders, taken)


def _of_list(
    paper: Paper, group: ItemList, setting: _Setting, borders: Sequence[int], taken: Sequence[Span]
) -> Iterator[Unit]:
    """The items of a list, or what announces them where they but name offences."""
    lead, inside, under = setting.lead, setting.inside, setting.under
    listed = tuple((item.start, item.end) for item in group.top())
    if lead is not None and inside and listed_offences(paper, listed):
        yield Unit(None, lead, group.end, "goal-sentence", inside, items=listed, under=under)
        return
    items = [item for item in group.top() if not meets((item.start, item.end), taken)]
    for place, item in enumerate(items, 1):
        unit = _of_item(paper, item, setting.number(item, place), borders, inside, lead)
        children = tuple(_children(paper, group.under(item), item, unit, borders))
        yield replace(unit, children=children, items=tuple((c.start, c.end) for c in group.under(item)), under=under)


def _children(paper: Paper, below: Sequence[Item], item: Item, unit: Unit, borders: Sequence[int]) -> Iterator[Unit]:
    """The items under an item; "2.1" is the first dash under 2, whatever its own marker is."""
    lead = (item.start, item.end) if item.text.endswith(":") else None
    for place, child in enumerate(below, 1):
        number = f"{unit.number}.{place}" if unit.number else child.number
        yield _of_item(paper, child, number, borders, unit.inside, lead)


def _without_headings(paper: Paper, group: ItemList) -> Iterator[ItemList]:
    """A list whose markers are headings' too, as the lists below these: "3. Mål" and its dashes."""
    part: list[Item] = []
    depth = 0
    for item in group.items:
        if item.level < depth or _is_heading(paper, item):
            if part:
                yield ItemList(tuple(part))
            part, depth = [], item.level + 1 if _is_heading(paper, item) else 0
        if not _is_heading(paper, item):
            part.append(replace(item, level=item.level - depth))
    if part:
        yield ItemList(tuple(part))


def _is_heading(paper: Paper, item: Item) -> bool:
    """Whether a numbered line is the heading of a section: it asks for nothing."""
    section = paper.sections.at(item.marker_start)
    heads = section is not None and section.start == item.marker_start
    return heads and not paper.marks.has("asks", (item.start, item.end))


def _of_item(
    paper: Paper, item: Item, number: str | None, borders: Sequence[int], inside: bool, lead: Span | None
) -> Unit:
    rest = _stop(borders, item.start)
    bare = not paper.marks.has_any(("direction", "share", "number", "asks"), (item.start, item.end))
    # "1. Tryghed" on a line of its own is the title of what stands below it.
    end = max(rest, item.end) if bare and inside else item.end
    return Unit(number, (item.start, end), rest, "goal-item", inside, lead)


def _lead(paper: Paper, start: int) -> Span | None:
    """The sentence right before a list that announces it, or the heading right over it that names all goals."""
    sentence = _sentence_before(paper, start)
    if sentence is not None and _ANNOUNCES.search(paper.text[sentence[0] : min(sentence[1], start)]):
        return sentence[0], min(sentence[1], start)
    section = paper.sections.at(start)
    if section is None or paper.text[section.body_start : start].strip(" \n:"):
        return None
    head = section.start, section.body_start
    return head if paper.marks.has("all_goals", head) else None


def _sentence_before(paper: Paper, start: int) -> Span | None:
    """The sentence that ends right before a place, or with nothing but blanks between."""
    near = next((found for back in range(1, 6) if (found := paper.sentence_at(start - back))), None)
    if near is not None:
        return near
    before = paper.sentences_in((max(0, start - _LEAD_REACH), start))[-1:]
    return before[0] if before and not paper.text[before[0][1] : start].strip() else None


def _label_of(paper: Paper, group: ItemList, labels: Sequence[Unit]) -> Unit | None:
    """The name that a list of dashes stands under: "Mål 2 – Kriminalitet" and two dashes."""
    if group.items[0].number is not None:
        return None
    above = [
        unit for unit in labels if unit.number and unit.span[0] <= group.start and group.start - unit.span[0] < 300
    ]
    if not above:
        return None
    between = paper.text[above[-1].span[0] : group.items[0].marker_start].strip()
    return above[-1] if between.endswith(":") or not BLANK_LINE.search(between) else None


def _of_sentences(paper: Paper, zones: Sequence[Span], covered: Sequence[Span]) -> Iterator[Unit]:
    """Each sentence outside lists and labels; its rest is what follows in its paragraph."""
    sentences = paper.sentences
    for number, sentence in enumerate(sentences):
        if meets(sentence, covered):
            continue
        following = sentences[number + 1 : number + 3]
        rest = sentence[1]
        for other in following:
            if BLANK_LINE.search(paper.text[rest : other[0]]) or meets(other, covered):
                break
            rest = other[1]
        before = _told_before(paper, sentences[max(0, number - _GOES_BACK) : number], sentence)
        yield Unit(_numbered(paper, sentence), sentence, rest, "goal-sentence", _inside(zones, sentence[0]), before)


def _told_before(paper: Paper, before: Sequence[Span], sentence: Span) -> Span | None:
    """The sentence that one goes back to: the last of those before it in its paragraph that names what is measured."""
    near = [one for one in before if not BLANK_LINE.search(paper.text[one[1] : sentence[0]])]
    if not near or not _goes_back(paper, sentence):
        return None
    return next((one for one in reversed(near) if find_subjects(paper, one)), near[-1])


def _goes_back(paper: Paper, sentence: Span) -> bool:
    """Whether a sentence is about what one before it told: "Den andel skal vokse", "I 2027 skal det være 70 %"."""
    asked = paper.marks.has("asks", sentence) and any(paper.marks.has(k, sentence) for k in ("share", "number"))
    return bool(_BACK.match(paper.text, *sentence)) or (asked and not find_subjects(paper, sentence))


def _numbered(paper: Paper, sentence: Span) -> str | None:
    """The number a goal has within its sentence: "Som mål 1 er aftalt, at"."""
    match = _IN_SENTENCE.search(paper.text, sentence[0], min(sentence[1], sentence[0] + 60))
    return match["number"] if match else None


def listed_offences(paper: Paper, items: Sequence[Span]) -> tuple[Offence, ...]:
    """The offences of items that name one each and say no more."""
    found: list[Offence] = []
    for span in items:
        named = [mark.value for mark in paper.marks.of("offence", span)]
        bare = not paper.marks.has_any(("number", "share", "direction", "year"), span)
        if not named or len(paper.text[slice(*span)].split()) > 7 or not bare:
            return ()
        found += named[:1] if len(set(named)) == 1 else named
    return tuple(dict.fromkeys(found)) if len(items) > 1 else ()
