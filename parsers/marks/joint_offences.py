"""Two offences that a paper defines as one series: "Ved vold og trusler forstås …".

Elsewhere "vold og trusler" are two; in such a paper each "vold og trusler" is one mark, of the series that they make.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.records import Offence
from parsers.marks.mark import Mark
from parsers.marks.subjects import JOINT_LABELS

_JOINTS = frozenset(("og", "samt", "/", "&"))
_OPENED = 6  # letters before the first of them: "Ved "
_NEAR = 40  # letters from the last of them to the word that defines


def join_defined(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of a text, those of offences that it defines together as one each."""
    offences = sorted((mark for mark in marks if mark.kind == "offence"), key=lambda mark: mark.span)
    pairs = list(_pairs(text, offences))
    defines = [mark.start for mark in marks if mark.kind == "defines" and mark.value == "understood"] if pairs else []
    defined = {joint.value for joint, _ in pairs if _is_defined(text, joint, defines)}
    joined = {part: joint for joint, parts in pairs if joint.value in defined for part in parts}
    return [*(mark for mark in marks if mark not in joined), *dict.fromkeys(joined.values())]


def _pairs(text: str, offences: Sequence[Mark]) -> Iterator[tuple[Mark, tuple[Mark, Mark]]]:
    """What two offences joined by "og" are as one series, with the two."""
    for one, other in pairwise(offences):
        code: Offence | None = JOINT_LABELS.get(frozenset((one.value, other.value)))
        if code and text[one.end : other.start].strip() in _JOINTS:
            yield Mark("offence", code, one.start, other.end, one.rule), (one, other)


def _is_defined(text: str, joint: Mark, defines: Sequence[int]) -> bool:
    opened = text[max(0, joint.start - _OPENED) : joint.start].casefold().split()[-1:] in (["ved"], ["med"])
    return opened and any(joint.end <= at < joint.end + _NEAR for at in defines)
