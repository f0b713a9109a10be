"""Full-text search with Danish letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.document import Document
from models.errors import UsageError
from output.store.archive import Archive
from output.store.rows import Run
from output.store.search import find_words, fold, read_query, search_pages

PAGES = {
    "økonomi.txt": "Budgettet hører under Økonomiforvaltningen. Økonomien er god i år.",
    "oekonomi.txt": "Aarhus har en god oekonomi, og baade de unge og de aeldre er trygge.",
    "ar.txt": "Et ar på benet er ikke et aar, skrev Åse.",
    "poesi.txt": "Poesi og prosa. Kaj Munk.",
    "tom.txt": "",
    "delt.txt": "De tryg-\nhedsskabende, de for\u2010\nlængede og Nord-\nSyd.",
}


@pytest.fixture
def shelf(archive: Archive, paper: Callable[..., Document], run: Run) -> Archive:
    for name, text in PAGES.items():
        archive.store(paper(name, text), None, run)
    return archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("økonomi", {"oekonomi.txt"}),
        ("oekonomi", {"oekonomi.txt"}),
        ("ØKONOMI*", {"økonomi.txt", "oekonomi.txt"}),
        ("oekonomi*", {"økonomi.txt", "oekonomi.txt"}),
        ("økonomien", {"økonomi.txt"}),
        ("oekonomien", {"økonomi.txt"}),
        ("år", {"økonomi.txt", "ar.txt"}),
        ("aar", {"økonomi.txt", "ar.txt"}),
        ("ar", {"ar.txt"}),
        ("århus", {"oekonomi.txt"}),
        ("Aarhus", {"oekonomi.txt"}),
        ("både ældre", {"oekonomi.txt"}),
        ("a*", {"oekonomi.txt", "ar.txt"}),
        ("å*", {"økonomi.txt", "oekonomi.txt", "ar.txt"}),
        ("ås*", {"ar.txt"}),
        ("poesi", {"poesi.txt"}),
        ("poe*", {"poesi.txt"}),
        ('"god oekonomi"', {"oekonomi.txt"}),
        ('"oekonomi god"', set()),
        ('"god økono"*', {"oekonomi.txt"}),
        ("prosa OR ben*", {"poesi.txt", "ar.txt"}),
        ("god -århus", {"økonomi.txt"}),
        ("AND NEAR(", set()),
        ("text:god", set()),
        ("kaj-munk", {"poesi.txt"}),
        ("tryghedsskabende", {"delt.txt"}),
        ('"de forlængede og"', {"delt.txt"}),
        ("syd", {"delt.txt"}),
        ("nord-syd", {"delt.txt"}),
        ("'); DROP TABLE pages; --", set()),
    ],
)
def test_finds_both_spellings_and_tells_letters_apart(shelf: Archive, query: str, found: set[str]) -> None:
    hits, total = search_pages(shelf.db, query)
    assert {hit.filename for hit in hits} == found
    assert total == len(found)


@pytest.mark.parametrize("query", ["", "  ", "-ar", "!!", '""', "OR", "år OR"])
def test_refuses_a_query_that_asks_for_nothing(shelf: Archive, query: str) -> None:
    with pytest.raises(UsageError):
        search_pages(shelf.db, query)


def test_shows_the_words_as_the_page_has_them(shelf: Archive) -> None:
    ((hit,), _) = search_pages(shelf.db, "økonomi ældre")
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["oekonomi", "aeldre"]
    assert PAGES["oekonomi.txt"][hit.start :].startswith("oekonomi")


def test_shows_a_divided_word_whole(shelf: Archive) -> None:
    ((hit,), _) = search_pages(shelf.db, "forlæng*")
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["for\u2010 længede"]


def test_puts_the_exact_spelling_first(archive: Archive, paper: Callable[..., Document], run: Run) -> None:
    archive.store(paper("a.txt", "Der er oekonomi her."), None, run)
    archive.store(paper("b.txt", "Der er økonomi her."), None, run)
    assert [hit.filename for hit in search_pages(archive.db, "økonomi")[0]] == ["b.txt", "a.txt"]
    assert [hit.filename for hit in search_pages(archive.db, "oekonomi")[0]] == ["a.txt", "b.txt"]


def test_shows_the_best_and_counts_them_all(archive: Archive, paper: Callable[..., Document], run: Run) -> None:
    archive.store(paper("a.txt", *["en side"] * 7), None, run)
    hits, total = search_pages(archive.db, "side", limit=3)
    assert ([hit.page for hit in hits], total) == ([1, 2, 3], 7)


def test_forgets_the_pages_of_a_document_that_was_replaced(
    archive: Archive, paper: Callable[..., Document], run: Run
) -> None:
    archive.store(paper("a.txt", "gamle ord"), None, run)
    archive.store(paper("a.txt", "nye ord"), None, run)
    assert search_pages(archive.db, "gamle")[1] == 0
    assert search_pages(archive.db, "nye")[1] == 1


def test_marks_a_phrase_only_where_its_words_stand_together() -> None:
    (terms,) = read_query('"en by"')
    text = "en by, en stor by"
    assert [text[start:end] for start, end in find_words(text, terms)] == ["en", "by"]


def test_folds_as_the_database_does(archive: Archive, paper: Callable[..., Document], run: Run) -> None:
    text = "AAl Aal aal AEBLE Æble oe OE Oe aaa aae både Aarø, Nord-\nSyd, for\u2010\nlænge, for\u00ad\nlænge, a-\nae"
    archive.store(paper("a.txt", text), None, run)
    assert str(archive.db.execute("SELECT danish FROM pages").fetchone()[0]).lower() == fold(text)
