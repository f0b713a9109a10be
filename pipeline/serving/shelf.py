"""What the server's pages share: the archive and how it is read, the language, the pictures, where links lead."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse

from corpus.labels import LANGUAGES, Language
from output.store.reading import reading
from output.web.addresses import Addresses
from output.web.rendering import Setting, render
from pipeline.serving.pictures import Pictures

LANGUAGE_COOKIE = "aftalearkiv-lang"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The archive's file, and how it is shown."""

    archive: Path
    language: Language
    read_only: bool
    pictures: Pictures
    addresses: Addresses

    def reading(self) -> AbstractContextManager[Any]:
        """A connection that reads, for one request."""
        return reading(self.archive)


def shelf_of(request: Request) -> Shelf:
    """The shelf that the application was made with."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def setting_of(request: Request) -> Setting:
    """Language, address and rights of a request: `?lang=` switches the language, a cookie keeps it."""
    shelf = shelf_of(request)
    wanted = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    language = next((one for one in LANGUAGES if one == wanted), shelf.language)
    query = tuple(parse_qsl(request.url.query))
    return Setting(language, shelf.addresses, request.url.path, query, shelf.read_only)


def page(request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """A page of the archive in the language of the request."""
    setting = setting_of(request)
    answer = HTMLResponse(render(template, setting, **shown), status)
    if request.query_params.get("lang") == setting.language:
        answer.set_cookie(LANGUAGE_COOKIE, setting.language, samesite="strict", httponly=True, max_age=31_536_000)
    return answer


def whole_number(text: str | None, otherwise: int = 1) -> int:
    """A number above zero out of an address, or the other one."""
    return int(text) if text and text.isdecimal() and len(text) < 8 and int(text) > 0 else otherwise
