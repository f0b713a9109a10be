"""Names of places that do not exist, read without Danish letters in several ways."""

from __future__ import annotations

import pytest

from models.document import Document, Page
from models.text import Edit, page_text
from parsers.structure.agreeing_names import find_agreeing_names
from parsers.structure.damaged_terms import read_mended_body

FOREIGN = "De bor der alle, og ingen har sat lys op i de gader, som ligger bag ved den store skole i byen. " * 4


def mended(text: str) -> str:
    for start, end, right in sorted(find_agreeing_names(text), reverse=True):
        text = text[:start] + right + text[end:]
    return text


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Ngrremosen ved Sgengens Kro", "Nørremosen ved Søengens Kro"),
        ("afdelingen Klokkeveenget", "afdelingen Klokkevænget"),
        ("Mallevig, Mollevig og Mallevig", "Møllevig, Møllevig og Møllevig"),
        ("Tangevads vej, Tøngevad", "Tøngevads vej, Tøngevad"),
        ("Akrogen, Nord og Vestera", "Åkrogen, Nord og Vesterå"),
        ("Lise Hammershgi af Engbo Ost", "Lise Hammershøi af Engbo Øst"),
        ("Hgnderé er Hondera og Hendera", "Hønderå er Hønderå og Hønderå"),
    ],
)
def test_readings_together_tell_the_name(read: str, right: str) -> None:
    assert mended(read) == right


@pytest.mark.parametrize(
    "text",
    [
        "Hanvig og Henvig",
        "Bakkegaarden og Torvsgrunden",
        "Tjenesteenheden",
        "Peer Green i Lee",
        "Mølleengen",
        "Havneegnens Politi",
        "Tange og Tunge Vang",
    ],
)
def test_what_the_readings_do_not_settle_is_left(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("Gruppen mades fire gange.", "Gruppen mødes fire gange."),
        ("De holder måde hver anden uge.", "De holder møde hver anden uge."),
        ("Der er to ordinære mader om ugen.", "Der er to ordinære møder om ugen."),
        ("De vil andre aftalen om lys.", "De vil ændre aftalen om lys."),
        ("De vil andre steder hen.", "De vil andre steder hen."),
        ("Det siges på mange måder.", "Det siges på mange måder."),
    ],
)
def test_meetings_are_no_manners_where_an_english_program_read(read: str, right: str) -> None:
    whole = FOREIGN + read
    raw = whole.replace("å", "a").replace("æ", "e")
    repaired = [Edit(at, at + 1, char, "danish-letters") for at, char in enumerate(whole) if char in "åæ"]
    page = Page(1, 0, 0, 0, "ocr", "image_only", "", 1.0, None, page_text(raw).edited(repaired))
    document = Document("0" * 64, "x.txt", "text/plain", 1, "ok", (page,))
    assert read_mended_body(document).text.rstrip().endswith(right)


def test_in_all_is_read_before_a_figure_and_at_the_end_of_a_head() -> None:
    page = Page(
        1, 0, 0, 0, "ocr", "image_only", "", 1.0, None, page_text(FOREIGN + "\nPost lalt\n‘talt 90.000\nde har talt")
    )
    document = Document("0" * 64, "x.txt", "text/plain", 1, "ok", (page,))
    assert read_mended_body(document).text.split("\n")[1:4] == ["Post I alt", "I alt 90.000", "de har talt"]


def test_signs_at_the_head_of_lines_are_bullets_where_an_english_program_read() -> None:
    lines = ["* Hanvig Kommune", "° Skoler og bad", "¢ Hanvig Politi", "¢hab", "¢sterbro", "20 ° C"]
    page = Page(1, 0, 0, 0, "ocr", "image_only", "", 1.0, None, page_text(FOREIGN + "\n" + "\n".join(lines)))
    document = Document("0" * 64, "x.txt", "text/plain", 1, "ok", (page,))
    wanted = ["* Hanvig Kommune", "• Skoler og bad", "• Hanvig Politi", "• hab", "¢sterbro", "20 ° C"]
    assert read_mended_body(document).text.rstrip().split("\n")[1:] == wanted
