"""Chromium without a window before the server as a user starts it. Skipped where Debian's chromium is not installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

import aftalearkiv
from output.store.archive import open_archive
from tests.serving.conftest import HOSTILE, SAMPLES, UNEVEN, UNEVEN_TEXT, hostile_paper, the_run

ROOT = Path(__file__).parents[2]
PAPERS = ("lindeparken-2022.pdf", "lindeparken-2018.pdf", "lindeparken-2014-dump.txt", "oesterhavn-2016.pdf")
SHOTS = os.environ.get("AFTALEARKIV_SHOTS")
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--window-size=1440,900",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder needs a browser."""
    missing = not (shutil.which("chromium") and shutil.which("chromedriver"))
    for item in items:
        if missing and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="no chromium here; `make browser-test` installs it"))


@dataclass
class Window:
    """A browser at the archive: `address` is where the server is, without the token."""

    driver: Any
    address: str
    archive: Path
    server: subprocess.Popen[str]

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def press(self, element: Any) -> None:
        """Click what leads to another page, and wait until that is there."""
        from selenium.webdriver.support.wait import WebDriverWait

        element.click()
        self.leave(element)
        WebDriverWait(self.driver, 60).until(lambda _: self.run("return document.readyState") == "complete")

    def leave(self, element: Any) -> None:
        """Wait until the page of an element is gone; while pages change the driver may not know."""
        from selenium.common.exceptions import WebDriverException
        from selenium.webdriver.support.expected_conditions import staleness_of
        from selenium.webdriver.support.wait import WebDriverWait

        patient = WebDriverWait(self.driver, 60, ignored_exceptions=[WebDriverException])
        patient.until(staleness_of(element))

    def run(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def rows(self, query: str, *values: Any) -> list[Any]:
        with open_archive(self.archive) as archive:
            return list(archive.db.execute(query, list(values)).fetchall())

    def digits(self, name: str) -> str:
        """The first digits of a paper's hash."""
        return str(self.rows("SELECT sha256 FROM documents WHERE filename = ?", name)[0][0])[:12]

    def value(self, name: str, field: str, page: int = 1) -> str:
        """The key of a value that stands on a page of a paper, as addresses name it."""
        query = (
            f"SELECT t.row_key FROM {field} t JOIN evidence e ON e.id = t.evidence JOIN documents d"
            " ON d.id = t.document WHERE d.filename = ? AND e.page = ? ORDER BY t.position"
        )
        return f"{field}.{self.rows(query, name, page)[0][0]}"

    def keep(self, name: str) -> bytes:
        """A picture of the window; kept as a file where a folder for them is named."""
        picture = bytes(self.driver.get_screenshot_as_png())
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            (Path(SHOTS) / f"{name}.png").write_bytes(picture)
        return picture

    def settle(self) -> None:
        """Wait for the picture of the page."""
        self.driver.set_script_timeout(60)
        self.driver.execute_async_script(
            "var done = arguments[0], i = document.images[0];"
            "if (!i || i.complete) { done(); } else { i.onload = i.onerror = done; }"
        )

    def ink(self, name: str) -> list[tuple[float, float]]:
        """For each box of the chosen value the share of dark pixels in it, and of its columns that hold one."""
        self.settle()
        rects = self.run(
            "return Array.from(document.querySelectorAll('.box.chosen rect:not(.more)')).map(function (one) {"
            " var r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"
        )
        self.run("document.querySelector('.boxes').remove()")
        grey = np.asarray(Image.open(io.BytesIO(self.keep(name))).convert("L"))
        inside = [grey[int(top) : int(bottom), int(left) : int(right)] < 140 for left, top, right, bottom in rects]
        return [(float(dark.mean()), float(dark.any(axis=0).mean())) for dark in inside if dark.size > 50]

    def complaints(self) -> list[str]:
        """What the console says of errors."""
        return [str(one["message"]) for one in self.driver.get_log("browser") if one["level"] == "SEVERE"]


@pytest.fixture(scope="session")
def shown_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Samples digital and scanned, one turned and one cropped, a paper with a finding, a hostile one, a broken one."""
    folder = tmp_path_factory.mktemp("shown")
    for name in PAPERS:
        shutil.copy(SAMPLES / name, folder / name)
    changed = pdfium.PdfDocument(SAMPLES / "oesterhavn-2016.pdf")
    changed[0].set_rotation(90)
    changed.save(folder / "turned.pdf")
    changed[0].set_rotation(0)
    changed[0].set_cropbox(20, 20, 560, 800)
    changed.save(folder / "cropped.pdf")
    (folder / UNEVEN).write_text(UNEVEN_TEXT, "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 no more")
    archive = folder / "archive.db"
    aftalearkiv.ingest(sorted([*folder.glob("*.pdf"), *folder.glob("*.txt")]), archive)
    hostile = hostile_paper()
    with open_archive(archive) as opened:
        opened.store(hostile, aftalearkiv.parse(hostile), the_run())
    assert hostile.filename == HOSTILE
    return archive


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """One browser for all tests: it takes two seconds to start."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for flag in _FLAGS:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.binary_location = str(shutil.which("chromium"))
    browser = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
    yield browser
    browser.quit()


Serve = Callable[..., Window]


def _start(archive: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    """The server as a user starts it, and the address that it prints."""
    command = [sys.executable, "-m", "aftalearkiv", "serve", "--no-open", "--db", str(archive), *options]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=quiet, text=True)
    assert server.stdout is not None
    return server, server.stdout.readline().strip()


def _end(server: subprocess.Popen[str]) -> None:
    server.terminate()
    server.wait()
    assert server.stdout is not None
    server.stdout.close()


def _enter(driver: Any, archive: Path, server: subprocess.Popen[str], address: str) -> Window:
    driver.set_window_size(1440, 1000)
    driver.get(address)
    driver.get_log("browser"), driver.get_log("performance")
    return Window(driver, address.partition("/?")[0], archive, server)


def _leave(driver: Any) -> None:
    """The language, name or token that a test brought is kept for the host, whatever the port: the next one begins
    as a stranger, in Danish, and with the page as it is when nothing was chosen."""
    driver.execute_script("try { localStorage.clear(); } catch (none) {}")
    driver.get("about:blank")
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})


@pytest.fixture
def serve(shown_archive: Path, driver: Any, tmp_path: Path) -> Iterator[Serve]:
    """Start the server on a copy of the archive, once more on the same copy, and open the address that it prints."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str, archive: Path = shown_archive) -> Window:
        place = tmp_path / "archive.db"
        if not place.exists():
            shutil.copy(archive, place)
            shutil.copytree(archive.with_name("archive.db.files"), tmp_path / "archive.db.files")
        server, address = _start(place, *options)
        started.append(server)
        return _enter(driver, place, server, address)

    yield start
    _leave(driver)
    for server in started:
        _end(server)


@pytest.fixture
def desk(serve: Serve) -> Window:
    """A browser at a server of its own, whose archive the test may change."""
    return serve()


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[Path, tuple[subprocess.Popen[str], str]]]:
    """Servers that tests share, by their archives."""
    started: dict[Path, tuple[subprocess.Popen[str], str]] = {}
    yield started
    for server, _ in started.values():
        _end(server)


@pytest.fixture
def look(servers: dict[Path, tuple[subprocess.Popen[str], str]], driver: Any) -> Iterator[Callable[[Path], Window]]:
    """Open an archive at the server that tests share: it takes a second to start. They may look, and decide nothing."""
    opened: list[Window] = []

    def enter(archive: Path) -> Window:
        if archive not in servers:
            servers[archive] = _start(archive)
        opened.append(_enter(driver, archive, *servers[archive]))
        return opened[-1]

    yield enter
    _leave(driver)
    for window in opened:
        assert window.rows("SELECT count(*) FROM reviews") == [(0,)], "a test that decides takes a desk of its own"


@pytest.fixture
def window(look: Callable[[Path], Window], shown_archive: Path) -> Window:
    """A browser at the samples, to look at them."""
    return look(shown_archive)
