"""A level: a figure, what it is about, where, when, and what it is meant as; every slot with the place it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.records import Indicator, Offence, Role, TimeOfDay, Unit
from parsers.marks.mark import Span
from parsers.marks.numbers import Number, tidy

OWN = "partnership_area"
ACTIVITIES: Indicator = "activities_with_partners"
NEED: Indicator = "need_for_safety_measures"
Year = tuple[int, Span]  # a year, and where it stands
CRIME: tuple[Indicator, Indicator] = ("reported_offences", "reported_offences_per_1000")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is measured. `offence` is None for feelings and the like; `span` is where it is named."""

    indicator: Indicator
    offence: Offence | None
    span: Span


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of a level other than its figure: where it stands, and how far out it was found (0: beside it)."""

    name: str
    span: Span
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """A figure at `span` of the text. `value` None: left for later, or told only by its `change` in percent.

    `role` None: no word tells. `year`, `change` None: none is told. `slots`: the places of all that is told, and `weak`
    what makes it doubtful ("head-guessed").
    """

    subject: Subject
    value: Number | str | None
    unit: Unit
    span: Span
    rule: str
    role: Role | None = None
    area: str = OWN
    time_of_day: TimeOfDay = "all"
    year: int | None = None
    change: Number | None = None
    slots: tuple[Slot, ...] = ()
    weak: tuple[str, ...] = ()

    @property
    def series(self) -> tuple[str, str | None, str, str, str]:
        """What two levels must share to be compared."""
        return self.subject.indicator, self.subject.offence, self.area, self.time_of_day, self.unit

    @property
    def dated(self) -> Year | None:
        """Its year with the place that tells it."""
        place = next((slot.span for slot in self.slots if slot.name == "year"), None)
        return (self.year, place) if self.year and place else None

    @property
    def has_own_year(self) -> bool:
        """Whether its year stands beside it."""
        return any(slot.name == "year" and slot.reach == 0 for slot in self.slots)

    def told(self, name: str, span: Span, reach: int = 0) -> Level:
        """The level with one more place it rests on."""
        return replace(self, slots=(*self.slots, Slot(name, span, reach)))

    def places(self) -> Iterator[tuple[str, Span]]:
        """All places it rests on, the figure first, each once."""
        seen = {self.span}
        yield self.rule, self.span
        for slot in self.slots:
            if slot.span not in seen and slot.span[0] < slot.span[1]:
                seen.add(slot.span)
                yield f"level-{slot.name}", slot.span


def years_of(levels: Iterable[Level], role: Role) -> list[int]:
    """The years that levels of a role tell, in order."""
    return [level.year for level in levels if level.role == role and level.year]


def signed(change: Number, way: str) -> Number:
    """A change in percent, signed by the way that something goes."""
    return tidy(-abs(change) if way == "decrease" else abs(change))


def unit_of(indicator: Indicator, value: Number | str | None) -> Unit:
    """What a figure of an indicator is counted in."""
    if isinstance(value, str) or indicator == NEED:
        return "category"
    if indicator == "reported_offences_per_1000":
        return "per_1000_inhabitants"
    return "count" if indicator == "reported_offences" else "percent"
