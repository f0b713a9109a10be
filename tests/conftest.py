"""What tests of several stages share: faults put into the processes that read papers."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Python runs it where it starts; only the guarded process is the one that it is for.
_PLUG = "import sys\nif 'pipeline.batches.child' in ' '.join(sys.orig_argv):\n"

Plug = Callable[[str], dict[str, str]]


@pytest.fixture
def plug(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Plug:
    """Give code to run in every process that reads papers, before it reads; the changes to the environment by which a
    process of its own hears of it."""

    def put(code: str) -> dict[str, str]:
        folder = tmp_path_factory.mktemp("plug")
        (folder / "sitecustomize.py").write_text(_PLUG + textwrap.indent(textwrap.dedent(code), "    "), "utf-8")
        path = os.pathsep.join((str(folder), str(ROOT)))
        monkeypatch.setenv("PYTHONPATH", path)
        return {"PYTHONPATH": path}

    return put
