"""Who sits at the computer and when: for the lines that an archive keeps of what people do."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime

from pipeline.versions import own_version

# The environment's name for whoever decides; else the account is the name.
REVIEWER_VARIABLE = "AFTALEARKIV_REVIEWER"


def account_name() -> str:
    """The account of the computer, or "unknown" where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def person_name(given: str | None) -> str:
    """The name given, else the one of the environment, else the account."""
    return given or os.environ.get(REVIEWER_VARIABLE) or account_name()


def now() -> str:
    """The time in UTC, to the microsecond: two decisions are never at the same time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def program() -> str:
    """This program, with its version."""
    return f"aftalearkiv {own_version()}"
