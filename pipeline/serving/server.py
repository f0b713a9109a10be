"""`serve`: the archive at an address of this machine, until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path

from corpus.labels import Language
from models.errors import UsageError

HOST = "127.0.0.1"  # never another: whoever reaches the address reads the archive


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: the port (0: any that is free), whether to open a browser, whether decisions are refused."""

    port: int = 0
    open_browser: bool = True
    read_only: bool = False
    language: Language = "da"


def run_serve(db: Path, serving: Serving) -> None:
    """Serve until Ctrl-C; the address, token included, is printed on a line of its own before anything is answered.

    Errors: UsageError where there is no archive, or the port is taken; ArchiveError.
    """
    _prepare(db, serving.read_only)
    listening = _listen(serving.port)
    port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
    address = f"http://{HOST}:{port}/?token={token}"
    print(address, flush=True)
    print("aftalearkiv: Ctrl-C ends it", file=sys.stderr)
    if serving.open_browser and sys.stdout.isatty():
        webbrowser.open(address)
    _serve(db, serving, listening, token)


def _prepare(db: Path, read_only: bool) -> None:
    """Bring an older archive up to this version, which writes it, before anybody asks. What is served read-only may
    lie where nobody may write: then it must be of this version already."""
    from output.store.archive import open_archive

    with open_archive(db):
        pass


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()  # from now on who asks waits until we answer
    except OSError as error:
        listening.close()
        raise UsageError(f"port {port} cannot be had ({error.strerror}); give --port another, or 0 for any") from error
    return listening


def _serve(db: Path, serving: Serving, listening: socket.socket, token: str) -> None:
    import uvicorn

    from output.web.addresses import ServedAddresses
    from output.web.rendering import static_stamps
    from pipeline.serving.app import make_app
    from pipeline.serving.pictures import Pictures
    from pipeline.serving.shelf import Shelf

    pictures = Pictures()
    shelf = Shelf(db.absolute(), serving.language, serving.read_only, pictures, ServedAddresses(static_stamps()))
    app = make_app(shelf, listening.getsockname()[1], token)
    config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", server_header=False, ws="none")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        pictures.close()
        listening.close()
