"""The paper against its digital signatures, and the days of a signing service's page of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from ingest.page.signing_evidence import mark_evidence
from models.document import REMOVED, Document, Page
from models.records import Agreement, Finding, Signature
from models.text import page_text
from parsers import parse

AGREEMENT = """Partnerskabsaftale for Kildeengen 2024-2026

Mellem Skovby Kommune og Boligforeningen Kilden er der indgået følgende aftale om tryghed.
Aftalen gælder fra den 1. juni 2024 til den 31. maj 2026.
Parterne afsætter 240.000 kr. om året til aktiviteter for de unge.
"""
SIGNERS = """Underskrifter

For Skovby Kommune
Gerda Lyng, områdechef

For Boligforeningen Kilden
Holger Bæk, formand for bestyrelsen
"""
EVIDENCE = """Underskrifterne i dette dokument er juridisk bindende.

Gerda Marie Lyng
Underskriver
På vegne af: Skovby Kommune
Serienummer: 81ab-22
2024-05-06 12:00:00 UTC

Holger Bæk
Formand
På vegne af: Boligforeningen Kilden
IP: 198.51.100.4
06.05.2024 kl. 23:10
"""
LABELLED = """Dokumentet er underskrevet digitalt.

Navn: Gerda Marie Lyng
Titel: Områdechef
Virksomhed: Skovby Kommune
Underskrevet: 06-05-2024 12:00:11
Transaktions-id: 81ab-22

Navn: Holger Bæk
Rolle: Underskriver
Virksomhed: Boligforeningen Kilden
Underskrevet: 07-05-2024 08:30:00
Transaktions-id: 81ab-23
"""
GOOD: dict[str, Any] = {
    "kind": "approval", "signer": "Gerda Lyng", "signed_at": None, "intact": True, "covers_whole_document": True,
    "changes": "none", "modified_after_signing": False, "trusted": None, "problem": None,
}  # fmt: skip


def _signature(**other: Any) -> Signature:
    return Signature.model_validate({**GOOD, **other})


def _document(texts: Sequence[str], signatures: Sequence[Signature] = (), removed: int = 0) -> Document:
    pages = [
        Page(number, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, page_text(text))
        for number, text in enumerate(texts, 1)
    ]
    pages[0] = replace(pages[0], facts={REMOVED: float(removed)} if removed else {})
    marked = mark_evidence(pages, False)
    return Document("0" * 64, "aftale.pdf", "application/pdf", 1, "ok", marked, signatures=tuple(signatures))


def _parse(*signatures: Signature, removed: int = 0) -> Agreement:
    return parse(_document((AGREEMENT, SIGNERS), signatures, removed))


def _told(agreement: Agreement) -> list[tuple[str, str, dict[str, Any]]]:
    """Code, severity and details of what was found about signatures."""
    return [(row.code, row.severity, row.details) for row in agreement.findings if "sign" in row.code]


def _signatories(*texts: str) -> list[tuple[str | None, str | None, str, str | None]]:
    rows = parse(_document(texts)).signatories
    return [(row.name, row.title, row.organisation, row.date) for row in rows]


def test_gives_signatories_the_days_of_the_page_of_evidence() -> None:
    assert _signatories(AGREEMENT, SIGNERS, EVIDENCE) == [
        ("Gerda Lyng", "områdechef", "skovby-kommune", "2024-05-06"),
        ("Holger Bæk", "formand for bestyrelsen", "kilden", "2024-05-06"),
    ]


def test_takes_signatories_from_the_page_of_evidence_where_the_paper_names_none() -> None:
    assert _signatories(AGREEMENT, EVIDENCE) == [
        ("Gerda Marie Lyng", None, "skovby-kommune", "2024-05-06"),
        ("Holger Bæk", "Formand", "kilden", "2024-05-06"),
    ]


def test_takes_names_and_titles_behind_their_labels() -> None:
    assert _signatories(AGREEMENT, LABELLED) == [
        ("Gerda Marie Lyng", "Områdechef", "skovby-kommune", "2024-05-06"),
        ("Holger Bæk", None, "kilden", "2024-05-07"),
    ]


def test_quotes_the_page_of_evidence_for_what_it_gave() -> None:
    document = _document((AGREEMENT, EVIDENCE))
    quotes = parse(document).signatories[1].evidence
    assert [quote.verbatim for quote in quotes] == [
        "Holger Bæk\nFormand", "På vegne af: Boligforeningen Kilden", "06.05.2024 kl. 23:10",
    ]  # fmt: skip
    text = document.pages[1].text.text
    assert all(text[quote.start : quote.end] == quote.verbatim and quote.page == 2 for quote in quotes)


def test_fills_in_a_name_that_the_paper_leaves_to_the_pen() -> None:
    nameless = SIGNERS.replace("Gerda Lyng, områdechef", "Områdechef")
    assert ("Gerda Marie Lyng", "Områdechef", "skovby-kommune", "2024-05-06") in _signatories(
        AGREEMENT, nameless, EVIDENCE
    )


def test_says_nothing_of_a_paper_without_signatures_or_with_all_of_them() -> None:
    assert _told(_parse()) == []
    assert _told(_parse(_signature(), _signature(signer="Holger Baek"))) == []


def test_names_who_has_not_signed() -> None:
    assert _told(_parse(_signature())) == [("signatory-not-signed", "warning", {"name": "Holger Bæk"})]


def test_names_who_signed_and_is_not_on_the_paper() -> None:
    found = _told(_parse(_signature(), _signature(signer="Holger Bæk"), _signature(signer="Ukendt Person")))
    assert found == [("signer-not-on-paper", "warning", {"signer": "Ukendt Person"})]


def test_thinks_of_a_pen_where_none_of_the_signatories_signed_digitally() -> None:
    found = _told(_parse(_signature(signer="Ukendt Person")))
    assert [(code, severity) for code, severity, _ in found] == [
        ("signatory-not-signed", "info"), ("signatory-not-signed", "info"), ("signer-not-on-paper", "warning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"signer": "Egnens Segl A/S", "organisation": "Egnens Segl A/S"},
        {"signer": "Skovby Kommune"},
        {"signer": "Egnens Tid", "kind": "timestamp"},
        {"signer": None},
    ],
)
def test_asks_no_seal_or_stamp_for_its_name(other: dict[str, Any]) -> None:
    assert _told(_parse(_signature(**other))) == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (
            {"intact": False, "problem": "digest-mismatch"},
            ("signature-broken", "error", {"signer": "Gerda Lyng", "problem": "digest-mismatch"}),
        ),
        (
            {"problem": "byte-range-gap", "changes": None, "modified_after_signing": None},
            ("signature-broken", "error", {"signer": "Gerda Lyng", "problem": "byte-range-gap"}),
        ),
        (
            {"changes": "other", "modified_after_signing": True, "changed_pages": [2]},
            ("changed-after-signing", "error", {"signer": "Gerda Lyng", "pages": [2]}),
        ),
        (
            {"changes": "form_filling", "modified_after_signing": True},
            ("changed-after-signing", "info", {"signer": "Gerda Lyng"}),
        ),
        (
            {"problem": "bytes-after-signature", "changes": None, "modified_after_signing": None},
            ("changed-after-signing", "info", {"signer": "Gerda Lyng"}),
        ),
    ],
)
def test_points_out_what_became_of_a_signature(other: dict[str, Any], told: tuple[str, str, Any]) -> None:
    agreement = _parse(_signature(**other), _signature(signer="Holger Bæk"))
    assert told in _told(agreement)


def _only(agreement: Agreement, code: str) -> Finding:
    return next(row for row in agreement.findings if row.code == code)


def test_quotes_the_changed_page_or_the_signer() -> None:
    changed = _parse(_signature(changes="other", modified_after_signing=True, changed_pages=[1]))
    assert _only(changed, "changed-after-signing").evidence[0].verbatim == AGREEMENT.split("\n")[0]
    broken = _parse(_signature(intact=False, problem="signature-invalid"))
    assert _only(broken, "signature-broken").evidence[0].verbatim == "Gerda Lyng"
    assert "Gerda Lyng" in _only(broken, "signature-broken").message


def test_points_out_signatures_that_were_taken_out() -> None:
    assert _told(_parse(removed=1)) == [("signature-removed", "error", {})]
    assert _told(_parse(removed=2)) == [("signature-removed", "error", {"count": 2})]


def test_counts_no_broken_signature_as_signed() -> None:
    found = _told(_parse(_signature(intact=False, problem="digest-mismatch"), _signature(signer="Holger Bæk")))
    assert ("signatory-not-signed", "warning", {"name": "Gerda Lyng"}) in found
