"""The agreements of a partnership over the years, for the eye: charts with their tables, goals, money, parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from corpus.labels import Language
from corpus.organisations import organisation_name
from corpus.wording import number_text
from corpus.words import say, say_amount, say_area, say_break, say_code
from output.charts.drawing import draw_chart, draw_timeline, number_sign
from output.charts.pages import chart_title, span_of_years
from output.charts.series import Chart, Point, make_charts
from output.views.view import FAMILIES
from output.web.told import span_of_years as told_years
from output.web.told import tell
from output.web.words import word

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
# Where a row's mark or cell leads: paper, page, value.
Link = Callable[[str, int | None, str | None], str]
# What is said of an amount by a sign.
_MARKS = {"spread": "≈", "assumed": "?"}
_PURPOSES = ("whole", "administration", "activities")


@dataclass(frozen=True, slots=True)
class Cell:
    """Something said that leads to its place on paper; `sign` says in a shape what it is, `note` in small."""

    text: str
    target: str = ""
    note: str = ""
    sign: str = ""
    review: str | None = None


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with its sentences and its table; `svg` is None of fewer than two figures, which are told as `cards`."""

    title: str
    breaks: Sequence[str]
    svg: Markup | None
    cards: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows by periods: the heads of the columns, and each row's name with its cells."""

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Sequence[Cell]]]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the page of a partnership shows."""

    name: str
    slug: str
    years: tuple[int, int]
    papers: Sequence[Row]
    timeline: Markup
    plots: Sequence[Plot]
    goals: Matrix
    money: Matrix
    money_notes: Sequence[str]
    parties: Matrix
    areas: Matrix
    focus_areas: Matrix
    changes: Sequence[Sequence[str]]


class Teller:
    """Makes the parts of one partnership's page from its rows, in a language, with links."""

    def __init__(self, tables: Tables, language: Language, link: Link) -> None:
        self.tables, self.language, self.link = tables, language, link
        self.papers = list(tables["compare_papers"])
        self.years = span_of_years(tables)

    def comparison(self, slug: str, name: str, years: tuple[int, int] | None = None) -> Comparison:
        """The page, drawn over these years where they are given."""
        drawn = years or self.years
        notes, money = self._money()
        return Comparison(
            name=name,
            slug=slug,
            years=self.years,
            papers=self.papers,
            timeline=Markup(draw_timeline([dict(row) for row in self.papers], drawn, self.language)),
            plots=[self.plot(chart, drawn) for chart in make_charts(self.tables["compare_series"])],
            goals=self._goals(),
            money=money,
            money_notes=notes,
            parties=self._moving("compare_parties", "organisation"),
            areas=self._moving("compare_areas", "name"),
            focus_areas=self._focus_areas(),
            changes=[self._change(row) for row in self.tables["compare_changes"]],
        )

    def plot(self, chart: Chart, years: tuple[int, int]) -> Plot:
        """A chart, its breaks in words, and its figures as a table."""
        title = chart_title(chart, self.language)
        svg = draw_chart(chart, years, self.language, self._lead, title) if chart.drawn > 1 else None
        breaks = [f"{number_sign(at)} {say_break(one, self.language)}" for at, one in enumerate(chart.breaks, 1)]
        rows = [self._figure(row, chart) for row in chart.rows]
        cards = [row[3] for row in rows] if svg is None else []
        return Plot(title[:1].upper() + title[1:], breaks, Markup(svg) if svg else None, cards, rows)

    def _lead(self, point: Point) -> str | None:
        return self._target(point.row, "measures")

    def _target(self, row: Row, field: str) -> str:
        return self.link(row["sha256"], row["page"], f"{field}.{row['row_key']}" if row.get("row_key") else None)

    def _cell(self, row: Row, field: str, text: str, note: str = "", sign: str = "") -> Cell:
        return Cell(text, self._target(row, field), note, sign, row.get("review"))

    def _figure(self, row: Row, chart: Chart) -> list[Cell]:
        language = self.language
        value = say_amount(row["value"], row["unit"], language)
        note = ""
        if row["status"] == "pending":
            value = say("pending", language)
            if row["met_value"] is not None:
                met = say_amount(row["met_value"], row["unit"], language)
                note = f"→ {met} ({say('met by', language)} {row['met_by']})"
        change = f"{number_text(row['change_percent'], language)} %" if row["change_percent"] is not None else ""
        return [
            Cell(say_code(row["definition"], language), note=say_area(row["area"], language)),
            Cell(str(row["year"] or say("no years", language))),
            Cell(say(row["role"], language), note=change),
            self._cell(row, "measures", value, note),
            Cell(f"‖ {number_sign(chart.breaks.index(row['break']) + 1)}" if row["break"] else ""),
            Cell(row["paper"]),
        ]

    def _columns(self, rows: Sequence[Row]) -> dict[str, str]:
        """The papers that these rows are of, in the order of their years, each with its head."""
        own = {row["sha256"] for row in rows}
        heads = {
            paper["sha256"]: f"{told_years(paper['start_year'], paper['end_year']) or '–'}"
            + ("" if paper["kind"] == "partnership_agreement" else f" ({say_code(paper['kind'], self.language)})")
            for paper in self.papers
            if paper["sha256"] in own
        }
        return {**heads, **{row["sha256"]: row["paper"] for row in rows if row["sha256"] not in heads}}

    def _goals(self) -> Matrix:
        """Goals by what they are about; one about several kinds of crime stands in a row of its own kind."""
        rows = list({(row["sha256"], row["row_key"]): row for row in self.tables["compare_goals"]}.values())
        columns = self._columns(rows)
        topics: dict[str, list[Row]] = {}
        for row in rows:
            topics.setdefault(self._topic(row), []).append(row)
        return Matrix(
            list(columns.values()),
            [
                (topic, [[self._goal(row) for row in found if row["sha256"] == one] for one in columns])
                for topic, found in topics.items()
            ],
        )

    def _topic(self, row: Row) -> str:
        offences = (row["offences"] or "").split(" + ")
        if len(offences) > 1:
            return word("several_kinds", self.language)
        about = offences[0] or row["indicator"]
        family = next((family for family, codes in FAMILIES.items() if about in codes), None)
        said = say(family, self.language) if family else say_code(about, self.language)
        return said[:1].upper() + said[1:]

    def _goal(self, row: Row) -> Cell:
        values = {**row, "offences": row["offences"].split(" + ") if row["offences"] else []}
        told = tell("goals", values, self.language)
        return self._cell(row, "goals", told.head, told.note, self._changed(row["changed"]))

    def _changed(self, changed: str | None) -> str:
        """ "added theft_robbery; maintain → decrease" as "+ nyt: tyveri/røveri ↻ fastholdes → falde"."""
        said = []
        for part in (changed or "").split("; "):
            new = part.removeprefix("added ")
            if part and new != part:
                said.append(f"+ {word('new', self.language)}: {say_code(new, self.language)}")
            elif part:
                said.append(f"↻ {' → '.join(say_code(side, self.language) for side in part.split(' → '))}")
        return " · ".join(said)

    def _money(self) -> tuple[list[str], Matrix]:
        """Money by year and purpose, what the year costs last; and what its marks mean."""
        budgets = self.tables["compare_budgets"]
        purposes = [purpose for purpose in _PURPOSES if any(row["purpose"] == purpose for row in budgets)]
        years = sorted({row["year"] for row in budgets if row["year"]})
        heads = [say_code(purpose, self.language) for purpose in purposes]
        rows = [(str(year), self._year(year, purposes)) for year in years]
        notes = [f"{mark} {say(name, self.language)}" for name, mark in _MARKS.items() if self._is_marked(name)]
        return notes, Matrix([*heads, word("costs_in_all", self.language)], rows)

    def _is_marked(self, name: str) -> bool:
        """Whether any amount is spread, or taken for yearly."""
        rows = (*self.tables["compare_budgets"], *self.tables["compare_budget_totals"])
        return any(row.get(name) for row in rows)

    def _year(self, year: int, purposes: Sequence[str]) -> list[list[Cell]]:
        rows = [row for row in self.tables["compare_budgets"] if row["year"] == year]
        cells = [[self._amount(row) for row in rows if row["purpose"] == purpose] for purpose in purposes]
        totals = [row for row in self.tables["compare_budget_totals"] if row["year"] == year and row["dkk"] is not None]
        return [*cells, [self._total(row) for row in totals]]

    def _total(self, row: Row) -> Cell:
        mark = f" {_MARKS['assumed']}" if row["assumed"] else ""
        return Cell(say_amount(row["dkk"], None, self.language) + mark, self.link(row["sha256"], row["page"], None))

    def _amount(self, row: Row) -> Cell:
        amount = row["dkk_in_year"] if row["dkk_in_year"] is not None else row["amount_dkk"]
        marks = "".join(f" {mark}" for name, mark in _MARKS.items() if row[name])
        note = "" if row["adds"] else word("part_of_another", self.language)
        return self._cell(
            row, "budgets", say_amount(amount, None, self.language) + marks,
            " · ".join(part for part in (organisation_name(row["payer"] or ""), note) if part),
        )  # fmt: skip

    def _moving(self, table: str, key: str) -> Matrix:
        """Who or what is in which paper: there, come, gone."""
        rows = self.tables[table]
        columns = self._columns(rows)
        names = {row[key]: row["name"] for row in rows}
        field = table.removeprefix("compare_")
        signs = {"first": "●", "stayed": "●", "joined": "+", "left": "✕", "within": "○"}
        texts = {"first": word("in_it", self.language), "stayed": word("in_it", self.language)}
        found = []
        for one, name in names.items():
            cells = [
                [
                    self._cell(row, field, f"{signs[row['change']]} {texts.get(row['change']) or self._say(row)}")
                    for row in rows
                    if row[key] == one and row["sha256"] == sha256
                ]
                for sha256 in columns
            ]
            found.append((name, cells))
        return Matrix(list(columns.values()), found)

    def _say(self, row: Row) -> str:
        return say(row["change"], self.language)

    def _focus_areas(self) -> Matrix:
        """Focus areas paper by paper, for each its own list."""
        rows = self.tables["compare_focus_areas"]
        columns = self._columns(rows)
        cells = [
            [
                self._cell(row, "focus_areas", tell("focus_areas", row, self.language).head)
                for row in rows
                if row["sha256"] == one
            ]
            for one in columns
        ]
        return Matrix(list(columns.values()), [("", cells)] if rows else [])

    def _change(self, row: Row) -> list[str]:
        language, aspect = self.language, row["aspect"]
        family = say(row["family"], language)
        about = family if aspect in ("definition", "areas") else f"{family}: {say(aspect, language)}"
        sides = [row[side] or "–" for side in ("before", "after")]
        if aspect not in ("areas", "target"):
            sides = [say_code(side, language) for side in sides]
        return [str(row["year"]), about, say(row["change"], language), *sides, row["paper"]]


def rows_of(tables: Tables, partnership: str) -> dict[str, list[Row]]:
    """Of each table the rows of one partnership."""
    return {name: [row for row in rows if row["partnership"] == partnership] for name, rows in tables.items()}


def side_by_side(comparisons: Sequence[Comparison]) -> Iterator[tuple[str, list[Plot | None]]]:
    """Charts of the same kind of several partnerships in rows: the title, and each one's chart where it has one."""
    titles = dict.fromkeys(plot.title for one in comparisons for plot in one.plots)
    for title in titles:
        yield title, [next((plot for plot in one.plots if plot.title == title), None) for one in comparisons]
