"""The plain papers: what every form is a change of. Each place of a paper has a writer, from facts to what is said.

A paper is put together from its places; a form gives other writers for one or two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.slugs import make_slug
from tests.variations.dates import DATE_FORMS, grouped, listed, worded
from tests.variations.paper import Block, Columns, Items, Lines, Paper, Said, Section, merged, said
from tests.variations.rows import budget, goal, meeting, parties, period
from tests.variations.tables import target_table, year_table
from tests.variations.world import Organisation, World

Writer = Callable[[World], Said]
den = DATE_FORMS["den 1. januar 2024"]


def title(world: World) -> Said:
    return titled(f"Partnerskabsaftale for {world.place} {world.start.year}-{world.end.year}", world.place)


def titled(text: str, place: str, kind: str = "partnership_agreement") -> Said:
    """A title over one line or several ("|" between them), and what follows from it."""
    lines = tuple(text.split("|"))
    return said(Lines(lines), title=[" ".join(lines)], kind=[kind], partnership=[make_slug(place)])


def opening(world: World) -> Said:
    return said()


def party_sentence(world: World) -> Said:
    names = listed([organisation.printed for organisation in world.parties])
    return said(
        f"{names} indgår hermed aftale om at gøre hverdagen mere tryg i {world.place}. Parterne stiller medarbejdere "
        "og viden til rådighed og holder hinanden orienteret.",
        parties=parties(world.parties),
    )


def areas(world: World) -> Said:
    names = world.estates[:3]
    return said(f"Partnerskabsområdet består af {listed(names)}.", areas=named(names))


def named(names: tuple[str, ...]) -> list[dict[str, str | None]]:
    return [{"name": name, "change": None} for name in names]


def term(world: World) -> Said:
    return said(
        f"Aftalen gælder fra {den(world.start)} til {den(world.end)}.",
        period=period(world.start.isoformat(), world.end.isoformat()),
    )


def decision(world: World) -> Said:
    return said(
        f"{world.council} godkendte aftalen {den(world.decided)}.",
        decisions=[{"body": world.council, "date": world.decided.isoformat()}],
    )


def policy(world: World) -> Said:
    return said(f"Aftalen bygger på {world.policies[0]}.", policies=[world.policies[0]])


def survey(world: World) -> Said:
    return said(
        "Ejendommene er fra midten af forrige århundrede, og der er kort vej til skole og station. Beboerne har selv "
        "peget på, at de mørke passager mellem blokkene bør lyses op."
    )


def focus_areas(world: World) -> Said:
    chosen = world.focus_areas[:3]
    return said(
        "Parterne har valgt tre indsatsområder:",
        Items(chosen),
        "For hvert indsatsområde skriver arbejdsgruppen en plan med aktiviteter.",
        focus_areas=[{"number": number, "title": name} for number, name in enumerate(chosen, 1)],
    )


# The offences that fall by the table under the goals of the plain agreement.
FALLING = ("burglary", "theft", "vandalism")


def goal_rows(world: World) -> list[Mapping[str, object]]:
    return [
        goal("1", "feels_safe", "increase", deadline=world.last),
        goal("2", "reported_offences", "decrease", offences=FALLING, baseline_year=world.base, deadline=world.last),
        goal("3", "activities_with_partners", "at_least", target_value=world.activities),
        goal("4", "reported_offences", "monitor", offences=["harassment", "narcotics"]),
    ]


def goal_items(world: World) -> tuple[str, ...]:
    return (
        f"Andelen af beboere, der føler sig trygge, skal stige frem mod {world.last}.",
        "Antallet af anmeldelser skal nedbringes, som det fremgår af tabellen.",
        f"Mindst {world.activities} % af aktiviteterne skal gennemføres af to eller flere parter i fællesskab.",
        "Udviklingen i anmeldelser om narkotika og chikane monitoreres hvert år.",
    )


def goals(world: World) -> Said:
    return said("Parterne er enige om disse mål:", Items(goal_items(world)), goals=goal_rows(world))


def figures(world: World) -> Said:
    return target_table(world)


def meetings(world: World) -> Said:
    return said(
        "Styregruppen mødes fire gange om året. Arbejdsgruppen mødes månedligt.",
        meetings=[meeting("steering_group", 4, 4), meeting("working_group", 12, 12)],
    )


def budgets(world: World) -> Said:
    first, last = world.start.year, world.last
    return said(
        f"{world.municipality.name} har afsat {grouped(world.whole)} kr. årligt i perioden {first}-{last}. Heraf går "
        f"{grouped(world.administration)} kr. årligt til projektledelse og {grouped(world.work)} kr. årligt til "
        "aktiviteter.",
        budgets=budget_rows(world),
    )


def budget_rows(world: World) -> list[Mapping[str, object]]:
    years = world.start.year, world.last
    return [
        budget(world.whole, "annual", "whole", *years),
        budget(world.administration, "annual", "administration", *years, adds=False),
        budget(world.work, "annual", "activities", *years, adds=False),
    ]


def signature_lines(organisation: Organisation) -> tuple[str, ...]:
    """Name, title, organisation and unit, one under the other."""
    lines = (organisation.signer.name, organisation.signer.title, organisation.printed)
    return (*lines, organisation.unit) if organisation.unit else lines


def signed(organisation: Organisation, **more: object) -> dict[str, object]:
    """The row of one who signs."""
    unit = f"{organisation.id}/{make_slug(organisation.unit)}" if organisation.unit else None
    row = {"organisation": organisation.id, "unit": unit, "name": organisation.signer.name}
    return row | {"title": organisation.signer.title, "chair": False, "date": None} | more


def signatures(world: World) -> Said:
    return said(
        Columns(tuple(("~", *signature_lines(organisation)) for organisation in world.parties)),
        signatories=[signed(organisation) for organisation in world.parties],
    )


# ---- status report ----


def status_title(world: World) -> Said:
    return titled(f"Status for {world.place} Partnerskab {reported(world)}", world.place, "status_report")


def reported(world: World) -> int:
    """The year that a status report of this world is about: two years after the base."""
    return world.base + 2


def status_opening(world: World) -> Said:
    return said(
        f"Notatet gør status for partnerskabsaftalen for {world.place} {world.start.year}-{world.last}.",
        areas=named((world.place,)),
    )


def status_survey(world: World) -> Said:
    return said("Beboerne har i årets løb hilst de nye lamper og den nye multibane velkommen.")


def status_figures(world: World) -> Said:
    return year_table(world)


def status_outlook(world: World) -> Said:
    return said("I det kommende år fortsætter arbejdet med lys, stier og fællesskaber som hidtil.")


# ---- addendum ----


def addendum_title(world: World) -> Said:
    return titled(f"Tillæg til partnerskabsaftale for {world.place}", world.place, "addendum")


def addendum_parties(world: World) -> Said:
    names = listed([organisation.printed for organisation in world.parties])
    return said(
        f"{names} er enige om at forlænge partnerskabsaftalen for {world.place}.",
        parties=parties(world.parties),
    )


def addendum_term(world: World) -> Said:
    return said(
        f"Tillægget gælder fra {den(world.start)} til {den(world.end)}. Aftalens øvrige bestemmelser er uændrede.",
        period=period(world.start.isoformat(), world.end.isoformat()),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of paper: the writer of each place, and the sections with the places in them."""

    writers: Mapping[str, Writer]
    sections: tuple[tuple[str, str, tuple[str, ...]], ...]


AGREEMENT = Plan(
    {
        "title": title,
        "opening": opening,
        "parties": party_sentence,
        "areas": areas,
        "period": term,
        "decisions": decision,
        "policies": policy,
        "survey": survey,
        "focus_areas": focus_areas,
        "goals": goals,
        "figures": figures,
        "meetings": meetings,
        "budgets": budgets,
        "signatories": signatures,
    },
    (
        ("parties", "Parter", ("parties", "areas")),
        ("period", "Løbetid", ("period", "decisions", "policies")),
        ("background", "Baggrund", ("survey",)),
        ("focus", "Indsatsområder", ("focus_areas",)),
        ("goals", "Mål", ("goals", "figures")),
        ("organisation", "Organisering", ("meetings",)),
        ("money", "Økonomi", ("budgets",)),
        ("signatures", "Underskrifter", ("signatories",)),
    ),
)
STATUS = Plan(
    {
        "title": status_title,
        "opening": status_opening,
        "survey": status_survey,
        "figures": status_figures,
        "outlook": status_outlook,
    },
    (
        ("safety", "Tryghed", ("survey",)),
        ("crime", "Kriminalitet", ("figures",)),
        ("outlook", "Det videre arbejde", ("outlook",)),
    ),
)
ADDENDUM = Plan(
    {
        "title": addendum_title,
        "opening": addendum_parties,
        "areas": opening,
        "focus_areas": opening,
        "goals": opening,
        "period": addendum_term,
        "budgets": budgets,
        "signatories": signatures,
    },
    (
        ("period", "Varighed", ("areas", "period")),
        ("focus", "Indsatsområder", ("focus_areas",)),
        ("goals", "Mål", ("goals",)),
        ("money", "Økonomi", ("budgets",)),
        ("signatures", "Underskrifter", ("signatories",)),
    ),
)
PLANS = {"agreement": AGREEMENT, "status": STATUS, "addendum": ADDENDUM}


def compose(world: World, plan: Plan, places: Mapping[str, Writer]) -> Paper:
    """The paper of a plan, with other writers in some of its places."""
    writers = {**plan.writers, **places}
    unknown = places.keys() - plan.writers.keys()
    if unknown:
        raise KeyError(f"no such places in this kind of paper: {sorted(unknown)}")
    written = {place: write(world) for place, write in writers.items()}
    sections = tuple(
        Section(key, heading, blocks)
        for key, heading, within in plan.sections
        if (blocks := tuple(block for place in within for block in written[place].blocks))
    )
    return Paper(_title(written["title"]), written["opening"].blocks, sections, merged([*written.values()]).rows)


def _title(written: Said) -> tuple[str, ...]:
    return tuple(line for block in written.blocks if isinstance(block, Lines) for line in block.texts)


def blocks_of(paper: Paper) -> tuple[Block, ...]:
    return (*paper.opening, *(block for section in paper.sections for block in section.blocks))


__all__ = ["PLANS", "Plan", "Writer", "compose", "worded"]
