"""Key terms that OCR damage left misspelt, put right for matching only: quotes stay as the page has them.

A scan or a repaired dump may still say "Styregrnppen": no rule that looks for the steering group would find it. Such
words are met with spaCy's fuzzy matcher against `corpus.key_terms`, and the body that the rules see has the term
instead. Characters of the body keep their places on the page, so evidence quotes what is printed there.

Short words, names of organisations and anything with a figure in it are never met by likeness. Documents that were not
damaged are returned as they are, and do not pay for spaCy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.danish.lexicon import frequencies
from corpus.key_terms import KEY_TERMS
from models.document import Document
from parsers.rules.wording import shown
from parsers.structure.agreeing_names import find_agreeing_names
from parsers.structure.body import Body, read_body
from parsers.structure.damaged_names import mend_names

# "i 2019" read as "1 2019" or "12019".
_IN_A_YEAR = shown(
    re.compile(
        r"(?:(?<=[a-zæøå%][ \n])[1lI|] ?(?=20[0-4]\d\b(?![.,]\d))|(?<=[.:)] )[1l|] (?=20[0-4]\d[ \n][a-zæøå]{2}))"
    ),
    examples=("Aalborg 12019", "byen 1 2019", "1. 1 2027 skal", "75 %). l 2024 er det"),
    rejects=("den 1. 2019", "den 1. 1 2019."),
)
_WORD = shown(re.compile(r"[^\W\d_]{8,}"), examples=("partnerskab",), rejects=("aftale",))
# One letter in six may be damaged, never more than two.
_LETTERS_PER_FAULT = 6
_MOST_FAULTS = 2
_LONGEST_ENDING = 4
_STEMS = tuple(KEY_TERMS)
# Short words of these papers that are words of their own where a reader without Danish letters made them ("modes" for
# "mødes"): mended only in a text that has next to none of those letters. Running Danish has 28 in a thousand.
_SHORT_TERMS = (
    "mødes", "møder", "møde", "mødet", "årligt", "årlige", "årlig", "halvårligt", "månedligt", "måned", "måneden",
    "måneder", "året", "årets", "årene", "år",
)  # fmt: skip
_READ_AS = (str.maketrans("æøå", "eoa"), str.maketrans("æøå", "ega"))
# A meeting read as a manner, which it is not where it is held, ordinary or so often a year.
_CHANGE = shown(
    re.compile(r"\ba(?=ndre[ \n]\w*(?:aftalen|tillægget|området|grundlaget|perioden)\b)|(?:/E|A£)(?=ndring)"),
    examples=("andre aftalen", "/Endring", "A£ndring"),
    rejects=("andre aftaler", "andre områder"),
)
# Bullets that an English program read as signs, at the head of a line; glued to its word only below another item.
_BULLET = shown(
    re.compile(r"(?m)^[ \t]*(?P<sign>[¢©])(?=[ ]+\w)|^[ \t]*(?P<ring>°)(?=[ ]*\w)"),
    examples=("¢ Nordby Kommune", "° Socialforvaltningen"),
    rejects=("¢sterbro", "20 ° C"),
)
_GLUED = shown(
    re.compile(r"(?m)^[•*+°¢«][^\n]*\n+(?P<glued>¢)(?=[a-zæøå])"), examples=("• Lejerbo\n¢vibo",), rejects=("By\n¢bo",)
)
_AS_BULLETS = {"sign": "•", "ring": "•", "glued": "• "}
_IN_ALL = shown(
    re.compile(r"(?<=\n)['‘’|]?[ltI1|]alt(?=[ ]+\d)|(?<= )[lI1|]alt(?=[ ]+\d|[ ]*$)", re.MULTILINE),
    examples=("\n‘talt 1.400.000", "\nlalt 900.000", "Skovly lalt"),
    rejects=("har talt med", "overalt 3", "de har talt"),
)
_MEETING = shown(
    re.compile(
        r"\bm(?P<letter>[aå])des\b"
        r"|(?:\b(?:af)?hold(?:er|es|te|t)|\bordinære?|\bsit|\bsine|\bårlige)[ \n](?:\w+[ \n])?m(?P<held>[aå])de[rt]?\b"
        r"|(?<!\ben )(?<!\bdenne )m(?P<often>[aå])der?(?=[ \n](?:om året|årligt|hver|den \d|pr\.|i kvartalet))"
    ),
    examples=("mådes fremover", "holder måde", "to ordinære mader", "fire måder om året", "udvalget, måde den 3. maj"),
    rejects=("på mange måder", "på en måde hver dag"),
)
_FOREIGN = 0.006
_NEAR = 20  # characters before a word that hold the one before it
_SHORTENED = ("kr.", "t.kr.", "mio.", "pct.", "ca.", "nr.", "pr.", "jf.", "bl.a.", "m.v.", "mv.", "evt.")
_ANY_WORD = shown(re.compile(r"[^\W\d_]+"), examples=("by",), rejects=("24",))


@dataclass(frozen=True, slots=True)
class Misspelling:
    """`text[start:end]` of a body reads as a damaged `term`."""

    start: int
    end: int
    term: str


def is_damaged(document: Document) -> bool:
    """Whether a document was read by OCR, or was repaired: only there may a key term be misspelt by a machine."""
    return any(page.source == "ocr" or page.text.repairs for page in document.pages)


def read_mended_body(document: Document) -> Body:
    """The body that the rules see: the document's, its misspelt key terms and names put right.

    Where an author wrote "Moelleparken" and "Lindegard", nothing was damaged, however few Danish letters there are.
    """
    body = read_body(document)
    if is_damaged(document):
        abroad = _is_read_abroad(document)
        body = mend_terms(body, abroad)
        body = body.respelt(sorted(find_agreeing_names(body.text))) if abroad else body
    return mend_names(body)


def mend_terms(body: Body, abroad: bool = False) -> Body:
    """The body of a damaged document with its misspelt key terms put right; the same body where there are none.

    `abroad`: an English program read it, so short words have lost their Danish letters too.
    """
    found = [*find_misspellings(body.text), *_years_led(body.text)]
    if abroad:
        found += [*_short_terms(body.text), *_settled_by_neighbours(body.text)]
    if not found:
        return body
    return body.respelt((one.start, one.end, one.term) for one in sorted(found, key=lambda one: one.start))


def _years_led(text: str) -> Iterator[Misspelling]:
    """The "i" before a year that was read as a stroke: "1 2019"; a capital one where a sentence ends before it."""
    for match in _IN_A_YEAR.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()].split()[-1:] or [""]
        opens = before[0].endswith(".") and before[0].casefold() not in _SHORTENED
        yield Misspelling(*match.span(), "I " if opens else "i ")


def _is_read_abroad(document: Document) -> bool:
    """Whether a document's pages have next to no Danish letters as they were read: an English program read it."""
    text = "".join(page.text.raw for page in document.pages)
    letters = sum(map(str.isalpha, text))
    return letters > 200 and sum(map(text.casefold().count, "æøå")) < _FOREIGN * letters


def _short_terms(text: str) -> Iterator[Misspelling]:
    known = {term.translate(read): term for read in _READ_AS for term in _SHORT_TERMS}
    for match in _ANY_WORD.finditer(text):
        if term := known.get(match.group().casefold()):
            yield Misspelling(*match.span(), _like(match.group(), term))


def _settled_by_neighbours(text: str) -> Iterator[Misspelling]:
    """Words that are others as they stand, which what stands beside them rules out."""
    for match in _MEETING.finditer(text):
        name = match.lastgroup or ""
        yield Misspelling(*match.span(name), "ø")
    for match in (*_BULLET.finditer(text), *_GLUED.finditer(text)):
        name = match.lastgroup or ""
        yield Misspelling(*match.span(name), _AS_BULLETS[name])
    yield from (Misspelling(*match.span(), "I alt") for match in _IN_ALL.finditer(text))
    for match in _CHANGE.finditer(text):
        yield Misspelling(*match.span(), "æ" if match.group().islower() else "Æ")


def find_misspellings(text: str) -> Iterator[Misspelling]:
    """The key terms that stand misspelt in a text, in order."""
    found = [(match, match.group().casefold()) for match in _WORD.finditer(text)]
    words = [word for word in dict.fromkeys(word for _, word in found) if _may_be_damaged(word)]
    if not words:
        return
    best = {words[number]: term for number, term in _meet(words).items()}
    for match, word in found:
        if word in best:
            yield Misspelling(*match.span(), _like(match.group(), best[word]))


def _may_be_damaged(word: str) -> bool:
    """Whether a word is no key term and not common, but near to a term and has its first or last two letters."""
    lengths = _lengths_by_edge()
    near = len(word) in lengths.get(word[:2], ()) or len(word) in lengths.get(f"-{word[-2:]}", ())
    if not near or word in frequencies():
        return False
    stems = [stem for stem in KEY_TERMS if word.startswith(stem)] if word.startswith(_STEMS) else []
    if any(len(word) - len(stem) <= _LONGEST_ENDING for stem in stems):
        return False
    # Most words are near to no term; to find that out costs a tenth of what the matcher takes for it.
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extractOne

    return extractOne(word, _forms(), scorer=Levenshtein.distance, score_cutoff=_MOST_FAULTS) is not None


def _meet(words: list[str]) -> dict[int, str]:
    """For each word that reads as a damaged term, its place in the list and the nearest term; none where two tie."""
    from rapidfuzz.distance import Levenshtein
    from spacy.tokens import Doc

    matcher = _matcher()
    candidates: dict[int, list[tuple[int, str]]] = {}
    for name, start, _ in matcher(Doc(matcher.vocab, words=words)):
        term = matcher.vocab.strings[name]
        candidates.setdefault(start, []).append((Levenshtein.distance(words[start], term), term))
    nearest = {}
    for place, terms in candidates.items():
        terms.sort()
        if len(terms) == 1 or terms[0][0] < terms[1][0]:
            nearest[place] = terms[0][1]
    return nearest


@cache
def _forms() -> tuple[str, ...]:
    return tuple(stem + ending for stem, endings in KEY_TERMS.items() for ending in endings)


@cache
def _lengths_by_edge() -> dict[str, set[int]]:
    """How long a damaged form may be, by its first two letters, and by a hyphen and its last two."""
    found: dict[str, set[int]] = {}
    for form in _forms():
        for edge in (form[:2], f"-{form[-2:]}"):
            found.setdefault(edge, set()).update(range(len(form) - _faults(form), len(form) + _faults(form) + 1))
    return found


def _faults(form: str) -> int:
    return min(_MOST_FAULTS, len(form) // _LETTERS_PER_FAULT)


@cache
def _matcher() -> Any:
    import spacy
    from spacy.matcher import Matcher

    matcher = Matcher(spacy.blank("da").vocab)
    for form in _forms():
        matcher.add(form, [[{"LOWER": {f"FUZZY{_faults(form)}": form}}]])
    return matcher


def _like(word: str, term: str) -> str:
    """The term in the capitals of the word it stands for."""
    if word.isupper():
        return term.upper()
    return term[0].upper() + term[1:] if word[0].isupper() else term
