"""Pages as ALTO 4 (www.loc.gov/standards/alto, namespace v4, schema 4.4): one XML file for each page of paper.

Unit: 1/1200 inch from the page's top left corner after rotation. `String/@CONTENT` is the repaired text; where a repair
changed it, `ALTERNATIVE` holds what was read. `WC` is the OCR engine's confidence. Running headers and footers stand in
`TopMargin` and `BottomMargin`. Plain text has no place on paper and gives no ALTO.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from models.document import Document, Page
from models.geometry import Box, enclose
from output.export.page_tokens import Line, Token, lay_tokens
from output.export.whole import write_whole_text

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_UNITS = 1200 / 72
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Block = Sequence[Line]


def write_alto(document: Document, folder: Path) -> list[Path]:
    """Write a file for each page of paper into `folder`; the files written, in order. Errors: Unwritable."""
    return [write_whole_text(folder / name, xml) for name, xml in alto_files(document)]


def alto_files(document: Document) -> Iterator[tuple[str, str]]:
    """File name and XML of each page that is on paper."""
    for page in document.pages:
        if page.source != "plain_text":
            yield f"{document.filename}.{document.sha256[:8]}.p{page.number:04d}.alto.xml", alto_page(document, page)


def alto_page(document: Document, page: Page) -> str:
    """One page as an ALTO document."""
    root = ET.Element(
        "alto",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{NAMESPACE} {_SCHEMA}",
            "SCHEMAVERSION": "4.4",
        },
    )
    _describe(ET.SubElement(root, "Description"), document, page)
    _lay_out(ET.SubElement(root, "Layout"), page)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _describe(parent: ET.Element, document: Document, page: Page) -> None:
    _add(parent, "MeasurementUnit", "inch1200")
    source = ET.SubElement(parent, "sourceImageInformation")
    _add(source, "fileName", document.filename)
    _add(source, "documentIdentifier", f"sha256:{document.sha256}")
    for number, (kind, said) in enumerate(_steps(page), 1):
        step = ET.SubElement(parent, "Processing", {"ID": f"step{number}"})
        _add(step, "processingCategory", kind)
        _add(step, "processingStepDescription", said)
        _add(ET.SubElement(step, "processingSoftware"), "softwareName", "aftalearkiv")


def _steps(page: Page) -> Iterator[tuple[str, str]]:
    yield "contentGeneration", f"{page.source} ({page.verdict}): {page.reason}"
    rules = sorted({repair.rule for repair in page.text.repairs if repair.applied})
    if rules:
        yield "contentModification", f"words repaired by {', '.join(rules)}"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """What XML 1.0 can hold; a control character becomes the replacement character."""
    return _UNWRITABLE.sub("\ufffd", text)


def _lay_out(layout: ET.Element, page: Page) -> None:
    whole = Box(0.0, 0.0, page.width, page.height)
    attributes = {"ID": f"page{page.number}", "PHYSICAL_IMG_NR": str(page.number), "LANG": "da"}
    attributes |= {"WIDTH": _measure(whole.width), "HEIGHT": _measure(whole.height)}
    if page.ocr_confidence is not None:
        attributes["PC"] = f"{page.ocr_confidence:.4g}"
    sheet = ET.SubElement(layout, "Page", attributes)
    spaces = _spaces(lay_tokens(page), page.height / 2)
    names = _Names(page.number)
    for name in ("TopMargin", "BottomMargin"):
        if spaces[name]:
            _add_space(sheet, name, spaces[name], names, _extent(spaces[name]))
    body = spaces["PrintSpace"]
    _add_space(sheet, "PrintSpace", body, names, _extent(body) if body else whole)


def _spaces(blocks: Iterable[Block], middle: float) -> dict[str, list[Block]]:
    """Blocks by where they belong: furniture in the margin it stands in, everything else in the print space."""
    spaces: dict[str, list[Block]] = {"TopMargin": [], "BottomMargin": [], "PrintSpace": []}
    for block in blocks:
        body: list[Line] = []
        for line in block:
            if all(token.furniture for token in line):
                spaces["TopMargin" if line[0].box.middle < middle else "BottomMargin"].append([line])
            else:
                body.append(line)
        if body:
            spaces["PrintSpace"].append(body)
    return spaces


def _extent(blocks: Iterable[Block]) -> Box:
    return enclose(token.box for block in blocks for line in block for token in line)


class _Names:
    """Identifiers that are unique in the file and the same in every run."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.count = 0

    def next(self, kind: str) -> str:
        self.count += 1
        return f"page{self.page}_{kind}{self.count}"


def _add_space(sheet: ET.Element, name: str, blocks: Iterable[Block], names: _Names, extent: Box) -> None:
    space = ET.SubElement(sheet, name, {"ID": names.next("space"), **_place(extent)})
    for block in blocks:
        element = ET.SubElement(space, "TextBlock", {"ID": names.next("block"), **_place(_extent([block]))})
        for line in block:
            _add_line(element, line, names)


def _add_line(block: ET.Element, line: Line, names: _Names) -> None:
    extent = enclose(token.box for token in line)
    element = ET.SubElement(block, "TextLine", {"ID": names.next("line"), **_place(extent)})
    for number, token in enumerate(line):
        if number:
            _add_space_between(element, line[number - 1].box, token.box)
        _add_string(element, token, names)


def _add_space_between(line: ET.Element, before: Box, after: Box) -> None:
    width = max(0.0, after.x0 - before.x1)
    ET.SubElement(line, "SP", {"HPOS": _measure(before.x1), "VPOS": _measure(before.top), "WIDTH": _measure(width)})


def _add_string(line: ET.Element, token: Token, names: _Names) -> None:
    attributes = {"ID": names.next("string"), **_place(token.box), "CONTENT": _clean(token.text)}
    if token.confidence is not None:
        attributes["WC"] = f"{token.confidence:.4g}"
    string = ET.SubElement(line, "String", attributes)
    if token.raw != token.text:
        ET.SubElement(string, "ALTERNATIVE", {"PURPOSE": "original reading"}).text = _clean(token.raw)


def _place(box: Box) -> dict[str, str]:
    return {
        "HPOS": _measure(box.x0),
        "VPOS": _measure(box.top),
        "WIDTH": _measure(box.width),
        "HEIGHT": _measure(box.height),
    }


def _measure(points: float) -> str:
    return str(round(points * _UNITS))
