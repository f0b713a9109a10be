"""The records the archive holds and exports: the contract with its users, as pydantic models.

Identifiers are English; what the paper says stays Danish and verbatim. Money is whole kroner, shares are percent,
confidences are 0..1, dates are ISO 8601 strings. What the paper does not say is None.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["partnership_agreement", "addendum", "status_report", "reporting_basis", "other"]
OrganisationKind = Literal["municipality", "administration", "police", "ssp", "housing_organisation", "other"]
Direction = Literal["increase", "decrease", "maintain", "approach", "monitor", "at_least"]
GoalStatus = Literal["agreed", "in_force", "proposed"]
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
Number = int | float


class Record(BaseModel):
    """Base of all records: no field beyond the contract, no change once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BoxRecord(Record):
    """A rectangle in PDF points from the page's top left corner, y downwards."""

    x0: float
    top: float
    x1: float
    bottom: float


class Evidence(Record):
    """Where a value stands: `verbatim` is `text[start:end]` of the page; `boxes` is None for plain text."""

    page: int
    start: int
    end: int
    verbatim: str
    boxes: list[BoxRecord] | None
    rule: str
    confidence: float


class Row(Record):
    """A record in a list: it carries its evidence, at least one."""

    evidence: list[Evidence]


class Area(Row):
    name: str


class Period(Record):
    start: str | None
    end: str | None
    start_basis: Literal["stated", "signature"] | None


class Concerns(Record):
    """The agreement an addendum or report is about."""

    partnership: str | None
    start_year: int | None
    end_year: int | None


class Party(Row):
    organisation: str
    name: str
    kind: OrganisationKind
    part_of: str | None = None
    administrator: str | None = None


class FocusArea(Row):
    number: int | None
    title: str


class Goal(Row):
    number: str | None
    text: str
    indicator: Indicator
    direction: Direction
    target_value: Number | str | None = None
    unit: Unit | None = None
    deadline: int | None = None
    baseline_year: int | None = None
    offences: list[Offence] = []
    data_source: str | None = None
    status: GoalStatus = "agreed"
    applies_to: list[str] = []


class Measure(Row):
    role: Role
    indicator: Indicator
    offence: Offence | None = None
    area: str
    time_of_day: TimeOfDay = "all"
    year: int | None = None
    value: Number | str | None = None
    unit: Unit
    change_percent: Number | None = None
    status: Literal["stated", "pending"] = "stated"
    data_source: str | None = None


class Budget(Row):
    amount_dkk: int
    basis: Basis
    purpose: Purpose
    fte: float | None = None
    payer: str | None = None
    start_year: int | None = None
    end_year: int | None = None


class Meeting(Row):
    body: MeetingBody
    min_per_year: int | None
    max_per_year: int | None


class Signatory(Row):
    name: str | None
    title: str | None
    organisation: str
    unit: str | None = None
    chair: bool = False
    date: str | None = None


class Decision(Row):
    body: str
    date: str


class Policy(Row):
    title: str


class Finding(Row):
    code: str
    severity: Severity
    message: str


class Agreement(Record):
    """What one document says. `evidence` maps title, kind, partnership and period to theirs."""

    title: str | None
    kind: Kind
    partnership: str | None
    concerns: Concerns | None = None
    areas: list[Area] = []
    period: Period | None = None
    parties: list[Party] = []
    focus_areas: list[FocusArea] = []
    goals: list[Goal] = []
    measures: list[Measure] = []
    budgets: list[Budget] = []
    meetings: list[Meeting] = []
    signatories: list[Signatory] = []
    decisions: list[Decision] = []
    policies: list[Policy] = []
    findings: list[Finding] = []
    absent: dict[str, Absence] = {}
    evidence: dict[str, list[Evidence]] = {}


class RepairRecord(Record):
    """A repair or flag of a page; see `models.text.Repair`."""

    page: int
    start: int
    end: int
    raw: str
    repaired: str
    rule: str
    margin_keep: float | None
    margin_next: float | None
    confidence: float
    applied: bool


class WordRecord(Record):
    text: str
    box: BoxRecord | None
    confidence: float | None


class ReadingRecord(Record):
    source: Literal["text_layer", "ocr", "plain_text"]
    engine: str
    text: str


class PageRecord(Record):
    number: int
    width: float
    height: float
    rotation: int
    source: Literal["text_layer", "ocr", "plain_text"]
    verdict: str
    reason: str
    quality: float
    ocr_confidence: float | None
    raw_text: str
    text: str
    body_start: int
    readings: list[ReadingRecord] = []
    words: list[WordRecord] | None = None


class Signature(Record):
    """A digital signature of a PDF."""

    signer: str | None
    signed_at: str | None
    intact: bool | None
    covers_whole_document: bool | None
    modified_after_signing: bool | None
    trusted: bool | None
    problem: str | None


class AgreementRecord(Agreement):
    """An agreement as the archive exports it: whether this witness is the one that comparison uses."""

    preferred: bool = True


class DocumentRecord(Record):
    sha256: str
    filename: str
    filenames: list[str]
    media_type: str
    bytes: int
    page_count: int
    status: Literal["ok", "partial", "failed"]
    error: str | None
    pages: list[PageRecord]
    repairs: list[RepairRecord] = []
    signatures: list[Signature] = []
    agreements: list[AgreementRecord]
