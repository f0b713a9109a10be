"""Whom a certificate leads to: judged at the time of signing, from what the file itself brings along, offline.

`trusted` is None where the user gave no roots: then the file's own authorities stand in for them, and only what is
wrong under any root (revoked, expired, weak) is told.
"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar, get_args

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    AcceptAllAlgorithms,
    AlgorithmUsagePolicy,
    DisallowWeakAlgorithmsPolicy,
)

from ingest.signatures.certificates import is_authority, is_self_signed
from ingest.signatures.trust_roots import TrustRoots
from models.codes import SignatureProblem

Result = TypeVar("Result")
Roots = Sequence[x509.Certificate] | None  # None: the user gave none, and nothing is claimed
# A signature needs one of them: seals and certificates of employees have the first alone.
_SIGNING = frozenset(("digital_signature", "non_repudiation"))
_STAMPING = "time_stamping"
_EXPIRED, _UNKNOWN = "certificate-expired", "unknown-root"
# What the validator says, and what that is to us. In order: errors of errors stand before their parents.
VERDICTS: tuple[tuple[type[Exception], str], ...] = (
    (RevokedError, "certificate-revoked"),
    (ExpiredError, _EXPIRED),
    (NotYetValidError, _EXPIRED),
    (DisallowedAlgorithmError, "weak-algorithm"),
    (PathBuildingError, _UNKNOWN),
    (ValidationError, _UNKNOWN),
)
WEAK: AlgorithmUsagePolicy = DisallowWeakAlgorithmsPolicy()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the file brings along to judge certificates by: others of the chain, revocation lists and answers (DER)."""

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()

    def with_more(
        self, certificates: Iterable[x509.Certificate], lists: Iterable[bytes] = (), answers: Iterable[bytes] = ()
    ) -> Knowledge:
        """This and what came with one signature."""
        return Knowledge((*self.certificates, *certificates), (*self.lists, *lists), (*self.answers, *answers))


@dataclass(frozen=True, slots=True)
class Trust:
    """`trusted` as in the record; `problems` are codes, in no order."""

    trusted: bool | None
    problems: frozenset[str] = field(default_factory=frozenset)


def load_roots(roots: TrustRoots | None) -> Roots:
    """The user's roots as certificates; they were read before."""
    return None if roots is None else [x509.Certificate.load(der) for der in roots.certificates]


def judge_chain(
    certificate: x509.Certificate,
    knowledge: Knowledge,
    roots: Roots,
    moment: datetime,
    stamping: bool = False,
) -> Trust:
    """Whether the certificate leads to one of the roots, at `moment` (with a time zone)."""
    problems: set[str] = set()
    if not certificate.not_valid_before <= moment <= certificate.not_valid_after:
        problems.add(_EXPIRED)
    reached = _walk(certificate, knowledge, roots, moment, problems, stamping) if roots is not None else False
    if not reached and (roots is None or _UNKNOWN in problems):
        found: set[str] = set()
        _walk(certificate, knowledge, _own_roots(knowledge), moment, found, stamping)
        problems |= found - {_UNKNOWN}
    if is_self_signed(certificate) and not reached:
        problems = problems - {_UNKNOWN} | {"self-signed"}
    return Trust(None if roots is None else reached and not problems, frozenset(problems))


def _own_roots(knowledge: Knowledge) -> list[x509.Certificate]:
    """The authorities that the file brings along: its roots, or, where it leaves them out, all that it has."""
    authorities = [known for known in knowledge.certificates if is_authority(known)]
    return [known for known in authorities if is_self_signed(known)] or authorities


def _walk(
    certificate: x509.Certificate,
    knowledge: Knowledge,
    anchors: Sequence[x509.Certificate],
    moment: datetime,
    problems: set[str],
    stamping: bool,
) -> bool:
    """Try the way to the anchors, by strong algorithms alone and then, to see what else is wrong, by any."""
    if not _may_sign(certificate, stamping):
        problems.add(_UNKNOWN)
        return False
    for policy in (WEAK, AcceptAllAlgorithms()):
        problem = _try(certificate, knowledge, anchors, moment, policy)
        if problem is not None:
            problems.add(problem)
        if problem != "weak-algorithm":
            return problem is None
    return False


def _try(
    certificate: x509.Certificate,
    knowledge: Knowledge,
    anchors: Sequence[x509.Certificate],
    moment: datetime,
    policy: AlgorithmUsagePolicy,
) -> str | None:
    """The problem on the way to the anchors, None where there is none.

    `trust_roots` must be a list: None would mean the machine's own, which no record may depend on. Revocation is
    looked up in what the file brings; what it does not bring is not asked for.
    """
    context = ValidationContext(
        trust_roots=list(anchors),
        other_certs=list(knowledge.certificates),
        moment=moment,
        best_signature_time=moment,
        crls=list(knowledge.lists),
        ocsps=list(knowledge.answers),
        allow_fetching=False,
        revocation_mode="soft-fail",
        retroactive_revinfo=True,
        algorithm_usage_policy=policy,
    )
    try:
        settle(CertificateValidator(certificate, validation_context=context).async_validate_path())
    except (ValidationError, PathBuildingError) as error:
        return next(code for kind, code in VERDICTS if isinstance(error, kind))
    except (ValueError, IndexError):  # a certificate or list on the way that cannot be read, or no way at all
        return _UNKNOWN
    return None


def _may_sign(certificate: x509.Certificate, stamping: bool) -> bool:
    usage, extended = certificate.key_usage_value, certificate.extended_key_usage_value
    if stamping:
        return extended is not None and _STAMPING in extended.native
    return usage is None or bool(_SIGNING & set(usage.native))


def settle(work: Coroutine[Any, Any, Result]) -> Result:
    """Run what is written for an event loop but waits for nothing: no loop, no socket of its own, no network."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]
    work.close()
    raise RuntimeError("the check of a certificate asked for the network")


def worst(problems: Iterable[str]) -> str | None:
    """The problem that the record names: the worst of those there are."""
    found = set(problems)
    return next((problem for problem in get_args(SignatureProblem) if problem in found), None)
