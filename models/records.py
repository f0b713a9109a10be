"""The records the archive holds and exports: the contract with its users, as pydantic models.

Identifiers are English; what the paper says stays Danish and verbatim. Money is whole kroner, shares are percent,
confidences are 0..1, dates are ISO 8601 strings. What the paper does not say is None. Every field says what it holds:
the codebook is made of that.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from models.codes import (
    Absence,
    AreaChange,
    AttachmentRole,
    Basis,
    Direction,
    DocumentStatus,
    GoalStatus,
    Indicator,
    Kind,
    MeasureStatus,
    MeetingBody,
    Offence,
    OrganisationKind,
    PageSource,
    Purpose,
    ReviewState,
    Role,
    Severity,
    SignatureChanges,
    SignatureKind,
    SignatureProblem,
    SignatureTime,
    StartBasis,
    TimeOfDay,
    Unit,
)

Number = int | float


class Record(BaseModel):
    """Base of all records: no field beyond the contract, no change once made.

    What checks a record is built when the first of its kind is made: whoever only asks for names of columns, as the
    browser's first page does, need not wait for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class BoxRecord(Record):
    """A rectangle in PDF points from the page's top left corner, y downwards."""

    x0: float = Field(description="left edge")
    top: float = Field(description="upper edge")
    x1: float = Field(description="right edge")
    bottom: float = Field(description="lower edge")


class Evidence(Record):
    """Where a value stands on paper: a quote of a page's text, and the rule that read it."""

    page: int = Field(description="page number, from 1")
    start: int = Field(description="offset of the quote's first character in the page's text")
    end: int = Field(description="offset after the quote's last character")
    verbatim: str = Field(description="the quote: exactly text[start:end] of the page")
    boxes: list[BoxRecord] | None = Field(description="rectangles of the quoted words on the page; null for plain text")
    rule: str = Field(description="the rule that fired")
    confidence: float = Field(description="how sure the value is, 0..1: of the rows given 0.9, nine in ten are right")


class Row(Record):
    """A record in a list: it carries its evidence, at least one."""

    evidence: list[Evidence] = Field(description="where the row's values stand on paper")
    row_key: str | None = Field(default=None, description="what the row says, as a key that survives re-reading")
    review: ReviewState | None = Field(default=None, description="what a person decided about it")


class Area(Row):
    """A name in the sentence that says what the partnership area consists of."""

    name: str = Field(description="the place as printed")
    change: AreaChange | None = Field(
        default=None, description="whether the paper says that the area is widened by the place, or loses it"
    )


class Period(Record):
    """When the agreement holds."""

    start: str | None = Field(description="first day, ISO 8601; null where it runs from the day of signing")
    end: str | None = Field(description="last day, ISO 8601")
    start_basis: StartBasis | None = Field(description="whether the start is stated or is the day of signing")


class Concerns(Record):
    """The agreement an addendum or report is about."""

    partnership: str | None = Field(description="its partnership")
    start_year: int | None = Field(description="its first year")
    end_year: int | None = Field(description="its last year")


class Party(Row):
    """An organisation that the agreement is made between."""

    organisation: str = Field(description="the organisation's id")
    name: str = Field(description="its name as printed")
    kind: OrganisationKind = Field(description="what kind of organisation it is")
    part_of: str | None = Field(default=None, description="id of the organisation it belongs to")
    administrator: str | None = Field(default=None, description="id of the organisation that administers it")


class FocusArea(Row):
    """A theme that the partnership works on."""

    number: int | None = Field(description="its number as printed")
    title: str = Field(description="its title as printed")


class Goal(Row):
    """What the parties want to reach."""

    number: str | None = Field(description='its number as printed ("1"), "2.1" for the first dash under 2')
    text: str = Field(description="the goal as printed")
    indicator: Indicator = Field(description="what is measured")
    direction: Direction = Field(description="which way it should go")
    target_value: Number | str | None = Field(
        default=None, description="the level to reach: a number or a printed word"
    )
    unit: Unit | None = Field(default=None, description="unit of the level")
    deadline: int | None = Field(default=None, description="year to reach it by, as printed")
    baseline_year: int | None = Field(default=None, description="year it is compared with")
    offences: list[Offence] = Field(default=[], description="kinds of crime it is about")
    reference_area: str | None = Field(default=None, description="the place whose level it is to approach")
    times_of_day: list[TimeOfDay] = Field(default=[], description="times of day that a goal about a feeling is about")
    data_source: str | None = Field(default=None, description="survey or register it is measured by, as printed")
    status: GoalStatus = Field(default="agreed", description="whether it is agreed here, in force already, or proposed")
    applies_to: list[str] = Field(default=[], description="partnerships it holds for, where the paper names others")


class Measure(Row):
    """One figure about safety or crime: one row, one number."""

    role: Role = Field(description="what the figure is: where one starts from, what is asked for, what was seen")
    indicator: Indicator = Field(description="what is measured")
    offence: Offence | None = Field(default=None, description="kind of crime")
    area: str = Field(description="place as printed, or partnership_area")
    time_of_day: TimeOfDay = Field(default="all", description="time of day it is about")
    year: int | None = Field(default=None, description="year of the figure")
    value: Number | str | None = Field(default=None, description="the figure; with unit category the printed word")
    unit: Unit = Field(description="unit of the figure")
    change_percent: Number | None = Field(default=None, description="relative change in percent")
    status: MeasureStatus = Field(default="stated", description="pending where the figure is left for later")
    data_source: str | None = Field(default=None, description="survey or register it is from, as printed")


class Budget(Row):
    """An amount of money for the partnership."""

    amount_dkk: int = Field(description="whole kroner, nominal")
    basis: Basis = Field(description="whether it is for each year or for all of them")
    purpose: Purpose = Field(description="what it is for")
    fte: float | None = Field(default=None, description="full-time equivalents")
    payer: str | None = Field(default=None, description="id of the party that pays")
    start_year: int | None = Field(default=None, description="first year")
    end_year: int | None = Field(default=None, description="last year")
    adds: bool = Field(default=True, description="false where it is part of another row, or says the same money again")


class Meeting(Row):
    """How often a body meets."""

    body: MeetingBody = Field(description="which body")
    min_per_year: int | None = Field(description="at least so many meetings a year")
    max_per_year: int | None = Field(description="at most so many meetings a year")


class Signatory(Row):
    """A place on the signature page."""

    name: str | None = Field(description="the person's name as printed")
    title: str | None = Field(description="the person's title as printed")
    organisation: str = Field(description="id of the organisation signed for")
    unit: str | None = Field(default=None, description="id of the administration, under a municipality's name")
    chair: bool = Field(default=False, description="whether the person signs as chair (formand)")
    date: str | None = Field(default=None, description="day of signing, ISO 8601")


class Decision(Row):
    """A dated political decision that the paper rests on."""

    body: str = Field(description="the body that decided, as printed")
    date: str = Field(description="day of the decision, ISO 8601")


class Policy(Row):
    """A strategy, policy or plan of others that the paper names."""

    title: str = Field(description="its title, without the owner")


class Definition(Row):
    """What the paper says that a category of crime or a figure covers."""

    term: str = Field(description="the term as printed")
    offence: Offence | None = Field(default=None, description="its code, where the term is one of the kinds of crime")
    text: str = Field(description="what it covers, as printed")


class Related(Row):
    """Another agreement of this or another partnership that the paper names with its years."""

    partnership: str | None = Field(description="its partnership")
    start_year: int | None = Field(description="its first year")
    end_year: int | None = Field(description="its last year")


class Finding(Row):
    """Something that a careful reader would point out."""

    code: str = Field(description="what kind of thing it is")
    severity: Severity = Field(description="how much it matters")
    message: str = Field(description="one sentence about it, in English")
    details: dict[str, Any] = Field(default={}, description="parameters of the sentence, to say it in Danish too")


class Agreement(Record):
    """What one document says. `evidence` maps title, kind, partnership and period to theirs."""

    title: str | None = Field(description="title as printed")
    kind: Kind = Field(description="what kind of paper it is")
    partnership: str | None = Field(description="slug of the place of the series it belongs to")
    concerns: Concerns | None = Field(default=None, description="the agreement that an addendum or report is about")
    areas: list[Area] = Field(default=[], description="what the partnership area consists of")
    period: Period | None = Field(default=None, description="when it holds")
    parties: list[Party] = Field(default=[], description="who makes it")
    focus_areas: list[FocusArea] = Field(default=[], description="themes that the partnership works on")
    goals: list[Goal] = Field(default=[], description="what the parties want to reach")
    measures: list[Measure] = Field(default=[], description="figures about safety or crime")
    budgets: list[Budget] = Field(default=[], description="amounts of money")
    meetings: list[Meeting] = Field(default=[], description="how often bodies meet")
    signatories: list[Signatory] = Field(default=[], description="the signature page")
    decisions: list[Decision] = Field(default=[], description="dated political decisions it rests on")
    policies: list[Policy] = Field(default=[], description="strategies, policies and plans of others that it names")
    definitions: list[Definition] = Field(default=[], description="what categories and figures cover")
    related: list[Related] = Field(default=[], description="other agreements that it names with their years")
    findings: list[Finding] = Field(default=[], description="what a careful reader would point out")
    absent: dict[str, Absence] = Field(default={}, description="for a field with nothing in it, why")
    evidence: dict[str, list[Evidence]] = Field(default={}, description="where title, kind, partnership, period stand")


class RepairRecord(Record):
    """A repair or flag of a page; see `models.text.Repair`."""

    page: int = Field(description="page number, from 1")
    start: int = Field(description="offset of its first character in the page's text")
    end: int = Field(description="offset after its last character")
    raw: str = Field(description="what the engine read")
    repaired: str = Field(description="what it became; of a flag: what is proposed")
    rule: str = Field(description="the rule that made it")
    margin_keep: float | None = Field(description="how much better it is than leaving the word, in nats")
    margin_next: float | None = Field(description="how much better it is than the runner-up, in nats")
    confidence: float = Field(description="how sure it is, 0..1")
    applied: bool = Field(description="false for a flag: the text is unchanged")


class WordRecord(Record):
    """A word as the engine read it."""

    text: str = Field(description="the word, before repair")
    box: BoxRecord | None = Field(description="where it stands; null for plain text")
    confidence: float | None = Field(description="the engine's own confidence, 0..1")


class ReadingRecord(Record):
    """One engine's reading of a page, where there are two."""

    source: PageSource = Field(description="where the text is from")
    engine: str = Field(description="the engine and its version")
    text: str = Field(description="its text")


class PageRecord(Record):
    """One page of a document."""

    number: int = Field(description="page number, from 1")
    width: float = Field(description="width in PDF points, after rotation")
    height: float = Field(description="height in PDF points, after rotation")
    rotation: int = Field(description="the whole turn, degrees clockwise")
    source: PageSource = Field(description="where the text is from")
    verdict: str = Field(description="what kind of page it is")
    reason: str = Field(description="why this source")
    quality: float = Field(description="quality of the text after repair, 0..1")
    ocr_confidence: float | None = Field(
        description="mean confidence of the OCR engine, 0..1; null where there was none"
    )
    raw_text: str = Field(description="the chosen reading exactly as extracted")
    text: str = Field(description="the text after repair")
    body_start: int = Field(description="offset where the document itself begins")
    readings: list[ReadingRecord] = Field(default=[], description="all readings, where there are two")
    words: list[WordRecord] | None = Field(default=None, description="every word with its box, where asked for")


class Signature(Record):
    """A digital signature of a PDF. What cannot be said is null."""

    field: str | None = Field(default=None, description="name of the signature field")
    kind: SignatureKind | None = Field(default=None, description="what kind of signature it is")
    signer: str | None = Field(description="the signer's name, from the certificate")
    organisation: str | None = Field(default=None, description="the signer's organisation, from the certificate")
    issuer: str | None = Field(default=None, description="who issued the certificate")
    certificate_sha256: str | None = Field(default=None, description="sha256 of the certificate")
    signed_at: str | None = Field(description="when it was signed, ISO 8601")
    time: SignatureTime | None = Field(
        default=None, description="whether a time stamp proves it or the signer claims it"
    )
    algorithm: str | None = Field(default=None, description="digest and signature algorithm")
    intact: bool | None = Field(description="whether digest and signature are both right")
    covers_whole_document: bool | None = Field(description="whether it covers the whole file")
    changes: SignatureChanges | None = Field(default=None, description="what kind of thing came after it")
    changed_pages: list[int] = Field(default=[], description="pages that look otherwise than when it was signed")
    modified_after_signing: bool | None = Field(description="whether what came after it changes the document")
    trusted: bool | None = Field(description="whether its chain leads to a given root; null where none was given")
    problem: SignatureProblem | None = Field(description="the worst thing that is wrong with it")
    container: str | None = Field(default=None, description="the attachment that it stands in")


class Attachment(Record):
    """A file inside a PDF."""

    name: str = Field(description="its name")
    media_type: str | None = Field(description="its media type")
    bytes: int = Field(description="its size")
    sha256: str = Field(description="sha256 of its bytes")
    role: AttachmentRole = Field(description="what it is for")


class AgreementRecord(Agreement):
    """An agreement as the archive exports it: whether this witness is the one that comparison uses."""

    preferred: bool = Field(default=True, description="whether comparison uses this witness of the agreement")
    partnership_name: str | None = Field(default=None, description="name of the partnership as the paper prints it")
    start_year: int | None = Field(default=None, description="first year of the paper")
    start_basis: str | None = Field(default=None, description="what the first year rests on")
    end_year: int | None = Field(default=None, description="last year of the paper")
    row_keys: dict[str, str] = Field(default={}, description="the keys of title, kind, partnership, concerns, period")
    reviews: dict[str, ReviewState] = Field(default={}, description="what a person decided about them")


class DocumentRecord(Record):
    """One source file."""

    sha256: str = Field(description="sha256 of its bytes: the document's identity")
    filename: str = Field(description="its name")
    filenames: list[str] = Field(description="every name that the same bytes came under")
    media_type: str = Field(description="its media type")
    bytes: int = Field(description="its size")
    page_count: int = Field(description="number of pages")
    status: DocumentStatus = Field(description="whether it was read whole, in part, or not at all")
    error: str | None = Field(description="a stable short code of what went wrong")
    pages: list[PageRecord] = Field(description="its pages")
    repairs: list[RepairRecord] = Field(default=[], description="repairs and flags of its pages")
    signatures: list[Signature] = Field(default=[], description="its digital signatures")
    attachments: list[Attachment] = Field(default=[], description="files inside it")
    agreements: list[AgreementRecord] = Field(description="the agreement that it gave")
