"""Full-text search over the repaired pages. "økonomi" and "oekonomi" find the same, "ar" does not find "år".

A query is words, all of which must be on the page; `"in quotes"` stand together; `økonomi*` begins so; `OR` between
alternatives; `-word` must not be there. It is never handed to SQLite as it is, so no query is a syntax error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import UsageError
from output.store.narrowing import ALL_PAPERS, Papers

if TYPE_CHECKING:
    from sqlite_utils import Database

_TOKEN = re.compile(r"[^\W_]+")
# A hyphen, printed or soft, and a line feed: the word goes on.
_DIVISION = re.compile("[-\u2010\u00ad]\n")
_WHOLE_TOKEN = re.compile(rf"[^\W_]+(?:{_DIVISION.pattern}[^\W_]+)*")
_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"?(?P<open>\*?)|(?P<word>\S+))')
# The exact spelling counts more than the other way to write it.
_WEIGHTS = (4.0, 1.0)
_AROUND = 70
# The best pages are chosen without their texts, which a sorter would carry along for all that hold a common word.
_BEST = f"""
WITH best AS (
    SELECT search.rowid AS page, bm25(search, {_WEIGHTS[0]}, {_WEIGHTS[1]}) AS score, d.filename, d.sha256, p.number
    FROM search JOIN pages p ON p.id = search.rowid JOIN documents d ON d.id = p.document
    WHERE search MATCH :expression AND {{papers}}
    ORDER BY score, d.filename, d.sha256, p.number LIMIT :limit OFFSET :skip
)
SELECT b.sha256, b.filename, b.number, p.text, a.partnership FROM best b JOIN pages p ON p.id = b.page
LEFT JOIN agreements a ON a.document = p.document ORDER BY b.score, b.filename, b.sha256, b.number
"""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together; `prefix` where the last one goes on, `no` where they must not be there."""

    words: tuple[str, ...]
    prefix: bool
    no: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds the query. `spans` are the offsets of the found words in `snippet`, `start` the first one's
    offset in the page's text."""

    sha256: str
    filename: str
    page: int
    partnership: str | None
    start: int
    snippet: str
    spans: tuple[tuple[int, int], ...]


def fold(text: str) -> str:
    """Lower case, aa, ae and oe as å, æ and ø, words whole across line ends: as the archive's `danish` column."""
    return _DIVISION.sub("", text).lower().replace("aa", "å").replace("ae", "æ").replace("oe", "ø")


def read_query(query: str) -> list[list[Term]]:
    """The alternatives of a query, each a list of terms. UsageError where an alternative asks for nothing."""
    alternatives: list[list[Term]] = [[]]
    for match in _TERM.finditer(unicodedata.normalize("NFC", query)):
        if match["word"] == "OR":
            alternatives.append([])
            continue
        said = match["phrase"] if match["phrase"] is not None else match["word"]
        words = tuple(_TOKEN.findall(said))
        if words:
            prefix = said.endswith("*") or bool(match["open"])
            alternatives[-1].append(Term(words, prefix, bool(match["no"])))
    if any(all(term.no for term in terms) for terms in alternatives):
        raise UsageError(f"{query!r} asks for no word; give at least one that the page must hold")
    return alternatives


def wanted_terms(query: str) -> list[Term]:
    """The terms of a query whose words are looked for. Errors: UsageError as `read_query`."""
    return [term for terms in read_query(query) for term in terms if not term.no]


def match_expression(alternatives: Sequence[Sequence[Term]]) -> str:
    """The query in the language of FTS5."""
    return " OR ".join(f"({_conjunction(terms)})" for terms in alternatives)


def _conjunction(terms: Sequence[Term]) -> str:
    wanted = " AND ".join(_either(term) for term in terms if not term.no)
    unwanted = "".join(f" NOT {_either(term)}" for term in terms if term.no)
    return f"({wanted}){unwanted}"


def _either(term: Term) -> str:
    star = "*" if term.prefix else ""
    said = " ".join(term.words)
    return f'(text : "{said}"{star} OR danish : "{fold(said)}"{star})'


def search_pages(
    db: Database, query: str, limit: int = 20, *, skip: int = 0, papers: Papers = ALL_PAPERS
) -> tuple[list[Hit], int]:
    """The best pages, at most `limit` of them after the first `skip`, and how many there are in all, among `papers`."""
    alternatives = read_query(query)
    asked = {**papers.values, "expression": match_expression(alternatives), "limit": limit, "skip": skip}
    where = f"FROM search WHERE search MATCH :expression AND {papers.pages}"
    total = int(db.execute(f"SELECT count(*) {where}", asked).fetchone()[0])
    rows = db.query(_BEST.format(papers=papers.pages), asked)
    terms = wanted_terms(query)
    hits = []
    for row in rows:
        spans = list(find_words(row["text"], terms))
        start, snippet, shown = make_snippet(row["text"], spans)
        hits.append(Hit(row["sha256"], row["filename"], row["number"], row["partnership"], start, snippet, shown))
    return hits, total


def find_words(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    """Where the words of the terms stand in a text: as they are, and in the form of the `danish` column."""
    exact = [(match.start(), match.end(), match[0].lower()) for match in _TOKEN.finditer(text)]
    whole = [(match.start(), match.end(), fold(match[0])) for match in _WHOLE_TOKEN.finditer(text)]
    found: set[tuple[int, int]] = set()
    for term in terms:
        found |= set(_runs(exact, [word.lower() for word in term.words], term.prefix))
        found |= set(_runs(whole, [fold(word) for word in term.words], term.prefix))
    yield from sorted(found)


def _runs(tokens: Sequence[tuple[int, int, str]], words: Sequence[str], prefix: bool) -> Iterator[tuple[int, int]]:
    """The tokens that stand where these words follow each other; with `prefix` the last one may go on."""
    for at in range(len(tokens) - len(words) + 1):
        run = tokens[at : at + len(words)]
        forms = [form for _, _, form in run]
        if prefix and forms[-1].startswith(words[-1]):
            forms[-1] = words[-1]
        if forms == list(words):
            yield from ((start, end) for start, end, _ in run)


def make_snippet(text: str, spans: list[tuple[int, int]]) -> tuple[int, str, tuple[tuple[int, int], ...]]:
    """The text where most different words of the query stand near each other, on one line, white space and all of the
    same length as on the page."""
    first = max((start for start, _ in spans), key=lambda start: _words_from(text, spans, start), default=0)
    left, right = max(0, first - _AROUND), min(len(text), first + 2 * _AROUND)
    while left > 0 and not text[left - 1].isspace():
        left -= 1
    while right < len(text) and not text[right].isspace():
        right += 1
    shown = tuple((start - left, end - left) for start, end in spans if left <= start and end <= right)
    return first, re.sub(r"\s", " ", text[left:right]), shown


def _words_from(text: str, spans: list[tuple[int, int]], start: int) -> tuple[int, int]:
    """How many different found words a snippet shows that begins here; of as many, the earlier place is better."""
    shown = {fold(text[low:high]) for low, high in spans if start <= low and high <= start + 2 * _AROUND}
    return len(shown), -start
