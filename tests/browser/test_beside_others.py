"""The pages while something else happens to the archive: a server killed, papers read, a newer program's reading."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import aftalearkiv
from models.document import Document
from output.store.archive import open_archive
from output.store.stored_document import load_stored_document
from tests.serving.conftest import SAMPLES, UNEVEN, the_run

from .conftest import ROOT, Serve, Window

ENGBAKKEN = "/gennemgang?felt=budgets&sted=engbakken"


def _ingest(window: Window, *paths: Path | str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "aftalearkiv", "ingest", *map(str, paths), "--db", str(window.archive), "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def _correct(window: Window, amount: str) -> None:
    window.one('input[name="k.amount_dkk"]').clear()
    window.one('input[name="k.amount_dkk"]').send_keys(amount)
    window.one('input[name="begrundelse"]').send_keys("trykfejl i aftalen")
    window.press(window.one('button[value="correct"]'))
    assert "Afgørelsen er gemt" in window.one(".done").text


def test_records_a_decision_whole_or_not_at_all_where_the_server_is_killed(serve: Serve) -> None:
    window = serve()
    window.open(ENGBAKKEN)
    heading = window.one(".item h2").text
    held = sqlite3.connect(window.archive, isolation_level=None)
    held.execute("BEGIN IMMEDIATE")  # the decision has to wait, so that it is under way when the server dies
    try:
        # Clicked when nobody waits for the page that comes: the driver would wait for the answer, here until the
        # server gives the decision up.
        window.run("setTimeout(function () { document.querySelector('button[value=\"accept\"]').click(); }, 50)")
        time.sleep(1)
        window.server.kill()
        window.server.wait()
    finally:
        held.execute("ROLLBACK")
        held.close()
    assert window.rows("SELECT count(*) FROM reviews") == window.rows("SELECT count(*) FROM review_state") == [(0,)]
    assert window.rows("PRAGMA integrity_check") == [("ok",)]
    again = serve()
    again.open(ENGBAKKEN)
    assert again.one(".item h2").text == heading
    again.press(again.one('button[value="accept"]'))
    assert again.rows("SELECT action FROM reviews") == [("accept",)]


def test_shows_pages_and_takes_decisions_while_papers_are_read(desk: Window, tmp_path: Path) -> None:
    for number in range(8):
        shutil.copy(SAMPLES / "oesterhavn-2018-tillaeg.pdf", tmp_path / f"paper-{number}.pdf")
        with (tmp_path / f"paper-{number}.pdf").open("ab") as file:
            file.write(f"\n% copy {number}\n".encode())
    reading = _ingest(desk, *sorted(tmp_path.glob("paper-*.pdf")))
    seen = 0
    while reading.poll() is None:
        for path in ("/", "/?q=tryghed", f"/p/{desk.digits(UNEVEN)}/1", "/sammenlign/lindeparken", "/arkiv"):
            desk.open(path)
            assert desk.one("h1").text
            seen += 1
        if seen == 5:
            desk.open(ENGBAKKEN)
            _correct(desk, "800.000")
    assert reading.stdout is not None
    reading.stdout.close()
    assert reading.returncode == 0 and seen >= 5
    assert desk.rows("SELECT count(*) FROM documents WHERE filename LIKE 'paper-%'") == [(8,)]
    assert desk.rows("SELECT action FROM reviews") == [("correct",)]
    desk.open("/?q=fjordby")
    assert desk.complaints() == []


def _as_read_before(window: Window, amount: int) -> tuple[Document, Any]:
    """The uneven paper and what a program read of it that took one of its amounts for another."""
    with open_archive(window.archive) as archive:
        row = next(iter(archive.db.query("SELECT * FROM documents WHERE filename = ?", [UNEVEN])))
        document = load_stored_document(archive.db, row)
        agreement = aftalearkiv.parse(document)
        budgets = [
            one.model_copy(update={"amount_dkk": amount}) if one.amount_dkk == 750_000 else one
            for one in agreement.budgets
        ]
        old = agreement.model_copy(update={"budgets": budgets})
        archive.store(document, old, the_run())
    return document, old


def test_shows_three_readings_where_a_newer_program_contradicts_a_correction(desk: Window) -> None:
    _as_read_before(desk, 705_000)
    desk.open(f"/p/{desk.digits(UNEVEN)}/1?v={_budget(desk, 705_000)}")
    desk.press(desk.one(".value.chosen .decide a"))
    _correct(desk, "800.000")
    _read_again(desk)
    desk.open("/gennemgang?slags=konflikter")
    said = desk.one(".decided").text
    assert "705.000 kr." in said and "800.000 kr." in said and "750.000 kr." in said
    desk.keep("review-conflict-1440")
    amounts = desk.rows("SELECT amount_dkk FROM current_budgets ORDER BY amount_dkk")
    assert (800_000,) in amounts and (
        750_000,
    ) not in amounts  # the person's word stands until the person says otherwise
    desk.press(desk.one('button[value="accept"]'))
    assert "Afgørelsen er gemt" in desk.one(".done").text


def test_keeps_a_correction_of_another_column_where_a_newer_program_reads_one_better(desk: Window) -> None:
    _as_read_before(desk, 705_000)
    desk.open(f"/p/{desk.digits(UNEVEN)}/1?v={_budget(desk, 705_000)}")
    desk.press(desk.one(".value.chosen .decide a"))
    desk.one('input[name="k.payer"]').send_keys("nordby-kommune")
    desk.one('input[name="begrundelse"]').send_keys("kommunen betaler")
    desk.press(desk.one('button[value="correct"]'))
    _read_again(desk)
    assert (750_000, "nordby-kommune", "merged") in desk.rows("SELECT amount_dkk, payer, review FROM current_budgets")


def _budget(window: Window, amount: int) -> str:
    ((key,),) = window.rows("SELECT row_key FROM budgets WHERE amount_dkk = ?", amount)
    return f"budgets.{key}"


def _read_again(window: Window) -> None:
    """The uneven paper read again from the kept original, by the program of today."""
    ((sha256,),) = window.rows("SELECT sha256 FROM documents WHERE filename = ?", UNEVEN)
    kept = window.archive.with_name("archive.db.files") / sha256[:2] / f"{sha256}.txt"
    reading = _ingest(window, kept, "--force")
    reading.communicate()
    assert reading.returncode == 0
