"""What an agreement rests on: decisions with their dates, and the policies of others that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.variations.dates import DATE_FORMS, worded
from tests.variations.forms.registry import Form, add, form
from tests.variations.paper import Cell, Lines, Said, Table, said
from tests.variations.plain import den
from tests.variations.world import World

GENITIVE = {
    "Byrådet": "Byrådets",
    "Kommunalbestyrelsen": "Kommunalbestyrelsens",
    "Økonomiudvalget": "Økonomiudvalgets",
    "Socialudvalget": "Socialudvalgets",
}
DECISIONS: Mapping[str, str] = {
    "beslutning af": "Aftalen bygger på {bodys} beslutning af {day}.",
    "ved behandling besluttet": "Ved {bodys} behandling af sagen den {day} blev det besluttet at indgå aftalen.",
    "på sit møde": "{body} tiltrådte aftalen på sit møde den {day}.",
    "har den vedtaget": "{body} har den {day} vedtaget aftalen.",
    "blev godkendt af": "Aftalen blev godkendt af {body} den {day}.",
    "godkendt i": "Aftalen er godkendt i {body} den {day}.",
    "vedtog den at": "{body} vedtog den {day} at indgå i partnerskabet.",
    "besluttede at": "{body} besluttede den {day} at afsætte midler til partnerskabet.",
    "i parentes": "Aftalen er politisk godkendt ({body}, {day}).",
    "mærkat": "Godkendt: {body}, {day}",
}


def _decided(text: str, write: Callable[[World], str]) -> Callable[[World], Said]:
    def decision(world: World) -> Said:
        body = world.council
        full = text.format(body=body, bodys=GENITIVE[body], day=write(world))
        return said(full, decisions=[{"body": body, "date": world.decided.isoformat()}])

    return decision


for _name, _text in DECISIONS.items():
    add(Form(f"decisions/{_name}", places={"decisions": _decided(_text, lambda world: worded(world.decided))}))
for _name in ("d. 1. januar 2024", "d. 1/1-2024", "den 01.01.24", "01.01.2024", "den 1. Januar 2024"):
    _date = DATE_FORMS[_name]
    add(
        Form(
            f"decisions/godkendte {_name}",
            places={
                "decisions": _decided(
                    "{body} godkendte aftalen {day}.",
                    lambda world, write=_date: write(world.decided),  # type: ignore[misc]
                )
            },
        )
    )


@form("decisions/i tabel", media=("text", "markdown", "pdf", "pdf-open"), policies=lambda world: said())
def in_a_table(world: World) -> Said:
    body = (
        (Cell("Godkendt"), Cell(f"{world.council}, {worded(world.decided)}")),
        (Cell("Grundlag"), Cell(world.policies[0])),
    )
    rows = [{"body": world.council, "date": world.decided.isoformat()}]
    return said(Table((), body), decisions=rows, policies=[world.policies[0]])


@form("decisions/mærkater", policies=lambda world: said())
def labelled(world: World) -> Said:
    lines = Lines((f"Besluttet: {world.council} {den(world.decided)}", f"Grundlag: {world.policies[0]}"))
    rows = [{"body": world.council, "date": world.decided.isoformat()}]
    return said(lines, decisions=rows, policies=[world.policies[0]])


@form("decisions/to udvalg")
def two_bodies(world: World) -> Said:
    second = "Byrådet" if world.council != "Byrådet" else "Kommunalbestyrelsen"
    later = world.decided.replace(day=28)
    first = world.decided.replace(day=3)
    text = f"Aftalen blev behandlet i {world.council} den {worded(first)} og godkendt af {second} den {worded(later)}."
    rows = [{"body": world.council, "date": first.isoformat()}, {"body": second, "date": later.isoformat()}]
    return said(text, decisions=rows)


# A policy has a proper name or a title in quotes, without its owner in the genitive and without "forslag til".
POLICIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "kommunens navn foran": ("Aftalen bygger på {town} Kommunes {one}.", ("{one}",)),
    "kommunens foran": ("Aftalen understøtter kommunens {one}.", ("{one}",)),
    "to med og": ("Aftalen bygger på {one} og {two}.", ("{one}", "{two}")),
    "to med både": ("Partnerskabet bidrager til både {one} og {two}.", ("{one}", "{two}")),
    "strategi i citationstegn": ('Aftalen er et led i strategien "Tryg i hele {town}".', ("Tryg i hele {town}",)),
    "plan i vinkler": ("Aftalen er et led i planen »Et {town} for alle«.", ("Et {town} for alle",)),
    "politik for": ("Aftalen bygger på kommunens Politik for socialt udsatte.", ("Politik for socialt udsatte",)),
    "forslag til": ("Aftalen tager højde for forslag til Kommuneplan {year}.", ("Kommuneplan {year}",)),
    "strategi med span": (
        "Arbejdet bygger på Tryghedsstrategi {before}-{last}.",
        ("Tryghedsstrategi {before}-{last}",),
    ),
    "note efter span": ("Arbejdet bygger på Tryghedsstrategi {before}-{last}².", ("Tryghedsstrategi {before}-{last}",)),
    "byfornyelse og politik": (
        "Aftalen skal ses sammen med Byfornyelsen {estate} og {one}.",
        ("Byfornyelsen {estate}", "{one}"),
    ),
    "i sammenhæng med": ("Aftalen skal ses i sammenhæng med {one}.", ("{one}",)),
    "jf.": ("Aftalen følger op på kommunens mål for trygge byområder, jf. {one}.", ("{one}",)),
    "lov er ingen politik": ("Aftalen bygger på {one}. Den ændrer ikke ved serviceloven.", ("{one}",)),
}


def _policies(text: str, titles: tuple[str, ...]) -> Callable[[World], Said]:
    def policy(world: World) -> Said:
        one, two = world.policies
        words = {"town": world.town, "one": one, "two": two, "year": world.start.year + 1}
        words |= {"before": world.start.year - 2, "last": world.last, "estate": world.estates[0]}
        return said(text.format(**words), policies=[title.format(**words) for title in titles])

    return policy


for _name, (_text, _titles) in POLICIES.items():
    add(Form(f"policies/{_name}", places={"policies": _policies(_text, _titles)}))
