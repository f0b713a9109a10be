"""Page text against gold text: words right before and after repair, harm done, character error rate.

Where gold and text have the same lines (a dump, whose repair keeps them) they are compared line by line; else page by
page (a form feed in gold separates pages), with words divided at line ends joined, and lone marks and page numbers left
out on both sides. Lines of `NAME.accept.tsv` beside a
gold text (line number, gold words, words accepted instead) count neither reading wrong.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from output.measure.against_gold import Document, find_gold

Accepted = tuple[int, str, str]

_DIVIDED_SMALL = re.compile(r"(\w)-\s*\n\s*(?=[a-zæøå])(?!og\b|eller\b)")
_DIVIDED_LARGE = re.compile(r"(\w-)\s*\n\s*(?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class GoldText:
    """The right text of a document, and where other readings are accepted."""

    text: str
    accepted: tuple[Accepted, ...] = ()


@dataclass(slots=True)
class TextScore:
    """Counts of words and of characters (`distance`: edits from gold; `length`: of gold)."""

    words: int = 0
    right_before: int = 0
    right: int = 0
    harmed: int = 0
    extra: int = 0
    length: int = 0
    distance_before: int = 0
    distance: int = 0

    def figures(self) -> dict[str, Any]:
        """Shares of the gold words that are right, of the right words that repair harmed, and of characters wrong."""
        words, length = max(1, self.words), max(1, self.length)
        damaged = self.words - self.right_before
        return {
            "words": self.words,
            "right_before": round(self.right_before / words, 4),
            "right": round(self.right / words, 4),
            "restored": round((self.right - self.right_before + self.harmed) / damaged, 4) if damaged else None,
            "harm": round(self.harmed / max(1, self.right_before), 5),
            "not_in_gold": self.extra,
            "character_error_before": round(self.distance_before / length, 4),
            "character_error": round(self.distance / length, 4),
        }


def read_gold_texts(directory: Path) -> dict[str, GoldText]:
    """Gold texts by the name they score, from `directory/text/*.txt`; none where there is no such folder."""
    found = {}
    for path in sorted((directory / "text").glob("*.txt")):
        beside = path.with_name(path.stem + ".accept.tsv")
        accepted = _read_accepted(beside.read_text("utf-8")) if beside.exists() else ()
        found[path.stem.removesuffix(".pdf")] = GoldText(path.read_text("utf-8"), accepted)
    return found


def _read_accepted(table: str) -> tuple[Accepted, ...]:
    rows = (line.split("\t") for line in table.splitlines())
    return tuple((int(row[0]), row[1], row[2]) for row in rows if len(row) >= 3 and row[0].isdigit())


def evaluate_texts(documents: Sequence[Document], gold: Mapping[str, GoldText]) -> dict[str, TextScore]:
    """The score of every document that has a gold text, by file name."""
    scores = {}
    for document in documents:
        name = find_gold(document["filename"], gold)
        if name is not None:
            scores[document["filename"]] = score_text(document, gold[name])
    return scores


def score_text(document: Document, gold: GoldText) -> TextScore:
    """One document's text, raw and repaired, against its gold."""
    raw = [page["raw_text"] for page in document["pages"]]
    now = [page["text"] for page in document["pages"]]
    lines = _same_lines("\n".join(raw), "\n".join(now), gold.text)
    if lines is not None:
        return _score(_accept(lines, gold.accepted), _line_words)
    pages = gold.text.split("\f")
    if len(pages) == len(now):
        return _score(zip(raw, now, pages, strict=True), _page_words)
    return _score([("\n".join(raw), "\n".join(now), gold.text)], _page_words)


def _same_lines(raw: str, now: str, gold: str) -> list[tuple[str, str, str]] | None:
    """The lines of the three texts side by side, or None where they have not the same lines."""
    columns = [text.split("\n") for text in (raw, now, gold)]
    for column in columns:
        while len(column) > len(columns[2]) and not column[-1].strip():
            column.pop()
    if "\f" in gold or len({len(column) for column in columns}) != 1:
        return None
    return list(zip(*columns, strict=True))


def _accept(lines: Sequence[tuple[str, str, str]], accepted: Sequence[Accepted]) -> list[tuple[str, str, str]]:
    result = list(lines)
    for line, said, instead in accepted:
        if line <= len(result):
            raw, now, gold = result[line - 1]
            if said in gold and instead in now and said not in now:
                result[line - 1] = (raw, now, gold.replace(said, instead, 1))
    return result


def _line_words(line: str) -> list[str]:
    return line.split()


def _page_words(page: str) -> list[str]:
    page = page.replace("\u2010", "-").replace("\u00ad", "-")
    page = _DIVIDED_LARGE.sub(r"\1", _DIVIDED_SMALL.sub(r"\1", page))
    return [word for word in page.split() if re.search(r"\w", word) and not re.fullmatch(r"\d{1,2}", word)]


def _score(parts: Iterable[tuple[str, str, str]], split: Any) -> TextScore:
    from rapidfuzz.distance import Levenshtein

    score = TextScore()
    for raw, now, gold in parts:
        wanted, given = split(gold), split(now)
        before, after = _found(split(raw), wanted), _found(given, wanted)
        score.words += len(wanted)
        score.right_before += len(before)
        score.right += len(after)
        score.harmed += len(before - after)
        score.extra += len(given) - len(after)
        line = " ".join(wanted)
        score.length += len(line)
        score.distance_before += Levenshtein.distance(" ".join(split(raw)), line)
        score.distance += Levenshtein.distance(" ".join(given), line)
    return score


def _found(given: Sequence[str], wanted: Sequence[str]) -> set[int]:
    """The places in `wanted` of the words that `given` has in the same order."""
    found: set[int] = set()
    for block in difflib.SequenceMatcher(None, wanted, given, autojunk=False).get_matching_blocks():
        found.update(range(block.a, block.a + block.size))
    return found
