"""Which parts of a text are damaged Danish: the rest is not touched by the letter rules.

æ, ø, å are 2.85 % of Danish letters, and no 200 letters of real Danish lack them. A page without them is a damaged
layer, or not Danish; a block without them inside a good page is judged by the words it would become.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalizers.casing import folded
from normalizers.decide import Judge
from normalizers.tokens import Token
from normalizers.words import known_cost

# Share of æ, ø, å among letters under which a page of enough letters is damaged. Danish pages lie over 0.018.
DAMAGED_SHARE = 0.006
ENOUGH_LETTERS = 200
# A block inside a good page: so many different words, and such a share of its words, must become Danish.
FEWEST_PROOFS = 2
PROOF_SHARE = 0.12
PROOF_MARGIN = 7.0
_DANISH = re.compile("[æøåÆØÅ]")
_LETTERS = re.compile(r"[^\W\d_]")
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_WORD = re.compile(r"[^\W\d_]+")

# Small words that tell Danish from its neighbours. Damage does not touch them, and words that both have say nothing.
_MARKS = {
    "da": "af at efter sig mig dig ud hvad noget nogen og er det der de til fra ikke skal som med en et har kan vil eller "
    "samt ved den om uden mellem blev gennem",
    "nb": "av etter seg meg deg ut hva noe noen uten ble mye gjennom hvordan mens kommunen og er det der de til fra ikke "
    "skal som med en et har kan vil eller samt ved den om at mellom",
    "sv": "och att inte av till ett mellan utan efter mycket skall som med en har kan vill eller vid den det om är ska",
    "en": "the of and to is that with this was were be from which have not their by on as an are it in at for or",
    "de": "und der die das ist nicht mit ein zu auf von im eine sich dem auch nach bei den des werden wird",
    "nl": "het een van en niet zijn voor dat aan ook naar door worden de met te op",
}
MARKS = {language: frozenset(words.split()) for language, words in _MARKS.items()}


@dataclass(frozen=True, slots=True)
class Region:
    """A span of a page's text that is damaged Danish. `whole` when it is a page, not a block in a good one."""

    start: int
    end: int
    whole: bool


def danish_share(text: str) -> tuple[float, int]:
    """The share of æ, ø, å among the letters, and the number of letters."""
    letters = len(_LETTERS.findall(text))
    return (len(_DANISH.findall(text)) / letters if letters else 0.0), letters


def is_danish(text: str) -> bool:
    """Whether the small words speak for Danish against each of its neighbours; true where they say too little."""
    words = [word.lower() for word in _WORD.findall(text)]
    danish = MARKS["da"]
    for language, marks in MARKS.items():
        if language != "da":
            ours = sum(word in danish and word not in marks for word in words)
            theirs = sum(word in marks and word not in danish for word in words)
            if theirs >= 2 and theirs > ours:
                return False
    return True


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines without a blank line between them."""
    for match in _BLOCK.finditer(text):
        yield match.span()


def damaged(text: str) -> bool:
    """Whether a whole page is damaged Danish, by its letters and its small words."""
    share, letters = danish_share(text)
    return letters >= ENOUGH_LETTERS and share < DAMAGED_SHARE and is_danish(text)


def proves(block: Sequence[Token], judge: Judge) -> bool:
    """Whether a block without Danish letters becomes Danish by its repairs: enough words, clearly, of enough kinds."""
    proofs = {token.read.lower() for token in block if _is_proof(token, judge)}
    return len(proofs) >= FEWEST_PROOFS and len(proofs) >= PROOF_SHARE * len(block)


def _is_proof(token: Token, judge: Judge) -> bool:
    if len(token.read) < 4 or known_cost(folded(token.read)) is not None:
        return False
    verdict = judge.verdict(token)
    return verdict.applied and verdict.margin_keep >= PROOF_MARGIN and bool(_DANISH.search(verdict.word))
