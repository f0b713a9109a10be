"""`output.export.alto` and `page_tokens`: a page's repaired words, where they stand, in the structure of ALTO 4."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from models.document import Document, Page
from models.geometry import Box, Word
from models.text import Edit, PageText, laid_text, page_text
from output.export.alto import NAMESPACE, alto_files, alto_page, write_alto
from output.export.page_tokens import Token, lay_tokens

SHA = "ab" * 32


def word(text: str, x0: float, top: float, confidence: float | None = 0.9) -> Word:
    return Word(text, Box(x0, top, x0 + 10 * len(text), top + 12), confidence)


def page(text: PageText, **changes: object) -> Page:
    base = Page(1, 600, 800, 0, "ocr", "image_only", "an image covers the page", 0.9, 0.875, text)
    return replace(base, **changes)  # type: ignore[arg-type]


def document(*pages: Page) -> Document:
    return Document(SHA, "vang.pdf", "application/pdf", 1, "ok", pages)


WORDS = (
    word("Side", 500, 20),
    word("1", 550, 20),
    word("Mgllevangens", 50, 100),
    word("bolig", 180, 100, 0.7),
    word("omrade", 235, 100, 0.8),
    word("ertrygt", 50, 120),
    word("<nu>", 50, 700),
)
LINES = ((0, 1), (2, 3, 4), (5,), (6,))


def repaired() -> PageText:
    """One word's letter changed, two words joined, one divided, none of them the same length as before."""
    text = laid_text(WORDS, LINES, gaps=(0, 2))
    at = text.text.index
    edits = [
        Edit(at("Mgll"), at("Mgll") + 4, "Møll", "letters"),
        Edit(at("bolig"), at("omrade") + 6, "boligområde", "joined"),
        Edit(at("ertrygt"), at("ertrygt") + 7, "er trygt", "divided"),
    ]
    return text.edited(edits)


def tokens() -> dict[str, Token]:
    blocks = lay_tokens(page(repaired(), furniture=frozenset({0, 1})))
    return {token.text: token for block in blocks for line in block for token in line}


def test_keeps_lines_and_blocks() -> None:
    blocks = lay_tokens(page(repaired()))
    shown = [[[token.text for token in line] for line in block] for block in blocks]
    assert shown == [[["Side", "1"]], [["Møllevangens", "boligområde"], ["er", "trygt"]], [["<nu>"]]]


def test_gives_a_joined_word_the_boxes_and_readings_of_both() -> None:
    joined = tokens()["boligområde"]
    assert joined.raw == "bolig omrade"
    assert joined.box == Box(180, 100, 295, 112)
    assert joined.confidence == 0.7


def test_shares_a_divided_words_box_between_its_parts() -> None:
    first, second = tokens()["er"], tokens()["trygt"]
    assert (first.box.x0, second.box.x1) == (50, 120)
    assert first.box.x1 == second.box.x0 == pytest.approx(70, abs=0.01)
    assert first.raw == second.raw == "ertrygt"


def test_leaves_out_what_has_no_place_on_paper() -> None:
    assert lay_tokens(page(page_text("kun tekst"), source="plain_text")) == []
    assert list(alto_files(document(page(page_text("kun tekst"), source="plain_text")))) == []


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def parsed(**changes: object) -> ET.Element:
    return ET.fromstring(alto_page(document(), page(repaired(), furniture=frozenset({0, 1}), **changes)))


def strings(root: ET.Element) -> dict[str, ET.Element]:
    return {string.attrib["CONTENT"]: string for string in root.iter(tag("String"))}


def test_writes_words_with_places_confidence_and_first_reading() -> None:
    found = strings(parsed())
    joined = found["boligområde"]
    assert {key: joined.attrib[key] for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT", "WC")} == {
        "HPOS": "3000",
        "VPOS": "1667",
        "WIDTH": "1917",
        "HEIGHT": "200",
        "WC": "0.7",
    }
    alternative = joined.find(tag("ALTERNATIVE"))
    assert alternative is not None
    assert (alternative.text, alternative.attrib["PURPOSE"]) == ("bolig omrade", "original reading")
    assert found["<nu>"].find(tag("ALTERNATIVE")) is None


def test_puts_running_headers_in_the_margin() -> None:
    sheet = next(parsed().iter(tag("Page")))
    assert [child.tag for child in sheet] == [tag("TopMargin"), tag("PrintSpace")]
    assert list(strings(sheet[0])) == ["Side", "1"]


def test_names_the_repairs_and_the_source() -> None:
    said = [step.text for step in parsed().iter(tag("processingStepDescription"))]
    assert said == ["ocr (image_only): an image covers the page", "words repaired by divided, joined, letters"]


def test_writes_a_blank_page_too() -> None:
    root = ET.fromstring(alto_page(document(), page(PageText(""))))
    space = next(root.iter(tag("PrintSpace")))
    assert (space.attrib["WIDTH"], space.attrib["HEIGHT"], len(space)) == ("10000", "13333", 0)


def test_writes_no_character_that_xml_forbids() -> None:
    root = ET.fromstring(alto_page(document(), page(laid_text([word("a\x0cb\ufffe", 1, 1)], [(0,)]))))
    assert next(iter(strings(root))).startswith("a")


def test_writes_one_file_a_page_and_the_same_bytes_again(tmp_path: Path) -> None:
    paper = document(page(repaired()), page(repaired(), number=2))
    first = [(path.name, path.read_bytes()) for path in write_alto(paper, tmp_path / "a")]
    again = [(path.name, path.read_bytes()) for path in write_alto(paper, tmp_path / "b")]
    assert first == again
    assert [name for name, _ in first] == ["vang.pdf.abababab.p0001.alto.xml", "vang.pdf.abababab.p0002.alto.xml"]


# The structure of ALTO 4.4, as far as we write it: (required attributes, optional ones, children in order with counts).
# Counts: "1" one, "?" at most one, "*" any. A TextLine is (String SP?)+ and is checked apart.
PLACE = {"HPOS", "VPOS", "WIDTH", "HEIGHT"}
STRUCTURE: dict[str, tuple[set[str], set[str], list[tuple[str, str]]]] = {
    "alto": (set(), {"SCHEMAVERSION"}, [("Description", "?"), ("Styles", "?"), ("Tags", "?"), ("Layout", "1")]),
    "Description": (
        set(),
        set(),
        [("MeasurementUnit", "1"), ("sourceImageInformation", "?"), ("OCRProcessing", "*"), ("Processing", "*")],
    ),
    "MeasurementUnit": (set(), set(), []),
    "sourceImageInformation": (
        set(),
        set(),
        [("fileName", "?"), ("fileIdentifier", "*"), ("documentIdentifier", "*")],
    ),
    "fileName": (set(), set(), []),
    "documentIdentifier": (set(), {"documentIdentifierLocation"}, []),
    "Processing": (
        {"ID"},
        set(),
        [("processingCategory", "?"), ("processingStepDescription", "*"), ("processingSoftware", "?")],
    ),
    "processingCategory": (set(), set(), []),
    "processingStepDescription": (set(), set(), []),
    "processingSoftware": (set(), set(), [("softwareName", "?"), ("softwareVersion", "?")]),
    "softwareName": (set(), set(), []),
    "Layout": (set(), set(), [("Page", "*")]),
    "Page": (
        {"ID", "PHYSICAL_IMG_NR"},
        {"HEIGHT", "WIDTH", "PC", "LANG"},
        [(f"{side}Margin", "?") for side in ("Top", "Left", "Right", "Bottom")] + [("PrintSpace", "?")],
    ),
    "TopMargin": (set(), {"ID"} | PLACE, [("TextBlock", "*")]),
    "BottomMargin": (set(), {"ID"} | PLACE, [("TextBlock", "*")]),
    "PrintSpace": (set(), {"ID"} | PLACE, [("TextBlock", "*")]),
    "TextBlock": ({"ID"}, PLACE, [("TextLine", "*")]),
    "SP": (set(), {"ID"} | PLACE, []),
    "String": ({"CONTENT"}, {"ID", "WC"} | PLACE, [("ALTERNATIVE", "*")]),
    "ALTERNATIVE": (set(), {"PURPOSE"}, []),
}


def faults(element: ET.Element) -> list[str]:
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name == "TextLine":
        inside = "".join("s" if child.tag == tag("String") else " " for child in element)
        own = [] if inside and inside[0] == "s" and "  " not in inside else [f"TextLine: {inside!r}"]
        return own + [fault for child in element for fault in faults(child)]
    if name not in STRUCTURE:
        return [f"no element {name}"]
    required, optional, children = STRUCTURE[name]
    given = {key for key in element.attrib if not key.startswith("{")}
    found = [f"{name}: attribute {key}" for key in (required - given) | (given - required - optional)]
    order = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element]
    names = [child for child, _ in children]
    found += [f"{name}: child {child}" for child in order if child not in names]
    if [names.index(child) for child in order if child in names] != sorted(names.index(c) for c in order if c in names):
        found.append(f"{name}: order {order}")
    for child, count in children:
        if (count == "1" and order.count(child) != 1) or (count == "?" and order.count(child) > 1):
            found.append(f"{name}: {order.count(child)} of {child}")
    return found + [fault for child in element for fault in faults(child)]


def test_keeps_to_the_structure_of_alto_4() -> None:
    root = parsed()
    assert root.tag == tag("alto")
    assert faults(root) == []
    names = [element.attrib["ID"] for element in root.iter() if "ID" in element.attrib]
    assert len(names) == len(set(names))
    for element in root.iter():
        assert all(float(element.attrib[key]) >= 0 for key in PLACE & element.attrib.keys())
        assert 0 <= float(element.attrib.get("WC", 1)) <= 1
