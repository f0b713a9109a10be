"""`output.charts`: no line crosses a break, every figure is drawn once, pages escape what papers say."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from output.charts.drawing import COLOURS, draw_chart, draw_timeline, nice_step
from output.charts.pages import chart_title, index_page, partnership_page, span_of_years
from output.charts.series import Chart, make_charts

SVG = "{http://www.w3.org/2000/svg}"


def row(year: int | None, value: Any, role: str = "observation", **more: Any) -> dict[str, Any]:
    base = {
        "family": "theft", "definition": "theft", "since": 2014, "indicator": "reported_offences", "offence": "theft",
        "area": "partnership_area", "time_of_day": "all", "unit": "count", "year": year, "role": role, "value": value,
        "change_percent": None, "status": "stated", "met_value": None, "met_by": None, "break": None,
        "paper": "vang-2014.pdf", "page": 2, "sha256": "aa",
    }  # fmt: skip
    return {**base, **more}


def one(*rows: dict[str, Any]) -> Chart:
    (chart,) = make_charts(rows)
    return chart


def values(line: tuple[Any, ...]) -> list[tuple[int, float]]:
    return [(point.year, point.value) for point in line]


def test_joins_what_was_measured_and_never_a_target() -> None:
    chart = one(row(2013, 40, "baseline"), row(2015, 30), row(2017, 20, "target"), row(2016, 28))
    (series,) = chart.series
    assert [values(line) for line in series.lines] == [[(2013, 40.0), (2015, 30.0), (2016, 28.0)]]
    assert [values(path) for path in series.paths] == [[(2013, 40.0), (2017, 20.0)]]


def test_joins_nothing_over_a_break() -> None:
    chart = one(row(2013, 40), row(2015, 30), row(2018, 60, **{"break": "area: Vang → Vang + Eng"}), row(2019, 50))
    (series,) = chart.series
    assert [values(line) for line in series.lines] == [[(2013, 40.0), (2015, 30.0)], [(2018, 60.0), (2019, 50.0)]]
    assert chart.breaks == ("area: Vang → Vang + Eng",)


def test_joins_no_two_definitions_or_areas() -> None:
    chart = one(
        row(2013, 40), row(2013, 400, area="Nordby"),
        row(2018, 60, definition="theft_robbery", since=2018, **{"break": "definition: theft → theft_robbery"}),
    )  # fmt: skip
    assert [(series.definition, series.area) for series in chart.series] == [
        ("theft", "partnership_area"),
        ("theft", "Nordby"),
        ("theft_robbery", "partnership_area"),
    ]
    assert all(len(line) == 1 for series in chart.series for line in series.lines)


def test_leads_a_path_from_the_baseline_of_its_own_paper() -> None:
    later = {"sha256": "bb", "paper": "vang-2018.pdf"}
    chart = one(row(2013, 40, "baseline"), row(2017, 20, "target"), row(2018, 50, "baseline", **later),
                row(2021, 45, "target", **later))  # fmt: skip
    assert [values(path) for path in chart.series[0].paths] == [
        [(2013, 40.0), (2017, 20.0)],
        [(2018, 50.0), (2021, 45.0)],
    ]


def test_draws_what_is_met_and_marks_what_is_pending() -> None:
    pending = {"status": "pending", "role": "baseline"}
    chart = one(row(2018, None, **pending, met_value=33, met_by="status.pdf"), row(2020, None, **pending))
    assert [(point.year, point.value) for point in chart.series[0].points] == [(2018, 33.0), (2020, None)]
    drawn = draw_chart(chart, (2018, 2021), "da")
    assert drawn.count("afventer</text>") == 1
    assert "afventer → 33 (oplyst i status.pdf)" in drawn


def test_tells_words_and_figures_without_a_year_beside_the_plot() -> None:
    words = [row(2013, "højt", unit="category"), row(None, 40)]
    charts = make_charts(words)
    assert [(chart.unit, chart.drawn, len(chart.words)) for chart in charts] == [("category", 0, 1), ("count", 0, 1)]
    page = partnership_page("Vang", {"compare_series": words, "compare_papers": ()}, "da")
    assert "højt" in page and "uden år" in page and "<circle" not in page


def test_draws_every_figure_once_with_a_title_that_cites_its_paper() -> None:
    chart = one(row(2013, 40, "baseline"), row(2015, 30), row(2017, 20, "target"))
    drawing = ElementTree.fromstring(draw_chart(chart, (2013, 2017), "da"))
    titles = [title.text for group in drawing.iter(f"{SVG}g") for title in group.iter(f"{SVG}title")]
    assert titles == [
        "tyveri, partnerskabets område, 2013: 40 (udgangspunkt; vang-2014.pdf, side 2)",
        "tyveri, partnerskabets område, 2015: 30 (målt; vang-2014.pdf, side 2)",
        "tyveri, partnerskabets område, 2017: 20 (mål; vang-2014.pdf, side 2)",
    ]


def test_puts_no_line_across_the_double_line_of_a_break() -> None:
    chart = one(row(2013, 40), row(2015, 30), row(2018, 60, **{"break": "area: a → b"}), row(2019, 50))
    text = draw_chart(chart, (2013, 2019), "en")
    broken = min(float(x) for x in re.findall(r'<path d="M([\d.]+) 16V', text))
    for path in re.findall(rf'<path d="M([^"]+)" fill="none" stroke="{COLOURS[0]}"', text):
        places = [float(place.split()[0]) for place in path.split("L")]
        assert all(x < broken for x in places) or all(x > broken for x in places)
    assert text.count("①") == 1


def test_links_a_mark_where_it_is_told_to() -> None:
    chart = one(row(2013, 40), row(2015, 30))
    drawn = draw_chart(
        chart, (2013, 2015), "da", lambda point: f"/p/aa/2?v={point.year}" if point.year == 2015 else None
    )
    assert re.findall(r'<a href="([^"]+)">', drawn) == ["/p/aa/2?v=2015"]


def test_has_neither_style_nor_script() -> None:
    drawn = draw_chart(one(row(2013, 40), row(2015, 30)), (2013, 2015), "da")
    assert "style" not in drawn and "script" not in drawn
    assert drawn == draw_chart(one(row(2013, 40), row(2015, 30)), (2013, 2015), "da")


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1e-9), (4, 1), (44, 10), (79, 20), (240, 50), (0.9, 0.2), (1200, 500)]
)
def test_has_about_five_lines_at_round_numbers(highest: float, step: float) -> None:
    assert nice_step(highest) == pytest.approx(step, rel=1e-6) or highest == 0


def test_escapes_what_papers_say() -> None:
    evil = "<script>alert(1)</script>"
    papers: list[dict[str, Any]] = [
        {"start_year": 2014, "end_year": 2017, "kind": "partnership_agreement", "title": evil, "paper": evil}
    ]
    rows = [
        row(2013, 40, area=evil, paper=evil),
        row(2015, 30, area=evil, paper=evil, **{"break": f"area: {evil} → b"}),
    ]
    page = partnership_page(evil, {"compare_series": rows, "compare_papers": papers}, "da")
    assert "<script>" not in page + draw_timeline(papers, (2013, 2017), "da") + index_page({evil: "a.html"}, "da")
    assert "&lt;script&gt;" in page


def test_spans_the_years_of_papers_and_figures() -> None:
    papers: list[dict[str, Any]] = [{"start_year": 2014, "end_year": 2017}, {"start_year": None, "end_year": 2021}]
    assert span_of_years({"compare_series": [row(2012, 1)], "compare_papers": papers}) == (2012, 2021)
    assert span_of_years({}) == (0, 0)


def test_names_a_chart_by_what_it_shows() -> None:
    chart = one(row(2013, 40, family="safety", definition="feels_safe", unit="percent", time_of_day="evening_night"))
    assert chart_title(chart, "da") == "tryghed, procent, aften og nat"
    assert chart_title(chart, "en") == "safety, percent, evening and night"


def test_keeps_the_label_of_a_late_and_long_paper_in_the_drawing() -> None:
    title = "Aftale om " + "Lunden & Kilden " * 30
    papers: list[dict[str, Any]] = [
        {"start_year": 2024, "end_year": 2025, "kind": "partnership_agreement", "title": title, "paper": "x.pdf"}
    ]
    drawn = draw_timeline(papers, (2013, 2025), "da")
    ((at, said),) = re.findall(r'<text x="([\d.]+)" y="32">([^<]*)</text>', drawn)
    assert float(at) >= 5 and said.endswith("…") and not re.search(r"&(?!amp;)", said)
