"""Signed PDFs: every verdict on signatures that are whole, changed, forged, badly certified. Papers made here."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from ingest.signatures import read_signing
from ingest.signatures.reading import Signing
from ingest.signatures.trust_roots import TrustRoots, read_trust_roots
from models.errors import UsageError
from tests.signing import papers
from tests.signing.certificates import (
    NOON,
    Identity,
    Wish,
    authority,
    issuer,
    make,
    person,
    revocations,
    subject,
)  # fmt: skip
from tests.signing.clock import TEN_YEARS_ON
from tests.signing.papers import paper, sign

ROOTS = TrustRoots((authority().der,))
YEAR = timedelta(days=365)
GOOD: dict[str, Any] = {
    "field": "Felt1", "kind": "approval", "signer": "Gerda Lyng", "organisation": None, "issuer": "Egnens Udsteder",
    "signed_at": "2024-05-06T12:00:00+00:00", "time": "claimed", "intact": True, "covers_whole_document": True,
    "changes": "none", "changed_pages": [], "modified_after_signing": False, "trusted": True, "problem": None,
    "container": None,
}  # fmt: skip
BROKEN = {"intact": False, "changes": None, "modified_after_signing": None, "trusted": False}
FORGED = {
    **BROKEN, "signer": None, "issuer": None, "signed_at": None, "time": None, "covers_whole_document": None,
    "problem": "malformed",
}  # fmt: skip
LATER = {"covers_whole_document": False, "modified_after_signing": True, "changes": "other"}


def _gerda() -> Identity:
    return person()


def _signed(**wishes: Any) -> bytes:
    return sign(paper(), _gerda(), **wishes)


def _certified(level: MDPPerm) -> bytes:
    return _signed(certify=True, docmdp_permissions=level)


def _by(wish: Wish, above: Identity | None) -> bytes:
    return sign(paper(), make(wish, above))


def _named(**more: Any) -> Wish:
    return Wish(subject(cn="Gerda Lyng"), **more)


def _replaced(old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    data = data or _signed()
    assert len(old) == len(new) and old in data
    return data.replace(old, new)


def _flipped_signature() -> bytes:
    data = _signed()
    start, end = papers.hole(data)
    at = start + len(data[start:end].rstrip(b"0>")) - 9
    return data[:at] + (b"1" if data[at : at + 1] != b"1" else b"2") + data[at + 1 :]


def _emptied() -> bytes:
    data = _signed()
    start, end = papers.hole(data)
    return data[: start + 1] + b"0" * (end - start - 2) + data[end - 1 :]


def _range(new: bytes) -> bytes:
    data = _signed()
    old = re.search(rb"/ByteRange ?\[[^\]]*\]", data)
    assert old
    return data[: old.start()] + new.ljust(len(old[0])) + data[old.end() :]


def _revoked(after: timedelta) -> bytes:
    number = f"PID:{after.days}"
    who = person("Gerda Lyng", number)
    return papers.with_knowledge(sign(paper(), who, stamped=True), who, revocations(who, NOON + after))


def _renamed_format(name: bytes) -> bytes:
    return _replaced(b"/adbe.pkcs7.detached", name.ljust(20))


# name -> how it is made, and how its signature differs from one with which all is well
CASES: dict[str, tuple[Callable[[], bytes], dict[str, Any]]] = {
    "as it should be": (_signed, {}),
    "stamped": (lambda: _signed(stamped=True), {"time": "timestamp"}),
    "in the European format": (lambda: _signed(subfilter=SigSeedSubFilter.PADES), {}),
    "certified": (lambda: _certified(MDPPerm.FILL_FORMS), {"kind": "certification"}),
    "with its brackets signed": (lambda: papers.with_brackets_signed(_signed(), _gerda()), {}),
    "padded": (lambda: _signed() + b"\r\n\r\n", {"covers_whole_document": False}),
    "with an empty field": (lambda: sign(papers.with_empty_field(paper()), _gerda()), {}),
    "expired since": (lambda: _by(_named(end=NOON + timedelta(minutes=5)), issuer()), {}),
    "expired then": (
        lambda: _by(_named(end=NOON - timedelta(days=3)), issuer()),
        {"trusted": False, "problem": "certificate-expired"},
    ),
    "not yet valid": (
        lambda: _by(_named(start=NOON + timedelta(days=3)), issuer()),
        {"trusted": False, "problem": "certificate-expired"},
    ),
    "of a stranger": (
        lambda: _by(_named(), authority("Fremmed Rod")),
        {"issuer": "Fremmed Rod", "trusted": False, "problem": "unknown-root"},
    ),
    "of oneself": (
        lambda: _by(_named(), None),
        {"issuer": "Gerda Lyng", "trusted": False, "problem": "self-signed"},
    ),
    "for logging in": (lambda: _by(_named(uses=("digital_signature",)), issuer()), {}),
    "for secrets alone": (
        lambda: _by(_named(uses=("key_encipherment",)), issuer()),
        {"trusted": False, "problem": "unknown-root"},
    ),
    "revoked before": (
        lambda: _revoked(timedelta(days=-2)),
        {
            "time": "timestamp", "covers_whole_document": False, "changes": "validation_data", "trusted": False,
            "problem": "certificate-revoked",
        },
    ),
    "revoked later": (
        lambda: _revoked(timedelta(days=2)),
        {"time": "timestamp", "covers_whole_document": False, "changes": "validation_data"},
    ),
    "by a weak digest": (lambda: _signed(md_algorithm="sha1"), {"trusted": False, "problem": "weak-algorithm"}),
    "of before 2010": (
        lambda: _renamed_format(b"/adbe.pkcs7.sha1"),
        {
            "intact": None, "covers_whole_document": None, "changes": None, "modified_after_signing": None,
            "trusted": None, "problem": "unsupported-format",
        },
    ),
    "with another sum since": (
        lambda: papers.with_other_sum(_signed()),
        {**LATER, "changed_pages": [1], "problem": "changed-after-signing"},
    ),
    "with a comment since": (lambda: papers.with_a_note(_signed()), {**LATER, "problem": "changed-after-signing"}),
    "with another sum in place": (
        lambda: _replaced(papers.SUM, papers.OTHER_SUM),
        {**BROKEN, "problem": "digest-mismatch"},
    ),
    "with a bit turned": (_flipped_signature, {**BROKEN, "problem": "signature-invalid"}),
    "with its hole filled": (
        lambda: papers.with_filled_hole(_signed()),
        {"covers_whole_document": False, "changes": None, "modified_after_signing": None, "problem": "byte-range-gap"},
    ),
    "with loose bytes": (
        lambda: _signed() + b"\n9 0 obj\n<<>>\nendobj\n",
        {
            "covers_whole_document": False, "changes": None, "modified_after_signing": None,
            "problem": "bytes-after-signature",
        },
    ),
    "without contents": (_emptied, FORGED),
    "without a range": (lambda: _range(b"/ByteRange null"), FORGED),
    "with a range before the file": (lambda: _range(b"/ByteRange [0 -1 -1 -1]"), FORGED),
    "with a range of its first bytes": (
        lambda: _range(b"/ByteRange [0 9]"),
        {**BROKEN, "covers_whole_document": False, "problem": "digest-mismatch"},
    ),
}  # fmt: skip


def _only(signing: Signing) -> dict[str, Any]:
    assert len(signing.signatures) == 1
    return signing.signatures[0].model_dump()


def _judged(data: bytes, roots: TrustRoots | None = ROOTS) -> dict[str, Any]:
    found = _only(read_signing(data, roots))
    return {name: found[name] for name in GOOD}


@pytest.mark.parametrize("case", CASES)
def test_judges_a_signature(case: str) -> None:
    build, other = CASES[case]
    data = build()
    assert _judged(data) == {**GOOD, **other}
    # Without roots nothing is said of trust, and everything else is the same: but whom nobody knows cannot be told.
    lost = {"problem": None} if other.get("problem") == "unknown-root" else {}
    assert _judged(data, None) == {**GOOD, **other, **lost, "trusted": None}


def test_tells_a_second_signer_from_a_change() -> None:
    data = sign(_signed(), person("Holger Bæk", "PID:2"), field="Felt2", at=NOON + timedelta(hours=1))
    first, second = read_signing(data, ROOTS).signatures
    assert (first.signer, first.changes, first.modified_after_signing) == ("Gerda Lyng", "signatures", False)
    assert (first.covers_whole_document, first.problem) == (False, None)
    assert (second.signer, second.changes, second.covers_whole_document) == ("Holger Bæk", "none", True)


def test_lists_a_change_between_two_signatures_under_the_first() -> None:
    data = sign(papers.with_other_sum(_signed()), person("Holger Bæk", "PID:2"), field="Felt2")
    first, second = read_signing(data, ROOTS).signatures
    assert (first.problem, first.changed_pages) == ("changed-after-signing", [1])
    assert (second.problem, second.changed_pages) == (None, [])


def test_says_that_a_signer_forbade_what_came_later() -> None:
    data = sign(_certified(MDPPerm.NO_CHANGES), person("Holger Bæk", "PID:2"), field="Felt2")
    first = read_signing(data, ROOTS).signatures[0]
    assert (first.changes, first.problem) == ("signatures", "changed-after-signing")


def test_counts_signatures_that_were_taken_out() -> None:
    assert read_signing(papers.without_signature(_signed())) == Signing((), (), 1)
    assert read_signing(papers.with_empty_field(paper())) == Signing()
    assert read_signing(_emptied()).removed == 0


def test_keeps_the_good_signature_beside_a_broken_one() -> None:
    data = sign(_signed(), person("Holger Bæk", "PID:2"), field="Felt2")
    start, end = papers.hole(data)
    found = read_signing(data[: start + 1] + b"0" * (end - start - 2) + data[end - 1 :], ROOTS).signatures
    assert {row.field: row.problem for row in found} == {"Felt1": None, "Felt2": "malformed"}


def test_reads_what_people_signed_in_attachments() -> None:
    gerda, holger = person(), person("Holger Bæk", "PID:2")
    ready = papers.prepared([(gerda, "Områdechef", "Skovby Kommune"), (holger, "Formand", "Boligforeningen Kilden")])
    seal = make(Wish(subject(cn="Egnens Segl A/S", o="Egnens Segl A/S")), issuer())
    signing = read_signing(sign(ready, seal, certify=True, stamped=True), ROOTS)
    assert [(row.kind, row.signer, row.intact, row.trusted) for row in signing.signatures] == [
        ("certification", "Egnens Segl A/S", True, True),
        ("attached", "Gerda Lyng", True, True),
        ("attached", "Holger Bæk", True, True),
    ]
    own = signing.signatures[1]
    assert (own.container, own.signed_at, own.time) == ("0000beef.xml", "2024-05-06T12:00:00+00:00", "claimed")
    assert (own.covers_whole_document, own.changes, own.algorithm) == (None, None, "rsa-sha256")
    assert {found.name: found.role for found in signing.attachments} == {
        "0000beef.xml": "signature", "0001beef.xml": "signature", "index.json": "index", "hændelser.txt": "log",
    }  # fmt: skip


def test_finds_one_letter_changed_in_an_attached_signature() -> None:
    from ingest.signatures.attached import read_attached
    from ingest.signatures.attachments import Held

    good = papers.signed_wrapper(person(), b"%PDF")
    digest = re.search(rb"<digest>(\w)", good)
    assert digest
    letter = b"0" if digest[1] != b"0" else b"1"
    bad = good[: digest.start(1)] + letter + good[digest.end(1) :]
    found = [read_attached(Held("a.xml", "", data), "a.xml", [], None)[0] for data in (good, bad, b"<Signature/>")]
    assert [(row.intact, row.problem) for row in found] == [
        (True, None), (False, "digest-mismatch"), (False, "malformed"),
    ]  # fmt: skip


def test_lets_no_number_or_address_out_of_a_certificate() -> None:
    name = subject(cn="Gerda Lyng 010203-1234", o="Skovby Kommune // CVR:12345678", number="CVR:12345678-RID:98765",
                   mail="gerda@skovby.invalid")  # fmt: skip
    found = read_signing(sign(paper(), make(Wish(name), issuer())), ROOTS).signatures[0]
    assert (found.signer, found.organisation) == ("Gerda Lyng", "Skovby Kommune")
    told = found.model_dump_json()
    assert not re.search(r"010203|12345678|98765|gerda@|RID", told)


def test_trusts_a_stamp_only_of_a_service_that_leads_to_a_root() -> None:
    own = TrustRoots((authority("Fremmed Rod").der,))
    data = _signed(stamped=True)
    assert [read_signing(data, roots).signatures[0].time for roots in (ROOTS, None, own)] == [
        "timestamp", "timestamp", "claimed",
    ]  # fmt: skip


_READ = """
import sys
from pathlib import Path
from ingest.signatures import read_signing
from ingest.signatures.trust_roots import read_trust_roots
found = read_signing(Path(sys.argv[1]).read_bytes(), read_trust_roots(Path(sys.argv[2])))
print([row.model_dump_json() for row in found.signatures])
"""


def _run(code: str, *arguments: Path) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True).stdout


def test_gives_the_same_in_ten_years(tmp_path: Path) -> None:
    data = papers.with_other_sum(_by(_named(end=NOON + timedelta(minutes=5)), issuer()))
    (tmp_path / "paper.pdf").write_bytes(data)
    (tmp_path / "root.der").write_bytes(authority().der)
    told = _run(TEN_YEARS_ON + _READ, tmp_path / "paper.pdf", tmp_path / "root.der")
    assert told.strip() == str([row.model_dump_json() for row in read_signing(data, ROOTS).signatures])
    assert read_signing(data, ROOTS).signatures[0].trusted


def test_trusts_a_certificate_that_is_itself_given_as_a_root() -> None:
    own = make(_named())
    assert _judged(sign(paper(), own), TrustRoots((own.der,)))["trusted"]
    assert _judged(_signed(), TrustRoots((issuer().der,)))["trusted"]
    assert not _judged(_signed(), TrustRoots((own.der,)))["trusted"]


def test_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    data = papers.with_other_sum(_signed(stamped=True))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    for name in ("socket", "socketpair", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    assert read_signing(data, ROOTS).signatures[0].trusted


def test_loads_nothing_for_a_paper_without_signatures(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper())
    code = (
        "import sys; from ingest import read_document; read_document(sys.argv[1]);"
        "print([name for name in sys.modules if name.split('.')[0] in ('pyhanko', 'aiohttp', 'lxml', 'signxml')])"
    )
    assert _run(code, tmp_path / "paper.pdf").strip() == "[]"


def test_reads_roots_in_either_form_from_file_or_folder(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    first, second = authority(), authority("Fremmed Rod")
    (tmp_path / "one.pem").write_bytes(first.certificate.public_bytes(Encoding.PEM))
    (tmp_path / "two.cer").write_bytes(second.der)
    (tmp_path / "readme.txt").write_text("roots")
    assert read_trust_roots(tmp_path / "one.pem") == TrustRoots((first.der,))
    both = read_trust_roots(tmp_path)
    assert set(both.certificates) == {first.der, second.der}
    (tmp_path / "all.pem").write_bytes(
        b"".join(found.certificate.public_bytes(Encoding.PEM) for found in (second, first))
    )
    assert read_trust_roots(tmp_path / "all.pem").sha256 == both.sha256


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_refuses_roots_that_are_none(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "root.pem").write_bytes(content)
    with pytest.raises(UsageError, match=r"root\.pem"):
        read_trust_roots(tmp_path / "root.pem")
