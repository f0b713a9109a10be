"""What a careful reader would point out: what does not add up, differs, or is missing."""

from parsers.findings.assembly import read_findings

__all__ = ["read_findings"]
