"""A value of the records in words: what it says in one line, and what else there is to know of it in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.finding_messages import finding_message
from corpus.labels import Language, label, load_labels
from corpus.organisations import organisation_name
from corpus.wording import date_text, number_text
from corpus.words import say_amount, say_area, say_code
from output.web.words import counted, word

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A value's line and the line under it, which may be empty."""

    head: str
    note: str = ""


def tell(field: str, values: Values, language: Language) -> Told:
    """A row of a field of the records, or a field of one value, in words."""
    return _TELLERS[field](values, language)


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part for part in parts if part)


def span_of_years(start: Any, end: Any) -> str:
    """ "2018–2021", "2018", "–2021", or nothing."""
    if start and end and start != end:
        return f"{start}–{end}"
    return str(start) if start else f"–{end}" if end else ""


def _single(name: str) -> Callable[[Values, Language], Told]:
    return lambda values, language: Told(str(values[name] or "–"))


def _kind(values: Values, language: Language) -> Told:
    return Told(say_code(values["kind"], language))


def _concerns(values: Values, language: Language) -> Told:
    return Told(_joined((values["partnership"], span_of_years(values["start_year"], values["end_year"]))) or "–")


def tell_period(start: str | None, end: str | None, basis: str | None, language: Language) -> str:
    """ "1. januar 2018 – 31. december 2021", "fra underskriften til 31. december 2016"."""
    first = date_text(start, language) if start else label(basis, language, "StartBasis") if basis else "…"
    last = date_text(end, language) if end else "…"
    return f"{first} {'–' if start else word('until', language)} {last}"


def _period(values: Values, language: Language) -> Told:
    return Told(tell_period(values["start"], values["end"], values["start_basis"], language))


def _area(values: Values, language: Language) -> Told:
    change = values.get("change")
    return Told(values["name"], label(change, language, "AreaChange") if change else "")


def _party(values: Values, language: Language) -> Told:
    run_by = values.get("administrator") and organisation_name(values["administrator"])
    return Told(
        values["name"],
        _joined((label(values["kind"], language, "OrganisationKind"), run_by and word("run_by", language, who=run_by))),
    )


def _numbered(values: Values, language: Language) -> Told:
    number = values["number"]
    return Told(f"{number}. {values['title']}" if number is not None else values["title"])


def _goal(values: Values, language: Language) -> Told:
    asked = [label(values["indicator"], language, "Indicator"), word("shall", language)]
    asked.append(label(values["direction"], language, "Direction"))
    asked.append(say_amount(values.get("target_value"), values.get("unit"), language))
    if values.get("deadline"):
        asked.append(word("by_year", language, year=values["deadline"]))
    head = " ".join(part for part in asked if part)
    number = f"{values['number']}. " if values.get("number") else ""
    status = values.get("status")
    return Told(
        number + head[:1].upper() + head[1:],
        _joined(
            (
                ", ".join(label(one, language, "Offence") for one in values.get("offences") or ()),
                values.get("baseline_year") and word("from_year", language, year=values["baseline_year"]),
                values.get("reference_area"),
                "" if status == "agreed" or not status else label(status, language, "GoalStatus"),
                values.get("data_source"),
            )
        ),
    )


def _measure(values: Values, language: Language) -> Told:
    about = values.get("offence") or values["indicator"]
    named = say_code(about, language)
    figure = say_amount(values.get("value"), values["unit"], language)
    if values.get("status") == "pending":
        figure = label("pending", language, "MeasureStatus")
    change = values.get("change_percent")
    time = values.get("time_of_day")
    unit = values["unit"] if values["unit"] == "per_1000_inhabitants" else None
    return Told(
        f"{named[:1].upper()}{named[1:]}: {figure or '–'}",
        _joined(
            (
                label(values["role"], language, "Role"),
                str(values["year"]) if values.get("year") else word("no_year", language),
                unit and label(unit, language, "Unit"),
                f"{number_text(change, language)} %" if change is not None else "",
                "" if time in (None, "all") else label(time, language, "TimeOfDay"),
                say_area(values["area"], language),
            )
        ),
    )


def _budget(values: Values, language: Language) -> Told:
    fte = values.get("fte")
    return Told(
        f"{number_text(values['amount_dkk'], language)} kr. {label(values['basis'], language, 'Basis')}",
        _joined(
            (
                label(values["purpose"], language, "Purpose"),
                span_of_years(values.get("start_year"), values.get("end_year")),
                f"{number_text(fte, language)} {word('fte', language)}" if fte else "",
                values.get("payer") and organisation_name(values["payer"]),
                "" if values.get("adds", True) else word("part_of_another", language),
            )
        ),
    )


def _meeting(values: Values, language: Language) -> Told:
    low, high = values["min_per_year"], values["max_per_year"]
    often = "–"
    if low is not None and low == high:
        often = word("a_year", language, times=counted(low, "time", language))
    elif low is not None or high is not None:
        least = low is not None
        times = counted(low if least else high, "time", language)
        often = word("at_least_a_year" if least else "at_most_a_year", language, times=times)
    return Told(f"{label(values['body'], language, 'MeetingBody')}: {often}")


def _signatory(values: Values, language: Language) -> Told:
    chair = word("chair", language) if values.get("chair") else ""
    day = date_text(values["date"], language) if values.get("date") else ""
    return Told(
        ", ".join(part for part in (values["name"], values["title"]) if part) or word("no_name", language),
        _joined((values.get("unit") or organisation_name(values["organisation"] or ""), chair, day)),
    )


def _decision(values: Values, language: Language) -> Told:
    return Told(f"{values['body']}, {date_text(values['date'], language)}")


def _definition(values: Values, language: Language) -> Told:
    offence = values.get("offence")
    return Told(f"{values['term']}: {values['text']}", label(offence, language, "Offence") if offence else "")


def _finding(values: Values, language: Language) -> Told:
    details = {name: _without_codes(said, language) for name, said in (values.get("details") or {}).items()}
    said = finding_message(values["code"], details, language, values.get("message"))
    return Told(label(values["code"], language, "FindingCode"), said)


# Codes that a detail of a finding may hold among its words: "2 reported_offences burglary decrease 2016".
_AMONG = (
    "Indicator", "Offence", "Direction", "Unit", "Role", "Basis", "Purpose", "Kind", "TimeOfDay", "GoalStatus",
    "MeetingBody", "OrganisationKind", "AreaChange",
)  # fmt: skip


def _without_codes(said: Any, language: Language) -> Any:
    """A detail's words with the codes among them by their names. Others are given as codes, for the sentence to say."""
    if not isinstance(said, str) or " " not in said:
        return said
    return " ".join(_named(part, language) for part in said.split(" "))


def _named(part: str, language: Language) -> str:
    known = any(part in load_labels()[vocabulary] for vocabulary in _AMONG)
    return label(part, language, *_AMONG) if known else part


_TELLERS: Mapping[str, Callable[[Values, Language], Told]] = {
    "title": _single("title"),
    "kind": _kind,
    "partnership": _single("partnership"),
    "concerns": _concerns,
    "period": _period,
    "areas": _area,
    "parties": _party,
    "focus_areas": _numbered,
    "goals": _goal,
    "measures": _measure,
    "budgets": _budget,
    "meetings": _meeting,
    "signatories": _signatory,
    "decisions": _decision,
    "policies": _single("title"),
    "definitions": _definition,
    "related": _concerns,
    "findings": _finding,
}
