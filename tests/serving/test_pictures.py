"""Pictures of pages: they are the paper, boxes lie on ink, and a hostile file ends nothing but its own process."""

from __future__ import annotations

import io
import os
import signal
import time
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from output.store.archive import open_archive
from pipeline.serving.pictures import Pictures

from .conftest import SAMPLES, Served


def _picture(data: bytes | None) -> Image.Image:
    assert data
    return Image.open(io.BytesIO(data)).convert("L")


@pytest.mark.parametrize("name", ["lindeparken-2022.pdf", "oesterhavn-2016.pdf"])
def test_lays_the_boxes_of_values_on_ink(served: Served, name: str) -> None:
    sha256 = served.sha256(name)
    answer = served.browser.get(f"/side/{sha256}/1.jpg", params={"w": "1200"})
    assert answer.headers["content-type"] == "image/jpeg"
    grey = np.asarray(_picture(answer.content))
    assert grey.shape[1] == 1200
    with open_archive(served.archive) as archive:
        boxes = archive.db.execute(
            "SELECT json_extract(b.value, '$.x0'), json_extract(b.value, '$.top'), json_extract(b.value, '$.x1'),"
            " json_extract(b.value, '$.bottom'), p.width FROM evidence e JOIN documents d ON d.id = e.document"
            " JOIN pages p ON p.document = d.id AND p.number = e.page, json_each(e.boxes) b"
            " WHERE d.sha256 = ? AND e.page = 1",
            [sha256],
        ).fetchall()
    assert len(boxes) > 20
    for x0, top, x1, bottom, width in boxes:
        scale = 1200 / width
        inside = grey[int(top * scale) : int(bottom * scale) + 1, int(x0 * scale) : int(x1 * scale) + 1]
        assert inside.min() < 128


@pytest.mark.parametrize(("own", "turn"), [(0, 0), (90, 90), (0, 180), (0, 270), (90, 270)])
def test_turns_a_page_as_its_boxes_are_turned(tmp_path: Path, own: int, turn: int) -> None:
    """`turn` is the whole turn, what the file itself turns included."""
    plain = pdfium.PdfDocument(SAMPLES / "oesterhavn-2016.pdf")
    wanted = plain[0].render(scale=1, rotation=turn).to_pil().convert("L")
    plain[0].set_rotation(own)
    plain.save(tmp_path / "turned.pdf")
    pictures = Pictures()
    try:
        drawn = _picture(pictures.draw(tmp_path / "turned.pdf", 1, turn, wanted.width))
    finally:
        pictures.close()
    assert abs(drawn.height - wanted.height) <= 1
    fitted = np.asarray(drawn.resize(wanted.size), dtype=float)
    assert np.abs(fitted - np.asarray(wanted, dtype=float)).mean() < 6


def test_draws_scans_that_are_image_files(tmp_path: Path) -> None:
    page = Image.new("L", (300, 400), 255)
    page.paste(0, (10, 20, 60, 40))
    page.save(tmp_path / "scan.tiff")
    pictures = Pictures()
    try:
        drawn = np.asarray(_picture(pictures.draw(tmp_path / "scan.tiff", 1, 90, 400)))
    finally:
        pictures.close()
    assert drawn.shape == (300, 400)
    assert drawn[30, 370] < 60 < drawn[150, 200]


def test_outlives_a_file_that_ends_its_process_and_one_that_never_ends(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"%PDF-1.4 nothing")
    os.mkfifo(tmp_path / "endless.pdf")
    pictures = Pictures(patience=120)
    try:
        assert pictures.draw(tmp_path / "no.pdf", 1, 0, 600) is None
        pictures._patience = 0.5
        begun = time.monotonic()
        assert pictures.draw(tmp_path / "endless.pdf", 1, 0, 600) is None
        assert time.monotonic() - begun < 60
        pictures._patience = 120
        assert pictures.draw(SAMPLES / "oesterhavn-2016.pdf", 1, 0, 600)
        assert pictures._process is not None
        os.kill(pictures._process.pid, signal.SIGKILL)
        assert pictures.draw(SAMPLES / "oesterhavn-2016.pdf", 1, 0, 1200)
    finally:
        pictures.close()


def test_draws_no_width_but_those_that_there_are(served: Served) -> None:
    sha256 = served.sha256("lindeparken-2022.pdf")
    for width in ("1", "1201", "99999", "x"):
        status = 200 if width == "x" else 404
        assert served.browser.get(f"/side/{sha256}/1.jpg", params={"w": width}).status_code == status
    assert served.browser.get(f"/side/{sha256}/9.jpg").status_code == 404
    assert served.browser.get(f"/side/{served.sha256('lindeparken-2014-dump.txt')}/1.jpg").status_code == 404
