"""A command of ours in a process of its own: what it imports stays out of the server."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

_PATIENCE = 1800.0  # seconds


def ask(*arguments: str) -> Any:
    """What a command says as JSON. Errors: ValueError where it says something else."""
    command = [sys.executable, "-P", "-m", "aftalearkiv", *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    return json.loads(done.stdout)
