"""What a piece of a signature page says: organisations, units, names, titles, days, and other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.danish.lexicon import frequencies
from corpus.organisations import find_administrators
from corpus.slugs import make_slug
from models.records import Party
from parsers.marks.mark import Mark, Span
from parsers.marks.names.organisations import Named, find_organisations
from parsers.marks.names.people import find_names, find_titles, read_capitals
from parsers.marks.names.words import BEFORE_NAMES, BEHIND_NAMES, FIELDS, UNIT_ENDINGS
from parsers.parties.legible_names import are_known, read_confidence
from parsers.rules.wording import compile_danish, shown
from parsers.structure.damaged_terms import is_damaged
from parsers.structure.paper import Paper
from parsers.structure.printed_pieces import Piece

EventKind = Literal["organisation", "unit", "name", "title", "date", "chair", "words"]

# Words that a form prints before what is to be filled in, or an office before what it means.
_LABEL = shown(
    compile_danish(
        r"(?<!\w)(?:navn(?: og titel| med blokbogstaver)?|underskrift(?:er)?|underskrevet(?: af)?|titel"
        r"|stilling(?:sbetegnelse)?"
        r"|funktion|organisation|virksomhed|part|sted|dato(?: og (?:underskrift|navn))?|på vegne af"
        r"|som repræsentant for"
        r"|repræsenteret ved|v/|ved|sign\.?|\[sign\.?\]|e-mail|mail|tlf\.?|cvr(?:-nr)?\.?|kommunen(?=\s*:)"
        r"|politiet(?=\s*:)"
        r"|boligforeningen(?=\s*:)|for|den|d\.)(?=[\s_.:,|/\])]|$)[:.]?"
    ),
    examples=("Navn: Lone Friis", "På vegne af:", "Dato og underskrift"),
    rejects=("Navneskilt",),
)
_TITLE_LABEL = shown(
    compile_danish(r"(?<!\w)(?:titel|stilling(?:sbetegnelse)?|funktion)\s*:\s*(?P<title>[^,|\t\n_]+)"),
    examples=("Titel: Leder af lokalpolitiet",),
    rejects=("Titel:",),
)
_FOR = shown(
    compile_danish(
        r"(?i:for|på vegne af:?|som repræsentant for|part:|organisation:|v/) "
        r"(?P<name>[A-ZÆØÅ\d][\w&.-]*(?: [A-ZÆØÅ\d][\w&.-]*)*)",
        0,
    ),
    examples=("For Tranebo", "På vegne af: Rugbo"),
    rejects=("forening", "For kommunen"),
)
_FOR_WHOM = ("for ", "på vegne af")
_FOR_SEVERAL = shown(
    compile_danish(r"(?:for|på vegne af)\b[^\n]*\b(?:bolig\w+|parter|partnere|foreninger)(?:ne)?\b:?$"),
    examples=("På vegne af boligorganisationerne:",),
    rejects=("For Boligforeningen Rugbo",),
)
_STAMP = shown(
    compile_danish(r"(?:modtaget|journaliseret|registreret|indgået|indkommet|ekspederet)\b(?! (?:mellem|af)\b)"),
    examples=("MODTAGET", "Journaliseret den 3. maj 2022"),
    rejects=("Indgået mellem Nordby Kommune",),
)
_FREE_TITLE = shown(
    re.compile(r",[ ]*(?P<title>[a-zæøå-]{4,}(?:[ ](?:i|for|og|ved|på)[ ][\wæøåÆØÅ -]{2,40}|[ ][a-zæøå]{4,}){0,1})$"),
    examples=("Jens Holm, ansvarshavende",),
    rejects=("Jens Holm, SSP",),
)
_CHAIR = shown(re.compile(r"\(formand\)", re.IGNORECASE), examples=("(formand)",), rejects=("formand",))
_ADDRESS = shown(
    re.compile(r"\b\d{4}[ ][A-ZÆØÅ]|[a-zæøå][ ]\d{1,3}[A-Za-z]?\b(?![./]|-\d)|@|\bwww\."),
    examples=("Storegade 2", "5000 Odense"),
    rejects=("3B", "januar 2017", "direktør 15/12-21"),
)
_NO_WORDS = shown(
    re.compile(r"[\d:;!?@]|\.$"), examples=("Serienummer: 12", "Baseline 2023"), rejects=("Børn og Unge",)
)
_SHORT_NAME = shown(re.compile(r"[A-ZÆØÅ][A-ZÆØÅ\d&-]{1,11}"), examples=("RAB", "B42"), rejects=("Rab",))
# Of a scanned piece: below this, letters may be strokes; how alike a name must be to a party's, of at most 100.
_DOUBTED, _ALIKE, _LONG = 0.5, 80, 6
_SHORT = 4  # letters of a name or a word that may be met by chance
_CUTS = shown(
    re.compile(r"[,/|]|[ ][–—-][ ]|[()]"),
    examples=(
        "Jens, formand",
        "Jens – formand",
    ),
    rejects=("Kim-Mette",),
)


def find_known(parties: Sequence[Party]) -> list[Named]:
    """Parties by their printed names, the longest first, where those are names of more than a short word."""
    found = []
    for party in parties:
        if party.kind in ("other", "housing_organisation"):
            first, _, rest = party.name.partition(" ")
            names = (party.name, rest) if first.casefold() in BEFORE_NAMES else (party.name,)
            found += [Named(party.organisation, name, party.kind) for name in names if len(name) > _SHORT]
    return sorted(found, key=lambda named: -len(named.name))


def _named(party: Party) -> Named:
    return Named(party.organisation, party.name, party.kind)


@dataclass(frozen=True, slots=True)
class Event:
    """`text[start:end]` of the body says a value of a kind, on a line of the page."""

    kind: EventKind
    value: Named | str | bool
    start: int
    end: int
    line: int
    more: tuple[Span, ...] = ()  # where the rest of it stands, in the lines below


class PieceReader:
    """Reads pieces of one paper. `parties` lends names that no form or register tells, and those a scan damaged."""

    def __init__(self, paper: Paper, parties: Sequence[Party] = ()) -> None:
        self.paper, self.text = paper, paper.text
        self.parties = [_named(party) for party in parties if party.kind != "administration"]
        self.known = find_known(parties)
        self.damaged = is_damaged(paper.document)

    def read(self, piece: Piece, line: int) -> list[Event]:
        """What a piece says, in order. Of what an engine doubted only organisations count."""
        span = piece.start, piece.end
        sure = read_confidence(self.paper, span)
        taken: list[Event] = []
        for kind, mark in self._told(span, sure):
            if not any(event.start < mark.end and mark.start < event.end for event in taken):
                taken.append(Event(kind, mark.value, mark.start, mark.end, line))
        if sure is not None and sure < _DOUBTED:
            taken = self._not_doubted(span, taken, line)
        elif _ADDRESS.search(self.text, *span) is None:
            taken += self._signed_for(span, taken, line)
            taken += self._names(span, taken, line)
            taken += self._untold(span, taken, line, sure is None)
        return sorted(taken, key=lambda event: event.start)

    def _not_doubted(self, span: Span, taken: Sequence[Event], line: int) -> list[Event]:
        """What counts though an engine doubted it: what tables and registers know, and names that are known."""
        names = [event for event in self._names(span, taken, line) if event.kind == "name"]
        kept = [event for event in taken if event.kind in ("organisation", "date", "unit", "title")]
        return [*kept, *(event for event in names if are_known(str(event.value)))]

    def _signed_for(self, span: Span, taken: Sequence[Event], line: int) -> Iterator[Event]:
        """The organisation of a piece that says no more than for whom is signed, though it reads like a person's name:
        "For Bo Lyngby"."""
        match = _FOR.fullmatch(self.text, *span)
        if match and not taken and self.text[slice(*span)].casefold().startswith(_FOR_WHOM):
            yield self._free(match["name"], match.start("name"), line)

    def is_head(self, piece: Piece) -> bool:
        """Whether a piece says for what kind of organisations those below it sign."""
        return _FOR_SEVERAL.match(self.text, piece.start, piece.end) is not None

    def is_stamp(self, piece: Piece) -> bool:
        """Whether a piece is the word of a stamp of receipt, be it with a letter misread ("NODTAGET")."""
        from rapidfuzz.distance import Levenshtein

        said = self.text[piece.start : piece.end].casefold()
        misread = Levenshtein.distance(said, "modtaget", score_cutoff=1) <= 1
        return misread or _STAMP.match(self.text, piece.start, piece.end) is not None

    def _untold(self, span: Span, taken: Sequence[Event], line: int, typed: bool) -> Iterator[Event]:
        """What no mark tells: organisations behind "For", titles behind their label, words."""
        kinds = {event.kind for event in taken}
        found = list(self._unknown(span, taken, line, typed)) if "organisation" not in kinds else []
        found += self._untold_title(span, taken, line) if "title" not in kinds else ()
        yield from found or self._rest(span, taken, line)

    def read_broken(self, piece: Piece, below: Piece, line: int) -> Event | None:
        """The organisation or unit whose name begins in a piece and ends in the one below it."""
        upper, lower = self.text[piece.start : piece.end], self.text[below.start : below.end]
        noun = lower.split()[0].casefold().strip(",")
        open_end = upper.endswith(("-", " og", ",", "&")) or upper.split()[-1].casefold() in BEFORE_NAMES
        if not (open_end or noun in BEHIND_NAMES or noun == "og"):
            return None
        joint = "" if upper.endswith("-") and lower[0].isupper() else " "
        found = (mark for mark in find_organisations(upper + joint + lower) if mark.start < len(upper) < mark.end)
        mark = next(found, None)
        if mark is None or self.paper.marks.has("organisation", (piece.start, piece.end)):
            return None
        end = below.start + mark.end - len(upper) - len(joint)
        kind: EventKind = "unit" if mark.kind == "unit" else "organisation"
        return Event(kind, mark.value, piece.start + mark.start, piece.end, line, ((below.start, end),))

    def _told(self, span: Span, sure: float | None) -> Iterator[tuple[EventKind, Mark]]:
        """What marks tell, the surest first."""
        for chair in _CHAIR.finditer(self.text, *span):
            yield "chair", Mark("chair", True, *chair.span(), "chair")
        yield from self._known(span)
        titles = list(find_titles(self.text, *span))
        organisations = self._organisations(span)
        for mark in organisations:
            if not self._is_place(mark, titles, span):
                yield "organisation", mark
        if sure is not None and not organisations and (damaged := self._damaged(span)):
            yield "organisation", damaged
        yield from (("date", mark) for mark in self.paper.marks.of("date", span))
        yield from (("title", mark) for mark in titles)
        yield from (("unit", mark) for mark in self.paper.marks.of("unit", span))

    def _organisations(self, span: Span) -> Sequence[Mark]:
        """The organisations of a piece; where one runs over its ends into a neighbour's words, it is read by itself."""
        marks = self.paper.marks
        first, last = marks.covering("organisation", span[0]), marks.covering("organisation", span[1] - 1)
        if not ((first and first.start < span[0]) or (last and last.end > span[1])):
            return marks.of("organisation", span)
        found = find_organisations(self.text[slice(*span)])
        return [
            mark._replace(start=mark.start + span[0], end=mark.end + span[0])
            for mark in found
            if mark.kind == "organisation"
        ]

    def _known(self, span: Span) -> Iterator[tuple[EventKind, Mark]]:
        folded = self.text[slice(*span)].casefold()
        within = [mark.span for mark in self.paper.marks.any_of(("organisation", "unit"), span)]
        for party in self.known:
            at = folded.find(party.name.casefold())
            end = at + len(party.name)
            if any(low <= span[0] + at and span[0] + end < high for low, high in within):
                continue
            if at >= 0 and not folded[max(0, at - 1) : at].isalnum() and not folded[end : end + 1].isalnum():
                kind: EventKind = "unit" if party.kind == "administration" else "organisation"
                yield kind, Mark("organisation", party, span[0] + at, span[0] + end, "party")

    def _damaged(self, span: Span) -> Mark | None:
        """The one party whose name a scanned piece reads like, or whose kind it still tells ("kner s Politi")."""
        from rapidfuzz.fuzz import ratio

        bare = " ".join(self.text[slice(*span)].casefold().split())
        noun = bare.rpartition(" ")[2]
        meant = [
            party
            for party in self.parties
            if ratio(bare, party.name.casefold()) >= _ALIKE
            or (noun == party.name.casefold().rpartition(" ")[2] and noun in ("politi", "kommune"))
            or (len(bare) >= _LONG and party.name.casefold().startswith(bare))
        ]
        ids = {party.id for party in meant}
        return Mark("organisation", meant[0], *span, "damaged-party") if len(ids) == 1 else None

    def _is_place(self, mark: Mark, titles: Sequence[Mark], span: Span) -> bool:
        """Whether an organisation only says where something is: "lokalpolitiet i Nordby Kommune". A title alone before
        it says who signs for it: "Direktør i Nordby Kommune"."""
        before = self.text[span[0] : mark.start].rstrip()
        if not before.endswith((" i", " hos")):
            return False
        if mark.value.id in find_administrators() and any(title.end >= mark.end > title.start for title in titles):
            return True  # "Kundechef i KAB" signs for the one whom KAB administers
        return not any(title.start == span[0] and title.end + 3 >= mark.start - 1 for title in titles)

    def _names(self, span: Span, taken: Sequence[Event], line: int) -> Iterator[Event]:
        for low, high in self._gaps(span, taken):
            for mark in find_names(self.text, low, high):
                if FIELDS.issuperset(mark.value.casefold().split()):  # "Byens Udvikling"
                    unit = Named(make_slug(mark.value), mark.value, "administration")
                    yield Event("unit", unit, mark.start, mark.end, line)
                else:
                    yield Event("name", mark.value, mark.start, mark.end, line)

    def _gaps(self, span: Span, taken: Sequence[Event]) -> Iterator[Span]:
        """What is left of a piece, cut at labels, commas and strokes."""
        spans = [(event.start, event.end) for event in taken]
        spans += [match.span() for pattern in (_LABEL, _CUTS) for match in pattern.finditer(self.text, *span)]
        at = span[0]
        for low, high in [*sorted(spans), (span[1], span[1])]:
            if low > at:
                yield at, low
            at = max(at, high)

    def _unknown(self, span: Span, taken: Sequence[Event], line: int, typed: bool) -> Iterator[Event]:
        """An organisation that neither register nor form tells: behind "For", or a short name in capitals, which in a
        scan may be the strokes of a pen or a stamp."""
        match = _FOR.match(self.text, *span)
        bare = self.text[slice(*span)]
        if match and not any(event.kind in ("name", "title") and event.start < match.end() for event in taken):
            yield self._free(match["name"], match.start("name"), line)
        elif taken or _LABEL.search(bare):
            return
        elif typed and _SHORT_NAME.fullmatch(bare):
            yield self._free(bare, span[0], line)
        elif name := read_capitals(bare):
            yield Event("name", name, *span, line)

    def _free(self, name: str, start: int, line: int) -> Event:
        return Event("organisation", Named(make_slug(name), name, "other"), start, start + len(name), line)

    def _untold_title(self, span: Span, taken: Sequence[Event], line: int) -> Iterator[Event]:
        """A title no word tells: what is filled in behind its label, or follows a name and a comma."""
        label = _TITLE_LABEL.search(self.text, *span)
        if label and len(label["title"].strip()) > 2:
            title = label["title"].strip(" .,")
            yield Event("title", title, label.start("title"), label.start("title") + len(title), line)
        free = _FREE_TITLE.search(self.text, *span)
        if free and any(event.kind == "name" and event.end == free.start() for event in taken):
            yield Event("title", free["title"], *free.span("title"), line)

    def _rest(self, span: Span, taken: Sequence[Event], line: int) -> Iterator[Event]:
        """A piece that says nothing known, as words: of a block of a municipality it is the unit."""
        bare = self.text[slice(*span)]
        says_so = self.paper.marks.starting_at("signs", span[0])  # "Med venlig hilsen"
        if taken or says_so or not bare[:1].isupper() or _LABEL.match(bare) or _NO_WORDS.search(bare):
            return
        if not self.damaged or _holds_a_word(bare):
            yield Event("words", " ".join(bare.split()), *span, line)


def _holds_a_word(said: str) -> bool:
    """Whether something is said, and not "Mier A ab rrn", which an engine made of a pen's strokes."""
    words = said.casefold().replace(",", " ").split()
    return any(len(word) >= _SHORT and (word in frequencies() or word.endswith(UNIT_ENDINGS)) for word in words)
