"""One signature field judged: whether it is whole, what was done since, and whom its certificate leads to."""

from __future__ import annotations

from collections.abc import Iterator

from asn1crypto import algos, x509
from pyhanko.pdf_utils import generic

from ingest.signatures import byte_ranges, messages
from ingest.signatures.attempts import attempt
from ingest.signatures.chains import WEAK, Trust, judge_chain, worst
from ingest.signatures.fields import CHECKED, Field, SignedFile
from ingest.signatures.messages import Message
from ingest.signatures.names import plain_name
from ingest.signatures.records import make_record, malformed, with_holder
from ingest.signatures.since import HARMLESS, Since, look_at_broken, look_since
from ingest.signatures.times import When, claimed, find_time, stamped, with_zone, written_time
from models.codes import SignatureKind
from models.records import Signature


def judge_field(field: Field, file: SignedFile) -> Signature:
    """The record of one field; `malformed` where it lacks, or hides, what it would be judged by."""
    judge = _judge if attempt(None, field.entry, "/SubFilter") in CHECKED else _list_unsupported
    return attempt(malformed(_kind(field), plain_name(field.name), file.roots), judge, field, file)


def _kind(field: Field) -> SignatureKind:
    kind: SignatureKind | None = attempt(None, lambda: field.kind)
    return kind or "approval"


def _judge(field: Field, file: SignedFile) -> Signature:
    numbers, contents = field.byte_range(), field.contents()
    if not byte_ranges.is_range(numbers):
        raise ValueError(f"{numbers} is no byte range")
    digest = messages.digest_of(byte_ranges.signed_bytes(file.data, numbers))
    signed_data = messages.read_signed_data(contents)
    if field.kind == "timestamp":
        message, moment = messages.check_stamp(signed_data, digest)
        when = stamped(moment)
    else:
        message = messages.check_message(signed_data, digest)
        when = find_time(field, message, file)
    if message.is_intact:
        return _record(field, file, message, when, look_since(field, file, numbers, contents))
    return _record(field, file, message, when, look_at_broken(file.data, numbers, contents))


def _record(field: Field, file: SignedFile, message: Message, when: When, since: Since) -> Signature:
    changes = since.compared.changes
    moment = when.moment or with_zone(message.certificate.not_valid_before)
    known = messages.knowledge_of(message, file.store)
    trust = judge_chain(message.certificate, known, file.roots, moment, field.kind == "timestamp")
    problems = {*_of_message(message), *trust.problems, since.problem}
    record = make_record(
        field.kind,
        field=plain_name(field.name),
        signed_at=when.iso,
        time=when.time,
        algorithm=f"{message.digest_name} {message.signature_name}",
        intact=message.is_intact,
        covers_whole_document=since.covers,
        changes=changes,
        changed_pages=since.pages,
        modified_after_signing=None if changes is None else changes not in HARMLESS,
        trusted=_trusted(trust, message),
        problem=worst(problem for problem in problems if problem),
    )
    return with_holder(record, message.certificate)


def _trusted(trust: Trust, message: Message) -> bool | None:
    return None if trust.trusted is None else trust.trusted and message.is_intact and not _is_weak(message)


def _of_message(message: Message) -> Iterator[str]:
    if not message.is_digest_right:
        yield "digest-mismatch"
    if not message.is_signature_right:
        yield "signature-invalid"
    if _is_weak(message):
        yield "weak-algorithm"


def _is_weak(message: Message) -> bool:
    """Whether the message itself rests on an algorithm that can be forged (SHA-1, a short key)."""
    digest = WEAK.digest_algorithm_allowed(algos.DigestAlgorithm({"algorithm": message.digest_name}), None)
    key = message.certificate.public_key
    return not (digest and WEAK.signature_algorithm_allowed(message.signer["signature_algorithm"], None, key))


def _list_unsupported(field: Field, file: SignedFile) -> Signature:
    """A format of before 2010, or one that nobody knows: listed with the holder of its certificate, not checked."""
    when = claimed(written_time(field))
    record = make_record(
        _kind(field),
        field=plain_name(field.name),
        signed_at=when.iso,
        time=when.time,
        problem="unsupported-format",
    )
    found = attempt(None, _certificate_in, field) or attempt(None, _certificate_beside, field)
    return with_holder(record, found) if found else record


def _certificate_in(field: Field) -> x509.Certificate:
    return messages.signer_certificate(messages.read_signed_data(field.contents()))


def _certificate_beside(field: Field) -> x509.Certificate:
    """Where the signature is a bare number its certificate stands beside it."""
    held = field.entry("/Cert")
    first = held[0] if isinstance(held, generic.ArrayObject) else held
    return x509.Certificate.load(first.original_bytes)
