"""Who concludes the agreement: sentences, lists, tables, people who represent, numbers of companies, boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.slugs import make_slug
from tests.variations.dates import listed
from tests.variations.forms.registry import TABLES, Form, add, form
from tests.variations.paper import Cell, Items, Lines, Said, Table, said
from tests.variations.plain import signature_lines, signed
from tests.variations.rows import parties
from tests.variations.world import Organisation, World

AIM = "gøre hverdagen mere tryg i {place}"
# {all} is the list "A, B, C og D", {first} the first of them and {rest} the others.
SENTENCES: Mapping[str, str] = {
    "denne aftale er indgået mellem": "Denne aftale er indgået mellem {all}. Formålet er at " + AIM + ".",
    "mellem A og B er der indgået": "Mellem {all} er der indgået en aftale om at " + AIM + ".",
    "A indgår sammen med": "{first} indgår sammen med {rest} denne aftale om at " + AIM + ".",
    "har indgået": "{all} har indgået denne partnerskabsaftale for at " + AIM + ".",
    "er enige om": "{all} er enige om at samarbejde om at " + AIM + ". Derfor indgås denne aftale.",
    "undertegnede": "Undertegnede parter, {all}, indgår hermed aftale om at " + AIM + ".",
    "aftalens parter er": "Aftalens parter er {all}. De vil i fællesskab " + AIM + ".",
    "mellem nedenstående parter": "Aftalen indgås mellem nedenstående parter: {all}. Formålet er at " + AIM + ".",
    "dags dato": "Der er dags dato mellem {all} indgået aftale om at " + AIM + ".",
    "ikke part": "{all} indgår hermed aftale om at " + AIM + ". Boligfonden er orienteret, men er ikke part i aftalen.",
}


def _said(world: World, *blocks: str | Items | Lines | Table, those: tuple[Organisation, ...] | None = None) -> Said:
    return said(*blocks, parties=parties(those or world.parties))


def _sentence(text: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        names = [organisation.printed for organisation in world.parties]
        every, rest = listed(names), listed(names[1:])
        return _said(world, text.format(all=every, first=names[0], rest=rest, place=world.place))

    return write


for _name, _text in SENTENCES.items():
    add(Form(f"parties/{_name}", places={"parties": _sentence(_text)}))


def _names(world: World) -> tuple[str, ...]:
    return tuple(organisation.printed for organisation in world.parties)


def sisters(world: World) -> tuple[Organisation, ...]:
    """The municipality and two more of its kind."""
    people = world.spare
    return tuple(
        Organisation(f"{name} Kommune", f"{make_slug(name)}-kommune", person)
        for name, person in zip((world.town, *world.sisters), (world.municipality.signer, *people), strict=True)
    )


def _sisters_sign(world: World) -> Said:
    those = (*sisters(world), world.police)
    return said(*(Lines(signature_lines(one)) for one in those), signatories=[signed(one) for one in those])


def _shared(noun: str, link: str) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        those = (*sisters(world), world.police)
        towns = listed((world.town, *world.sisters))
        text = f"{towns} {noun} {link} {world.police.name} indgår hermed aftale om at gøre {world.place} mere tryg."
        return _said(world, text, those=those)

    return write


for _noun, _link in (("kommuner", "samt"), ("Kommuner", "og"), ("Kommuner", "samt"), ("kommuner", "og")):
    add(
        Form(
            f"parties/fælles ord {_noun} {_link}",
            places={"parties": _shared(_noun, _link), "signatories": _sisters_sign},
        )
    )


@form("parties/boligorganisationerne foran flere")
def housing_noun_before(world: World) -> Said:
    """The noun belongs to all that follow it."""
    text = (
        f"{world.municipality.name} og {world.police.name} samt boligorganisationerne {_short(world.housing)} og "
        f"{world.administered.printed} indgår hermed aftale om at gøre hverdagen mere tryg i {world.place}."
    )
    return _said(world, text)


def _short(organisation: Organisation) -> str:
    """ "Egebo" of "Boligforeningen Egebo"."""
    return organisation.name.split()[-1]


@form("parties/herefter kaldet")
def hereafter(world: World) -> Said:
    text = (
        f"{world.municipality.name} (herefter kommunen), {world.police.name} (herefter politiet), {world.housing.name} "
        f"(herefter boligforeningen) og {world.administered.printed} indgår hermed aftale om et tryggere {world.place}."
    )
    return _said(world, text)


@form("parties/administrator i parentes")
def administrator_in_brackets(world: World) -> Said:
    own = world.administered
    names = listed([*_names(world)[:3], f"{own.name} ({(own.administrator or '').upper()})"])
    return _said(world, f"{names} indgår hermed aftale om at gøre hverdagen mere tryg i {world.place}.")


@form("parties/administrator først")
def administrator_first(world: World) -> Said:
    own = world.administered
    names = listed([*_names(world)[:3], f"{(own.administrator or '').upper()}/{own.name}"])
    return _said(world, f"{names} indgår hermed aftale om at gøre hverdagen mere tryg i {world.place}.")


LISTS: Mapping[str, tuple[str, str]] = {
    "punkter efter aftalens parter er": ("Aftalens parter er:", "•"),
    "streger efter indgået mellem": ("Denne aftale er indgået mellem:", "-"),
    "numre efter følgende parter": ("Aftalen er indgået mellem følgende parter:", "{}."),
    "parenteser efter deltager": ("I partnerskabet deltager som parter:", "{})"),
    "kryds i bokse": ("Denne aftale er indgået mellem følgende parter (sæt kryds):", "☒"),
}


def _list(lead: str, marker: str) -> Callable[[World], Said]:
    return lambda world: _said(world, lead, Items(_names(world), marker))


for _name, (_lead, _marker) in LISTS.items():
    _media = ("text",) if _marker == "☒" else ("text", "pdf")
    add(Form(f"parties/{_name}", places={"parties": _list(_lead, _marker)}, media=_media))


@form("parties/tom boks er ingen part", media=("text",))
def unticked(world: World) -> Said:
    lines = (*(f"☒ {name}" for name in _names(world)), f"☐ SSP {world.town}", "☐ Boligselskabet Tangen")
    return _said(world, "Aftalen er indgået mellem følgende parter (sæt kryds):", Lines(lines))


@form("parties/liste inde i sætningen")
def list_in_the_sentence(world: World) -> Said:
    return _said(
        world,
        "Parterne",
        Items(_names(world), "•"),
        f"indgår hermed denne aftale om at gøre hverdagen mere tryg i {world.place}.",
    )


@form("parties/linjer under mellem")
def lines_under_between(world: World) -> Said:
    names = _names(world)
    lines = (*(f"{name}," for name in names[:-2]), names[-2], "og", names[-1])
    return _said(world, "Mellem", Lines(lines), f"er der indgået aftale om at gøre {world.place} mere trygt.")


def _represented(one: Organisation, link: str) -> str:
    return f"{one.printed}{link}{one.signer.title.casefold()} {one.signer.name}"


@form("parties/repræsenteret ved, under hinanden")
def represented_in_lines(world: World) -> Said:
    lines = tuple(_represented(one, ", repræsenteret ved ") for one in world.parties)
    return _said(world, "Aftalens parter er:", Lines(lines))


@form("parties/repræsenteret ved, i sætning")
def represented_in_a_sentence(world: World) -> Said:
    names = listed([_represented(one, " (repræsenteret ved ") + ")" for one in world.parties])
    return _said(world, f"Mellem {names} er der indgået aftale om at gøre {world.place} mere trygt.")


@form("parties/cvr i parentes")
def company_numbers(world: World) -> Said:
    names = listed([f"{name} (CVR-nr. {29190000 + 311 * at})" for at, name in enumerate(_names(world))])
    return _said(world, f"Denne aftale er indgået mellem {names}.")


@form("parties/cvr på linjer")
def company_numbers_in_lines(world: World) -> Said:
    lines = tuple(f"{name}, cvr. {29190000 + 311 * at}" for at, name in enumerate(_names(world)))
    return _said(world, "Aftalen er indgået mellem:", Lines(lines))


@form("parties/tabel med opgaver", media=TABLES[:3] + TABLES[4:])
def table_of_tasks(world: World) -> Said:
    tasks = ("Leder arbejdet", "Deler viden om området", "Passer gårde og kældre", "Står for beboerdialogen")
    body = tuple((Cell(name), Cell(task)) for name, task in zip(_names(world), tasks, strict=True))
    return _said(world, "Aftalen er indgået mellem disse parter.", Table(((Cell("Part"), Cell("Opgave")),), body))


@form("parties/mærkat over flere rækker", media=("markdown", "text", "pdf", "pdf-open", "pdf-half"))
def label_over_rows(world: World) -> Said:
    """A table of labels and values, where "Parter" stands once beside all of them."""
    names = _names(world)
    body = (
        (Cell("Parter", down=len(names)), Cell(names[0])),
        *((Cell(name),) for name in names[1:]),
        (Cell("Sekretariat"), Cell("Ligger hos kommunen")),
    )
    return _said(world, Table((), body))


@form("parties/enheder under kommunen")
def units_listed(world: World) -> Said:
    """Where administrations are listed among the parties, the municipality and each listed one are parties."""
    units = ("Børn og Unge", "Teknik og Miljø")
    rows = [{"organisation": f"{world.municipality.id}/{make_slug(unit)}", "administrator": None} for unit in units]
    items = Items(_names(world), "•", under={0: units})
    return said("I partnerskabet deltager som parter:", items, parties=[*parties(world.parties), *rows])


@form("parties/bløde bindestreger", media=("text",))
def soft_hyphens(world: World) -> Said:
    names = listed(
        [name.replace("foreningen", "for\u00adeningen").replace("Kommune", "Kom\u00admune") for name in _names(world)]
    )
    return _said(world, f"{names} indgår hermed aftale om at gøre hverdagen mere tryg i {world.place}.")


ADDENDA: Mapping[str, str] = {
    "at videreføre samarbejdet": "{all} er enige om at videreføre samarbejdet i {place} i to år.",
    "at føre partnerskabet videre": "{all} er enige om at føre partnerskabet i {place} videre.",
    "har besluttet at fortsætte": "{all} har besluttet at fortsætte partnerskabet i {place}.",
    "tiltræder tillægget": "{all} tiltræder hermed dette tillæg til aftalen om {place}.",
}
for _name, _text in ADDENDA.items():
    add(Form(f"opening/{_name}", kind="addendum", places={"opening": _sentence(_text)}))
