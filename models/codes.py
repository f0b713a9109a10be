"""The closed vocabularies of the records: every code that a column of codes may hold, and what a finding may be.

Codes are English and never change their meaning; their names for people, in Danish and English, stand in `corpus`.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["partnership_agreement", "addendum", "status_report", "reporting_basis", "other"]
OrganisationKind = Literal["municipality", "administration", "police", "ssp", "housing_organisation", "other"]
AreaChange = Literal["added", "removed"]
StartBasis = Literal["stated", "signature"]
Direction = Literal["increase", "decrease", "maintain", "approach", "monitor", "at_least"]
GoalStatus = Literal["agreed", "in_force", "proposed"]
MeasureStatus = Literal["stated", "pending"]
Indicator = Literal[
    "feels_safe",
    "feels_unsafe",
    "need_for_safety_measures",
    "reported_offences",
    "reported_offences_per_1000",
    "activities_with_partners",
]
Offence = Literal[
    "total_citizen_facing",
    "total_penal_code",
    "burglary",
    "theft",
    "theft_robbery",
    "robbery",
    "violence",
    "violence_threats",
    "violence_weapons",
    "threats",
    "vandalism",
    "narcotics",
    "harassment",
    "burglary_residential",
    "theft_from_citizens",
]
Unit = Literal["count", "per_1000_inhabitants", "percent", "category"]
Role = Literal["baseline", "target", "observation"]
TimeOfDay = Literal["all", "day", "evening_night"]
Basis = Literal["annual", "total", "unstated"]
Purpose = Literal["whole", "activities", "administration"]
MeetingBody = Literal["steering_group", "working_group"]
Absence = Literal["absent", "unreadable", "conflicting"]
Severity = Literal["info", "warning", "error"]
PageSource = Literal["text_layer", "ocr", "plain_text"]
DocumentStatus = Literal["ok", "partial", "failed"]
SignatureKind = Literal["approval", "certification", "timestamp", "attached"]
SignatureTime = Literal["timestamp", "claimed"]
SignatureChanges = Literal["none", "validation_data", "signatures", "form_filling", "other"]
# Worst first: a signature has the first that holds.
SignatureProblem = Literal[
    "malformed",
    "unsupported-format",
    "digest-mismatch",
    "signature-invalid",
    "byte-range-gap",
    "bytes-after-signature",
    "changed-after-signing",
    "changes-not-checked",
    "certificate-revoked",
    "certificate-expired",
    "unknown-root",
    "self-signed",
    "weak-algorithm",
]
AttachmentRole = Literal["signature", "index", "log", "other"]

ReviewAction = Literal["accept", "correct", "reject", "add", "complete", "undo"]
# What a decision of a person is now, after the document was read again.
ReviewState = Literal[
    "accepted",
    "corrected",
    "rejected",
    "added",
    "complete",
    "agreed",
    "merged",
    "conflict",
    "again",
]
# Why a decision has no row to stand on.
ReviewOpen = Literal["orphan", "other-witness", "no-document"]
# Which list a decision was made from: only a random sample gives figures that are not biased.
ReviewQueue = Literal["unsure", "disagreeing", "findings", "sample", "conflicts"]

# The codes of findings and what each means. A finding's column is open: a later version may add a code.
FINDING_CODES: dict[str, str] = {
    "attachments": "the file is a portfolio: what matters is attached to it",
    "baseline-year-missing": "figures under a baseline heading without a year",
    "budget-sum-mismatch": "parts and whole of a budget do not add up",
    "changed-after-signing": "the file was changed after it was signed",
    "check-value": "a value that is likely wrong: a person should look",
    "count-mismatch": "two counts of the same things, or a count and the list it announces, differ",
    "cpr-number": "a civil registration number (CPR) stands in the text",
    "footnote-missing": "a mark without its note",
    "hidden-text": "text that a person does not see was left out",
    "low-quality-page": "the quality of a page is under 0.6 after repair",
    "no-agreement": "nothing here reads as a partnership paper",
    "party-signature-mismatch": "a party is missing from the signature page",
    "pending-baseline": "a baseline that is left for later",
    "period-gap": "time between the end of the earlier agreement and the start of this one",
    "period-missing": "an agreement without an end",
    "section-missing": "the numbering jumps",
    "several-papers": "the file holds several papers: the record is of the first whole one",
    "sign-restored": "a lost minus or bracket was put back because the arithmetic demands it",
    "signatory-not-signed": "a signatory of the paper has no digital signature, though others have",
    "signature-broken": "a digital signature is not intact",
    "signature-removed": "a digital signature was taken out of the file",
    "signer-not-on-paper": "a digital signer is no signatory of the paper",
    "target-arithmetic": "a target does not follow from baseline and percentage",
    "transcription-suspect": "a word that no Danish printer set",
    "unparsed-table": "a table with figures that gave no row",
    "unreadable-figure": "a figure that cannot be read whole",
    "unreadable-form": "a form that only asks to wait, or to be opened by another program",
    "unsigned": "a signature page without dates or names, or no signature page",
    "witness-conflict": "another file of the same agreement says something else",
    "wrong-encoding": "letters that a wrong encoding made of others",
}
