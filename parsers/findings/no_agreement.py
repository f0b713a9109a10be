"""A paper of another kind in the pile: it names no partnership, and nothing in it is what such a paper holds."""

from __future__ import annotations

from collections.abc import Iterator

from models.records import Agreement, Finding
from parsers.findings.stated import quote_first_line, state_finding
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

# What a paper about a partnership says somewhere, whatever else it is.
_SAYS_SO = shown(
    compile_danish(r"partnerskab|partneraftale|samarbejdsaftale|trygheds(?:aftale|pagt|samarbejde)|sikkerhedsaftale"),
    examples=("Tryghedspartnerskabets", "partnerskab", "en tryghedsaftale"),
    rejects=("partner", "Tryghedsplan"),
)
_HELD = ("parties", "goals", "measures", "budgets", "signatories")
_READABLE = 0.5  # below, it is the reading that says nothing


def find_no_agreement(agreement: Agreement, paper: Paper) -> Iterator[Finding]:
    """One finding, which quotes how the paper begins."""
    about = agreement.kind != "other" or agreement.partnership or any(getattr(agreement, name) for name in _HELD)
    quote = quote_first_line(paper.body, 0)
    if about or quote is None or not _is_readable(paper) or _SAYS_SO.search(paper.text):
        return
    yield state_finding("no-agreement", "warning", {}, [quote])


def _is_readable(paper: Paper) -> bool:
    return min((page.quality for page in paper.document.pages if page.verdict != "blank"), default=0.0) >= _READABLE
