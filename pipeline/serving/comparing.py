"""The comparison pages: all partnerships, one over the years, several side by side; their tables as files."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.errors import UsageError
from output.compare import over_years
from output.compare.naming import find_partnership, list_partnerships, printed_names
from output.compare.over_years import TABLE_NAMES, Asked
from output.web.comparison import Comparison, Teller, rows_of, side_by_side
from output.web.front import load_cards
from pipeline.serving.shelf import page, setting_of, shelf_of
from pipeline.serving.tables import table_file

_MOST = 6  # partnerships side by side


def several(request: Request) -> Response:
    """All partnerships, one row each; or those that are chosen, side by side."""
    chosen = request.query_params.getlist("sted")[:_MOST]
    if len(chosen) == 1:
        return RedirectResponse(shelf_of(request).addresses.comparison(chosen[0]), 303)
    with shelf_of(request).reading() as db:
        cards = load_cards(db)
        known = set(list_partnerships(db))
    if not chosen:
        return page(request, "partnerships.html", nav="compare", cards=cards)
    if set(chosen) - known:
        raise HTTPException(404)
    found = _load(request, chosen)
    return page(request, "side_by_side.html", nav="compare", found=found, plots=list(side_by_side(found)))


def one(request: Request) -> Response:
    """One partnership over the years."""
    (found,) = _load(request, [request.path_params["slug"]])
    return page(request, "comparison.html", nav="compare", comparison=found)


def files(request: Request) -> Response:
    """A partnership's tables as a file: a workbook or JSON of all, CSV of one."""
    name = request.path_params["slug"]
    table = request.query_params.get("tabel", "")
    if table and table not in TABLE_NAMES:
        raise HTTPException(404)
    ending = request.path_params["ending"]
    with shelf_of(request).reading() as db:
        slug = _known(db, name)
        tables = [table] if table else ["series"] if ending == "csv" else []
        found = over_years.compare(db, Asked((slug,), tables))
        flat = over_years.flat_tables(db, found)
    return table_file(list(over_years.flat_rows(found, flat)), flat, f"{slug}-{table}" if table else slug, ending)


def _known(db: object, name: str) -> str:
    try:
        return find_partnership(db, name)  # type: ignore[arg-type]
    except UsageError as error:
        raise HTTPException(404) from error


def _load(request: Request, names: list[str]) -> list[Comparison]:
    """The comparisons of these partnerships, over the same years."""
    setting = setting_of(request)
    with shelf_of(request).reading() as db:
        slugs = [_known(db, name) for name in names]
        tables = over_years.compare(db, Asked(slugs))
        printed = printed_names(db)
    tellers = [Teller(rows_of(tables, slug), setting.language, setting.addresses.paper) for slug in slugs]
    years = min(one.years[0] for one in tellers), max(one.years[1] for one in tellers)
    return [
        teller.comparison(slug, printed.get(slug, slug), years) for slug, teller in zip(slugs, tellers, strict=True)
    ]
