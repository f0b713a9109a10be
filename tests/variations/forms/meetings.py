"""How often the groups meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.variations.forms.registry import Form, add, form
from tests.variations.paper import Cell, Lines, Said, Table, said
from tests.variations.rows import meeting
from tests.variations.world import World

# Sentence, then (least, most) of the steering group and of the working group; None where nothing is said.
Bounds = tuple[int | None, int | None] | None
SENTENCES: Mapping[str, tuple[str, Bounds, Bounds]] = {
    "kvartalsvis": ("Styregruppen mødes kvartalsvis. Arbejdsgruppen mødes hver anden måned.", (4, 4), (6, 6)),
    "hvert kvartal": ("Styregruppen holder møde hvert kvartal, og arbejdsgruppen hver måned.", (4, 4), (12, 12)),
    "mindst to gange": ("Styregruppen mødes mindst to gange årligt.", (2, None), None),
    "minimum": ("Styregruppen mødes minimum 2 gange om året.", (2, None), None),
    "som minimum": ("Arbejdsgruppen mødes som minimum fire gange årligt.", None, (4, None)),
    "8 til 10": ("Arbejdsgruppen holder møde 8 til 10 gange årligt.", None, (8, 10)),
    "2-3": ("Styregruppen mødes 2-3 gange om året.", (2, 3), None),
    "årlige møder": ("Styregruppen holder tre årlige møder.", (3, 3), None),
    "møder om året": ("Der holdes to møder om året i styregruppen og seks i arbejdsgruppen.", (2, 2), (6, 6)),
    "en gang i kvartalet": ("Styregruppen samles én gang i kvartalet.", (4, 4), None),
    "hver anden måned": ("Arbejdsgruppen, der står for det daglige, mødes hver anden måned.", None, (6, 6)),
    "hver måned": ("Arbejdsgruppen mødes hver måned.", None, (12, 12)),
    "en gang om måneden": ("Arbejdsgruppen mødes en gang om måneden.", None, (12, 12)),
    "halvårligt": ("Styregruppen mødes halvårligt.", (2, 2), None),
    "gange pr. år": ("Styregruppen mødes 3 gange pr. år.", (3, 3), None),
    "den mødes": (
        "Styregruppen har ansvaret for aftalen. Den består af en leder fra hver part og mødes tre gange om året.",
        (3, 3),
        None,
    ),
    "træder sammen": ("Styregruppen træder sammen to gange om året.", (2, 2), None),
    "vi samles": ("Styregruppen er de fire underskrivere. Vi samles hvert kvartal.", (4, 4), None),
    "andre råd tæller ikke": (
        "Styregruppen mødes to gange om året. Kredsrådet holder fire årlige møder og orienteres skriftligt.",
        (2, 2),
        None,
    ),
    "i streg": ("Styregruppe: Møder fire gange årligt. Arbejdsgruppe: Møder månedligt.", (4, 4), (12, 12)),
}


def _rows(steering: Bounds, working: Bounds) -> list[Mapping[str, object]]:
    pairs = (("steering_group", steering), ("working_group", working))
    return [meeting(body, *bounds) for body, bounds in pairs if bounds]


def _sentence(text: str, steering: Bounds, working: Bounds) -> Callable[[World], Said]:
    return lambda world: said(text, meetings=_rows(steering, working))


for _name, (_text, _steering, _working) in SENTENCES.items():
    add(Form(f"meetings/{_name}", places={"meetings": _sentence(_text, _steering, _working)}))


@form("meetings/tabel", media=("text", "markdown", "tabs", "pdf", "pdf-half", "pdf-open"))
def in_a_table(world: World) -> Said:
    body = (
        (Cell("Styregruppe"), Cell("En leder fra hver part"), Cell("4 gange om året")),
        (Cell("Arbejdsgruppe"), Cell("Medarbejdere"), Cell("Månedligt")),
    )
    head = ((Cell("Gruppe"), Cell("Deltagere"), Cell("Møder")),)
    return said(Table(head, body), meetings=_rows((4, 4), (12, 12)))


@form("meetings/mærkater")
def labelled(world: World) -> Said:
    lines = Lines(("Styregruppens møder: 4 gange om året", "Arbejdsgruppens møder: 6 gange om året"))
    return said(lines, meetings=_rows((4, 4), (6, 6)))
