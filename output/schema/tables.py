"""What the archive's tables are called, and what marks a file as an archive of ours."""

from __future__ import annotations

# "AFTA": SQLite writes it into the file's header, and `file` shows it.
APPLICATION_ID = 0x41465441

# The lists of an agreement, in the order of the record; each is a table of values.
VALUE_TABLES = (
    "areas", "parties", "focus_areas", "goals", "measures", "budgets", "meetings", "signatories", "decisions",
    "policies", "definitions", "related", "findings",
)  # fmt: skip
