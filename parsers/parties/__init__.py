"""Who makes the agreement, and who signs it."""

from parsers.parties.assembly import read_parties
from parsers.parties.signatories import read_signatories

__all__ = ["read_parties", "read_signatories"]
