"""Tables of counts under the goals of an agreement: heads, marks, numbers, order, what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.variations.dates import grouped
from tests.variations.forms.registry import POSITIONED, TABLES, Form, add
from tests.variations.paper import Block, Cell, Para, Said, Table, said
from tests.variations.plain import FALLING, goal_rows, goals
from tests.variations.rows import Number
from tests.variations.tables import PENDING, Column, Figures, Series, target_figures, yearly_targets
from tests.variations.world import World

Look = Callable[[Figures, World], Figures]
Make = Callable[[World], Figures]


def look(name: str, make: Make = target_figures, media: tuple[str, ...] = TABLES) -> Callable[[Look], Look]:
    """Puts a change of a table's look on the list."""

    def register(change: Look) -> Look:
        add(Form(f"figures/{name}", places={"figures": lambda world: change(make(world), world).said()}, media=media))
        return change

    return register


def heads(figures: Figures, *texts: str) -> Figures:
    columns = [replace(column, head=text) for column, text in zip(figures.columns, texts, strict=True)]
    return replace(figures, columns=tuple(columns))


# Heads of the two columns; {base} and {last} are years, "|" ends a line.
HEADS: Mapping[str, tuple[str, str]] = {
    "2023 (baseline)": ("{base} (baseline)", "{last} (måltal)"),
    "basisår og mål": ("Basisår {base}", "Mål {last}"),
    "udgangspunkt": ("Udgangspunkt {base}", "Målsætning {last}"),
    "to linjer": ("Baseline|{base}", "Måltal|{last}"),
    "år først på to linjer": ("{base}|(baseline)", "{last}|(måltal)"),
    "niveau i": ("Niveau i {base}", "Mål for {last}"),
}


def _headed(first: str, second: str) -> Look:
    return lambda figures, world: heads(
        figures, first.format(base=world.base, last=world.last), second.format(base=world.base, last=world.last)
    )


for _name, _pair in HEADS.items():
    look(f"hoveder {_name}")(_headed(*_pair))


@look("note ved hoved")
def mark_on_a_head(figures: Figures, world: World) -> Figures:
    note = "¹ Foreløbigt mål, der drøftes hvert år."
    return replace(figures, marks=((figures.columns[1].head, "¹"),), below=(note,))


@look("note ved mærkat")
def mark_on_a_label(figures: Figures, world: World) -> Figures:
    return replace(figures, marks=(("Hærværk", "²"),), below=("² Omfatter også graffiti.",))


@look("stjerne ved mærkat")
def star_on_a_label(figures: Figures, world: World) -> Figures:
    return replace(figures, marks=(("Hærværk", "*"),), below=("* Omfatter også graffiti.",))


@look("note ved tal")
def mark_on_a_figure(figures: Figures, world: World) -> Figures:
    first = str(figures.series[0].values[0])
    return replace(figures, marks=((first, "¹"),), below=("¹ Opgjort i januar.",))


@look("billedtekst over")
def caption_over(figures: Figures, world: World) -> Figures:
    return replace(figures, over=("Tabel 1. Anmeldelser i partnerskabsområdet",))


@look("kilde under")
def source_below(figures: Figures, world: World) -> Figures:
    return replace(figures, below=(f"Kilde: {world.police.name}.",))


@look("hjørne uden ord")
def empty_corner(figures: Figures, world: World) -> Figures:
    return replace(figures, corner="")


@look("hjørne kriminalitetstype")
def another_corner(figures: Figures, world: World) -> Figures:
    return replace(figures, corner="Kriminalitetstype")


@look("mål i procent", yearly_targets)
def targets_with_percent(figures: Figures, world: World) -> Figures:
    return figures


@look("mål i procent uden mellemrum", yearly_targets)
def targets_with_tight_percent(figures: Figures, world: World) -> Figures:
    return replace(figures, write_change=lambda percent: f"{percent}%")


@look("mål i procent med minustegn", yearly_targets)
def targets_with_minus_sign(figures: Figures, world: World) -> Figures:
    return replace(figures, write_change=lambda percent: f"–{-percent} %")


@look("flere mål på to linjer", yearly_targets)
def targets_with_heads_of_two_lines(figures: Figures, world: World) -> Figures:
    return heads(figures, *(column.head.replace(" ", "|") for column in figures.columns))


@look("fælles hoved over mål", yearly_targets, POSITIONED)
def joint_head(figures: Figures, world: World) -> Figures:
    columns = tuple(
        replace(column, head=str(column.year), joint="Baseline" if column.role == "baseline" else "Måltal")
        for column in figures.columns
    )
    return replace(figures, columns=columns)


def _two_baselines(world: World) -> Figures:
    """Two columns under one head "Baseline", two under "Måltal"."""
    years = (world.base - 1, world.base, world.last - 1, world.last)
    roles = ("baseline", "baseline", "target", "target")
    names = {"baseline": "Baseline", "target": "Måltal"}
    columns = tuple(Column(str(year), role, year, joint=names[role]) for year, role in zip(years, roles, strict=True))
    series = tuple(
        replace(one, values=tuple(int(one.values[0]) * part // 100 for part in (105, 100, 90, 85)))
        for one in target_figures(world).series
    )
    return Figures(columns, series)


@look("fælles hoved over to år", _two_baselines, POSITIONED)
def joint_head_over_two_years(figures: Figures, world: World) -> Figures:
    return figures


# ---- numbers of more than three digits ----


def _with_totals(world: World) -> Figures:
    """A row of all penal code offences, over a thousand, above the others."""
    figures = target_figures(world)
    total = Series("Straffelovskriminalitet", "total_penal_code", (1240 + world.seed * 20, 1054 + world.seed * 17))
    return replace(figures, series=(total, *figures.series))


def goals_by_table(world: World, *more: str) -> Said:
    """The plain goals, where the one that goes by the table is about these offences too."""
    rows = [*goal_rows(world)]
    rows[1] = {**rows[1], "offences": [*FALLING, *more]}
    return replace(goals(world), rows={"goals": rows})


THOUSANDS = {"punktum": ".", "mellemrum": " ", "hårdt mellemrum": "\u00a0", "smalt mellemrum": "\u2009", "intet": ""}


def _grouped(mark: str) -> Callable[[Number], str]:
    return lambda value: grouped(int(value), mark)


for _name, _mark in THOUSANDS.items():
    add(
        Form(
            f"figures/tusinder med {_name}",
            places={
                "figures": lambda world, mark=_mark: replace(_with_totals(world), write=_grouped(mark)).said(),  # type: ignore[misc]
                "goals": lambda world: goals_by_table(world, "total_penal_code"),
            },
            media=POSITIONED if _mark in (" ", "\u2009") else TABLES,
        )
    )


# ---- cells without a figure ----


def _with_history(world: World) -> Figures:
    """A column of the year before between label and baseline."""
    figures = target_figures(world)
    columns = (Column(str(world.base - 1), "observation", world.base - 1), *figures.columns)
    series = tuple(replace(one, values=(int(one.values[0]) * 11 // 10, *one.values)) for one in figures.series)
    return replace(figures, columns=columns, series=series)


def _emptied(mark: str) -> Look:
    def change(figures: Figures, world: World) -> Figures:
        first, second, third = figures.series
        return replace(figures, series=(first, replace(second, values=(mark, *second.values[1:])), third))

    return change


look("året før foran", _with_history)(lambda figures, world: figures)
look("streg i en celle", _with_history)(_emptied("–"))
look("bindestreg i en celle", _with_history)(_emptied("-"))
look("tom celle", _with_history, ("text", "markdown", "tabs", "pdf", "pdf-open", "pdf-half"))(_emptied(""))


def _pending(world: World) -> Said:
    """One more row, whose baseline is left for later."""
    figures = _with_history(world)
    late = Series("Vold", "violence", (60, PENDING, "–"))
    table = replace(figures, series=(*figures.series, late)).said()
    return replace(table, rows={**table.rows, "findings": ["pending-baseline"]})


add(
    Form(
        "figures/opgøres senere",
        places={"figures": _pending, "goals": lambda world: goals_by_table(world, "violence")},
        media=TABLES,
    )
)


# ---- order ----


def transposed(figures: Figures) -> Said:
    """Years as rows and offences as columns."""
    table = figures.table()
    head = (Cell("År"), *(Cell(series.label) for series in figures.series))
    texts = [[cell.text for cell in row[1:]] for row in table.body]
    body = tuple((Cell(column.head), *(Cell(row[at]) for row in texts)) for at, column in enumerate(figures.columns))
    return said(Table((head,), body), measures=figures.rows())


add(Form("figures/gerninger som kolonner", places={"figures": lambda w: transposed(target_figures(w))}, media=TABLES))
add(
    Form(
        "figures/gerninger som kolonner, flere år",
        places={"figures": lambda world: transposed(yearly_targets(world))},
        media=POSITIONED,
    )
)


def _continued(again: bool) -> Callable[[World], Said]:
    def write(world: World) -> Said:
        figures = target_figures(world)
        table = replace(figures.table(), breaks_before=2, head_again=again)
        return said(table, measures=figures.rows())

    return write


for _again in (True, False):
    add(
        Form(
            f"figures/over to sider {'med' if _again else 'uden'} hoved igen",
            places={"figures": _continued(_again)},
            media=("text", "pdf", "pdf-open", "pdf-half"),
        )
    )


def _after(text: str) -> Callable[[World], Said]:
    """The table after a paragraph of another time of day."""

    def write(world: World) -> Said:
        table = target_figures(world).said()
        blocks: tuple[Block, ...] = (Para(text), *table.blocks)
        return Said(blocks, table.rows)

    return write


add(
    Form(
        "figures/afsnit om aften foran",
        places={"figures": _after("Beboerne peger på, at de fleste hændelser sker om aftenen og natten.")},
        media=TABLES,
    )
)
