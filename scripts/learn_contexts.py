"""Counts what stands beside Danish words that damage makes alike: `corpus/danish/contexts.tsv`.

Made from running Danish text under a free licence (the help pages of `libreoffice-help-da`, MPL-2.0): only counts of
pairs of words are kept, no text. `python scripts/learn_contexts.py FOLDER…`, folders of HTML.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.danish.lexicon import frequencies
from normalizers.skeleton import skeleton

OUT = Path(__file__).resolve().parent.parent / "corpus" / "danish" / "contexts.tsv"
NEIGHBOURS = 300
LEAST_WORD, LEAST_PAIR = 4, 2
_PARAGRAPH = re.compile(r"<(p|li|td|h\d)\b[^>]*>(.*?)</\1>", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+|[.,;:!?()]")


def paragraphs(folder: Path) -> Iterator[list[str]]:
    """The words of every paragraph of every page under a folder, in lower case; each different paragraph once."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*.html")):
        for match in _PARAGRAPH.finditer(path.read_text(encoding="utf-8", errors="replace")):
            text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", match[2])).split()).lower()
            if text not in seen:
                seen.add(text)
                yield _WORD.findall(text)


def alike() -> frozenset[str]:
    """Words of the frequency list that share a skeleton with another one, one of them with a Danish letter."""
    shapes: dict[str, list[str]] = defaultdict(list)
    for word in frequencies():
        if len(word) > 1:
            shapes[skeleton(word)].append(word)
    return frozenset(
        word
        for words in shapes.values()
        if len(words) > 1 and any(set(w) & set("æøå") for w in words)
        for word in words
    )


def count(texts: list[list[str]]) -> list[str]:
    """Lines: `word, total, left neighbours, right neighbours`; neighbours are skeletons with counts."""
    wanted = alike()
    common = Counter(skeleton(word) for words in texts for word in words)
    listed = {shape for shape, _ in common.most_common(NEIGHBOURS)}
    totals: Counter[str] = Counter()
    sides: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for words in texts:
        padded = [".", *words, "."]
        for left, word, right in zip(padded, padded[1:], padded[2:], strict=False):
            if word in wanted:
                totals[word] += 1
                for side, other in zip(sides[word], (left, right), strict=True):
                    if skeleton(other) in listed:
                        side[skeleton(other)] += 1
    everything = sum(common.values())
    rows = ["*\t" + " ".join(f"{s}:{round(1e5 * n / everything)}" for s, n in sorted(common.items()) if s in listed)]
    rows += [_row(word, totals[word], sides[word]) for word in sorted(totals) if totals[word] >= LEAST_WORD]
    return rows


def _row(word: str, total: int, sides: tuple[Counter[str], Counter[str]]) -> str:
    shown = [" ".join(f"{s}:{n}" for s, n in sorted(side.items()) if n >= LEAST_PAIR) for side in sides]
    return "\t".join([word, str(total), *shown])


def main() -> None:
    """Read the folders and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    texts = [words for folder in options.folders for words in paragraphs(folder)]
    rows = count(texts)
    OUT.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{sum(map(len, texts))} words, {len(rows)} rows")


if __name__ == "__main__":
    main()
