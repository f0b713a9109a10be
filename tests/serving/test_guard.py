"""Who may ask the server: what a foreign page, a foreign name or another user of the machine gets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from .conftest import HOST, PORT, TOKEN, Served, stranger

ADDRESSES = ("/", "/?q=tryghed", "/p/00000000", "/arkiv", "/papirer.csv", "/static/app.js", "/original/00", "/nothing")


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_no_foreign_name(served: Served, address: str) -> None:
    for host in ("evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""):
        assert served.browser.get(address, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("address", ADDRESSES)
def test_answers_nobody_without_the_token(served: Served, address: str) -> None:
    nobody = stranger(served.shelf)
    for answer in (
        nobody.get(address),
        nobody.get(address, params={"token": "guessed"}),
        nobody.get(address, headers={"cookie": f"aftalearkiv-{PORT}=guessed"}),
        nobody.get(address, headers={"cookie": "=;;\x01"}),
    ):
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_gives_the_token_once_into_a_strict_cookie_and_out_of_the_address(served: Served) -> None:
    answer = stranger(served.shelf).get("/", params={"q": "økonomi", "token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?q=%C3%B8konomi"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "origin": HOST}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
        ({"sec-fetch-site": "same-origin"}, 405),
        ({"origin": HOST}, 405),
    ],
)
def test_lets_only_pages_of_its_own_write(served: Served, headers: dict[str, str], status: int) -> None:
    assert served.browser.post("/", headers=headers).status_code == status


def test_refuses_every_write_where_it_is_read_only(served: Served) -> None:
    closed = stranger(replace(served.shelf, read_only=True))
    closed.get("/", params={"token": TOKEN})
    assert closed.get("/").status_code == 200
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert closed.request(method, "/", headers={"sec-fetch-site": "same-origin"}).status_code == 403


@pytest.mark.parametrize("address", ADDRESSES)
def test_says_on_every_answer_what_a_browser_must_not_do(served: Served, address: str) -> None:
    for browser in (served.browser, stranger(served.shelf)):
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control")]


def test_has_no_style_and_no_script_in_its_pages(served: Served) -> None:
    sha256 = served.sha256("lindeparken-2022.pdf")
    for address in ("/", "/?q=tryghed", f"/p/{sha256}", f"/p/{sha256}/2"):
        html = served.browser.get(address).text
        assert " style=" not in html and "<style" not in html and " onclick=" not in html
        assert html.count("<script") == html.count("<script src=") == 1


def test_ends_no_application_by_a_nonsense_address(served: Served) -> None:
    browser: TestClient = served.browser
    for address in ("/p/zz", "/p/00000000/0", "/side/../1.jpg", "/static/..%2f..%2fguard.py", "/side/%00/1.jpg?w=x"):
        assert browser.get(address).status_code in (303, 404)
