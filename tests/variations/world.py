"""The facts of one partnership: everything a paper about it can say, drawn from a seed.

Years are integers, shares percent, money whole kroner. Counts are multiples of twenty, so that five, ten and fifteen
percent less are whole numbers and no paper contradicts its own arithmetic.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.slugs import make_slug
from tests.variations import names

OFFENCES = ("burglary", "theft", "vandalism", "violence", "threats", "narcotics", "harassment")


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """`name` as printed, `id` as in the records, who administers it, and who signs for it, in which unit."""

    name: str
    id: str
    signer: Person
    administrator: str | None = None
    unit: str | None = None

    @property
    def printed(self) -> str:
        """With its administrator after a stroke: "NAB/KAB"."""
        return f"{self.name}/{self.administrator.upper()}" if self.administrator else self.name


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of one survey, in percent: of the partnership's area by day and night, and of the whole town."""

    safe: int
    safe_night: int
    town: int
    town_night: int
    unsafe: int
    unsafe_town: int


@dataclass(frozen=True, slots=True)
class World:
    seed: int
    town: str
    sisters: tuple[str, str]
    place: str
    estates: tuple[str, ...]
    municipality: Organisation
    police: Organisation
    housing: Organisation
    administered: Organisation
    spare: tuple[Person, ...]
    start: date
    end: date
    decided: date
    signed: date
    council: str
    policies: tuple[str, ...]
    focus_areas: tuple[str, ...]
    before: Shares
    now: Shares
    counts: dict[str, int]
    rate: float
    activities: int
    whole: int
    administration: int

    @property
    def parties(self) -> tuple[Organisation, ...]:
        return (self.municipality, self.police, self.housing, self.administered)

    @property
    def base(self) -> int:
        """The year before the agreement: of the survey and of the figures it starts from."""
        return self.start.year - 1

    @property
    def last(self) -> int:
        return self.end.year

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.start.year, self.end.year + 1))

    @property
    def survey(self) -> str:
        return f"{self.municipality.name}s Tryghedsmåling"

    @property
    def work(self) -> int:
        """What is left for activities when the administration is paid."""
        return self.whole - self.administration


def draw_world(seed: int, plain: bool = False) -> World:
    """The world of a seed; with `plain` no name in it has æ, ø or å."""
    rng = random.Random(f"world {seed}")
    town = rng.choice(names.PLAIN_TOWNS if plain else names.TOWNS)
    start = date(rng.randrange(2014, 2026), 1, 1)
    end = date(start.year + rng.choice((2, 3, 3)), 12, 31)
    safe, unsafe = rng.randrange(55, 70), rng.randrange(18, 30)
    municipality, police, housing, administered, spare = _organisations(rng, town, plain)
    before = Shares(safe, safe - 11, rng.randrange(84, 90), rng.randrange(72, 80), unsafe, unsafe - 13)
    return World(
        seed=seed,
        town=town,
        sisters=rng.choice(names.SISTERS),
        place=rng.choice(names.PLAIN_PLACES if plain else names.PLACES),
        estates=tuple(rng.sample(names.PLAIN_ESTATES if plain else names.ESTATES, 4)),
        municipality=municipality,
        police=police,
        housing=housing,
        administered=administered,
        spare=spare,
        start=start,
        end=end,
        decided=start - timedelta(days=rng.randrange(14, 100)),
        signed=start + timedelta(days=rng.randrange(20, 90)),
        council=rng.choice(names.COUNCILS),
        policies=tuple(f"{policy} {start.year - 2}" for policy in rng.sample(names.POLICIES, 2)),
        focus_areas=tuple(rng.sample(names.FOCUS_AREAS, 4)),
        before=before,
        now=Shares(safe + 4, safe - 8, before.town + 1, before.town_night + 2, unsafe - 3, unsafe - 14),
        counts={offence: 20 * rng.randrange(2, 12) for offence in OFFENCES},
        rate=rng.randrange(560, 940) / 10,
        activities=rng.choice((60, 70, 75, 80)),
        whole=rng.randrange(1_000_000, 3_000_000, 1_000),
        administration=rng.randrange(250_000, 450_000, 25_000),
    )


def _organisations(
    rng: random.Random, town: str, plain: bool
) -> tuple[Organisation, Organisation, Organisation, Organisation, tuple[Person, ...]]:
    people = rng.sample(names.PLAIN_PEOPLE if plain else names.PEOPLE, 6)
    short, administrator = rng.choice(names.ADMINISTERED)
    police = rng.choice(names.PLAIN_POLICE if plain else names.POLICE)
    name, slug = rng.choice(names.PLAIN_HOUSING if plain else names.HOUSING)
    municipal, policing = rng.choice(names.MUNICIPAL_TITLES), rng.choice(names.POLICE_TITLES)
    titles = rng.sample(names.HOUSING_TITLES, 2)
    return (
        Organisation(
            f"{town} Kommune", f"{make_slug(town)}-kommune", Person(people[0], municipal), unit=rng.choice(names.UNITS)
        ),
        Organisation(police, make_slug(police), Person(people[1], policing)),
        Organisation(name, slug, Person(people[2], titles[0])),
        Organisation(short, short.casefold(), Person(people[3], titles[1]), administrator.casefold()),
        (Person(people[4], "Sekretariatschef"), Person(people[5], "Direktør")),
    )
