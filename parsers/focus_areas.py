"""The focus areas of a partnership, whatever they are called: indsatsområder, temaer, spor, fokusområder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.records import FocusArea, Kind
from parsers.body import Body
from parsers.lines import goes_on, read_lines, usual_width
from parsers.lists import ROMAN, Item, find_lists
from parsers.organisations import flatten
from parsers.rules import Rule, Trace, compile_danish
from parsers.sections import Sections

_NOUN = (
    r"(?:indsatsområder(?:ne)?|fokusområder(?:ne)?|indsatsspor(?:ene)?|temaer(?:ne)?|hovedtemaer(?:ne)?|spor"
    r"|arbejdsspor"
    r"|hovedspor|indsatstemaer|fokuspunkter|pejlemærker|indsatsfelter|arbejdsområder|tværgående indsatser"
    r"|hovedindsatser"
    r"|hovedområder|strategiske indsatser)"
)
_ONE = r"(?:indsatsområde|fokusområde|indsatsspor|tema|spor|arbejdsspor|hovedspor|fokuspunkt|pejlemærke|hovedtema)"

RULES = (
    Rule(
        "focus-announced",
        "focus_areas",
        compile_danish(rf"\b{_NOUN}(?: (?!(?:for|i|af)\b)(?-i:[a-zæøå]+)){{0,3}}\s?(?:\([^)]*\))?:"),
        lambda match: match.group(),
        examples=(("samlet om tre temaer: lys", "temaer:"),),
        rejects=("de tre indsatsområder skal",),
        confidence=0.95,
    ),
    Rule(
        "focus-announced-loosely",
        "focus_areas",
        compile_danish(
            rf"\b(?:to|tre|fire|fem|seks|syv|otte|\d"
            rf"|følgende) (?:\w+ ){{0,2}}{_NOUN}(?:[^.:;\n]{{0,60}})[.:]?(?=\s*\n)"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Der er fire overordnede indsatsområder\n1. Lys", "fire overordnede indsatsområder"),),
        rejects=("de indsatsområder, som",),
        confidence=0.9,
    ),
    Rule(
        "focus-numbered-line",
        "focus_areas",
        re.compile(
            rf"(?im)^[ \t#*_>|•·-]*{_ONE}"
            rf" (?P<number>\d{{1,2}}|[IVX]+|[A-H])[ \t]*[:.–—-][ \t]*(?P<title>[^\n|]{{3,120}})"
        ),
        lambda match: (match["number"], match["title"].strip(" *_.")),
        examples=(("Spor 1: Børn i bevægelse", ("1", "Børn i bevægelse")), ("**Tema 2: Lys**", ("2", "Lys"))),
        rejects=("Tema om lys",),
        confidence=0.93,
    ),
    Rule(
        "focus-counted-out",
        "focus_areas",
        compile_danish(
            rf"\bdet (?P<nth>første|andet|tredje|fjerde|femte|sjette|syvende|ottende)(?: {_ONE})? (?:er|hedder|kaldes"
            r"|handler om) (?P<title>(?-i:[A-ZÆØÅ\"»”])[^.;:\n]{2,110}?)(?=[.;]|,? og det |$)"
        ),
        lambda match: (match["nth"].casefold(), " ".join(match["title"].split())),
        examples=(("Det første er Lys i gården. Det andet", ("første", "Lys i gården")),),
        rejects=("det første er at lytte",),
        confidence=0.88,
    ),
    Rule(
        "focus-added",
        "focus_areas",
        compile_danish(rf"\bnyt {_ONE}(?: nr\. \d{{1,2}})? (?:tilføjes|optages|indføjes|indsættes)[^.:\n]{{0,40}}:"),
        lambda match: " ".join(match.group().split()),
        examples=(("Som nyt indsatsområde nr. 3 optages:", "nyt indsatsområde nr. 3 optages:"),),
        rejects=("et nyt indsatsområde kan komme til",),
        confidence=0.9,
    ),
    Rule(
        "focus-before-the-word",
        "focus_areas",
        compile_danish(
            r"(?P<list>\(?1\) (?-i:[A-ZÆØÅ])[^.;:\n]{2,300}? og \(?\d\) [^.;:\n]{3,110})\."
            rf" (?:det|dette|de) (?:er|udgør)[^.\n]{{0,40}} {_NOUN}"
        ),
        lambda match: " ".join(match["list"].split()),
        examples=(
            ("samles om 1) Lys i gården og 2) Unge i job. Det er vores to temaer", "1) Lys i gården og 2) Unge i job"),
        ),
        rejects=("samles om 1) Lys i gården og 2) Unge i job. Det er godt",),
        confidence=0.88,
    ),
)
_ANNOUNCED, _LOOSELY, _LINES, _COUNTED_OUT, _ADDED, _BEFORE = RULES
_ORDINALS = ("første", "andet", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende")
_TITLE_END = re.compile(r"(?<=\w{4}): | [–—-] |(?<=\w)\. (?=[A-ZÆØÅ])")
_LONGEST = 130
_COUNTS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8}


@dataclass(frozen=True, slots=True)
class _Title:
    number: int | None
    text: str
    start: int
    end: int


def read_focus_areas(body: Body, sections: Sections, kind: Kind, trace: Trace) -> list[FocusArea]:
    """The focus areas in order, from the first place that lists at least two of them."""
    if kind not in ("partnership_agreement", "addendum"):
        return []
    for name, confidence, titles in _candidates(body.text, sections):
        kept = len(titles) > 1 or (name == _ADDED.name and bool(titles))
        for title in titles:
            trace.note("focus_areas", name, (title.start, title.end), title.text, "kept" if kept else "only one")
        if kept:
            return [
                FocusArea(number=t.number, title=t.text, evidence=body.evidence(t.start, t.end, name, confidence))
                for t in titles
            ]
    return []


def _candidates(text: str, sections: Sections) -> Iterator[tuple[str, float, list[_Title]]]:
    numbered = [_numbered(text, match, value) for match, value in _LINES.find(text)]
    yield _LINES.name, _LINES.confidence, _first_count(numbered)
    for rule in (_ANNOUNCED, _LOOSELY):
        for match, _ in rule.find(text):
            titles = _after(text, match.end(), sections)
            count = _announced_count(match.group(), text[max(0, match.start() - 40) : match.start()])
            if count and len(titles) != count:
                titles = _counted_lines(text, match.end(), count, sections) or titles
            yield rule.name, rule.confidence, titles
    yield _COUNTED_OUT.name, _COUNTED_OUT.confidence, _counted_out(text)
    for match, _ in _BEFORE.find(text):
        yield _BEFORE.name, _BEFORE.confidence, list(_marked(text, *match.span("list")))
    for match, _ in _ADDED.find(text):
        yield _ADDED.name, _ADDED.confidence, _after(text, match.end(), sections)[:1]
    for section in sections.about("focus"):
        if "goals" in section.topics:
            continue
        lists = find_lists(text, section.body_start, section.end)
        yield "focus-section", 0.85, _titles(text, lists[0].top()) if lists else []


def _marked(text: str, start: int, end: int) -> Iterator[_Title]:
    """The areas of a sentence that numbers them, commas inside and all: "1) Lys, 2) Unge, der hjælper, og 3) Ro"."""
    pattern = re.compile(r"\(?(\d)\)\s+(.+?)(?=,?(?:\s+og|\s+samt)?\s+\(?\d\)\s|$)", re.DOTALL)
    for match in pattern.finditer(text, start, end):
        yield _title(match[1], " ".join(match[2].split()), *match.span(2))


def _counted_out(text: str) -> list[_Title]:
    """Those told one after the other in sentences: "Det første er …. Det andet er …"."""
    if not re.search(_NOUN, text):
        return []
    titles: list[_Title] = []
    for match, (nth, _) in _COUNTED_OUT.find(text):
        if nth == _ORDINALS[len(titles)] and (not titles or match.start() - titles[-1].end < 600):
            titles.append(_title(None, " ".join(match["title"].split()), *match.span("title")))
    return titles


def _after(text: str, at: int, sections: Sections) -> list[_Title]:
    """The list right after an announcement, else the rest of its sentence."""
    section = sections.at(at)
    stop = section.end if section else len(text)
    following = next((other.start for other in sections if other.start >= at), len(text))
    lists = find_lists(text, at, min(stop, following, at + 3000))
    if lists and len(text[at : lists[0].start].strip(" \n\t*_.:")) < 25:
        return _titles(text, lists[0].top())
    first = next(read_lines(text, at, stop), None)
    if first is None:
        return []
    if "\n" in text[at : first.start]:
        return _bare_lines(text, at, stop)
    return _in_sentence(text, at, stop)


def _announced_count(noun: str, before: str) -> int | None:
    """The number of focus areas announced: "fem overordnede indsatsområder" -> 5."""
    words = re.findall(r"\w+", f"{before} {noun}".casefold())[-6:]
    known = [_COUNTS.get(word) or (int(word) if word.isdigit() and len(word) == 1 else None) for word in words]
    return next((count for count in reversed(known) if count), None)


def _counted_lines(text: str, at: int, count: int, sections: Sections) -> list[_Title]:
    """Just as many paragraphs as were announced, where some have lost their numbers or bullets."""
    following = next((section.start for section in sections if section.start >= at), at + 2500)
    lines = list(read_lines(text, at, min(at + 2500, following)))
    width = usual_width(lines)
    found: list[_Title] = []
    first = None
    for place, line in enumerate(lines):
        if len(line.text) < 4:
            continue
        if found and goes_on(lines[place - 1], line, width):
            found[-1] = _title(None, f"{found[-1].text} {line.text}", found[-1].start, line.end)
            continue
        if len(found) == count:
            break
        marker = re.match(r"(?:(\d)[.)]|[•*+=o-])\s+", line.text)
        begin = line.start + (marker.end() if marker else 0)
        first = first or (marker[1] if marker and not found else None)
        if not text[begin].isupper() or len(line.text) > _LONGEST + 40:
            return []
        found.append(_title(None, text[begin : line.end], begin, line.end))
    if len(found) != count:
        return []
    return [replace(t, number=number) for number, t in enumerate(found, 1)] if first == "1" else found


def _titles(text: str, items: list[Item]) -> list[_Title]:
    return [_title(item.number, item.text, item.start, item.end) for item in items if item.text]


def _title(number: str | None, text: str, start: int, end: int) -> _Title:
    """The title of an item: what stands before its explanation, without the stop."""
    text = re.sub(r"(?<=[^\W\d_])- (?=[a-zæøå])(?!(?:og|eller|samt)\b)", "", text.replace("**", ""))
    cut = _TITLE_END.search(text)
    if cut and (len(text) > _LONGEST or cut.group().startswith((":", ".", " –", " —", " -"))):
        text = text[: cut.start()]
        end = min(end, start + cut.start())
    joined = re.search(r" (?:og|samt)$", text)
    if joined:
        text, end = text[: joined.start()], end - len(joined.group())
    value = int(number) if number and number.isdigit() else ROMAN.index(number) if number in ROMAN else None
    return _Title(value, text.strip(" .;,:*_|"), start, end)


def _numbered(text: str, match: re.Match[str], value: tuple[str, str]) -> _Title:
    return _title(value[0], value[1], match.start("title"), match.end("title"))


def _first_count(titles: list[_Title]) -> list[_Title]:
    """The titles up to where the numbering begins again: later ones repeat the first."""
    kept: list[_Title] = []
    for title in titles:
        if title.number in {other.number for other in kept} and title.number is not None:
            break
        kept.append(title)
    return kept


def _bare_lines(text: str, at: int, stop: int) -> list[_Title]:
    """Lines without any marker: short ones, up to the first that is a sentence."""
    found: list[_Title] = []
    for line in read_lines(text, at, stop):
        if len(line.text) > 80 or line.text.endswith((".", ":")) or not line.text[0].isupper():
            break
        letter = re.match(r"[A-H][.)]\s+(?=\S)", line.text)
        begin = letter.end() if letter else 0
        found.append(_title(None, line.text[begin:], line.start + begin, line.end))
    return found


def _in_sentence(text: str, at: int, stop: int) -> list[_Title]:
    flat = flatten(text)
    match = re.compile(r"[.;](?=\s|$)").search(flat, at, min(stop, at + 500))
    end = match.start() if match else min(stop, at + 300)
    found: list[_Title] = []
    begin = at
    parts = re.split(r"(, (?:og |samt )?)", flat[at:end])
    last = re.split(r"( samt | og )(?!.*(?: samt | og ))", parts.pop())
    for piece in [*parts, *last]:
        bare = piece.strip(" ,")
        if bare not in ("", "og", "samt"):
            start = begin + len(piece) - len(piece.lstrip())
            counted = re.match(r"\(?(\d)[.)]\s*(?=\S)", bare)
            skip = counted.end() if counted else 0
            found.append(_title(counted[1] if counted else None, bare[skip:], start + skip, start + len(bare)))
        begin += len(piece)
    return found
