"""The signed PDFs of a folder, read as one batch: does each have an outcome, and each signature in it a record?

    .venv/bin/python benchmarks/signed_suites.py DIR…

Chooses the PDFs that hold a signature's byte range or a field for one. Prints how the files ended, the problems of the
signatures found, and the files that were read, hold a byte range, and gave no record (a range may be text, or stand in
a file within the file: look). Exit 1 where the batch ended before its end. Public suites (pyHanko, pdf.js, veraPDF, …)
are good folders; none is kept here.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import aftalearkiv

_RANGE = re.compile(rb"/ByteRange")
_SIGNED = re.compile(rb"/ByteRange|/FT\s*/Sig\b")
_SIGNATURES = "SELECT d.sha256, s.problem FROM signatures s JOIN documents d ON d.id = s.document"


def find_signed(folders: list[Path]) -> dict[str, Path]:
    """The PDFs with a signature or a field for one, by their hash."""
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix.lower() == ".pdf")
    held = ((file, file.read_bytes()) for file in files if file.is_file())
    return {sha256(data).hexdigest(): file for file, data in held if _SIGNED.search(data)}


def main() -> int:
    """Read, and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folders", nargs="+", type=Path)
    files = find_signed(asked.parse_args().folders)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "signed.db"
        summary = aftalearkiv.ingest([*files.values()], place)
        with aftalearkiv.open_archive(place) as archive:
            signatures = list(archive.db.execute(_SIGNATURES).fetchall())
            read = {row[0] for row in archive.db.execute("SELECT sha256 FROM documents WHERE status != 'failed'")}
    print(f"{len(summary.outcomes)} of {len(files)} files have an outcome, stop: {summary.stop}")
    for (result, error), count in Counter((one.result, one.error) for one in summary.outcomes).most_common():
        print(f"{count:6} {result} {error or ''}")
    told = {digits for digits, _ in signatures}
    print(f"{len(signatures)} signatures in {len(told)} files")
    for problem, count in Counter(problem or "none" for _, problem in signatures).most_common():
        print(f"{count:6} {problem}")
    silent = [files[one] for one in sorted(read - told) if _RANGE.search(files[one].read_bytes())]
    print(f"{len(silent)} read, with a byte range, and no record", *silent, sep="\n       ")
    return int(summary.stop is not None or len(summary.outcomes) < len(files))


if __name__ == "__main__":
    sys.exit(main())
