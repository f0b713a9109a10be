"""What the repair does to clean Danish, where every change is harm: words changed of words read.

    .venv/bin/python benchmarks/clean_danish.py FOLDER… [--show 50]

FOLDER holds .txt, .html and .conllu files (the comments "# text = …" of a treebank). Public Danish to try it on:
UD_Danish-DDT, the packages libreoffice-help-da and installation-guide-amd64 of Debian. Each file is one document.
Exit 1 where a word was changed.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from models.text import page_text
from normalizers.repair import repair_pages

_UNREAD = frozenset(("script", "style", "head", "nav"))
_BLOCKS = frozenset(("p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "pre"))
_PARAGRAPHS = 12  # sentences of a treebank on a page


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(re.sub(r"\s+", " ", data))


def documents(folder: Path) -> Iterator[tuple[str, str]]:
    """The name and text of each file under a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md"):
            yield str(path), path.read_text(encoding="utf-8", errors="strict")
        elif path.suffix in (".html", ".htm"):
            reader = _Text()
            reader.feed(path.read_text(encoding="utf-8", errors="strict"))
            yield str(path), re.sub(r"\n\s*\n+", "\n\n", "".join(reader.parts))
        elif path.suffix == ".conllu":
            said = re.findall(r"^# text = (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            pages = [said[at : at + _PARAGRAPHS] for at in range(0, len(said), _PARAGRAPHS)]
            for number, page in enumerate(pages):
                yield f"{path}:{number}", "\n\n".join(page)


def main() -> int:
    """Read the folders, print the changes and the rate."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--show", type=int, default=50, help="changes to print")
    options = asked.parse_args()
    words, changes, rules = 0, 0, Counter[str]()
    for folder in options.folders:
        for name, text in documents(folder):
            words += len(text.split())
            for repair in repair_pages([page_text(text)])[0].repairs:
                if repair.applied:
                    changes += 1
                    rules[repair.rule] += 1
                    if changes <= options.show:
                        print(f"{name}: {repair.rule}: {repair.raw!r} -> {repair.repaired!r}")
    print(f"words {words}  changed {changes}  by rule {dict(rules)}")
    return 1 if changes else 0


if __name__ == "__main__":
    sys.exit(main())
