"""Who makes the agreement, and who signs it."""

from parsers.parties.assembly import read_parties
from parsers.parties.signatories import read_signatories
from parsers.parties.signing_evidence import complete_signatories

__all__ = ["complete_signatories", "read_parties", "read_signatories"]
