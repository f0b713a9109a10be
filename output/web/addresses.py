"""Where the pages' links lead: addresses of the server. A folder of pages gives the same names other addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol
from urllib.parse import quote, urlencode

SHORT = 12  # digits of a sha256 that name a paper in an address


class Addresses(Protocol):
    """What a page may link to. `live` tells whether a server answers: forms, search, originals."""

    live: bool

    def front(self, **asked: object) -> str:
        """The front page, with what is searched for."""
        ...

    def paper(self, sha256: str, page: int | None = None, value: str | None = None, words: str | None = None) -> str:
        """A page of a paper, with the value or the words that are to be seen."""
        ...

    def comparison(self, partnership: str | None = None) -> str:
        """The comparison of a partnership, or of all of them."""
        ...

    def review(self, **asked: object) -> str:
        """The review, with the list and the value that are asked for."""
        ...

    def whole_field(self, sha256: str, field: str) -> str:
        """Where a person says what is missing from a field of a paper."""
        ...

    def failures(self) -> str:
        """The files that were not read."""
        ...

    def menu(self) -> list[tuple[str, str]]:
        """The pages that every page leads to: name and address."""
        ...

    def table(self, name: str, ending: str, asked: tuple[tuple[str, str], ...] = ()) -> str:
        """A table as a file of this kind (csv, json, xlsx), of what is asked for."""
        ...

    def picture(self, sha256: str, page: int, width: int) -> str:
        """The picture of a page, so many pixels wide."""
        ...

    def original(self, sha256: str) -> str:
        """The file as it came."""
        ...

    def static(self, name: str) -> str:
        """A style sheet or a script."""
        ...


class ServedAddresses:
    """Addresses of the server; `stamps` are digests of the static files, so that a browser may keep them."""

    live = True

    def __init__(self, stamps: dict[str, str]) -> None:
        self._stamps = stamps

    def front(self, **asked: object) -> str:
        return with_query("/", asked)

    def paper(self, sha256: str, page: int | None = None, value: str | None = None, words: str | None = None) -> str:
        at = f"/p/{sha256[:SHORT]}" + (f"/{page}" if page else "")
        return with_query(at, {"v": value, "q": words})

    def comparison(self, partnership: str | None = None) -> str:
        return f"/sammenlign/{partnership}" if partnership else "/sammenlign"

    def review(self, **asked: object) -> str:
        return with_query("/gennemgang", asked)

    def whole_field(self, sha256: str, field: str) -> str:
        return f"/mangler/{sha256[:SHORT]}/{field}"

    def failures(self) -> str:
        return "/arkiv#fejl"

    def menu(self) -> list[tuple[str, str]]:
        return [("search", "/"), ("compare", "/sammenlign"), ("review", "/gennemgang"), ("archive", "/arkiv")]

    def table(self, name: str, ending: str, asked: tuple[tuple[str, str], ...] = ()) -> str:
        return with_query(f"/{name}.{ending}", dict(asked))

    def picture(self, sha256: str, page: int, width: int) -> str:
        return f"/side/{sha256}/{page}.jpg?w={width}"

    def original(self, sha256: str) -> str:
        return f"/original/{sha256}"

    def static(self, name: str) -> str:
        return f"/static/{quote(name)}?{self._stamps[name]}"


class FolderAddresses:
    """Names of files in one folder, for pages that open without a server; `shown` are the papers that it holds. A paper
    that it does not hold is led to by its first page, as the front page is."""

    live = False

    def __init__(self, shown: Collection[str]) -> None:
        self._shown = {sha256[:8] for sha256 in shown}

    def front(self, **asked: object) -> str:
        return "index.html"

    def paper(self, sha256: str, page: int | None = None, value: str | None = None, words: str | None = None) -> str:
        if sha256[:8] not in self._shown:
            return "index.html"
        return with_query(f"p-{sha256[:8]}-{page or 1}.html", {"v": value})

    def comparison(self, partnership: str | None = None) -> str:
        return f"sammenlign-{partnership}.html" if partnership else "sammenlign.html"

    def review(self, **asked: object) -> str:
        return "index.html"

    def whole_field(self, sha256: str, field: str) -> str:
        return "index.html"

    def failures(self) -> str:
        return "index.html"

    def menu(self) -> list[tuple[str, str]]:
        return [("search", "index.html"), ("compare", "sammenlign.html")]

    def table(self, name: str, ending: str, asked: tuple[tuple[str, str], ...] = ()) -> str:
        return "index.html"

    def picture(self, sha256: str, page: int, width: int) -> str:
        return f"side-{sha256[:8]}-{page}.jpg"

    def original(self, sha256: str) -> str:
        return "index.html"

    def static(self, name: str) -> str:
        return name


def with_query(path: str, asked: Mapping[str, object]) -> str:
    """A path with those parts of the query that say anything."""
    given = {name: str(value) for name, value in asked.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path
