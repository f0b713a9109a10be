"""`repair`: damaged text in, repaired text out, line for line. Nothing but the repair is imported, to start at once."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from models.errors import Unreadable, UsageError

_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


def run_repair(source: str, explain: bool, diff: bool) -> None:
    """The repaired text of a file, or of standard input where `source` is `-`, to standard output as UTF-8."""
    if explain and diff:
        raise UsageError("--explain and --diff are two ways to look at the same repairs; give one of them")
    data = _read(source)
    if data.startswith(b"%PDF-"):
        raise UsageError(f"{source} is a PDF; `aftalearkiv ingest` reads it, `repair` takes text")
    from ingest.plain_text import decode
    from normalizers import repair_text

    text, encoding = decode(source, data)
    repaired = repair_text(text)
    if explain or diff:
        from normalizers.report import diff_lines, explain_lines

        lines = diff_lines(repaired, colour=_colours()) if diff else explain_lines(repaired)
        _write("".join(line + "\n" for line in lines).encode())
    else:
        ends = [] if encoding.startswith("UTF-16") else _LINE_ENDS.findall(data)
        bom = _BOM if data.startswith(_BOM) else b""
        _write(bom + with_line_ends(repaired.text, ends))
    if not repaired.repairs:
        _say_why(text)


def _say_why(text: str) -> None:
    """Why nothing was changed, where somebody may have expected it: on standard error, for the text is the output."""
    from normalizers.report import explain_silence

    why = explain_silence(text)
    if why:
        print(f"aftalearkiv: nothing was changed: {why}", file=sys.stderr)


def with_line_ends(text: str, ends: list[bytes]) -> bytes:
    """The text as UTF-8 with the line ends that it came with."""
    lines = text.encode().split(b"\n")
    if set(ends) <= {b"\n"} or len(ends) != len(lines) - 1:
        return b"\n".join(lines)
    return b"".join(line + end for line, end in zip(lines, [*ends, b""], strict=True))


def _read(source: str) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    path = Path(source)
    if path.is_dir():
        raise UsageError(f"{source} is a folder; give the name of a text file, or - for standard input")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"there is no file {source}; give the name of a text file, or - for standard input") from error
    except OSError as error:
        raise Unreadable(f"{source} cannot be read ({error.strerror}); change its permissions") from error


def _write(data: bytes) -> None:
    """All of it: with PYTHONUNBUFFERED set, one call may write a part and say so in its result alone."""
    left = memoryview(data)
    while left:
        left = left[sys.stdout.buffer.write(left) :]
    sys.stdout.buffer.flush()


def _colours() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
