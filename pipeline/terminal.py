"""What is written to standard output and error: at the width there is, in the letters there are, with nothing that
steers the terminal. The command line imports this at its start: nothing heavy belongs here."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

_STEERING = (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN = dict.fromkeys(_STEERING, "\ufffd") | {0x1B: "\u241b", 9: " ", 10: "\u240a", 13: "\u240d"}
# In a table rich has broken the lines already, and a line feed is the end of one.
_UNSEEN_IN_LINES = {sign: shown for sign, shown in _UNSEEN.items() if sign != 10}
# What stands for a sign that the terminal's encoding has no place for.
_ALIKE = {
    "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae",
    "–": "-", "—": "-", "−": "-", "→": "->", "…": "...", "█": "#", "↳": ">", "⚠": "!", "•": "*", "\u00a0": " ",
    "„": '"', "“": '"', "”": '"', "’": "'", "‘": "'", "─": "-", "━": "-", "│": "|", "≈": "~", "×": "x", "§": "par.",
}  # fmt: skip
# Columns of a file or of a pipe that nobody looks through: whole lines for other programs.
_WIDE_ENOUGH = 200


def harmless(text: str) -> str:
    """Text from outside on one line of a terminal: signs that steer it are shown, not obeyed."""
    return text.translate(_UNSEEN)


def counted(number: int, noun: str) -> str:
    """ "1 page", "2 pages": of nouns with a plain plural."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def prepare_streams() -> None:
    """Let standard output and error say in other letters what their encoding has none for, instead of failing."""
    codecs.register_error("alike", _say_alike)
    for stream in (sys.stdout, sys.stderr):
        if not _is_unicode(stream.encoding) and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="alike")


def _say_alike(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_ALIKE.get(sign, "?") for sign in signs), error.end


def _is_unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf")


def print_json(value: Any) -> None:
    """A value as JSON, for programs; five times as fast as the standard library's, which indents in Python."""
    from pydantic_core import to_json

    print_data(to_json(value, indent=1).decode() + "\n")


def print_data(text: str) -> None:
    """A text for programs, UTF-8 whatever the terminal speaks."""
    if _is_unicode(sys.stdout.encoding):
        print(text, end="")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def console() -> Console:
    """Standard output for tables. On a terminal as it is; in a pipe as wide as the terminal behind it, or $COLUMNS, so
    that a pager shows it; in a file wide enough for whole lines. Colours only on a terminal, or where $FORCE_COLOR asks
    for them."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Harmless(Console):
        """A console that shows what would steer the terminal, whatever it stands in."""

        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Any:
            for segment in super().render(renderable, options):
                if segment.control or segment.text.isprintable():
                    yield segment
                else:
                    yield Segment(segment.text.translate(_UNSEEN_IN_LINES), segment.style)

    plain = Harmless()
    return plain if plain.is_terminal else Harmless(width=_width(), no_color=True)


def _width() -> int:
    """Columns of an output that is no terminal."""
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns if _is_pipe() else _WIDE_ENOUGH
    except (OSError, ValueError):  # standard error is no terminal, or is none at all
        return _WIDE_ENOUGH


def _is_pipe() -> bool:
    import stat

    return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
