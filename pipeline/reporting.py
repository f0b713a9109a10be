"""`report`: what came into the archive in a period, as text or as a page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from models.errors import UsageError
from output.store.archive import open_archive
from pipeline.files import write_whole
from pipeline.options import read_language


def run_report(since: str, until: str | None, language: str, format_name: str, out: Path | None, db: Path) -> None:
    """The report on standard output, or in a file, whose name is then printed."""
    from output.report.gathered import Period, gather
    from output.report.told import as_html, as_text

    chosen = read_language(language)
    if format_name not in ("text", "html"):
        raise UsageError(f"there is no format {format_name}; --format takes text or html")
    last = _day(until) if until else date.today() + timedelta(days=1)
    with open_archive(db) as archive:
        news = gather(archive.db, Period(_day(since).isoformat(), last.isoformat()))
    text = as_html(news, chosen) if format_name == "html" else as_text(news, chosen)
    print(text, end="") if out is None else print(write_whole(out, text))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{text} is no day; write it as {date.today():%Y-%m-%d}") from error
