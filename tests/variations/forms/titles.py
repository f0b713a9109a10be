"""Titles: their words, over one line or two, in capitals or spaced; the partnership's name follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.variations.forms.registry import Form, add, change, form
from tests.variations.paper import Paper, Said
from tests.variations.plain import titled
from tests.variations.world import World

# "|" is the end of a line; {split} is a place of two words over two lines.
TITLES: Mapping[str, str] = {
    "om tryghed i": "Partnerskabsaftale om tryghed i {place} {years}",
    "aftale om X Partnerskab": "Aftale om {place} Partnerskab {years}",
    "aftale om Tryghedspartnerskab": "Aftale om Tryghedspartnerskab {place}",
    "samarbejdsaftale": "Samarbejdsaftale om tryghed i {place}",
    "uden år": "Partnerskabsaftale for {place}",
    "to linjer efter i": "Partnerskabsaftale om tryghed i|{place} {years}",
    "to linjer med år": "Partnerskabsaftale for {place}|{years}",
    "alene stedet": "{place} {years}",
    "et bogstav er tabt": "Partnerskabsaftalc for {place} {years}",
    "et andet bogstav er tabt": "Samarbejdsaftalc om tryghed i {place}",
    "kolon": "Partnerskabsaftale: Et trygt {place} {years}",
    "strategisk": "Strategisk partnerskabsaftale for {place} {years}",
}
DOUBLE: Mapping[str, str] = {
    "to ord": "Partnerskabsaftale for {place} {years}",
    "delt midt i navnet": "Partnerskabsaftale for Tryghedspartnerskab {split} {years}",
    "delt navn uden år": "Aftale om tryghed i boligområdet {split}",
}
# A word that lost a letter may be pointed out.
SUSPECT = {"spare_findings": ["transcription-suspect"]}


def _title(text: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        years, split = f"{world.start.year}-{world.last}", world.place.replace(" ", "|")
        said = titled(text.format(place=world.place, split=split, years=years), world.place)
        return replace(said, rows={**said.rows, **SUSPECT}) if "aftalc" in text else said

    return write


def _two_words(world: World) -> World:
    return replace(world, place=f"Nordre {world.place}")


for _name, _text in TITLES.items():
    add(Form(f"title/{_name}", places={"title": _title(_text)}))
for _name, _text in DOUBLE.items():
    add(Form(f"title/{_name}", places={"title": _title(_text)}, facts=_two_words))


@form("title/store bogstaver")
def capitals(world: World) -> Said:
    return titled(f"PARTNERSKABSAFTALE FOR {world.place.upper()} {world.start.year}-{world.last}", world.place)


@change("title/under brevhoved")
def under_a_letterhead(paper: Paper, world: World) -> Paper:
    return paper.set_as(letterhead=(world.municipality.name, "Sekretariatet", f"Torvet 1, {world.town}"))


@change("title/trykt to gange", media=("pdf",))
def fake_bold(paper: Paper, world: World) -> Paper:
    return paper.set_as(fake_bold=True)


@change("title/spatieret", media=("pdf",))
def spaced(paper: Paper, world: World) -> Paper:
    return paper.set_as(spaced_title=True)
