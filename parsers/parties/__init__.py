"""Who makes the agreement, and who signs it."""

from parsers.parties.reading import read_parties_and_signatories

__all__ = ["read_parties_and_signatories"]
