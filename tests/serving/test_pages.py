"""Pages as the server gives them: what is found on them, in which language, and that texts stay texts."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest

from output.store.archive import open_archive
from output.store.lookup import find_document

from .conftest import HOSTILE, HOSTILE_TEXT, UNEVEN, Served

MISREAD = "lindeparken-2014-dump.txt"


def _bare(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def _text_of(html: str) -> str:
    """The text panel of a paper, letter for letter."""
    found = re.search(r'(?s)<div class="reading" lang="da">\n(.*?)\n</div>', html)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def test_begins_with_the_partnerships_and_papers_of_the_archive(served: Served) -> None:
    said = _bare(served.browser.get("/").text)
    assert "Lindeparken 2014–2025" in said
    assert "i 6 filer · ⚠ 1 fil kunne ikke læses" in said
    assert "Aftale om Lindeparken Tryghedspartnerskab" in said


def test_finds_pages_and_opens_them_with_the_words_boxed(served: Served) -> None:
    html = served.browser.get("/", params={"q": "tryghed lindeparken"}).text
    assert "<mark>" in html
    sha256 = served.sha256("lindeparken-2022.pdf")
    target = re.search(rf'href="(/p/{sha256[:12]}/\d\?q=[^"]+)"', html)
    assert target
    page = served.browser.get(unescape(target[1])).text
    assert '<rect class="hit"' in page and "<mark>" in page


def test_narrows_by_kind_place_and_years(served: Served) -> None:
    def papers(**asked: str) -> list[str]:
        found = served.browser.get("/papirer.json", params=asked).json()["papers"]
        return sorted(row["filename"] for row in found)

    assert papers(sted="Lindeparken", fra="2020") == ["lindeparken-2022.pdf"]
    assert papers(sted="lindeparken", til="2015") == [MISREAD]
    assert papers(art="status_report") == []
    hits = served.browser.get("/", params={"q": "politi", "sted": "oesterhavn"}).text
    assert "lindeparken-2022.pdf" not in hits and "oesterhavn-2016.pdf" in hits


def test_says_how_many_of_how_many_it_shows(served: Served) -> None:
    said = _bare(served.browser.get("/", params={"q": "og", "side": "1"}).text)
    assert re.search(r"\d+ sider fundet", said)
    assert "Intet passer" in served.browser.get("/", params={"q": "ordderikkefindes"}).text
    assert "mindst ét ord" in served.browser.get("/", params={"q": "-tryghed"}).text


def test_gives_the_list_of_papers_as_files(served: Served) -> None:
    text = served.browser.get("/papirer.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    same = served.browser.get("/papirer.json").json()["papers"]
    assert [row["sha256"] for row in rows] == [row["sha256"] for row in same]
    assert served.browser.get("/papirer.xlsx").content.startswith(b"PK")
    assert served.browser.get("/papirer.exe").status_code == 404


def test_shows_the_text_of_a_page_letter_for_letter_with_repairs_on_it(served: Served) -> None:
    sha256 = served.sha256(MISREAD)
    html = served.browser.get(f"/p/{sha256[:12]}/1").text
    with open_archive(served.archive) as archive:
        (text,) = archive.db.execute(
            "SELECT p.text FROM pages p JOIN documents d ON d.id = p.document WHERE d.sha256 = ?", [sha256]
        ).fetchone()
        repairs = archive.db.execute(
            "SELECT count(*) FROM repairs r JOIN documents d ON d.id = r.document WHERE d.sha256 = ? AND applied",
            [sha256],
        ).fetchone()[0]
    assert _text_of(html) == text
    assert repairs > 20
    assert f"{repairs} rettelser" in html
    assert 'data-said="læst: ' in html


def test_shows_a_value_on_paper_in_the_text_and_in_its_list(served: Served) -> None:
    sha256 = served.sha256("lindeparken-2022.pdf")
    with open_archive(served.archive) as archive:
        document = find_document(archive.db, sha256)
        key, page, verbatim = archive.db.execute(
            "SELECT b.row_key, e.page, e.verbatim FROM budgets b JOIN evidence e ON e.id = b.evidence"
            " WHERE b.document = ? AND b.position = 0",
            [document["id"]],
        ).fetchone()
    html = served.browser.get(f"/p/{sha256[:12]}/{page}", params={"v": f"budgets.{key}"}).text
    assert re.search(rf'<a class="box chosen" [^>]*data-v="budgets.{key}"', html)
    assert re.search(rf'<li class="value chosen" id="v-budgets.{key}">', html)
    marked = "".join(re.findall(r'<a class="q chosen"[^>]*>(.*?)</a>', html))
    assert "".join(verbatim.split()) in "".join(unescape(re.sub(r"<[^>]+>", "", marked)).split())


def test_leads_from_the_front_page_to_what_a_finding_is_about(served: Served) -> None:
    front = served.browser.get("/").text
    links = re.findall(r'href="(/p/[0-9a-f]{12}/\d+\?v=findings\.[0-9a-f-]+)"', front)
    assert links
    for link in links:
        html = served.browser.get(link).text
        assert '<li class="value chosen"' in html
        assert 'class="q chosen"' in html


def test_tells_why_a_file_was_not_read_and_what_to_do(served: Served) -> None:
    said = _bare(served.browser.get("/arkiv").text)
    assert "broken.pdf" in said
    page = _bare(served.browser.get(f"/p/{served.sha256('broken.pdf')[:12]}").text)
    assert "⚠" in page and "broken.pdf" in page


def test_lets_no_name_and_no_text_become_a_tag(served: Served) -> None:
    sha256 = served.sha256(HOSTILE)
    for address in ("/", "/?q=engbakken", f"/p/{sha256[:12]}/1"):
        html = served.browser.get(address).text
        assert "<script>" not in html and "<img src=x" not in html and "onload='x'.txt\"" not in html
    assert _text_of(served.browser.get(f"/p/{sha256[:12]}/1").text) == HOSTILE_TEXT


def test_speaks_english_where_it_is_switched_and_remembers_it(served: Served) -> None:
    assert '<html lang="da">' in served.browser.get("/").text
    assert '<html lang="en">' in served.browser.get("/?lang=en").text
    english = served.browser.get("/").text
    assert '<html lang="en">' in english and "6 files" in english
    assert '<html lang="da">' in served.browser.get("/?lang=da").text


@pytest.mark.parametrize("name", ["lindeparken-2022.pdf", MISREAD, "oesterhavn-2016.pdf"])
def test_has_no_code_of_the_records_on_a_danish_page(served: Served, name: str) -> None:
    html = served.browser.get(f"/p/{served.sha256(name)[:12]}/1").text
    said = _bare(re.sub(r'(?s)<div class="reading".*?\n</div>|<code>.*?</code>|<blockquote.*?</blockquote>', "", html))
    assert re.findall(r"\b[a-z]+_[a-z_]+\b", said) == []
    assert not re.findall(r"\b(page|warning|read as|budget|goals?|values)\b", said)


def test_gives_the_original_to_keep_and_never_to_show(served: Served) -> None:
    sha256 = served.sha256("lindeparken-2022.pdf")
    answer = served.browser.get(f"/original/{sha256}")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_shows_an_empty_archive_as_one(served: Served) -> None:
    with open_archive(served.archive) as archive:
        archive.db.execute("DELETE FROM documents")
        archive.db.commit()
    said = _bare(served.browser.get("/").text)
    assert "Arkivet er tomt" in said and "læg filer i det på siden Arkivet" in said
    assert json.loads(served.browser.get("/papirer.json").text) == {"papers": []}


def test_explains_where_values_come_from_and_what_lost(served: Served) -> None:
    digits = served.sha256(UNEVEN)[:12]
    said = _bare(served.browser.get(f"/forklar/{digits}/budgets").text)
    assert "1.000.000 kr. årligt" in said and "regel" in said and "Bud, der ikke blev valgt" in said
    assert "⚠" not in said
    for nothing in (f"/forklar/{digits}/nothing", "/forklar/00000000/budgets"):
        assert served.browser.get(nothing).status_code == 404
