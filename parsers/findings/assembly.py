"""What a careful reader would point out: sums that do not add up, counts that differ, figures left for later.

Every finding quotes both sides of what it says, and is a code with details: its sentence is made of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.records import Agreement, Finding
from parsers.findings.counts import find_count_mismatches
from parsers.findings.digital_signatures import find_signature_faults
from parsers.findings.doubtful_values import find_doubtful_values
from parsers.findings.figures import find_figure_faults
from parsers.findings.missing_parts import find_missing_parts
from parsers.findings.no_agreement import find_no_agreement
from parsers.findings.period_gaps import find_period_gaps
from parsers.findings.personal_numbers import find_personal_numbers
from parsers.findings.readings import find_poor_readings
from parsers.findings.shown_pages import find_page_faults
from parsers.findings.sums import find_budget_mismatches
from parsers.structure.paper import Paper

_FINDERS = (
    find_figure_faults,
    find_budget_mismatches,
    find_count_mismatches,
    find_missing_parts,
    find_period_gaps,
    find_signature_faults,
    find_doubtful_values,
    find_poor_readings,
    find_page_faults,
    find_personal_numbers,
    find_no_agreement,
)


def read_findings(agreement: Agreement, paper: Paper) -> list[Finding]:
    """The findings of one document, by code and then by place; one for each thing to be pointed out."""
    return in_order(finding for find in _FINDERS for finding in find(agreement, paper))


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings by code and then by place."""
    return sorted(found, key=lambda f: (f.code, f.evidence[0].page, f.evidence[0].start, f.message))
