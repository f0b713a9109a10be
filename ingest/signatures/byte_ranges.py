"""What a signature covers, told by the file's bytes alone: nothing here asks a PDF library.

A signed PDF says `/ByteRange [0 840 9840 512]`: bytes 0 to 840 and 9840 to 10352 are signed, and the hole between
holds the signature itself, `<3082…00>`. Attacks on signatures hide something in that hole, or behind the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_WHITE = b" \t\r\n\f\0"
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # what a signature message says it is, right at its start


def is_range(numbers: Sequence[int]) -> bool:
    """Whether these are offsets and lengths in pairs, in order, of which none is negative."""
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    ends = [start + length for start, length in pairs]
    ordered = all(start >= end for (start, _), end in zip(pairs[1:], ends, strict=False))
    return bool(pairs) and len(numbers) % 2 == 0 and min(numbers) >= 0 and ordered


def signed_bytes(data: bytes, numbers: Sequence[int]) -> list[bytes]:
    """The stretches of the file that the range signs."""
    return [data[start : start + length] for start, length in zip(numbers[::2], numbers[1::2], strict=True)]


def end_of(numbers: Sequence[int]) -> int:
    """The offset after the last signed byte."""
    return numbers[-2] + numbers[-1]


def is_gap_clean(data: bytes, numbers: Sequence[int], contents: bytes) -> bool:
    """Whether the range leaves out nothing but the signature: the hole is `<`, the hex of its contents, and `>`."""
    return len(numbers) == 4 and numbers[0] == 0 and _held_in(data, numbers[1], numbers[2]) == contents


def _held_in(data: bytes, start: int, end: int) -> bytes | None:
    """The bytes whose hex fills a hole; None where anything else stands in it. Some programs sign the brackets, too."""
    if data[start : start + 1] == b"<" and data[end - 1 : end] == b">":
        return _from_hex(data[start + 1 : end - 1])
    if data[max(0, start - 1) : start] == b"<" and data[end : end + 1] == b">":
        return _from_hex(data[start:end])
    return None


def _from_hex(digits: bytes) -> bytes | None:
    try:
        return bytes.fromhex(digits.decode("ascii"))
    except ValueError:
        return None


def covers_all(data: bytes, numbers: Sequence[int]) -> bool:
    """Whether the last signed byte is the file's last."""
    return end_of(numbers) == len(data)


def is_padded_only(data: bytes, numbers: Sequence[int]) -> bool:
    """Whether nothing but white space follows what is signed: mail programs and archives leave line ends there."""
    return not data[end_of(numbers) :].strip(_WHITE)


def has_loose_end(data: bytes, numbers: Sequence[int]) -> bool:
    """Whether something that no revision of the file owns follows its last end mark, unsigned."""
    mark = data.rfind(b"%%EOF")
    return bool(data[max(end_of(numbers), mark + len(b"%%EOF")) :].strip(_WHITE))


def as_signed(data: bytes, numbers: Sequence[int], contents: bytes) -> bytes:
    """The file as it was when it was signed: what the range covers, with the signature in its hole."""
    if is_gap_clean(data, numbers, contents):
        return data[: end_of(numbers)]
    before, after = signed_bytes(data, numbers)
    return before + b"<" + contents.hex().encode() + b">" + after


def find_removed(data: bytes, held: Collection[bytes]) -> int:
    """How many signatures stand in the file that no field shows any more.

    `held`: the contents of those that are shown. A range counts that has a signature in its hole in this very file:
    a range that is text, or stands in an attached PDF, has none; the code that guards an encrypted file against
    changes has a range too, and is no signature. Nulls after a message are padding.
    """
    shown = {contents.rstrip(b"\0") for contents in held}
    found = set()
    for match in _RANGE.finditer(data):
        numbers = tuple(map(int, match.groups()))
        contents = (_held_in(data, numbers[1], numbers[2]) or b"").rstrip(b"\0")
        if _SIGNED_DATA in contents[:32]:
            found.add(contents)
    return len(found - shown)
