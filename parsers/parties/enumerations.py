"""Organisations one after the other: in a sentence, an item, a cell or on lines of their own.

    Nordby Kommune (Børn og Unge), Fyns Politi samt boligorganisationerne Egebo og Rugbo/KAB indgår hermed …
    ^ start of the run                                                                  ^ its end

Between two organisations may stand what joins them, and what is said of the one before: its units, who speaks for it,
its address, what it is called from here on. Capitalised words between commas that no form tells are names, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.slugs import make_slug
from models.codes import OrganisationKind
from parsers.marks.mark import Mark, Span
from parsers.marks.names.organisations import Named
from parsers.marks.names.people import find_names, find_titles
from parsers.marks.names.words import BEFORE_TOWNS, FIELDS, NO_NAMES
from parsers.parties.plain_names import is_person, plain_name
from parsers.rules.wording import compile_danish, shown
from parsers.structure.grids.grid import trim
from parsers.structure.lines import BLANK_LINE
from parsers.structure.paper import Paper

_BETWEEN = (
    r"[,;:()|\t•·▪●◦‣■□►»*☐☒☑✓✔«\[\]]|(?<![vcVC])/(?!S\b)|(?<!\w)[oe](?= [A-ZÆØÅ])| [–—-] |(?<!\w)(?:og|samt"
    r"|&)(?!\w)|\n\s*[–—-] "
    r"| (?=(?:v/|ved |repræsenteret ))"
)
_SEPARATOR = shown(compile_danish(_BETWEEN, 0), examples=(", ", " og ", "•"), rejects=("ogre", "v/ Ib"))
_LINED = shown(
    compile_danish(rf"{_BETWEEN}|\n|(?<=\n)\s*\d{{1,2}}[.)]|(?<=\n)\s*[a-h]\)", 0), examples=("a\nb",), rejects=("ab",)
)
_JOINING = frozenset((
    "og", "samt", "ved", "v", "for", "i", "af", "på", "vegne", "både", "den", "det", "de", "lokale", "almene",
    "almennyttige", "henholdsvis", "side", "anden", "ene", "bestående", "sammen", "med", "selvejende", "dels",
    "der", "som", "er", "handler", "gennem", "samarbejder", "s", "også", "boligselskabet", "boligselskaberne",
    "boligforeningen", "boligforeningerne", "boligorganisationen", "boligorganisationerne", "to", "tre", "fire",
    "fem", "parter", "parterne", "part", "følgende", "nye", "ny", "kommunen", "politiet", "boligselskab",
    "boligselskaber", "boligorganisation", "boligorganisationer", "boligforening", "boligforeninger", "kommunal",
    "kommunens", "politiets", "boligsiden", "siden", "vi", "mellem", "disse", "nedenstående", "undertegnede",
    "organisationer", "a", "b", "c", "d", "e", "f", "g", "h", "o", "repræsenteret", "repræsenteres",
    "forvaltninger", "forvaltningerne", "centre", "fagcentre", "afdelinger", "enheder", "magistratsafdelinger", "x",
    "områder", "direktørområder", "magistratsafdelingen", "syv", "otte", "ni", "ti", "begge", "samtlige",
))  # fmt: skip
_REPRESENTED = shown(
    compile_danish(
        r"(?:(?:der|som) )?(?:er )?(?:repræsentere(?:t|s) (?:ved|af)|v/|v\.|ved|handler (?:gennem|ved)|gennem"
        r"|bestående af|under"
        r" ledelse af)(?:\s|$)(?P<who>.*)"
    ),
    examples=("repræsenteret ved borgmester Lone Friis", "v/ Ib Friis", "ved"),
    rejects=("vedtægter",),
)
_SAID_OF_IT = shown(
    compile_danish(
        r"(?:herefter|fremover|i det følgende|også|under ét|i denne aftale|lokalpolitiet|herunder kaldet"
        r"|kaldet|benævnt|cvr|inkl"
        r"|c/o|adm|sæt kryds|tlf|e?-?mail)\b.*"
    ),
    examples=("herefter kaldet kommunen", "CVR-nr. 29189579"),
    rejects=("indgår",),
)
_ADDRESS = shown(
    compile_danish(r"\d{4} [A-ZÆØÅ].*|[A-ZÆØÅ][\w. ]* \d{1,3}\w?|[\d.\s-]+", 0),
    examples=("Storegade 2", "6270 Nordby"),
    rejects=("Bygaden",),
)
# What a name is one of, in small letters before it.
_OF_A_KIND = shown(
    re.compile(
        r"(?<!\w)[a-zæøå]+(?:selskabet|virksomheden|foreningen|organisationen|fonden|firmaet|koncernen|kontoret)"
    ),
    examples=("ejendomsselskabet",),
    rejects=("Boligselskabet", "samarbejdet"),
)
_BRANCH = shown(
    re.compile(r".+ (?:lokal)?(?:afdeling|kreds|distrikt|region)\.?", re.IGNORECASE),
    examples=("Nordby afdeling",),
    rejects=("afdelingen",),
)
_BEFORE = shown(
    compile_danish(r"(?:[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+){0,3}(?:, | og | samt ))+$", 0),
    examples=("Bygården og ",),
    rejects=("og ",),
)
_BODY = shown(
    compile_danish(
        r"(?<!\w)(?:(?P<of_residents>(?:afdelings|beboer)\w*)|(?!by)[a-zæøå]+)(?:bestyrelsen|rådet|skolen|klubben|netværket|lauget)"
        r"(?: (?:i|for|på|ved))? [A-ZÆØÅ][\w.-]*(?: [A-ZÆØÅ][\w.-]*){0,3}",
        0,
    ),
    examples=("afdelingsbestyrelsen i Elmehusene", "menighedsrådet ved Nordby Kirke"),
    rejects=("byrådet i Nordby", "skolen og Fyns Politi"),
)
HOUSING = shown(
    compile_danish(r"bolig(?:organisation|selskab|forening)(?:erne|er)\b"),
    examples=("boligselskaberne",),
    rejects=("boligen",),
)
_LEADING = " \t•·▪●◦*☐☒☑✓✔–—-()1234567890."
_QUOTES = ' "”“»„'
_MARKER = shown(
    re.compile(r"^\s*(?:[•·▪●◦‣■□►»*☒☑✓✔–—-]|\(?(?:\d{1,2}|[a-h])[.)])\s"),
    examples=("• Fyns", "1) Fyns"),
    rejects=("Fyns",),
)
_NUMBERED = shown(
    re.compile(r"\s*\(?(?:\d{1,2}|[A-Ha-h])[.)]\s"), examples=("1. Hensigt", "B. Mål"), rejects=("Fyns", "3B")
)
_UNTICKED = shown(re.compile(r"(?:☐|\[[ ]?\]|\([ ]?\))\s*$"), examples=("☐ ", "[ ] "), rejects=("☒ ", "[x] "))
_BOX = 8  # letters before a name in which its box stands
_SPACED = 2  # blank lines after which what stands between more of them may be a name
_ASIDE = "herunder"
_MOST_WORDS = 14  # of what is said about who speaks for one
_PUBLIC = frozenset(("municipality", "administration", "police", "ssp"))
_KINDS_ASIDE = frozenset(("ssp", "administration", "other"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands for an organisation: "repræsenteret ved borgmester Lone Friis"."""

    name: str
    title: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation or a unit at `text[start:end]`. `aside`: it stands after "herunder"."""

    named: Named
    start: int
    end: int
    aside: bool = False
    speaker: Speaker | None = None


@dataclass(slots=True)
class Run:
    """What is listed, and where: `start` at the first entry, `end` where something else begins."""

    entries: list[Entry] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def count(self) -> int:
        """How many organisations by register or form, each once."""
        return len({entry.named.id for entry in self.entries if entry.named.kind not in ("other", "administration")})


def read_run(paper: Paper, start: int, end: int, *, listed: bool = False, named: bool = False) -> Run:
    """The enumeration that begins with the first organisation of `text[start:end]`.

    `listed`: every line begins a name of its own. `named`: it begins at `start`, be it with a name that no form tells.
    Empty where there is no organisation, or unit.
    """
    return _Reading(paper, listed, named).read(start, end)


class _Reading:
    """One enumeration being read from left to right."""

    def __init__(self, paper: Paper, listed: bool, named: bool) -> None:
        self.paper, self.text, self.listed, self.named = paper, paper.text, listed, named
        self.housing = self.aside = False
        self.marked = False  # whether markers open the lines
        self.spaced: bool | None = None  # whether blank lines stand between the lines
        self.blanks = 0  # how many of them have been passed
        self.first = -1  # where the first word stands
        self.run = Run()

    def read(self, start: int, end: int) -> Run:
        """Marks, and what stands between them, until something joins nothing."""
        self.first = trim(self.text, (start, end))[0]
        marks = self.paper.marks.any_of(("organisation", "unit"), (start, end))
        if not marks:
            self._gap(start, end if self.listed or self.named else start)
            self.run.start = self.run.entries[0].start if self.run.entries else start
            return self.run
        at = self._begin(start, marks[0].start)
        self.marked = self._is_marked(at)
        for mark in marks:
            if mark.start >= at:
                if not self._gap(at, mark.start) or self._leaves(mark):
                    return self.run
                self._add(mark)
                at = mark.end
        self._gap(at, end)
        return self.run

    def _is_marked(self, at: int) -> bool:
        """Whether a marker is all that stands before a place on its line: "(2) Fyns Politi", "• Fyns Politi"."""
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        return _MARKER.fullmatch(f"{before.rstrip()} ") is not None

    def _leaves(self, mark: Mark) -> bool:
        """Whether an organisation opens a line without a marker, below lines that have one."""
        begin = self.text.rfind("\n", 0, mark.start) + 1
        opens = self.marked and self.listed and not self.text[begin : mark.start].strip()
        return opens and mark.kind == "organisation" and begin > self.run.start

    def _begin(self, start: int, first: int) -> int:
        """Where the enumeration begins: names that no form tells may stand before the first mark."""
        if (self.listed or self.named) and self._gap(start, first):
            self.run.start = self.run.entries[0].start if self.run.entries else first
            return first
        self.run = Run()
        before = None if self.listed else _BEFORE.search(self.text, start, first)
        at = self._first_name(before.start(), first) if before else first
        self.run.start = self.run.end = at
        return at

    def _first_name(self, start: int, end: int) -> int:
        """Where the first name of a stretch begins: "Boligorganisationerne Egebo og" has words before it."""
        words = self.text[start:end].replace(",", " ").split()
        name = next((word for word in words if word.casefold() not in NO_NAMES), None)
        return self.text.index(name, start) if name else end

    def _add(self, mark: Mark) -> None:
        named: Named = mark.value
        unticked = _UNTICKED.search(self.text[max(0, mark.start - _BOX) : mark.start])
        if unticked or self._abbreviates(self.text[mark.start : mark.end]):
            return
        self.aside = self.aside and named.kind in _KINDS_ASIDE
        self.run.entries.append(Entry(named, mark.start, mark.end, self.aside))
        self.run.end = mark.end

    def _gap(self, start: int, end: int) -> bool:
        """Read what stands between two marks; False where it joins nothing."""
        skipping = False
        for sign, low, high in self._pieces(start, end):
            skipping = skipping and "\n" not in sign
            if self._is_parted(sign) and self.run.entries:
                return False
            piece, goes_on = self._piece(low, high)
            if not piece or skipping:
                continue
            if sign.strip(" ") in ("–", "—", "-"):
                skipping = True
            elif not self._joins(piece, low, high if goes_on else low + len(piece), sign) or not goes_on:
                if not self.listed or "\n" in sign or low == start:
                    return False
                skipping = True
        return True

    def _piece(self, low: int, high: int) -> tuple[str, bool]:
        """What a stretch says on one line, and whether it goes on to its end: in a sentence a blank line ends it."""
        parted = None if self.listed else BLANK_LINE.search(self.text, low, high)
        return " ".join(self.text[low : parted.start() if parted else high].split()).strip(_QUOTES), parted is None

    def _is_parted(self, sign: str) -> bool:
        """Whether a blank line stands where none stood between the lines before."""
        if not self.listed or "\n" not in sign:
            return False
        blank = sign.count("\n") > 1
        self.blanks += blank
        self.spaced = blank if self.spaced is None else self.spaced
        return blank and not self.spaced

    def _pieces(self, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """What stands between separators, each with all that parts it from the one before; the last one is empty."""
        sign, at = "", start
        for cut in [*(_LINED if self.listed else _SEPARATOR).finditer(self.text, start, end), None]:
            low, high = trim(self.text, (at, cut.start() if cut else end))
            if low < high:
                yield sign, low, high
                sign = ""
            sign += cut.group() if cut else ""
            at = cut.end() if cut else end
        yield sign, end, end

    def _joins(self, piece: str, low: int, high: int, sign: str) -> bool:
        """Whether a piece belongs to the enumeration; what it says is kept."""
        words = piece.casefold().split()
        self.housing = self.housing or HOUSING.search(piece) is not None
        if words[0] == _ASIDE:
            # "de almene boligorganisationer, herunder Egebo" names those it speaks of: they are no aside
            self.aside = not (self.housing and self.run.entries and self.run.entries[-1].named.kind in _PUBLIC)
            rest = piece[len(_ASIDE) :].lstrip()
            return not rest or self._joins(rest, low + len(piece) - len(rest), high, sign)
        if _JOINING.issuperset(words) or any(said.fullmatch(piece) for said in (_SAID_OF_IT, _ADDRESS, _BRANCH)):
            return True
        if self._abbreviates(piece):
            return True
        represented = _REPRESENTED.fullmatch(piece)
        if represented:
            self._speak(low, high)
            return len(words) < _MOST_WORDS
        return self._is_name(piece, low, high, sign)

    def _abbreviates(self, piece: str) -> bool:
        """Whether a piece is short for the name before it: "Nordby Kommune (NK)"."""
        name = self.run.entries[-1].named.name if self.run.entries else ""
        return len(piece) > 1 and piece.isupper() and piece == "".join(word[0] for word in name.split()).upper()

    def _speak(self, low: int, high: int) -> None:
        """Note who stands for the last organisation. Said in brackets it is part of the enumeration: what the sentence
        goes on with, "er der indgået …", begins behind it."""
        self.run.end = high + 1 if self.text.startswith(")", high) and self.run.entries else self.run.end
        name = next(find_names(self.text, low, high), None)
        if name and self.run.entries:
            title = next(find_titles(self.text, low, name.start), None)
            speaker = Speaker(name.value, title.value if title else None, (low, name.end))
            self.run.entries[-1] = replace(self.run.entries[-1], speaker=speaker)

    def _is_name(self, piece: str, low: int, high: int, sign: str) -> bool:
        """Whether a piece is a name that no form tells, be it behind small words ("boligselskaberne Egebo"), or before
        the verb where the enumeration ends; people's names are passed over."""
        led = _led(piece)
        low += len(piece) - len(led) if "\n" not in self.text[low:high] else 0
        if _BODY.match(led) and not self.listed:
            return self._add_body(led, low)
        head = self.paper.marks.starting_at("party_head", low)
        if head and head.end >= high - 1:
            return self.listed
        bare = plain_name(led)
        rest = led[len(bare) :].strip(" .,;:*_")
        whole = not rest or _SAID_OF_IT.fullmatch(rest) is not None
        if not bare or is_person(bare):
            return bool(bare) and whole
        if self._is_address(low, sign):
            self.run.end = low + len(bare)
            return whole
        if not self._may_stand(low, high, sign, whole):
            return False
        self.run.end = low + len(bare)
        self.run.entries.append(Entry(Named(make_slug(bare), bare, self._kind(bare)), low, self.run.end, self.aside))
        return whole

    def _add_body(self, led: str, low: int) -> bool:
        """Keep a board or a council that stands in small letters before its place; whether nothing else follows."""
        match = _BODY.match(led)
        assert match
        kind: OrganisationKind = "housing_organisation" if match["of_residents"] else "other"
        name = match.group()
        self.run.entries.append(Entry(Named(make_slug(name), name, kind), low, low + len(name), self.aside))
        self.run.end = low + len(name)
        return not led[len(name) :].strip(" .,;:")

    def _kind(self, name: str) -> OrganisationKind:
        """What a plain name is: beside a unit fields are another one, below "boligselskaberne" all are such."""
        before = self.run.entries[-1].named.kind if self.run.entries else None
        if before == "administration" and FIELDS.issuperset(name.casefold().split()):
            return "administration"
        housing = self.housing or name.split()[0].casefold() in BEFORE_TOWNS
        return "housing_organisation" if housing else "other"

    def _may_stand(self, low: int, high: int, sign: str, whole: bool) -> bool:
        """Whether a plain name may stand at a place: in lines it opens one that is no key, or is joined by "og"."""
        if not self.listed:
            return whole or self.named or bool(sign.strip())
        begin = self.text.rfind("\n", 0, low) + 1
        if "\n" in sign or low == self.first or not self.text[begin:low].strip(_LEADING):
            return whole and self._may_open(begin, low, high, sign)
        stop = self.text.find("\n", low)
        line = begin, stop if stop >= 0 else len(self.text)
        return whole and (len(self.paper.marks.of("organisation", line)) > 1 or _joined(sign))

    def _is_address(self, low: int, sign: str) -> bool:
        """Whether a plain name stands in an item that gives an address, behind the name that opens it: "(2) Fyns
        Politi, Politigården, Havnevej 40"."""
        if not self.marked or self.listed or _joined(sign):
            return False
        begin, stop = self.text.rfind("\n", 0, low) + 1, self.text.find("\n", low)
        line = self.text[begin : stop if stop >= 0 else len(self.text)]
        return not self._is_marked(low) and any(
            _ADDRESS.fullmatch(piece.strip()) and _is_lettered(piece) for piece in line.split(",")
        )

    def _may_open(self, begin: int, low: int, high: int, sign: str) -> bool:
        """Whether a plain name may open a line: no key, not set apart, not the first with a number."""
        parted = sign.count("\n") > 1 and self.blanks < _SPACED
        another = not self.marked and _NUMBERED.match(self.text, begin, low + 1) is not None
        return self.text[high : high + 1] != ":" and not parted and not another


def _is_lettered(piece: str) -> bool:
    return any(map(str.isalpha, piece))


def _joined(sign: str) -> bool:
    """Whether "og" stands before what follows."""
    return sign.strip().casefold() in ("og", "samt")


def _led(piece: str) -> str:
    """A piece without the small words before its name."""
    words = piece.split()
    while len(words) > 1 and (words[0].casefold() in _JOINING or _OF_A_KIND.fullmatch(words[0])):
        words = words[1:]
    return " ".join(words)
