"""The front page, the search, the pages of papers, their pictures and originals."""

from __future__ import annotations

from typing import get_args

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from models.codes import Kind
from output.store.originals import find_original
from output.web.front import PAPER_COLUMNS, Asked, list_papers, load_front
from output.web.paper import find_by_digits, load_paper, load_seen
from output.web.rendering import prepare_templates
from pipeline.serving.pictures import WIDTHS
from pipeline.serving.shelf import page, setting_of, shelf_of, whole_number
from pipeline.serving.tables import plain_table, table_file


def asked_of(request: Request) -> Asked:
    """What the front page is asked for, out of the address."""
    given = {name: request.query_params.get(said, "") for name, said in _PARTS.items()}
    return Asked(**given, page=whole_number(request.query_params.get("side")))


_PARTS = {"words": "q", "kind": "art", "place": "sted", "first": "fra", "last": "til"}


def front(request: Request) -> HTMLResponse:
    """The front page, or what a search found. While a person looks at it, the other pages are made ready."""
    with shelf_of(request).reading() as db:
        found = load_front(db, asked_of(request))
    answer = page(request, "front.html", nav="search", front=found, kinds=get_args(Kind))
    answer.background = BackgroundTask(prepare_templates)
    return answer


def papers_file(request: Request) -> Response:
    """All papers that the front page is asked for, as a file."""
    with shelf_of(request).reading() as db:
        rows = [("papers", row) for row in list_papers(db, asked_of(request))]
    table = plain_table("papers", PAPER_COLUMNS)
    return table_file(rows, [table], "papirer", request.path_params["ending"])


def paper(request: Request) -> Response:
    """A page of a paper, the first where none is named; of a paper that was not read, why."""
    shelf, setting = shelf_of(request), setting_of(request)
    number = whole_number(request.path_params.get("number"))
    value, words = (request.query_params.get(name, "") for name in ("v", "q"))
    with shelf.reading() as db:
        document = find_by_digits(db, request.path_params["digits"])
        if document is None:
            raise HTTPException(404)
        found = load_paper(db, document, number, setting.language, value, words)
        seen = load_seen(db, document["sha256"])
    if found.page is None and found.pages:
        raise HTTPException(404)
    original = find_original(shelf.archive, document["sha256"]) is not None
    return page(request, "paper.html", nav="", paper=found, seen=seen, has_original=original)


def picture(request: Request) -> Response:
    """A page of a paper as JPEG, in one of the widths that there are."""
    shelf = shelf_of(request)
    sha256, number = request.path_params["sha256"], whole_number(request.path_params["number"])
    width = whole_number(request.query_params.get("w"), WIDTHS[1])
    with shelf.reading() as db:
        row = db.execute(
            "SELECT p.rotation FROM pages p JOIN documents d ON d.id = p.document WHERE d.sha256 = ? AND p.number = ?"
            " AND p.source <> 'plain_text'",
            [sha256, number],
        ).fetchone()
    original = find_original(shelf.archive, sha256) if row and width in WIDTHS else None
    drawn = shelf.pictures.draw(original, number, row[0], width) if original else None
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=31536000, immutable"})


def original(request: Request) -> Response:
    """The file as it came, to be kept and never to be shown in the browser."""
    shelf = shelf_of(request)
    with shelf.reading() as db:
        document = find_by_digits(db, request.path_params["sha256"])
    place = find_original(shelf.archive, document["sha256"]) if document else None
    if document is None or place is None:
        raise HTTPException(404)
    return FileResponse(place, media_type="application/octet-stream", filename=document["filename"])
