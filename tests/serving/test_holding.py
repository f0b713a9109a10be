"""The page about the archive: failures, decisions, the report; and files that are dropped on it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from pipeline.serving.holding import read_upload

from .conftest import TOKEN, Served, stranger

OWN = {"sec-fetch-site": "same-origin"}
TEXT = "Partnerskabsaftale for Birkelund Tryghedspartnerskab 2019-2022\n\nAftalen er indgået af Nordby Kommune.\n"


def _bare(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_tells_what_failed_and_what_to_do_about_it(served: Served) -> None:
    said = _bare(served.browser.get("/arkiv").text)
    assert "broken.pdf" in said and "⚠ 1 fil kunne ikke læses" in said
    assert re.search(r"lindeparken-2022\.pdf \d+\. \w+ \d{4}", said.partition("Seneste læsninger")[2])


def test_gives_its_tables_as_files(served: Served) -> None:
    found = served.browser.get("/arkiv.json", params={"tabel": "fejl"}).json()
    assert [row["filename"] for row in found["fejl"]] == ["broken.pdf"]
    assert b"broken.pdf" in served.browser.get("/arkiv.csv", params={"tabel": "fejl"}).content
    for name in ("laesninger", "afgjort", "udtaget"):
        assert served.browser.get("/arkiv.xlsx", params={"tabel": name}).content.startswith(b"PK")
    assert served.browser.get("/arkiv.csv", params={"tabel": "intet"}).status_code == 404


def test_reports_what_came_in_since_a_day(served: Served) -> None:
    said = _bare(served.browser.get("/arkiv", params={"siden": "2020-01-01"}).text)
    assert "papirer læst, 1 ikke læst" in said
    assert "Der er ikke kommet noget" in _bare(served.browser.get("/arkiv", params={"siden": "2999-01-01"}).text)
    assert served.browser.get("/arkiv", params={"siden": "i går"}).status_code == 200


def test_shows_what_is_installed_when_asked(served: Served) -> None:
    assert "tesseract" in served.browser.get("/arkiv", params={"vaerktoej": "1"}).text


def test_reads_a_file_that_is_dropped_and_goes_to_it(served: Served) -> None:
    files = {"fil": ("../../birkelund æ.txt", TEXT.encode(), "text/plain")}
    answer = served.browser.post("/tilfoej", files=files, headers=OWN)
    assert answer.status_code == 303
    page = served.browser.get(answer.headers["location"]).text
    assert "birkelund æ.txt" in page and "Birkelund" in page


def test_tells_of_a_dropped_file_that_cannot_be_read(served: Served) -> None:
    answer = served.browser.post("/tilfoej", files={"fil": ("nul.pdf", b"%PDF-1.4 nothing")}, headers=OWN)
    assert "⚠" in served.browser.get(answer.headers["location"]).text


def test_takes_no_file_from_elsewhere_none_read_only_and_none_too_large(served: Served) -> None:
    files = {"fil": ("a.txt", b"words")}
    assert served.browser.post("/tilfoej", files=files).status_code == 403
    closed = stranger(replace(served.shelf, read_only=True))
    closed.get("/", params={"token": TOKEN})
    assert closed.post("/tilfoej", files=files, headers=OWN).status_code == 403
    assert "data-drop" not in closed.get("/arkiv").text
    huge = {**OWN, "content-length": str(1 << 30)}
    assert served.browser.post("/tilfoej", content=b"", headers=huge).status_code == 413


def test_takes_names_without_their_folders() -> None:
    border = b"--b"
    parts = [(b"../../etc/passwd", b"one"), (b"C:\\\\x\\\\y.pdf", b"two"), (b".hidden", b"three"), (b"", b"four")]
    body = b"".join(
        border + b'\r\nContent-Disposition: form-data; name="fil"; filename="' + name + b'"\r\n\r\n' + data + b"\r\n"
        for name, data in parts
    )
    found = read_upload("multipart/form-data; boundary=b", body + border + b"--\r\n")
    assert sorted(found) == ["hidden", "passwd", "y.pdf"]
    assert read_upload("text/plain", b"nothing") == {}
