"""Read the samples, score them against their gold, and write the figures into README.md between its two marks.

python scripts/write_readme_figures.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.marked_figures import replace_figures  # noqa: E402

SAMPLES = ROOT / "corpus" / "samples"


def measure(folder: Path) -> Any:
    """The report of `evaluate` over the samples, read into a new archive in `folder`."""
    db = folder / "samples.db"
    samples = sorted([*SAMPLES.glob("*.pdf"), *SAMPLES.glob("*.txt")])
    _run("ingest", *samples, "--db", db, "--no-originals")
    return json.loads(_run("evaluate", SAMPLES / "gold", "--db", db, "--json"))


def _run(*arguments: str | Path) -> str:
    command = [sys.executable, "-m", "aftalearkiv", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def figures(report: Any) -> str:
    """The Markdown table: one row for each sample, and all of them together."""
    lines = [
        "| sample | comes as | words | of them read right | values | right | wrong | missed | F1 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for document in report["documents"]:
        text = report["texts"].get(document["filename"])
        words = f"{text['words']} | {text['right']:.4f}" if text else "– | –"
        source = f"| `{document['filename']}` | {document['source_class']} | {words} "
        lines.append(source + _score(document))
    words = sum(text["words"] for text in report["texts"].values())
    right = sum(text["words"] * text["right"] for text in report["texts"].values()) / words
    lines.append(f"| all | | {words} | {right:.4f} " + _score(report["overall"]))
    evidence = report["evidence"]
    lines += [
        "",
        f"{evidence['exact']} of {evidence['quotes']} quotes stand on their page exactly so, boxed where they stand.",
    ]
    return "\n".join(lines)


def _score(score: Any) -> str:
    counts = " | ".join(str(score[name]) for name in ("support", "right", "wrong", "missed"))
    return f"| {counts} | {score['f1']:.3f} |"


def main() -> None:
    """Measure, and write README.md."""
    with tempfile.TemporaryDirectory() as folder:
        table = figures(measure(Path(folder)))
    readme = ROOT / "README.md"
    readme.write_text(replace_figures(readme.read_text(), "make figures", table))
    print(table)


if __name__ == "__main__":
    main()
