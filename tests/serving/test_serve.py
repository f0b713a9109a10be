"""The command: what it prints at once, where it listens, how it ends."""

from __future__ import annotations

import io
import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from models.errors import UsageError
from pipeline.serving import picture_child, server
from pipeline.serving.server import Serving, run_serve

from .conftest import SAMPLES

ROOT = Path(__file__).parents[2]


def test_prints_its_address_with_the_token_on_one_line_and_ends_by_ctrl_c(filled: Path) -> None:
    command = [sys.executable, "-m", "aftalearkiv", "serve", "--no-open", "--db", str(filled)]
    served = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert served.stdout is not None
        address = served.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:") and "/?token=" in address
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address.partition("?")[0])
        assert refused.value.code == 403
        served.send_signal(signal.SIGINT)
        assert served.wait(20) == 0
    finally:
        served.kill()
        served.wait()
        assert served.stdout is not None
        served.stdout.close()


def test_listens_to_this_machine_before_it_serves(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[Any] = []

    def serve(db: Path, serving: Serving, listening: socket.socket, token: str) -> None:
        seen.extend([listening.getsockname(), token])
        listening.close()

    monkeypatch.setattr(server, "_serve", serve)
    run_serve(filled, Serving(open_browser=False))
    (host, port), token = seen
    assert host == "127.0.0.1"
    assert capsys.readouterr().out == f"http://127.0.0.1:{port}/?token={token}\n"
    assert len(token) >= 32


def test_says_where_the_port_is_taken_or_the_archive_is_not(filled: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="port"):
            run_serve(filled, Serving(taken.getsockname()[1], open_browser=False))
    with pytest.raises(UsageError, match="no archive"):
        run_serve(tmp_path / "nothing.db", Serving(open_browser=False))


def test_serves_an_archive_that_may_not_be_written(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_serve", lambda db, serving, listening, token: listening.close())
    filled.chmod(0o444)
    try:
        run_serve(filled, Serving(open_browser=False, read_only=True))
    finally:
        filled.chmod(0o644)


def test_draws_what_it_is_asked_for_and_answers_nothing_for_the_rest(tmp_path: Path) -> None:
    asked = [
        {"path": str(SAMPLES / "oesterhavn-2016.pdf"), "page": 1, "turn": 0, "pixels": 600},
        {"path": str(tmp_path / "nothing.pdf"), "page": 1, "turn": 0, "pixels": 600},
    ]
    answers = io.BytesIO()
    picture_child._serve(io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in asked)), answers)
    head, _, rest = answers.getvalue().partition(b"\n")
    assert rest[: int(head)].startswith(b"\xff\xd8")
    assert rest[int(head) :] == b"0\n"
