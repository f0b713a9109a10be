"""Draw the pictures of README.md and docs/index.md from the samples: a paper in the browser, a chart.

    python scripts/draw_pictures.py            docs/pictures/paper.png and chart.svg

Needs chromium and chromedriver (`bash scripts/setup_browser.sh`). Not a test: another chromium draws other pixels.
"""

from __future__ import annotations

import io
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "corpus" / "samples"
PAPERS = ("lindeparken-2018.pdf", "lindeparken-2022.pdf", "lindeparken-2014.pdf", "lindeparken-2020-status.pdf")
CHART = "lindeparken-burglary-count-all.svg"
PROGRAM = (sys.executable, "-c", "import aftalearkiv; aftalearkiv.main()")
# Ends when the page's picture is there.
DRAWN = "const done = arguments[0], i = document.querySelector('img'); i.complete ? done() : i.onload = () => done()"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1440,880", "--hide-scrollbars")


def run(*arguments: str | Path) -> None:
    subprocess.run([*PROGRAM, *map(str, arguments)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def place(db: Path) -> str:
    """The address of a paper's page with the budget chosen that does not add up."""
    archive = sqlite3.connect(db)
    query = (
        "SELECT substr(d.sha256, 1, 12), e.page, b.row_key FROM budgets b JOIN documents d ON d.id = b.document"
        " JOIN evidence e ON e.id = b.evidence WHERE d.filename = ? ORDER BY b.position"
    )
    digits, page, key = archive.execute(query, [PAPERS[0]]).fetchone()
    archive.close()
    return f"p/{digits}/{page}?v=budgets.{key}"


def shot(db: Path) -> bytes:
    """The page of a paper with one of its values chosen, as PNG."""
    options = webdriver.ChromeOptions()
    for flag in FLAGS:
        options.add_argument(flag)
    command = [*PROGRAM, "serve", "--no-open", "--lang", "en", "--db", str(db)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    driver = webdriver.Chrome(options, Service("/usr/bin/chromedriver"))
    try:
        assert server.stdout
        address = next(word for line in server.stdout for word in line.split() if word.startswith("http"))
        driver.get(address)
        driver.get(address.partition("?")[0] + place(db))
        driver.execute_async_script(DRAWN)
        return bytes(driver.get_screenshot_as_png())
    finally:
        driver.quit()
        server.terminate()
        server.wait()


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch, "archive.db")
        run("ingest", *(SAMPLES / name for name in PAPERS), "--db", db)
        run("compare", "lindeparken", "--db", db, "--format", "svg", "--lang", "en", "--out", scratch)
        (PICTURES / "chart.svg").write_bytes(Path(scratch, CHART).read_bytes())
        with Image.open(io.BytesIO(shot(db))) as picture:
            picture.convert("RGB").quantize(128).save(PICTURES / "paper.png", optimize=True)


if __name__ == "__main__":
    main()
