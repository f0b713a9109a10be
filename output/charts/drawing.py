"""A chart as SVG: the same rows give the same bytes, it prints, works without script and under a strict policy for
content (no style attributes, no style element).

Shape carries the role of a figure, colour repeats its series: a hollow square is a baseline, a dot was measured, a
hollow diamond is a target. A break is a double line across the plot with a number; its sentence stands under the title.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from html import escape
from textwrap import wrap

from corpus.labels import Language
from corpus.words import say, say_amount, say_area, say_code
from output.charts.series import Chart, Point, Series

WIDTH, HEIGHT = 760, 300
_LONG = 1240  # width of a time line: as wide as a page of the browser
_SIGN = 5.6  # width of a sign of its labels, a little more than the mean of the typeface
_KEY_SIGNS = 26  # signs of a line beside a chart
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 190, 16, 30
# Distinct for most kinds of colour-blindness, dark enough on white (contrast over 4.5).
COLOURS = ("#1b5e9e", "#a8420c", "#2f6b2f", "#6d3b8c", "#5a5a5a", "#8a6100")
_INK, _FAINT = "#222222", "#c9c9c9"
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"

Link = Callable[[Point], str | None]


def no_link(point: Point) -> str | None:
    """A drawing without links."""
    return None


def number_sign(number: int) -> str:
    """A break's number in its circle."""
    return _NUMBERS[number - 1] if number <= len(_NUMBERS) else f"({number})"


def draw_chart(chart: Chart, years: tuple[int, int], language: Language, link: Link = no_link, title: str = "") -> str:
    """The plot over these years, first and last; `link` says where a mark leads."""
    plot = _Plot(chart, years, language, link)
    name = escape(title or say(chart.family, language))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="group" aria-label="{name}" font-family="sans-serif" font-size="11" fill="{_INK}">'
    )
    return "\n".join([head, f"<title>{name}</title>", *plot.parts(), "</svg>\n"])


class _Plot:
    """One drawing: where years and values are, and the pieces of the picture in the order they are laid."""

    def __init__(self, chart: Chart, years: tuple[int, int], language: Language, link: Link) -> None:
        self.chart, self.language, self.link = chart, language, link
        self.first, self.last = years
        values = [p.value for s in chart.series for p in s.points if p.value is not None]
        self.step = nice_step(max(values, default=1.0))
        self.high = self.step * max(1, math.ceil(max(values, default=1.0) / self.step))

    def x(self, year: float) -> float:
        """Where a year is; half a year of room on both sides."""
        share = (year - self.first + 0.5) / (self.last - self.first + 1)
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        """Where a value is; zero at the bottom."""
        return round(HEIGHT - _BOTTOM - value / self.high * (HEIGHT - _TOP - _BOTTOM), 1)

    def parts(self) -> Iterator[str]:
        """Everything, from the back to the front."""
        yield from self._axes()
        yield from self._breaks()
        for number, series in enumerate(self.chart.series):
            yield from self._series(series, COLOURS[number % len(COLOURS)])
        yield from self._key()

    def _axes(self) -> Iterator[str]:
        right = WIDTH - _RIGHT
        for number in range(round(self.high / self.step) + 1):
            value = number * self.step
            at = self.y(value)
            yield f'<path d="M{_LEFT} {at}H{right}" stroke="{_FAINT}" stroke-width="0.6"/>'
            said = escape(say_amount(round(value, 6), self.chart.unit, self.language))
            yield f'<text x="{_LEFT - 6}" y="{at + 4}" text-anchor="end">{said}</text>'
        every = max(1, math.ceil((self.last - self.first + 1) / 16))
        for year in range(self.first, self.last + 1, every):
            yield f'<text x="{self.x(year)}" y="{HEIGHT - 10}" text-anchor="middle">{year}</text>'

    def _breaks(self) -> Iterator[str]:
        """A double line before the first figure that breaks, once for each year and number."""
        seen: set[tuple[int, int]] = set()
        for point in (point for series in self.chart.series for point in series.points if point.number):
            place = (point.year, point.number)
            if place in seen:
                continue
            beside = sum(year == point.year for year, _ in seen)
            seen.add(place)
            at = self.x(point.year - 0.5) + 9 * beside
            for shift in (-1.5, 1.5):
                yield f'<path d="M{at + shift:.1f} {_TOP}V{HEIGHT - _BOTTOM}" stroke="{_INK}" stroke-width="0.8"/>'
            sign = number_sign(point.number)
            yield f'<text x="{at:.1f}" y="{_TOP - 4}" text-anchor="middle" font-size="13">{sign}</text>'

    def _series(self, series: Series, colour: str) -> Iterator[str]:
        width = 2 if series.area == "partnership_area" else 1.2
        for line in series.lines:
            yield self._line(line, colour, width, "")
        for path in series.paths:
            yield self._line(path, colour, width, ' stroke-dasharray="5 4"')
        for point in series.points:
            yield self._mark(point, series, colour)

    def _line(self, points: Sequence[Point], colour: str, width: float, dashes: str) -> str:
        places = "L".join(f"{self.x(p.year)} {self.y(p.value)}" for p in points if p.value is not None)
        return f'<path d="M{places}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'

    def _mark(self, point: Point, series: Series, colour: str) -> str:
        drawn = self._stem(point, colour) if point.value is None else self._shape(point, colour)
        mark = f"<g>{drawn}<title>{escape(self._told(point, series))}</title></g>"
        target = self.link(point)
        return f'<a href="{escape(target)}">{mark}</a>' if target else mark

    def _shape(self, point: Point, colour: str) -> str:
        assert point.value is not None
        x, y = self.x(point.year), self.y(point.value)
        return draw_shape(point.role, x, y, colour)

    def _stem(self, point: Point, colour: str) -> str:
        """A figure that is left for later: where it will stand, not how high."""
        x, low = self.x(point.year), HEIGHT - _BOTTOM
        said = escape(say("pending", self.language))
        line = f'<path d="M{x} {low}V{low - 44}" stroke="{colour}" stroke-width="1.5" stroke-dasharray="3 3"/>'
        return f'{line}<text x="{x}" y="{low - 48}" text-anchor="middle" font-size="10">{said}</text>'

    def _told(self, point: Point, series: Series) -> str:
        row = point.row
        what = f"{say_code(series.definition, self.language)}, {say_area(series.area, self.language)}, {point.year}"
        value = say("pending", self.language) if row["status"] == "pending" else ""
        if point.value is not None:
            given = say_amount(point.value, self.chart.unit, self.language)
            value = f"{value} → {given} ({say('met by', self.language)} {row['met_by']})" if value else given
        page = f", {say('page', self.language)} {row['page']}" if row["page"] else ""
        return f"{what}: {value} ({say(point.role, self.language)}; {row['paper']}{page})"

    def _key(self) -> Iterator[str]:
        """The series by colour, then what the shapes that occur mean."""
        x, y = WIDTH - _RIGHT + 14, _TOP + 8
        for number, series in enumerate(self.chart.series):
            colour = COLOURS[number % len(COLOURS)]
            yield f'<path d="M{x} {y - 4}h16" stroke="{colour}" stroke-width="3"/>'
            for text in (say_code(series.definition, self.language), say_area(series.area, self.language)):
                for line in wrap(text, _KEY_SIGNS, max_lines=2, placeholder=" …"):
                    yield f'<text x="{x + 22}" y="{y}">{escape(line)}</text>'
                    y += 13
            y += 4
        roles = dict.fromkeys(p.role for s in self.chart.series for p in s.points if p.value is not None)
        for role in (role for role in ("baseline", "observation", "target") if role in roles):
            yield draw_shape(role, x + 8, y - 4, _INK)
            yield f'<text x="{x + 22}" y="{y}">{escape(say(role, self.language))}</text>'
            y += 15


def draw_shape(role: str, x: float, y: float, colour: str) -> str:
    """The mark of a role around a place."""
    if role == "observation":
        return f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>'
    square, diamond = f"M{x - 4} {y - 4}h8v8h-8z", f"M{x} {y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5z"
    outline = square if role == "baseline" else diamond
    return f'<path d="{outline}" fill="#ffffff" stroke="{colour}" stroke-width="1.8"/>'


def nice_step(highest: float) -> float:
    """The distance between lines: 1, 2 or 5 times a power of ten, about five of them."""
    rough = max(highest, 1e-9) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= rough)


def draw_timeline(papers: Sequence[dict[str, object]], years: tuple[int, int], language: Language) -> str:
    """The papers of a partnership in their years, a bar for each that runs over several, a dot for one of a day."""
    first, last = years
    height = 24 + 20 * len(papers)
    scale = (_LONG - 40) / (last - first + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LONG} {height}" width="{_LONG}" height="{height}"'
        f' role="group" aria-label="{escape(say("papers", language))}" font-family="sans-serif" font-size="11"'
        f' fill="{_INK}">'
    ]
    for year in range(first, last + 1, max(1, math.ceil((last - first + 1) / 16))):
        x = round(20 + (year - first) * scale, 1)
        parts.append(f'<path d="M{x} 16V{height}" stroke="{_FAINT}" stroke-width="0.6"/>')
        parts.append(f'<text x="{x + 3}" y="12">{year}</text>')
    for number, paper in enumerate(papers):
        parts.append(_bar(paper, 20 + 20 * number, first, scale, language))
    return "\n".join([*parts, "</svg>\n"])


def _bar(paper: dict[str, object], y: int, first: int, scale: float, language: Language) -> str:
    start, end = paper["start_year"], paper["end_year"]
    begin = start if isinstance(start, int) else end if isinstance(end, int) else first
    finish = end if isinstance(end, int) and paper["kind"] == "partnership_agreement" else begin
    x, width = round(20 + (begin - first) * scale, 1), round((finish - begin + 1) * scale, 1)
    said = f"{say_code(str(paper['kind']), language)}: {paper['title'] or paper['paper']}"
    shown = _shortened(said, int((_LONG - 20) / _SIGN))
    colour = COLOURS[0] if paper["kind"] == "partnership_agreement" else COLOURS[1]
    text_x = round(max(5.0, min(x + 5, _LONG - 5 - _SIGN * len(shown))), 1)
    return (
        f'<g><rect x="{x}" y="{y}" width="{width}" height="16" rx="3" fill="{colour}" fill-opacity="0.25"/>'
        f'<text x="{text_x}" y="{y + 12}">{escape(shown)}</text><title>{escape(said)}</title></g>'
    )


def _shortened(text: str, most: int) -> str:
    """A label of so many signs at most."""
    return text if len(text) <= most else text[: most - 1] + "…"
