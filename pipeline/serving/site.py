"""`export --format site`: the same pages as a folder that opens without a server, for a selection of papers.

All files lie flat in one folder, so that links are names; a page of a paper is `p-DIGITS-PAGE.html`. What needs a
server (decisions, originals, files of tables) is left out; the search looks through a script that holds the texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

from corpus.labels import Language
from models.codes import Kind
from output.compare import over_years
from output.compare.naming import find_partnership, printed_names
from output.compare.over_years import Asked as AskedComparison
from output.export.whole import whole_files
from output.store.archive import Archive
from output.store.originals import find_original
from output.web.addresses import FolderAddresses
from output.web.comparison import Teller, rows_of
from output.web.front import select_front
from output.web.paper import load_paper
from output.web.rendering import STATIC, Setting, render
from pipeline.serving.pictures import WIDTHS, Pictures

_CHOSEN = """
SELECT DISTINCT b.document FROM partnership_papers p JOIN agreements a ON a.document = p.document
JOIN agreements b ON b.document = a.document OR b.witness = a.witness
WHERE p.partnership IN (SELECT value FROM json_each(?))
"""

File = tuple[str, bytes]


def export_site(archive: Archive, folder: Path, partnerships: Sequence[str], language: Language) -> list[Path]:
    """The folder's files. Errors: UsageError for a partnership there is not, Unwritable."""
    slugs = [find_partnership(archive.db, name) for name in partnerships]
    site = _Site(archive, slugs, language)
    with whole_files(folder) as files:
        for name, data in site.files():
            files.partial(name).write_bytes(data)
        return files.finish()


class _Site:
    """The papers that are chosen, and the files that are made of them."""

    def __init__(self, archive: Archive, slugs: Sequence[str], language: Language) -> None:
        self.archive, self.db, self.language = archive, archive.db, language
        self.documents = self._chosen(slugs)
        listed = "SELECT DISTINCT partnership FROM partnership_papers ORDER BY 1"
        self.slugs = list(slugs) or [row["partnership"] for row in self.db.query(listed)]
        shown = {row["sha256"] for row in self.documents}
        self.setting = Setting(language, FolderAddresses(shown), read_only=True)

    def _chosen(self, slugs: Sequence[str]) -> list[dict[str, Any]]:
        where = f"id IN ({_CHOSEN})" if slugs else "status <> 'failed'"
        values = [json.dumps(list(slugs))] if slugs else []
        return list(self.db.query(f"SELECT * FROM documents WHERE {where} ORDER BY filename, sha256", values))

    def files(self) -> Iterator[File]:
        """Every file with its name."""
        for path in sorted(STATIC.iterdir()):
            yield path.name, path.read_bytes()
        front = select_front(self.db, [row["id"] for row in self.documents], self.slugs)
        yield "index.html", self._page("front.html", nav="search", front=front, kinds=get_args(Kind))
        yield "sammenlign.html", self._page("partnerships.html", nav="compare", cards=front.cards)
        yield "soegning.js", self._index().encode()
        yield from self._comparisons()
        pictures = Pictures()
        try:
            for document in self.documents:
                yield from self._paper(document, pictures)
        finally:
            pictures.close()

    def _page(self, template: str, **shown: Any) -> bytes:
        return render(template, self.setting, **shown).encode()

    def _comparisons(self) -> Iterator[File]:
        printed = printed_names(self.db)
        tables = over_years.compare(self.db, AskedComparison(self.slugs)) if self.slugs else {}
        for slug in self.slugs:
            teller = Teller(rows_of(tables, slug), self.language, self.setting.addresses.paper)
            found = teller.comparison(slug, printed.get(slug, slug))
            name = self.setting.addresses.comparison(slug)
            yield name, self._page("comparison.html", nav="compare", comparison=found)

    def _paper(self, document: dict[str, Any], pictures: Pictures) -> Iterator[File]:
        sha256 = document["sha256"]
        original = find_original(self.archive.path, sha256)
        pages = list(self.db.query("SELECT number, rotation, source FROM pages WHERE document = ?", [document["id"]]))
        for page in pages:
            picture = None
            if original is not None and page["source"] != "plain_text":
                picture = pictures.draw(original, page["number"], page["rotation"], WIDTHS[1])
            if picture is not None:
                yield self.setting.addresses.picture(sha256, page["number"], WIDTHS[1]), picture
            found = load_paper(self.db, document, page["number"], self.language)
            shown = {"paper": found, "seen": {}, "has_original": picture is not None}
            name = self.setting.addresses.paper(sha256, page["number"])
            yield name, self._page("paper.html", nav="", **shown)

    def _index(self) -> str:
        """The texts of all pages as a script: a page that is opened from a folder may fetch nothing."""
        chosen = json.dumps([row["id"] for row in self.documents])
        rows = self.db.query(
            "SELECT d.sha256, d.filename, p.number, p.text, a.title FROM pages p JOIN documents d ON d.id = p.document"
            " LEFT JOIN current_agreements a ON a.document = d.id"
            " WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY d.filename, d.sha256, p.number",
            [chosen],
        )
        pages = [
            {
                "title": row["title"] or row["filename"],
                "file": row["filename"],
                "page": row["number"],
                "target": self.setting.addresses.paper(row["sha256"], row["number"]),
                "text": " ".join(row["text"].split()),
            }
            for row in rows
        ]
        return f"window.AFTALEARKIV_PAGES = {json.dumps(pages, ensure_ascii=False, indent=0)};\n"
