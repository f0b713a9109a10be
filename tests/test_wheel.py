"""The wheel as it is installed: everything in it that runs, nothing that does not."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGED = ("corpus", "ingest", "models", "normalizers", "output", "parsers", "pipeline")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the work tree."""
    folder = tmp_path_factory.mktemp("wheel")
    build = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def _tracked() -> set[str]:
    command = ["git", "-C", str(ROOT), "ls-files", *PACKAGED, "aftalearkiv.py"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name for name in listing if (ROOT / name).is_file()}


def test_holds_every_module_and_all_reference_data(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    assert _tracked() - held == set()
    assert {"corpus/danish/forms.bin", "corpus/organisations.toml", "aftalearkiv.py"} <= held


def test_holds_the_licences_of_code_and_data(wheel: Path) -> None:
    held = [name.partition("/licenses/")[2] for name in zipfile.ZipFile(wheel).namelist()]
    assert {"LICENSE", "corpus/licences/MPL-1.1.txt", "corpus/licences/CC-BY-SA-4.0.txt"} <= set(held)


def test_leaves_tests_and_scripts_at_home(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert not tops & {"tests", "scripts", "benchmarks", "docs"}


def test_runs_away_from_the_work_tree(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "aftalearkiv", "repair"],
        input="Kgbenhavns Politi mgder beboerne hvert forar, og de feerreste foler sig utrygge i omradet ved banen.\n"
        * 3,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Københavns Politi møder beboerne hvert forår")
