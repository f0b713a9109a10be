"""Read papers that no rule was tuned on for the first time, and keep row by row what came of it.

    python scripts/record_first_run.py PAPERS GOLD tests/first_runs/NAME.jsonl

PAPERS is a folder of files, GOLD one of gold records (`NAME.json` for `NAME.pdf`, `NAME.scan.pdf`, `NAME.txt`). Each
line is a row that was given, with its features and whether gold holds it; no text and no names are kept. A file that is
there is not written again: a first reading happens once (tests/first_runs/README.md).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ingest import read_document  # noqa: E402
from models.document import Document  # noqa: E402
from normalizers import repair_document  # noqa: E402
from output.measure.against_gold import find_gold, read_gold  # noqa: E402
from output.measure.gold_rows import FIELDS, read_rows, text  # noqa: E402
from parsers import parse  # noqa: E402
from parsers.confidence.familiarity import Familiarity, Sighting  # noqa: E402
from parsers.structure.paper import read_paper  # noqa: E402

Gold = Mapping[str, Any]


def judged_rows(document: Document, gold: Gold, paper: int) -> Iterator[dict[str, Any]]:
    """The rows of a reading, each with whether gold holds it; findings, and what gold calls optional, are left out."""
    agreement = parse(document)
    dump = agreement.model_dump(mode="json")
    familiarity = Familiarity(read_paper(document), agreement)
    left = {name: [row.values for row in read_rows(name, gold)] for name in FIELDS}
    left["title"] += [(text(title),) for title in gold.get("title_alternatives", ())] if left["title"] else []
    spare = {name: [row.values for row in read_rows(name, gold.get("optional") or {})] for name in FIELDS}
    medium = medium_of(document)
    for sighting in familiarity.seen:
        name = sighting.field
        given = read_rows(name, _alone(sighting, dump)) if name in FIELDS else []
        if not given:
            continue
        same = FIELDS[name].same
        hit = next((values for values in left[name] if same(values, given[0].values)), None)
        if hit is not None:
            left[name].remove(hit)
        elif any(same(values, given[0].values) for values in spare[name]):
            continue
        features = {key: round(value, 4) for key, value in familiarity.features(sighting).items()}
        yield {
            "paper": paper,
            "medium": medium,
            "field": name,
            "rule": sighting.rule,
            "features": features,
            "right": hit is not None,
        }


def _alone(sighting: Sighting, dump: Gold) -> Gold:
    """A record with nothing but this row in the row's field."""
    return dump if sighting.row is None else {sighting.field: [sighting.row.model_dump(mode="json")]}


def medium_of(document: Document) -> str:
    """`plain` text without pages, `scan` where a page was read from its picture, else `digital`."""
    sources = {page.source for page in document.pages}
    return "plain" if "plain_text" in sources else "scan" if "ocr" in sources else "digital"


def main() -> int:
    """Read and write; the exit code."""
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    papers, records, out = (Path(given) for given in sys.argv[1:])
    if out.exists():
        print(f"{out} is there already: these papers were read, and a first reading happens once", file=sys.stderr)
        return 1
    gold = read_gold(records)
    numbers = {name: number for number, name in enumerate(sorted(gold))}
    lines = []
    for path in sorted(papers.iterdir()):
        name = find_gold(path.name, gold)
        if name is None:
            print(f"{path.name}: no gold record is called so; left out", file=sys.stderr)
            continue
        document = repair_document(read_document(path))
        rows = list(judged_rows(document, gold[name], numbers[name]))
        print(f"{path.name}: {len(rows)} rows, {sum(row['right'] for row in rows)} right")
        lines += [json.dumps(row) + "\n" for row in rows]
    out.write_text("".join(lines), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
