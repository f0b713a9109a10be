"""What happened to each paper, in the words of PREMIS 3: events, each with its agent, its object and its outcome.

Made of the archive's own journal (`runs`, decisions, removals), never of the day of packaging: the same archive gives
the same events. The words are the Library of Congress' lists of event types and outcomes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from output.store.lookup import list_removals
from output.store.reviews import read_reviews

if TYPE_CHECKING:
    from sqlite_utils import Database

    from models.records import DocumentRecord

Row = Mapping[str, Any]
_OUTCOMES = {"ok": "success", "partial": "warning", "failed": "fail"}


@dataclass(frozen=True, slots=True)
class Event:
    """`at` is ISO 8601 in UTC, `about` the sha256 of the paper, `agent` who or what did it."""

    at: str
    kind: str
    about: str
    agent: str
    outcome: str
    detail: str


def load_runs(db: Database, document: int) -> list[dict[str, Any]]:
    """Every reading of a document, the first one first."""
    columns = "started_at, seconds, status, stage, error, message, versions"
    return list(db.query(f"SELECT {columns} FROM runs WHERE document = ? ORDER BY id", [document]))


def document_events(document: DocumentRecord, runs: Sequence[Row], kept: bool) -> Iterator[Event]:
    """The events of one paper: its readings, and of the last one what it made and found. `kept`: with its original."""
    for number, run in enumerate(runs, 1):
        agent = run_agent(run)
        yield Event(run["started_at"], "message digest calculation", document.sha256, agent, "success", "sha256")
        told = run["message"] or f"{document.page_count} pages read"
        yield Event(run["started_at"], "ingestion", document.sha256, agent, _OUTCOMES[run["status"]], told)
        if number == len(runs):
            for kind, outcome, detail in _of_last_reading(document, kept):
                yield Event(run["started_at"], kind, document.sha256, agent, outcome, detail)


def _of_last_reading(document: DocumentRecord, kept: bool) -> Iterator[tuple[str, str, str]]:
    """Kind, outcome and detail of what the last reading did besides reading."""
    if kept:
        yield "fixity check", "success", "the kept copy was made with the sha256 that was read"
    repairs = sum(repair.applied for repair in document.repairs)
    if repairs:
        yield "modification", "success", f"{repairs} repairs of the text read; the original and raw_text are untouched"
    for signature in document.signatures:
        outcome = {True: "success", False: "fail", None: "warning"}[signature.intact]
        told = f"{signature.signer or signature.field or 'a signature'}: {signature.problem or 'no problem found'}"
        yield "digital signature validation", outcome, told
    findings = [finding for agreement in document.agreements for finding in agreement.findings]
    if document.agreements:
        codes = ", ".join(sorted({finding.code for finding in findings}))
        yield "validation", "warning" if findings else "success", codes or "no findings"


def decision_events(db: Database, wanted: Sequence[str]) -> Iterator[Event]:
    """Decisions of people about the papers wanted."""
    known = frozenset(wanted)
    for review in read_reviews(db):
        if review.sha256 in known:
            told = f"{review.action} {review.field} {review.key if review.row_key else ''}".strip()
            who = review.reviewer or review.account or "unnamed"
            yield Event(review.at, "metadata modification", review.sha256, who, "success", told)


def removal_events(db: Database) -> Iterator[Event]:
    """Papers that were taken out of the archive."""
    for row in list_removals(db):
        yield Event(row["at"], "deletion", row["sha256"], row["removed_by"], "success", row["reason"])


def events_json(events: Iterable[Event], people: Iterable[str]) -> str:
    """The events in order of time, and their agents; `people` are the agents that are no programs."""
    ordered = sorted(events, key=lambda event: (event.at, event.about, event.kind, event.detail))
    named = frozenset(people)
    agents = [
        {
            "agentIdentifier": {"agentIdentifierType": "local", "agentIdentifierValue": name},
            "agentType": "person" if name in named else "software",
        }
        for name in sorted({event.agent for event in ordered})
    ]
    told = [_premis(number, event) for number, event in enumerate(ordered, 1)]
    return json.dumps({"events": told, "agents": agents}, ensure_ascii=False, indent=1) + "\n"


def _premis(number: int, event: Event) -> dict[str, Any]:
    return {
        "eventIdentifier": {"eventIdentifierType": "local", "eventIdentifierValue": str(number)},
        "eventType": event.kind,
        "eventDateTime": event.at,
        "eventDetailInformation": {"eventDetail": event.detail},
        "eventOutcomeInformation": {"eventOutcome": event.outcome},
        "linkingAgentIdentifier": {
            "linkingAgentIdentifierType": "local",
            "linkingAgentIdentifierValue": event.agent,
        },
        "linkingObjectIdentifier": {
            "linkingObjectIdentifierType": "sha256",
            "linkingObjectIdentifierValue": event.about,
        },
    }


def run_agent(run: Row) -> str:
    """The program that read: "aftalearkiv 0.1.0, rules 3f9a22c1"."""
    versions = json.loads(run["versions"])
    rules = f", rules {versions['rules'][:8]}" if versions.get("rules") else ""
    return f"aftalearkiv {versions.get('aftalearkiv', 'of an unknown version')}{rules}"
