"""Which parts of a text are damaged Danish: the rest is not touched by the letter rules.

æ, ø, å are 2.85 % of Danish letters, and no 200 letters of real Danish lack them. A page without them is a damaged
layer, or not Danish; a block without them inside a good page is judged by the words it would become.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.danish.terms import terms
from normalizers.casing import folded, in_capitals
from normalizers.decide import PLACE, Judge
from normalizers.tokens import Token, tokens
from normalizers.words import known_cost

# Share of æ, ø, å among letters under which a page of enough letters is damaged. Danish pages lie over 0.018.
DAMAGED_SHARE = 0.006
# Between the two some letters were read and others lost: so many different words, and such a share, must become Danish.
# Of the clean pages we have none holds more than 0.002, of the mixed ones all hold 0.08.
CLEAN_SHARE, MIXED_PROOFS, MIXED_DIFFERENT = 0.018, 0.05, 5
ENOUGH_LETTERS = 200
# A block inside a good page: so many different words, and such a share of its words, must become Danish.
FEWEST_PROOFS = 2
PROOF_SHARE = 0.12
PROOF_MARGIN = 7.0
# A block of many letters and not one Danish one is strange enough for fewer proofs.
LONG_PROOFS, LONG_SHARE = 3, 0.05
# A page: so many of its words, and running Danish by its small words, or as many proofs as a block.
PAGE_PROOFS, FEW_SMALL = 0.03, 0.06
# The first words of a page speak for it.
SAMPLE = 300
# A paragraph has so many words, and so many of them are small words of running Danish.
PARAGRAPH, SMALL_SHARE = 9, 0.15
_DANISH = re.compile("[æøåÆØÅ]")
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]*\n|[^\n]+$")

# Small words that tell Danish from its neighbours. Damage does not touch them, and words that both have say nothing.
_MARKS = {
    "da": "af at efter sig mig dig ud hvad noget nogen og er det der de til fra ikke skal som med en et har kan vil "
    "eller samt ved den om uden mellem blev gennem",
    "nb": "av etter seg meg deg ut hva noe noen uten ble mye gjennom hvordan mens kommunen og er det der de til fra "
    "ikke skal som med en et har kan vil eller samt ved den om at mellom",
    "sv": "och att inte av till ett mellan utan efter mycket skall som med en har kan vill eller vid den det om är ska",
    "en": "the of and to is that with this was were be from which have not their by on as an are it in at for or",
    "de": "und der die das ist nicht mit ein zu auf von im eine sich dem auch nach bei den des werden wird",
    "nl": "het een van en niet zijn voor dat aan ook naar door worden de met te op",
}
MARKS = {language: frozenset(words.split()) for language, words in _MARKS.items()}


# Spelling before 1948. No reader takes an `å` for `aa`: the writer did.
_OLD = "paa saa maa naar aar gaar faar staar laa gaa faa staa ogsaa saaledes maaske smaa aaret gaaet faaet"
OLD = frozenset(_OLD.split())

# Words of offices, which tell a line of signatures from English: "For Nordby Kommune For Fyns Politi".
_OFFICES = frozenset(
    ("kommune", "kommunes", "politi", "politis", "boligforening", "boligselskab", "andelsboligforening")
)
_FOREIGN = frozenset().union(*MARKS.values()) - MARKS["da"]


def danish_share(text: str) -> tuple[float, int]:
    """The share of æ, ø, å among the letters, and the number of letters."""
    letters = len(_LETTERS.findall(text))
    return (len(_DANISH.findall(text)) / letters if letters else 0.0), letters


def is_danish(text: str) -> bool:
    """Whether the small words speak for Danish against each of its neighbours; true where they say too little."""
    return speak_danish([word.lower() for word in _WORD.findall(text)])


def speak_danish(words: Sequence[str]) -> bool:
    """The same of words in lower case."""
    foreign = [word for word in words if word in _FOREIGN]
    if len(foreign) < 2:
        return True
    danish = [word for word in words if word in MARKS["da"]]
    for language, marks in MARKS.items():
        if language != "da":
            theirs = sum(word in marks for word in foreign)
            if theirs >= 2 and theirs > sum(word not in marks for word in danish):
                return False
    return True


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines without a blank line between them, line by line: a pattern over several of them would look at
    each run of blanks once for every blank in it."""
    begin: int | None = None
    for match in _LINE.finditer(text):
        if not match[0].isspace():
            begin = match.start() if begin is None else begin
        elif begin is not None:
            yield begin, match.start()
            begin = None
    if begin is not None:
        yield begin, len(text)


def danish_spans(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that are not in another language, each line judged with the one before and the one after it; "For
    Nordby Kommune For Fyns Politi" is no English."""
    begin: int | None = None
    spans = [match.span() for match in _LINE.finditer(text)]
    words = [[word.lower() for word in _WORD.findall(text, *span)] for span in spans]
    for at, (start, _) in enumerate(spans):
        around = [word for some in words[max(0, at - 1) : at + 2] for word in some]
        small = sum(word in MARKS["da"] for word in words[at])
        danish = speak_danish(around) or (speak_danish(words[at]) and small >= SMALL_SHARE * len(words[at]) > 0)
        danish |= not _OFFICES.isdisjoint(words[at])
        if danish and sum(word in OLD for word in around) < 2:
            begin = start if begin is None else begin
        elif begin is not None:
            yield begin, start
            begin = None
    if begin is not None:
        yield begin, len(text)


def damaged(text: str, judge: Judge) -> bool:
    """Whether a whole page is damaged Danish: by its letters, its small words, and the words that it would become."""
    share, letters = danish_share(text)
    if letters < ENOUGH_LETTERS or share >= CLEAN_SHARE or not is_danish(text):
        return False
    words = list(islice(tokens(text), SAMPLE))
    found = _proofs(words, judge)
    if share >= DAMAGED_SHARE:
        different = len({token.read.lower() for token in found})
        return different >= MIXED_DIFFERENT and len(found) >= MIXED_PROOFS * len(words)
    small = _small_words(text)
    return len(found) >= PAGE_PROOFS * len(words) and (small >= FEW_SMALL or len(found) >= PROOF_SHARE * len(words))


def damaged_block(text: str, start: int, end: int, judge: Judge) -> bool:
    """Whether a block without Danish letters inside a good page is damaged: a paragraph by running Danish, a heading
    or a line of a list by a sign inside a word that turns it into a term of these papers."""
    part = text[start:end]
    if _DANISH.search(part) or not is_danish(part):
        return False
    words = list(tokens(text, start, end))
    if len(words) >= PARAGRAPH:
        if _small_words(part) < SMALL_SHARE:
            return False
        return _is_proven(part, words, _proofs(words, judge))
    return any(_is_sign_proof(token, judge) for token in words)


def _is_proven(part: str, words: Sequence[Token], proofs: Sequence[Token]) -> bool:
    """Whether so many words of a paragraph become Danish that it must be damaged."""
    different = len({token.read.lower() for token in proofs})
    if different >= FEWEST_PROOFS and len(proofs) >= PROOF_SHARE * len(words):
        return True
    many = different >= LONG_PROOFS and len(proofs) >= LONG_SHARE * len(words)
    return many and len(_LETTERS.findall(part)) >= ENOUGH_LETTERS


def _small_words(text: str) -> float:
    words = _WORD.findall(text)
    return sum(word.lower() in MARKS["da"] for word in words) / len(words) if words else 0.0


def _proofs(words: Sequence[Token], judge: Judge) -> list[Token]:
    return [token for token in words if _is_proof(token, judge)]


def _is_proof(token: Token, judge: Judge) -> bool:
    if len(token.read) < 4 or known_cost(folded(token.read)) is not None:
        return False
    verdict = judge.verdict(token)
    clear = verdict.applied and verdict.margin_keep >= PROOF_MARGIN and verdict.rule != PLACE
    return clear and bool(_DANISH.search(verdict.word))


def _is_sign_proof(token: Token, judge: Judge) -> bool:
    """`@konomi`, `KGBENHAVNS`: a term or a common word by a reading that no word can have."""
    signed = "@" in token.read or "¢" in token.read or (in_capitals(token.read) and len(token.read) > 6)
    if not signed or not _is_proof(token, judge):
        return False
    return judge.verdict(token).word in terms() or "@" in token.read


__all__ = ["blocks", "damaged", "damaged_block", "danish_share", "danish_spans", "is_danish"]
