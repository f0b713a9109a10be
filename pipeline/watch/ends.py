"""Where the files of a drop folder end: `done/YYYY-MM/NAME`, or `failed/NAME` with `NAME.txt` that says why."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.failures import explain_failure
from pipeline.batches.outcomes import Outcome
from pipeline.files import write_whole

_LONGEST = 255  # bytes of a name


@dataclass(frozen=True, slots=True)
class Ends:
    """The two folders, which are made when they are needed."""

    done: Path
    failed: Path

    def put(self, path: Path, outcome: Outcome, today: date) -> Path:
        """Move a file where its outcome says; its new place. Errors: OSError, and the file is where it was.

        The note is written before the file is moved: a note without its file is overwritten when it fails again, a
        file without its note would say nothing.
        """
        folder = self.failed if outcome.result == "failed" else self.done / f"{today:%Y-%m}"
        folder.mkdir(parents=True, exist_ok=True)
        place = _free(folder, path.name)
        if outcome.error is not None:
            write_whole(place.with_name(f"{place.name}.txt"), note(outcome))
        _move(path, place)
        return place


def _free(folder: Path, name: str) -> Path:
    """The first of NAME, NAME (2), … that is not there."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while True:
        mark = f" ({number})" if number > 1 else ""
        room = _LONGEST - len(os.fsencode(mark + suffix)) - len(".txt.part")
        place = folder / (os.fsdecode(os.fsencode(stem)[:room]) + mark + suffix)
        if not os.path.lexists(place):
            return place
        number += 1


def _move(path: Path, place: Path) -> None:
    try:
        path.rename(place)
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        _carry(path, place)


def _carry(path: Path, place: Path) -> None:
    """Move a file to another disk: it is there whole before it is gone here."""
    partial = place.with_name(f".part-{place.name[:200]}")
    try:
        shutil.copy2(path, partial)
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)
    path.unlink()


def note(outcome: Outcome) -> str:
    """Why a file was not read, or read in part only, and what to do: in Danish, then in English."""
    danish, english = explain_failure(outcome.error or "internal")
    if outcome.result == "failed":
        heads = "Filen er ikke læst ind i arkivet.", "The file was not read into the archive."
        again = "Læg filen tilbage i mappen, når det er gjort.", "Put the file back into the folder when that is done."
    else:
        heads = "Filen er læst ind i arkivet, men kun delvis.", "The file was read into the archive, but only in part."
        again = "Resten står i arkivet.", "The rest stands in the archive."
    parts = [
        f"{outcome.name}\n",
        f"{heads[0]}\nHvad der skete: {danish.happened}\nHvad du kan gøre: {danish.advice}\n{again[0]}\n",
        f"{heads[1]}\nWhat happened: {english.happened}\nWhat you can do: {english.advice}\n{again[1]}\n",
        f"({outcome.error}) {outcome.message or ''}".rstrip() + "\n",
    ]
    return "\n".join(parts)
