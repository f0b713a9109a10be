"""A bag by BagIt's own library, made beside its place and renamed when it is whole; the same content, the same bytes.

`bagit.make_bag` moves the files of the folder it is given into `data/`: it is only ever given a folder of our own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from models.errors import UsageError
from output.export.whole import whole_folder

_TAGS = "tagmanifest-sha256.txt"


@contextmanager
def new_bag(place: Path, facts: Mapping[str, str]) -> Iterator[Path]:
    """A folder for the payload; at the end of the block it is the bag at `place`. `facts` are lines of bag-info.txt.

    Errors: UsageError where something is at the place already, Unwritable.
    """
    if place.exists():
        raise UsageError(f"{place} is there already; give the package a name of its own")
    with whole_folder(place) as folder:
        yield folder
        _close(folder, facts)


def _close(folder: Path, facts: Mapping[str, str]) -> None:
    import bagit

    quiet_bagit()
    bagit.make_bag(str(folder), dict(facts), checksums=["sha256"])
    # Its lines stand in the order in which the disk lists the files.
    tags = folder / _TAGS
    lines = sorted(tags.read_text(encoding="utf-8").splitlines(), key=lambda line: line.split()[-1])
    tags.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def quiet_bagit() -> None:
    """What bagit finds is an exception of its own; its log would say it once more on standard error."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)
