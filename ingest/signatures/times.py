"""When something was signed, and whose word that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import cms
from pyhanko.pdf_utils import generic

from ingest.signatures import messages
from ingest.signatures.attempts import attempt
from ingest.signatures.chains import judge_chain
from ingest.signatures.fields import Field, SignedFile
from ingest.signatures.messages import Message
from models.codes import SignatureTime


@dataclass(frozen=True, slots=True)
class When:
    """A time with its zone, and who says so: a time-stamping service, or the signer."""

    moment: datetime | None
    time: SignatureTime | None

    @property
    def iso(self) -> str | None:
        """ISO 8601 in UTC, to the second."""
        return self.moment.astimezone(UTC).isoformat(timespec="seconds") if self.moment else None


def stamped(moment: datetime) -> When:
    """A time that a service vouches for."""
    return When(with_zone(moment), "timestamp")


def claimed(moment: datetime | None) -> When:
    """A time that the signer's own machine told; None where it told none."""
    return When(with_zone(moment), "claimed") if moment else When(None, None)


def with_zone(moment: datetime) -> datetime:
    """A time that names no zone is taken for UTC: an hour or two, of which `show` says whose word they are."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def find_time(field: Field, message: Message, file: SignedFile) -> When:
    """The time a stamp vouches for; else the signer's own word: in the message, or else in the field.

    Where roots were given a stamp must lead to one of them: a service of one's own could stamp any day.
    """
    digest = messages.digest_of([message.signer["signature"].native])
    for token in messages.find_stamps(message.signer):
        moment = attempt(None, _vouched_time, token, digest, file)
        if moment is not None:
            return stamped(moment)
    return claimed(message.said_at or written_time(field))


def _vouched_time(token: cms.SignedData, digest: messages.Digest, file: SignedFile) -> datetime | None:
    """The time of a stamp; None for one that is broken, or that leads to nobody whom the user trusts."""
    stamp, moment = messages.check_stamp(token, digest)
    knowledge = messages.knowledge_of(stamp, file.store)
    trust = judge_chain(stamp.certificate, knowledge, file.roots, moment, stamping=True)
    return moment if stamp.is_intact and trust.trusted is not False else None


def written_time(field: Field) -> datetime | None:
    """What the field's dictionary gives as the time, which anybody may have written."""
    found = attempt(None, generic.parse_pdf_date, field.entry("/M"), strict=False)
    return found if isinstance(found, datetime) else None
