"""Papers that came as pictures, turned or askew, and signed ones, before the eye of a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

import aftalearkiv
from tests.signing import papers
from tests.signing.certificates import person
from tests.signing.papers import BODY, SIGNERS, paper, sign

from .conftest import Window
from .test_everywhere import AXE, RUN_AXE

# How a picture of the paper came: what it was turned by, clockwise.
TURNED = {"upright.tif": 0, "sideways.tif": 90, "upside-down.png": 180, "askew.jpg": 1.2}


@pytest.fixture(scope="module")
def odd_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same small paper as pictures; signed by one, by both, altered after it was signed."""
    folder = tmp_path_factory.mktemp("odd")
    page = pdfium.PdfDocument(paper((*BODY, "", *SIGNERS)))[0].render(scale=200 / 72).to_pil().convert("L")
    for name, turn in TURNED.items():
        page.rotate(-turn, expand=turn >= 90, fillcolor=255).save(folder / name, dpi=(200, 200))
    both = sign(sign(paper(), person()), person("Holger Bæk", "PID:2"), field="Felt2")
    (folder / "signed.pdf").write_bytes(both)
    (folder / "altered.pdf").write_bytes(papers.with_other_sum(both))
    archive = folder / "archive.db"
    aftalearkiv.ingest(
        sorted(one for one in folder.iterdir() if one.suffix in (".tif", ".png", ".jpg", ".pdf")), archive
    )
    return archive


@pytest.fixture
def odd(look: Callable[[Path], Window], odd_archive: Path) -> Window:
    return look(odd_archive)


@pytest.mark.parametrize("name", TURNED)
def test_draws_the_box_of_a_value_on_the_ink_of_a_picture(odd: Window, name: str) -> None:
    odd.open(f"/p/{odd.digits(name)}/1?v={odd.value(name, 'budgets')}")
    assert "240.000" in odd.one(".value.chosen").text
    boxes = odd.ink(f"odd-{name}")
    assert boxes and all(0.01 < dark < 0.6 and filled > 0.5 for dark, filled in boxes)
    wide, high = odd.run("var i = document.images[0]; return [i.naturalWidth, i.naturalHeight]")
    assert high > wide  # the page stands upright, however it came


def test_says_who_signed_and_where_it_was_altered_since(odd: Window) -> None:
    odd.open(f"/p/{odd.digits('altered.pdf')}/1")
    summary = odd.one(".signed summary")
    assert "2 digitale underskrifter" in summary.text and "ændret" in summary.text
    summary.click()
    table = odd.one(".signed table").text
    assert "Gerda Lyng" in table and "Holger Bæk" in table and "side 1 ser anderledes ud" in table
    assert any("side 1 ser" in one.text.lower() for one in odd.all(".value"))
    odd.keep("signed-altered-1440")
    assert "PID" not in odd.driver.page_source


def test_shows_a_whole_signed_paper_without_alarm(odd: Window) -> None:
    odd.open(f"/p/{odd.digits('signed.pdf')}/2")
    assert odd.one(".signed summary").text == "2 digitale underskrifter: uændret siden"
    odd.one(".signed summary").click()
    assert "⚠" not in odd.one(".signed").text
    odd.keep("signed-whole-1440")
    found, _ = _axe(odd)
    assert found == []
    assert odd.complaints() == []


def _axe(window: Window) -> Any:
    window.run(AXE.read_text("utf-8"))
    window.driver.set_script_timeout(60)
    found, ran = window.driver.execute_async_script(RUN_AXE)
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found], ran
