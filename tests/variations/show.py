"""Shows variants: what is printed, the rows that must come out, those that do, and where they differ.

`python -m tests.variations.show FORM… [--medium MEDIUM] [--seed N] [--out FILE]`; several forms meet in one paper.
Without a form it lists the forms; a part of a name shows those with it. `--out` keeps the file (a PDF to look at).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from output.measure.gold_rows import FIELDS, read_rows
from tests.variations.forms.every import FORMS
from tests.variations.media.text import write_text
from tests.variations.read import Outcome, Variant, judge, paper_of, written
from tests.variations.variants import seed_of


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.variations.show", description=__doc__.splitlines()[0])
    parser.add_argument("forms", nargs="*", metavar="FORM")
    parser.add_argument("--medium", help="text, markdown, tabs, running, pdf, pdf-half, pdf-open, …")
    parser.add_argument("--seed", type=int, help="of the facts; by default the one of `make test`")
    parser.add_argument("--out", type=Path, help="keep the file here")
    given = parser.parse_args()
    if not given.forms or any(name not in FORMS for name in given.forms):
        _list(given.forms)
        return
    first = FORMS[given.forms[0]]
    seed = seed_of(first.name) if given.seed is None else given.seed
    _show(Variant(tuple(given.forms), given.medium or first.media[0], seed), given.out)


def _list(parts: list[str]) -> None:
    for name, form in FORMS.items():
        if all(part in name for part in parts):
            print(f"{name:<70}{form.kind:<11}{' '.join(form.media)}")


def _show(variant: Variant, out: Path | None) -> None:
    data, suffix = written(variant)
    print(f"== {variant}\n")
    print(data.decode(errors="replace") if suffix != ".pdf" else write_text(paper_of(variant)))
    if out:
        out.write_bytes(data)
        print(f"== written to {out}\n")
    with tempfile.TemporaryDirectory() as folder:
        _report(judge(variant, Path(folder)))


def _report(outcome: Outcome) -> None:
    for name in FIELDS:
        wanted, got = _rows(name, outcome.wanted), _rows(name, outcome.got)
        if wanted == got:
            print(f"  {name}: {len(wanted)} as wanted")
            continue
        print(f"✗ {name}")
        print(*(f"    wanted {row}" for row in wanted if row not in got), sep="\n")
        print(*(f"    got    {row}" for row in got if row not in wanted), sep="\n")
    for name, right, what in outcome.values:
        if not right:
            print(f"✗ {name}: {what}")
    print("\n== " + ("\n== ".join(map(str, outcome.differences)) or "no difference in what is scored"))


def _rows(name: str, record: dict[str, Any]) -> list[str]:
    return sorted(json.dumps(row.values, ensure_ascii=False) for row in read_rows(name, record))


if __name__ == "__main__":
    main()
