"""Where a paper states its goals: under names of their own, in list items, in the rows of a table, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from parsers.figures.crime_tables import read_crime_tables
from parsers.figures.table_entries import CrimeTable
from parsers.goals.numbering import with_headed_numbers, without_general
from parsers.goals.parts_of_a_goal import Statement, goes_on_about, read_statement
from parsers.goals.shared_sentences import MODAL, read_pair, split_goals
from parsers.goals.worded_tables import find_goal_tables
from parsers.older.directions_and_deadlines import BASELINE_YEARS, first_year
from parsers.older.offences_and_feelings import find_offences
from parsers.rules.once import once
from parsers.rules.rule import compile_danish
from parsers.structure.body import Body
from parsers.structure.lines import BLANK_LINE
from parsers.structure.lists import Item, ItemList, find_lists
from parsers.structure.sections import Sections
from parsers.structure.sentences import Span, find_sentences

# A goal under a name of its own: "Mål 2. ...", "Mål A1: ...", or in a sentence: "Som mål 2 er aftalt, at ...".
_NUMERAL = r"(?:(?-i:[A-ZÆØÅ])?\d{1,2}(?:\.\d{1,2})?|(?-i:[A-HIVX]{1,4})(?=[ \t]*[.:)–—-]))"
_NAMED = (
    rf"(?:(?:del|resultat|effekt|succes)?mål(?:sætning)?(?: nr\.?)?"
    rf"|nr\.) (?P<number>{_NUMERAL})(?![\d%])(?! (?:pct|procent))"
)
_LABELLED = re.compile(rf"(?mi)^[ \t>#*_•·–-]*{_NAMED}[*_]*[.:)]?[*_]*(?=\s|$)[ \t]*[-–—:]?\s*".replace(". ", ".\\s"))
_LETTERED = re.compile(r"(?m)^[ \t*_]*(?P<number>[A-HM]\d{1,2}(?:\.\d)?)[.:)]?[*_]*[ \t]+[-–—]?[ \t]*(?=[A-ZÆØÅ@])")
_UNNUMBERED = re.compile(
    r"(?mi)^[ \t>*_•·–-]*(?:mål|målsætning|målet|resultatmål|effektmål|succeskriterium"
    r"|måltal)[*_]*:[*_]*[ \t]+(?P<number>(?!))?(?=[^\d\s(])"
)
_PARAGRAPH = re.compile(r"(?m)^[ \t]*Stk\.\s?\d{1,2}[.:]?\s+(?P<number>(?!))?")
# What an addendum sets instead: 'Nr. 2 affattes således: "2. Antallet ..."'.
_SET_ANEW = re.compile(
    r"(?i)\b(?:(?:del|resultat|effekt)?mål(?:sætning)?(?:\snr\.?)?|nr\.)\s(?P<number>\d{1,2}(?:\.\d)?)\b[^.:;\n]{0,80}?"
    r"\b(?:affattes|ændres|ændret|lyder|lyde|ordlyd|erstattes|tilføjes|indsættes|formuleres|optages|indføjes)\b"
    r"[^.:;]{0,60}:\s*[\"”»“]?(?=[^\s\d])"
)
_NEW = re.compile(
    r"(?i)\bnyt\s(?:del)?mål(?:\snr\.?)?\s(?P<number>\d{1,2}(?:\.\d)?)\b[^.:;]{0,40}:\s*[\"”»“]?(?=[^\s\d])"
)
_QUOTED = re.compile(r"(?m)(?:^|:)[ \t]*[\"”»“](?P<number>\d{1,2}(?:\.\d)?)[.)]\s+(?=\S)")
_DASHES = re.compile(r"\s*\n[ \t]*[-–•*·]\s+(?P<item>[^\n]+(?:\n[ ]{2,}(?![-–•*·] )[^\n]+)?)")
_IN_SENTENCE = compile_danish(rf"\b{_NAMED}(?= (?:er|om|handler|går|lyder|vedrører|siger)\b|,|:)")
# A sentence about all goals: "Udgangspunktet for målene er tallene for 2023", "Målene skal være nået i 2027".
_FOR_ALL = compile_danish(
    r"(?:\b(?:udgangspunkt\w*|baseline\w*)[^.\n]{0,40})?\b(?:alle mål|begge mål|målene|måltallene"
    r"|samtlige mål)\b[^.\n]{0,90}?\b(?P<year>20\d\d)\b"
)
_BASES = compile_danish(
    r"\b(?:baseline\w*|udgangspunkt\w*|basisår\w*|tallene|sammenlign\w*|målt i forhold|målinger\w*)\b"
)
_HEADED = compile_danish(
    r"\bmål\w*(?: (?:i|for|til|inden|senest|ultimo|udgangen|af|ved|frem|mod|som|skal|nås|være|nået|vi|vil|nå)){1,6}"
    r" (?P<year>20\d\d)(?!\s?[-–])"
)
_REACHED = compile_danish(r"\b(?:nået|opnået|opfyldt|indfriet|nås|opfyldes|gælder|realiseret)\b")


@dataclass(frozen=True, slots=True)
class Places:
    """What all readers need: the text, where its goals sections and tables are, and what ends a goal."""

    text: str
    zones: tuple[Span, ...]
    taken: tuple[Span, ...]
    borders: tuple[int, ...]
    heads: frozenset[int]
    labels: tuple[re.Match[str], ...]

    def stop(self, at: int) -> int:
        """The next border behind a place."""
        return next((border for border in self.borders if border > at), len(self.text))

    def inside(self, at: int) -> bool:
        """Whether a place lies in a section about goals."""
        return any(low <= at < high for low, high in self.zones)


@once
def find_statements(body: Body, sections: Sections) -> list[Statement]:
    """The goals a paper states, in order; what tables say of them is left to the reader of tables."""
    tables, covered = find_goal_tables(body)
    text = body.text[: body.notes_start]
    lists = find_lists(text)
    taken = covered + [(table.start, table.end) for table in read_crime_tables(body) if _is_table(table)]
    places = _places(text, sections, taken, lists)
    found = [*tables, *_of_labels(places)]
    spans = [(statement.start, statement.end) for statement in found]
    for group in lists:
        read = list(_of_list(places, group))
        found += [statement for statement in read if not _touches((statement.start, statement.end), spans)]
    spans = [(statement.start, statement.end) for statement in found]
    spans += [(item.marker_start, item.end) for group in lists for item in group.items]
    found += _of_sentences(places, places.zones or ((0, len(text)),), spans)
    if places.zones:
        outside = _of_sentences(replace(places, zones=()), ((0, len(text)),), [*spans, *places.zones])
        found += [one for one in outside if not found or one.threshold is not None]
    dated = _heading_years(text, sections)
    told = without_general(text, places.zones, _once(sorted(found, key=lambda one: one.start)))
    return [_completed(text, one, places, dated) for one in with_headed_numbers(text, places.zones, told)]


def _is_table(table: CrimeTable) -> bool:
    """Whether a table is one indeed, and no single line that tells a level or two."""
    return len(table.subjects) > 1 or any(column.year for column in table.columns)


def _heading_years(text: str, sections: Sections) -> dict[Span, int]:
    """The one year in the heading of a section about goals: "Mål for 2027"."""
    found: dict[Span, int] = {}
    for part in sections.about("goals"):
        year = _HEADED.search(text, part.start, part.body_start)
        if year:
            found[part.body_start, part.end] = int(year["year"])
    return found


def _completed(text: str, one: Statement, places: Places, dated: dict[Span, int]) -> Statement:
    """A goal with the years that a sentence of its section or its heading sets for all goals there."""
    if one.direction == "monitor":
        return one
    due, base = one.deadline, one.baseline_year
    for low, high in places.zones:
        if not low <= one.start < high:
            continue
        due = due or dated.get((low, high))
        for match in _FOR_ALL.finditer(text, low, high):
            words = match.group()
            if not base and _BASES.search(words) and one.indicator != "activities_with_partners":
                base = first_year(BASELINE_YEARS, words) or int(match["year"])
            elif not due and _REACHED.search(words):
                due = int(match["year"])
                base = base or first_year(BASELINE_YEARS, text[match.end() : match.end() + 90].split(". ")[0])
    return replace(one, deadline=due, baseline_year=base)


def _places(text: str, sections: Sections, taken: list[Span], lists: list[ItemList]) -> Places:
    zones = [(part.start if ": " in part.heading else part.body_start, part.end) for part in sections.about("goals")]
    patterns = (_LABELLED, _LETTERED, _UNNUMBERED, _SET_ANEW, _NEW, _QUOTED)
    labels = [m for pattern in patterns for m in pattern.finditer(text) if not _touches(m.span(), taken)]
    for zone in zones:
        labels += [m for m in _PARAGRAPH.finditer(text, *zone) if not _touches(m.span(), taken)]
    labels.sort(key=lambda match: match.start())
    borders = [item.marker_start for group in lists for item in group.items]
    borders += (
        [low for low, _ in taken]
        + [part.start for part in sections if ": " not in part.heading]
        + [label.start() for label in labels]
    )
    heads = frozenset(part.start for part in sections)
    return Places(text, tuple(zones), tuple(taken), tuple(sorted({*borders, len(text)})), heads, tuple(labels))


def _once(found: list[Statement]) -> list[Statement]:
    """Each goal once: one that stands within another's stretch and says the same is that other."""
    kept: list[Statement] = []
    for one in found:
        said = (one.number, one.indicator, one.direction, one.offences, one.core)
        if said not in [(other.number, other.indicator, other.direction, other.offences, other.core) for other in kept]:
            kept.append(one)
    return kept


def _touches(span: Span, others: list[Span] | tuple[Span, ...]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in others)


def _of_sentences(places: Places, zones: tuple[Span, ...], spans: list[Span]) -> Iterator[Statement]:
    text = places.text
    for zone in zones:
        before: Span | None = None
        told = False
        last: list[Statement] = []
        for sentence in find_sentences(text, *zone):
            if last and sentence[0] < last[-1].end and goes_on_about(text[slice(*sentence)], last[-1].indicator):
                continue
            if not _touches(sentence, [*spans, *places.taken]):
                paired = read_pair(text, before, sentence) if before and not told else None
                read = [paired] if paired else list(_of_sentence(places, sentence, zone[1], bool(places.zones)))
                told = bool(read)
                last = read or last
                yield from read
            before = sentence


def _of_list(places: Places, group: ItemList) -> Iterator[Statement]:
    text = places.text
    lead = _lead(places, group.start)
    if group.items[0].number is None and (joint := _of_lead(places, group, lead)):
        yield joint
        return
    label = _label_above(places, group)
    parent: Item | None = None
    below = 0
    listed = False
    held: list[Statement] = []
    for item in group.items:
        stop = places.stop(item.start)
        above = text[slice(*lead)] if lead else ""
        if item.level == 0:
            yield from held
            heading = item.marker_start in places.heads and not listed
            listed = listed or not heading
            parent, below, held = (None if heading else item), below, []
            below = below + 1 if label else 0
            if parent is None:
                continue
        else:
            below += 1
            above = parent.text if parent and parent.text.endswith(":") else above
        number = item.number if item.level == 0 or parent is None else _nested(parent, item, below)
        number = f"{label}.{below}" if label and item.number is None and item.level == 0 else number
        inside = places.inside(item.start)
        if _touches((item.start, item.start + 1), places.taken):
            continue
        asked = bool(lead and MODAL.search(text, *lead))
        aims = not inside and (asked or bool(re.match(r"at\s", item.text)))
        if item.level == 0 and (offences := _listed_offences(text, group.under(item))):
            statement = _joint(places, (item.start, item.end), number, offences)
            if statement:
                yield statement
                continue
        for statement in _of_item(text, item, stop, number, inside or aims or label is not None, above):
            set_level = asked and statement.baseline_year and statement.direction == "maintain"
            if aims and not set_level and not any(level.role == "target" for level in statement.levels):
                continue
            if item.level == 0:
                held.append(statement)
            else:
                held = []
                yield statement
    yield from held


def _lead(places: Places, start: int) -> Span | None:
    """The sentence that announces a list: it ends with a colon, or at least with "at"."""
    text = places.text
    low = max(
        (match.end() for match in BLANK_LINE.finditer(text, max(0, start - 600), start - 2)),
        default=max(0, start - 600),
    )
    last = next(iter([*find_sentences(text, low, start)][::-1]), None)
    if last is None or not re.search(r"(?::|\bat|\bfor|\bskal|\bopnå|\ber)\s*$", text[slice(*last)]):
        return None
    return last if places.inside(last[0]) or MODAL.search(text, *last) else None


def _listed_offences(text: str, items: list[Item]) -> tuple[str, ...]:
    """The offences of items that name one each and say no more."""
    found: list[str] = []
    for item in items:
        named = [mention.code for mention in find_offences(item.text)]
        if not named or len(item.text.split()) > 7 or re.search(r"\d", item.text):
            return ()
        found += named[:1] if len(set(named)) == 1 else named
    return tuple(dict.fromkeys(found)) if len(items) > 1 else ()


def _of_lead(places: Places, group: ItemList, lead: Span | None) -> Statement | None:
    """A goal whose offences are the items below the sentence that states it."""
    offences = _listed_offences(places.text, group.top()) if lead else ()
    if not lead or not offences:
        return None
    label = next(
        (m for m in places.labels if m.end() <= lead[1] and lead[0] - m.end() < 3 and lead[0] <= m.end()), None
    )
    return _joint(places, lead, label["number"] if label else None, offences, group.end)


def _joint(
    places: Places, span: Span, number: str | None, offences: tuple[str, ...], end: int | None = None
) -> Statement | None:
    read = read_statement(places.text, span, number, places.inside(span[0]), "goal-item")
    if read is None:
        words = places.text[slice(*span)]
        read = read_statement(places.text, span, number, True, "goal-item", None, f"anmeldelser {words}")
    if read is None or not read.indicator.startswith("reported"):
        return None
    codes = offences if not read.offences else tuple(dict.fromkeys((*read.offences, *offences)))
    return replace(read, offences=codes, end=max(read.end, end or 0))


def _label_above(places: Places, group: ItemList) -> str | None:
    """The number of the name a list of dashes stands under: "Mål 2 – Kriminalitet" and two dashes."""
    if group.items[0].number is not None:
        return None
    above = [m for m in places.labels if m.end() <= group.start and m["number"]]
    if not above or group.start - above[-1].end() > 300:
        return None
    between = places.text[above[-1].end() : group.start]
    if BLANK_LINE.search(between.strip()) or any(above[-1].end() < head < group.start for head in places.heads):
        return None
    if _heads_dashes(places.text, (above[-1].end(), group.start)):
        return str(above[-1]["number"])
    stated = read_statement(places.text, (above[-1].end(), group.start), None, True, "goal-item")
    return None if stated and not between.rstrip().endswith(":") else str(above[-1]["number"])


def _of_labels(places: Places) -> Iterator[Statement]:
    """Goals that stand under a name with a number, each as far as its paragraph goes."""
    text = places.text
    for label in places.labels:
        at = label.end()
        stop = places.stop(at)
        blank = BLANK_LINE.search(text, at, stop)
        end = at + len(text[at : blank.start() if blank else stop].rstrip())
        if end - at < 60 and blank and not re.search(r"[.:]$", text[at:end]):
            blank = BLANK_LINE.search(text, blank.end(), stop)
            end = at + len(text[at : blank.start() if blank else stop].rstrip())
        close = (
            re.compile(r"[\"”»“«](?=[\s.,]|$)").search(text, at, end)
            if label.re in (_SET_ANEW, _NEW, _QUOTED)
            else None
        )
        end = close.start() if close else end
        if end <= at:
            continue
        lenient = label.re is not _UNNUMBERED or places.inside(at)
        read = read_statement(text, (at, end), label["number"], lenient, "goal-item", min(stop, end + 500))
        if read is None or _heads_dashes(text, (at, end)):
            continue
        split = list(split_goals(text, (at, end), label["number"], True, "goal-item"))
        if len(split) > 1:
            yield from split
            continue
        yield read
        for sentence in find_sentences(text, read.core[1], end):
            further = read_statement(text, sentence, label["number"], False, "goal-sentence")
            if further and (further.indicator, further.offences) != (read.indicator, read.offences):
                yield further


def _heads_dashes(text: str, span: Span) -> bool:
    """Whether a short name is followed by dashes that carry its content: "Mål A – Øget tryghed" and two dashes."""
    line_end = text.find("\n", span[0])
    first = text[span[0] : line_end if line_end > 0 else span[1]].rstrip()
    dash = _DASHES.match(text, span[0] + len(first))
    if dash is None or re.search(r"\d", first) or (MODAL.search(first) and not first.endswith(":")):
        return False
    if first.endswith(":") and next(find_offences(first), None):
        return False
    return read_statement(text, dash.span("item"), None, True, "goal-item") is not None


def _of_item(text: str, item: Item, stop: int, number: str | None, inside: bool, lead: str) -> Iterator[Statement]:
    """The statements of an item; an item cut short at a line end is read to the end of its sentence.

    A heading with a number is read with the paragraph below it.
    """
    end = min(item.end, stop)
    full = re.compile(r"[.!?](?=\s|$)").search(text, end, stop)
    longer = full.end() if full and full.end() - end < 400 else end
    cut = text[end - 1] not in ".:!?" and bool(re.match(r"\s*[a-zæøå\d%(]", text[end:stop]))
    blank = BLANK_LINE.search(text, end, stop)
    whole = end + len(text[end : blank.start() if blank else stop].rstrip())
    plain: Statement | None = None
    for until in dict.fromkeys((longer if cut else end, longer, min(whole, end + 600))):
        split = list(split_goals(text, (item.start, until), number, inside, "goal-item"))
        if len(split) > 1:
            yield from split
            return
        read = read_statement(text, (item.start, until), number, inside, "goal-item", min(stop, until + 500), lead)
        told = read and (read.levels or read.threshold or MODAL.search(text, *read.core) or item.text[-1:] in ".:;")
        if read and told:
            yield read
            return
        plain = plain or read
    if plain:
        yield plain


def _nested(parent: Item, item: Item, place: int) -> str | None:
    if item.number and "." in item.number:
        return item.number
    return f"{parent.number}.{place}" if parent.number else None


def _of_sentence(places: Places, sentence: Span, end: int, inside: bool) -> Iterator[Statement]:
    text = places.text
    named = _IN_SENTENCE.search(text, *sentence)
    number = named["number"] if named else None
    split = list(split_goals(text, sentence, number, inside, "goal-sentence"))
    if len(split) > 1:
        yield from split
        return
    context = min(end, sentence[1] + 400, places.stop(sentence[1] - 1))
    statement = read_statement(text, sentence, number, bool(named), "goal-sentence", context)
    if statement is None and inside:
        plain = read_statement(text, sentence, None, True, "goal-sentence", context)
        statement = plain if plain and any(level.role == "target" for level in plain.levels) else None
    if statement is not None and (inside or named or statement.levels or statement.threshold):
        yield statement
