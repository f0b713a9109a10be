"""Who may ask the server, as a layer around it: a server without log-in on this machine is open to every web page.

Together they are enough: the address is of this machine only; the Host header must name it (a foreign name that was
bound to 127.0.0.1 reads nothing); a token that was printed at the start must have been brought once (all users of a
machine share 127.0.0.1); what writes must come from a page of ours; no page of ours runs what is not in our own files.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_READS = ("GET", "HEAD")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """The layer. `port` is where we listen; `token` is the word that was printed; `read_only` refuses all writes."""

    def __init__(self, app: ASGIApp, port: int, token: str, read_only: bool = False) -> None:
        self._app, self._token, self._read_only = app, token, read_only
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._cookie = f"aftalearkiv-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await (self._refusal(scope) or self._app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        """Why a request is not let through, or the redirect that gives the cookie; None where it may pass."""
        headers = Headers(scope=scope)
        if headers.get("host") not in self._hosts:
            return PlainTextResponse("This server answers to 127.0.0.1 only.\n", 400)
        refused = self._as_unknown(scope, headers)
        if refused is not None:
            return refused
        if scope["method"] not in _READS:
            if not self._is_own(headers):
                return PlainTextResponse("A page from elsewhere may not write here.\n", 403)
            if self._read_only:
                return PlainTextResponse("Skrivebeskyttet / read-only: start serve without --read-only.\n", 403)
        return None

    def _as_unknown(self, scope: Scope, headers: Headers) -> Response | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        brought = dict(query).get("token")
        if brought is not None and hmac.compare_digest(brought.encode(), self._token.encode()):
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            answer = RedirectResponse(f"{scope['path']}?{rest}" if rest else scope["path"], 303)
            answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return answer
        if hmac.compare_digest(self._kept(headers).encode(), self._token.encode()):
            return None
        return PlainTextResponse(
            "Åbn den adresse, som `aftalearkiv serve` skrev i terminalen; den har en nøgle med.\n"
            "Open the address that `aftalearkiv serve` printed; it brings a token.\n",
            403,
        )

    def _kept(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self._cookie].value if self._cookie in cookies else ""

    def _is_own(self, headers: Headers) -> bool:
        """Whether a write comes from a page of ours, as the browser says."""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site == "same-origin"
        return headers.get("origin") == f"http://{headers.get('host')}"
