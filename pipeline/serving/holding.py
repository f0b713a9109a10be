"""The page about the archive, what is installed, and files that are dropped on it to be read."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ingest.files import readable_name
from output.report.gathered import Period
from output.web.holdings import COLUMNS, load_holdings
from pipeline.serving.own_command import ask
from pipeline.serving.shelf import page, setting_of, shelf_of
from pipeline.serving.tables import plain_table, table_file

_LARGEST = 64 << 20  # bytes of one upload; larger files are read from the command line


def archive(request: Request) -> Response:
    """What the archive holds; `?siden=` with the report since a day, `?vaerktoej=1` with what is installed."""
    since = request.query_params.get("siden", "")
    with shelf_of(request).reading() as db:
        found = load_holdings(db, setting_of(request).language, _period(since))
    tools = ask("doctor")["checks"] if request.query_params.get("vaerktoej") else None
    return page(request, "archive.html", nav="archive", held=found, since=since, tools=tools)


def files(request: Request) -> Response:
    """A table of the page as a file: `?tabel=fejl`, `laesninger`, `afgjort` or `udtaget`."""
    with shelf_of(request).reading() as db:
        found = load_holdings(db, setting_of(request).language, None)
    tables = {"fejl": found.failed, "laesninger": found.runs, "afgjort": found.people, "udtaget": found.removals}
    name = request.query_params.get("tabel", "")
    if name not in tables:
        raise HTTPException(404)
    table = plain_table(name, COLUMNS[name])
    rows = [(name, {column: row[column] for column in COLUMNS[name]}) for row in tables[name]]
    return table_file(rows, [table], f"arkivet-{name}", request.path_params["ending"])


def _period(since: str) -> Period | None:
    """From a day until now; None where it is no day."""
    try:
        first = date.fromisoformat(since)
    except ValueError:
        return None
    return Period(first.isoformat(), (date.today() + timedelta(days=1)).isoformat())


async def add(request: Request) -> Response:
    """Read the files that were dropped, and go to the first of them. 413 where they are too large."""
    declared = request.headers.get("content-length", "")
    if not declared.isdecimal() or int(declared) > _LARGEST:
        raise HTTPException(413, "the files are larger than 64 MB; read them with `aftalearkiv ingest`")
    files = read_upload(request.headers.get("content-type", ""), await request.body())
    return await run_in_threadpool(_add, request, files)


def _add(request: Request, files: dict[str, bytes]) -> Response:
    shelf = shelf_of(request)
    if not files:
        return RedirectResponse("/arkiv", 303)
    with TemporaryDirectory() as folder:
        places = [Path(folder) / name for name in files]
        for place in places:
            place.write_bytes(files[place.name])
        ask("ingest", *map(str, places), "--db", str(shelf.archive))
    first = hashlib.sha256(next(iter(files.values()))).hexdigest()
    with shelf.reading() as db:
        known = db.execute("SELECT 1 FROM documents WHERE sha256 = ?", [first]).fetchone()
    return RedirectResponse(shelf.addresses.paper(first) if known else "/arkiv", 303)


def read_upload(content_type: str, body: bytes) -> dict[str, bytes]:
    """The files of a form (multipart/form-data) by their names, without folders, those without bytes left out."""
    from email.parser import BytesParser
    from email.policy import HTTP

    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    found: dict[str, bytes] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = Path((part.get_filename() or "").replace("\\", "/")).name
        data = part.get_payload(decode=True)
        if name and isinstance(data, bytes) and data:
            found[readable_name(Path(name)).lstrip(".-") or "fil"] = data
    return found
