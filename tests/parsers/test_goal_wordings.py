"""Goals, focus areas, meetings, policies and decisions in many wordings, each in one small paper.

`wordings/goals.txt` has one case after another: `@@@ name`, the text (`#RAW` where it is the whole paper), `===`, and a
line for each row: a goal as number, what, way, offences, baseline year, deadline, target, status, partnerships; or
`focus:`, `meet:`, `pol:`, `dec:`, `kind:`. `none` says that the paper sets no goals.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest import read_document
from models.records import Agreement
from normalizers import repair_document
from parsers import parse

HEAD = """Partnerskabsaftale for Mosevænget 2024-2027

Nordby Kommune, Nordsjællands Politi og Lejerbo indgår et tryghedspartnerskab i perioden 2024-2027.
Partnerskabsområdet består af Mosevænget og Åtoften.

"""
TAIL = "\n\n9. Økonomi\n\nNordby Kommune afsætter 500.000 kr. årligt i 2024-2027.\n"
WHAT = {
    "safe": "feels_safe",
    "unsafe": "feels_unsafe",
    "need": "need_for_safety_measures",
    "off": "reported_offences",
    "per": "reported_offences_per_1000",
    "act": "activities_with_partners",
}
WAY = {"+": "increase", "-": "decrease", "=": "maintain", "~": "approach", "o": "monitor", ">": "at_least"}
OFFENCES = {
    "bur": "burglary",
    "the": "theft",
    "tr": "theft_robbery",
    "rob": "robbery",
    "vio": "violence",
    "vt": "violence_threats",
    "vw": "violence_weapons",
    "thr": "threats",
    "van": "vandalism",
    "nar": "narcotics",
    "har": "harassment",
    "res": "burglary_residential",
    "cit": "theft_from_citizens",
    "cf": "total_citizen_facing",
    "pc": "total_penal_code",
}
CASE = re.compile(r"^@@@ (\S+)\n(.*?)\n===\n(.*?)(?=^@@@ |\Z)", re.M | re.S)
CASES = CASE.findall((Path(__file__).parent / "wordings" / "goals.txt").read_text(encoding="utf-8"))
KEYED = re.compile(r"(focus|meet|pol|dec|kind): ?(.*)")


def _plain(text: object) -> str:
    return re.sub(r"[^\w]+", " ", str(text).casefold()).strip()


def _figure(word: object) -> str:
    return f"{float(str(word)):g}" if re.fullmatch(r"[\d.]+", str(word)) else "-" if word is None else str(word)


def _goal(line: str) -> str:
    number, what, way, offences, base, due, target, *scope = line.split()
    codes = "-" if offences == "-" else ",".join(sorted(OFFENCES[code] for code in offences.split(",")))
    status, names = scope if scope else ("agreed", "")
    named = ",".join(sorted(filter(None, names.split(","))))
    return " ".join((number, WHAT[what], WAY[way], codes, base, due, _figure(target), status, named)).strip()


def _rows(paper: Agreement) -> dict[str, list[str]]:
    goals = [
        " ".join(
            (
                goal.number or "-",
                goal.indicator,
                goal.direction,
                ",".join(sorted(goal.offences)) or "-",
                _figure(goal.baseline_year),
                _figure(goal.deadline),
                _figure(goal.target_value),
                goal.status,
                ",".join(sorted(goal.applies_to)),
            )
        ).strip()
        for goal in paper.goals
    ]
    return {
        "goals": sorted(goals),
        "focus": sorted(f"{area.number or '-'} {_plain(area.title)}" for area in paper.focus_areas),
        "meet": sorted(f"{m.body[0]} {_figure(m.min_per_year)} {_figure(m.max_per_year)}" for m in paper.meetings),
        "pol": sorted(_plain(policy.title) for policy in paper.policies),
        "dec": sorted(f"{decision.date} {decision.body}" for decision in paper.decisions),
        "kind": [paper.kind],
    }


def _expected(lines: list[str]) -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for line in lines:
        match = KEYED.match(line)
        key, value = (match[1], match[2]) if match else ("goals", line)
        rows = wanted.setdefault(key, [])
        if value == "none":
            continue
        if key == "focus":
            number, _, title = value.partition(" ")
            value = f"{number} {_plain(title)}"
        rows.append(_goal(value) if key == "goals" else _plain(value) if key == "pol" else value)
    return {key: sorted(rows) for key, rows in wanted.items()}


@pytest.mark.parametrize(("name", "text", "rows"), CASES, ids=[case[0] for case in CASES])
def test_reads_goals_and_what_goes_with_them(tmp_path: Path, name: str, text: str, rows: str) -> None:
    raw = text.startswith("#RAW\n")
    path = tmp_path / f"{name}.txt"
    path.write_text(text.removeprefix("#RAW\n") if raw else HEAD + text + TAIL, encoding="utf-8")
    wanted = _expected([line for line in rows.splitlines() if line.strip()])
    read = _rows(parse(repair_document(read_document(path))))
    assert {key: read[key] for key in wanted} == wanted
