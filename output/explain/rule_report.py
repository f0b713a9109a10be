"""What every rule did over the archive: where it fired, what lost, what it got right on gold, what it alone carries.

A value belongs to the rules that its evidence names. A rule carries a gold row alone where no other rule's evidence
supports it and no other rule proposed the same value: take the rule away and the row is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from output.explain.values import KEPT, Told
from output.measure.against_gold import DocumentMatch
from output.measure.gold_rows import FIELDS, ScoredRow
from output.measure.report import show_values

Key = tuple[str, str]


@dataclass(slots=True)
class RuleRecord:
    """One rule in one field. `fired` and `lost` count candidates, `values` rows of records, the rest rows with gold.

    `matches` is how often its pattern matched while the documents were parsed: a rule that reads a part of a value (a
    date, a direction) proposes none itself. A pattern that stands beside the rules has its place for a name, no field,
    and matches only. `sureness` is the sum of the confidences of the rows judged.
    """

    field: str
    rule: str
    matches: int = 0
    documents: int = 0
    fired: int = 0
    lost: int = 0
    values: int = 0
    right: int = 0
    wrong: int = 0
    sureness: float = 0.0
    carried: list[str] = dataclass_field(default_factory=list)

    @property
    def alone(self) -> int:
        """How many gold rows it alone carries; `carried` says which."""
        return len(self.carried)

    @property
    def proposed(self) -> bool:
        """Whether it proposed a value, or one names it as its source."""
        return bool(self.fired or self.values)

    @property
    def silent(self) -> bool:
        """Whether it matched nothing in any parse."""
        return not (self.matches or self.proposed)

    @property
    def share(self) -> float | None:
        """The share of its judged rows that were right; None where there were none."""
        judged = self.right + self.wrong
        return self.right / judged if judged else None

    @property
    def said(self) -> float:
        """Mean confidence of its judged rows."""
        return self.sureness / max(1, self.right + self.wrong)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's record in JSON form, its trace, and how it stands against gold (None without gold)."""

    agreement: Mapping[str, Any]
    told: Sequence[Told]
    match: DocumentMatch | None = None


def report_rules(documents: Iterable[Parsed], known: Mapping[Key, int]) -> list[RuleRecord]:
    """A record for every rule that is known (`(field, rule)` and its matches) or was seen, by field and name; last
    the patterns that stand beside the rules."""
    records: dict[Key, RuleRecord] = {key: RuleRecord(*key, matches) for key, matches in known.items()}

    def record(field: str, rule: str) -> RuleRecord:
        return records.setdefault((field, rule), RuleRecord(field, rule))

    for document in documents:
        seen = set()
        for candidate in document.told:
            entry = record(candidate.field, candidate.rule)
            entry.fired += 1
            entry.lost += candidate.outcome != KEPT
            seen.add((candidate.field, candidate.rule))
        for field, rules in _value_rules(document.agreement):
            for rule in rules:
                record(field, rule).values += 1
                seen.add((field, rule))
        for key in seen:
            records[key].documents += 1
        if document.match is not None:
            _judge(document.match, document.told, record)
    return [records[key] for key in sorted(records, key=lambda key: (not key[0], key))]


def _value_rules(agreement: Mapping[str, Any]) -> Iterable[tuple[str, set[str]]]:
    for field, evidence in (agreement.get("evidence") or {}).items():
        yield field, {quote["rule"] for quote in evidence}
    for field in FIELDS:
        rows = agreement.get(field)
        for row in rows if isinstance(rows, list) else ():
            yield field, {quote["rule"] for quote in row.get("evidence") or ()}


def _judge(match: DocumentMatch, told: Sequence[Told], record: Any) -> None:
    rivals = _rivals(told)
    for field, found in match.fields.items():
        for row, right in [(row, True) for row in found.right] + [(row, False) for row in found.wrong]:
            for rule in row.rules:
                entry = record(field, rule)
                entry.right += right
                entry.wrong += not right
                entry.sureness += row.confidence or 0.0
            if right and _alone(field, row, rivals):
                record(field, row.rules[0]).carried.append(f"{match.filename}: {show_values(row.values)}")


def _rivals(told: Iterable[Told]) -> dict[tuple[str, str], set[str]]:
    """For each field and value that a rule proposed, the rules that proposed it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in told:
        found[candidate.field, repr(candidate.value)].add(candidate.rule)
    return found


def _alone(field: str, row: ScoredRow, rivals: Mapping[tuple[str, str], set[str]]) -> bool:
    if len(row.rules) != 1:
        return False
    rule = row.rules[0]
    return not any(
        rule in rules and len(rules) > 1 and _names(value, row) for (of, value), rules in rivals.items() if of == field
    )


def _names(value: str, row: ScoredRow) -> bool:
    """Whether a proposed value speaks of this row: one of the row's columns stands in it."""
    said = value.casefold()
    return any(str(column).casefold() in said for column in row.values if column not in (None, "", ()))


def as_json(records: Iterable[RuleRecord]) -> list[dict[str, Any]]:
    """The report in plain JSON values."""
    return [
        {
            "field": record.field,
            "rule": record.rule,
            "matches": record.matches,
            "documents": record.documents,
            "fired": record.fired,
            "lost": record.lost,
            "values": record.values,
            "right": record.right,
            "wrong": record.wrong,
            "stated": round(record.said, 4) if record.share is not None else None,
            "alone": record.carried,
        }
        for record in records
    ]
