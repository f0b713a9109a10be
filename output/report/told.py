"""A report as sections of lines, in Danish or English; as plain text, and as a page for a browser or a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

from corpus.failures import failure_in
from corpus.finding_messages import finding_message
from corpus.labels import LANGUAGES, Language, label
from output.report.gathered import News

# (Danish, English)
_WORDS = {
    "title": ("Aftalearkivet fra {since} til {until}", "The archive of agreements from {since} to {until}"),
    "totals": ("{read} papirer læst, {failed} ikke læst", "{read} papers read, {failed} not read"),
    "failed": ("Kunne ikke læses", "Could not be read"),
    "partial": ("Læst i dele", "Read in part"),
    "look": ("Bør ses efter", "Worth a look"),
    "read": ("Læst", "Read"),
    "poor": (
        "sider, der er svære at læse: {pages} (den første er side {first})",
        "pages hard to read: {pages} (first {first})",
    ),
    "nothing": ("Der er ikke kommet noget i perioden.", "Nothing came in."),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows: what it is about, and what is said of it."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def title(news: News, language: Language) -> str:
    """The report's first line."""
    last = date.fromisoformat(news.period.until) - timedelta(days=1)
    return _word("title", language, since=news.period.since, until=last.isoformat())


def totals(news: News, language: Language) -> str:
    """How many came in and how many did not."""
    if not news.read and not news.failed:
        return _word("nothing", language)
    return _word("totals", language, read=len(news.read), failed=len(news.failed))


def sections(news: News, language: Language) -> list[Section]:
    """What there is to tell, what must be done about first; empty sections are left out."""
    look = [(row["filename"], _finding(row, language)) for row in news.findings]
    look += [(row["filename"], _word("poor", language, **row)) for row in news.poor]
    told = [
        ("failed", [(row["filename"], _failure(row, language)) for row in news.failed]),
        ("partial", [(row["filename"], _failure(row, language)) for row in news.partial]),
        ("look", look),
        ("read", [(row["filename"], _paper(row, language)) for row in news.read]),
    ]
    return [Section(f"{_word(name, language)} ({len(rows)})", tuple(rows)) for name, rows in told if rows]


def as_text(news: News, language: Language) -> str:
    """The report as plain text."""
    head = title(news, language)
    parts = [head, "=" * len(head), "", totals(news, language)]
    for section in sections(news, language):
        parts += ["", section.heading, "-" * len(section.heading)]
        parts += [f"{' '.join(name.split())}: {said}" for name, said in section.rows]
    return "\n".join(parts) + "\n"


def as_html(news: News, language: Language) -> str:
    """The report as a page of its own, without scripts, pictures or anything from elsewhere."""
    body = "".join(
        f"<h2>{escape(section.heading)}</h2>\n<table>\n{_rows(section)}</table>\n"
        for section in sections(news, language)
    )
    head = escape(title(news, language))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{head}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{head}</h1>\n<p>{escape(totals(news, language))}</p>\n{body}"
        "</body>\n</html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}"
    "th{font-weight:600;width:35%;overflow-wrap:anywhere}"
)


def _rows(section: Section) -> str:
    cells = (f'<tr><th scope="row">{escape(name)}</th><td>{escape(said)}</td></tr>\n' for name, said in section.rows)
    return "".join(cells)


def _word(name: str, language: Language, **values: Any) -> str:
    return _WORDS[name][LANGUAGES.index(language)].format(**values)


def _failure(row: dict[str, Any], language: Language) -> str:
    said = failure_in(row["error"] or "internal", language)
    internal = f" {row['message']}" if row["error"] == "internal" else ""  # what those who mend it must know
    return f"{said.happened} {said.advice} ({row['error']}){internal}"


def _finding(row: dict[str, Any], language: Language) -> str:
    return finding_message(row["code"], row["details"], language, row["message"])


def _paper(row: dict[str, Any], language: Language) -> str:
    kind = label(row["kind"], language, "Kind") if row["kind"] else ""
    years = "–".join(str(year) for year in sorted({row["start"], row["end"]} - {None}))
    return ", ".join(part for part in (kind, row["title"] or row["partnership"], years) if part) or "–"
