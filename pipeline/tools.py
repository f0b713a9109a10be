"""`doctor` and `cache`: what is installed, and what the OCR cache holds."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass
from importlib import metadata

from pipeline.terminal import print_json
from pipeline.versions import own_version

# Beside those that `ingest` asks for.
PACKAGES = ("pyhanko", "signxml", "spacy", "rapidfuzz", "pydantic", "sqlite-utils", "typer", "rich")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the program needs; `advice` says how to get it where it is missing."""

    name: str
    version: str | None
    place: str | None
    advice: str | None


def run_doctor(as_json: bool) -> int:
    """Everything that is needed, and how to get what is missing; 1 where something is."""
    checks = all_checks()
    missing = [check for check in checks if check.advice]
    if as_json:
        print_json({"checks": [asdict(check) for check in checks], "ok": not missing})
    else:
        _show(checks, missing)
    return 1 if missing else 0


def all_checks() -> list[Check]:
    """The checks, in the order they are shown."""
    from ingest import probe_tools

    tools = [Check(tool.name, tool.version, tool.place, tool.advice) for tool in probe_tools()]
    return [Check("aftalearkiv", own_version(), None, None), *tools, *map(_package, PACKAGES), _sqlite()]


def _package(name: str) -> Check:
    try:
        return Check(name, metadata.version(name), None, None)
    except metadata.PackageNotFoundError:
        return Check(name, None, None, f"pip install {name}")


def _sqlite() -> Check:
    """STRICT tables came with SQLite 3.37; full-text search may be left out of a build."""
    version = sqlite3.sqlite_version
    try:
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE VIRTUAL TABLE search USING fts5 (text)")
        connection.execute("CREATE TABLE strict (id INTEGER) STRICT")
        connection.close()
    except sqlite3.OperationalError:
        return Check("sqlite", None, None, f"a Python whose SQLite has FTS5 and is 3.37 or later (this is {version})")
    return Check("sqlite with fts5", version, None, None)


def _show(checks: list[Check], missing: list[Check]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from pipeline.terminal import console

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "tool", "version", "where, or how to get it"):
        table.add_column(name, overflow="fold")
    for check in checks:
        mark = Text("missing", style="bold red") if check.advice else Text("ok", style="green")
        table.add_row(mark, check.name, check.version or "", Text(check.advice or check.place or ""))
    screen = console()
    screen.print(table)
    screen.print(f"{len(missing)} missing" if missing else "everything is here")


def run_cache(clear: bool, as_json: bool) -> None:
    """What the OCR cache holds; with `clear` what it held."""
    from ingest import open_cache

    cache = open_cache()
    size = cache.clear() if clear else cache.measure()
    if as_json:
        found = {"folder": str(size.folder), "entries": size.entries, "bytes": size.bytes, "cleared": clear}
        print_json(found)
        return
    done = "removed" if clear else "holds"
    print(f"{size.folder} {done} {size.entries} readings, {size.bytes / 1e6:.1f} MB")
