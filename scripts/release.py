"""Is the tree ready for a release? Checks it, builds the wheel, tries it in an empty environment, names the tag to set.

    python scripts/release.py [--no-wheel]

Exit 1 with a line for each thing that is not ready. It changes nothing but `dist/`.
"""

from __future__ import annotations

import argparse
import datetime
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_HEADING = re.compile(r"^## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d{2}-\d{2})$", re.MULTILINE)
_UNRELEASED = re.compile(r"(?ms)^## \[Unreleased\]\n(.*?)(?=^## |\Z)")
DAMAGED = "Kgbenhavns Politi mgder beboerne hvert forar, og de feerreste foler sig utrygge i omradet ved banen.\n" * 3


def version_of(project: str) -> str:
    """The version that `pyproject.toml` names."""
    return str(tomllib.loads(project)["project"]["version"])


def not_ready(version: str, changelog: str, lock: str, tags: list[str], changes: str) -> Iterator[str]:
    """What stands in the way of a release, a line each: of the changelog, `uv.lock`, the tags, the work tree."""
    heading = _HEADING.search(changelog)
    if heading is None or heading["version"] != version:
        yield f"CHANGELOG.md: the newest version is {heading['version'] if heading else 'missing'}, not {version}"
    elif not _is_day(heading["date"]):
        yield f"CHANGELOG.md: {heading['date']} is no day"
    unreleased = _UNRELEASED.search(changelog)
    if unreleased is None or unreleased[1].strip():
        yield "CHANGELOG.md: what stands under Unreleased belongs under the version; leave the heading, empty"
    if f'name = "aftalearkiv"\nversion = "{version}"' not in lock:
        yield f"uv.lock: it does not know version {version}; run `uv lock`"
    if f"v{version}" in tags:
        yield f"the tag v{version} is set already; raise the version in pyproject.toml"
    if changes.strip():
        yield f"the work tree is not clean:\n{changes.rstrip()}"


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def build_wheel() -> Path:
    """The wheel, new, in `dist/`."""
    folder = ROOT / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    build = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def try_wheel(wheel: Path, version: str) -> Iterator[str]:
    """What does not work in an environment that holds nothing but the wheel and what it asks for."""
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        programs = Path(scratch, "bin")
        subprocess.run([programs / "pip", "install", "--quiet", wheel], check=True, cwd=scratch)
        program = programs / "aftalearkiv"
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, cwd=scratch).stdout
        if version not in told:
            yield f"the installed program says {told.strip()!r}, not {version}"
        mended = subprocess.run(
            [program, "repair"], input=DAMAGED, capture_output=True, text=True, check=False, cwd=scratch
        )
        if not mended.stdout.startswith("Københavns Politi møder beboerne hvert forår"):
            yield f"the installed program does not repair: {mended.stdout}{mended.stderr}"
        sample = ROOT / "corpus" / "samples" / "oesterhavn-2016.pdf"
        read = subprocess.run([program, "ingest", sample], capture_output=True, text=True, check=False, cwd=scratch)
        if read.returncode != 0:
            yield f"the installed program does not read a sample: {read.stdout}{read.stderr}"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Check, build, try; the exit code."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--no-wheel", action="store_true", help="only what stands in the tree")
    asked = ask.parse_args()
    version = version_of((ROOT / "pyproject.toml").read_text("utf-8"))
    changelog, lock = ((ROOT / name).read_text("utf-8") for name in ("CHANGELOG.md", "uv.lock"))
    wrong = list(not_ready(version, changelog, lock, _git("tag").split(), _git("status", "--porcelain")))
    if not wrong and not asked.no_wheel:
        wheel = build_wheel()
        print(wheel.relative_to(ROOT))
        wrong = list(try_wheel(wheel, version))
    print("\n".join(wrong) or f"ready: git tag -a v{version} -m 'aftalearkiv {version}'")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
