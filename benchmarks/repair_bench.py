"""How fast the repair is, cold, beside `python -c pass`, hunspell's suggestions and symspellpy on the same text.

Each row is a process of its own on one core; the seconds are processor time, the best of a few runs, so that what
else the machine does is not measured. The text is our own papers (samples and tests), damaged letter by letter through
the learned confusion table, always alike; for 50,000 words they are told again and again with one long word in four
drawn from the frequency list. hunspell and symspellpy get fewer words (they are slow), and are measured only for time:
they know nothing of context, confusions or harm.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

REPAIR = """
import sys; sys.path.insert(0, {root!r})
from normalizers import repair_text
text = open({path!r}, encoding="utf-8").read()
print(sum(r.applied for r in repair_text(text).repairs), "repairs", end=" ")
try:
    print("VmHWM", [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")][0], end="")
except OSError:
    pass
"""
SYMSPELL = """
import sys; sys.path.insert(0, {root!r})
from symspellpy import SymSpell, Verbosity
from corpus.danish.lexicon import frequencies
speller = SymSpell()
for word, level in frequencies().items():
    speller.create_dictionary_entry(word, int(10 ** (9 - level / 100)))
words = open({path!r}, encoding="utf-8").read().lower().split()
print(sum(bool(speller.lookup(word, Verbosity.TOP)) for word in words), "found", end="")
"""


PAPERS = ("corpus/samples/sources/*.txt", "tests/agreements/*.txt")
DRAWN, LONG_WORD, LINE, PAGE = 0.25, 5, 11, 500


def told(count: int, seed: int) -> list[str]:
    """So many words of our papers that have their Danish letters; after the first telling some words are others."""
    from corpus.danish.lexicon import frequencies

    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for glob in PAPERS for path in sorted(ROOT.glob(glob))]
    words = [
        word for text in texts if sum(text.count(char) for char in "æøå") > len(text) / 60 for word in text.split()
    ]
    listed, weights = zip(
        *((w, 10 ** (-c / 100)) for w, c in frequencies().items() if len(w) >= LONG_WORD), strict=True
    )
    found = words[:count]
    while len(found) < count:
        drawn = rng.choices(listed, weights, k=len(words))
        changed = [rng.random() < DRAWN and len(word) >= LONG_WORD for word in words]
        found += [new if change else word for word, new, change in zip(words, drawn, changed, strict=True)]
    return found[:count]


def paged(words: list[str]) -> str:
    """Words in lines, lines in pages."""
    lines = [" ".join(words[at : at + LINE]) for at in range(0, len(words), LINE)]
    return "\n".join("\f" + line if at and at % (PAGE // LINE) == 0 else line for at, line in enumerate(lines))


def spoilt(text: str, seed: int) -> str:
    """The text as an English reader has it: every Danish letter by the shares of the learned table."""
    from corpus.misreadings import shares

    rng, table = random.Random(seed), shares()
    return "".join(_misread(char, table[char.lower()], rng) if char in "æøåÆØÅ" else char for char in text)


def _misread(char: str, reads: Mapping[str, float], rng: random.Random) -> str:
    read = rng.choices(list(reads), list(reads.values()))[0]
    return read.upper() if char.isupper() else read


def timed(command: list[str], give: str | None = None) -> tuple[float, str]:
    """Processor seconds of one process, and what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=give, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout


def row(name: str, words: int, seconds: float, bare: float, said: str = "") -> None:
    """Print one row: words a second without and with the start of Python."""
    speed = f"{words / max(1e-9, seconds - bare):12,.0f} {words / seconds:12,.0f}" if words else " " * 25
    print(f"{name:34} {words:8,} {seconds:8.3f} {speed}  {said}")


def measure(folder: Path, bare: float) -> None:
    """One row for each text and contender."""
    python, path = sys.executable, folder / "text.txt"
    long, short = told(50_000, 1), told(1_500, 2)
    cases = [("repair, damaged", spoilt(paged(long), 1)), ("repair, damaged agreement", spoilt(paged(short), 2))]
    cases += [("repair, clean (gate shut)", paged(long)), ("repair, one line", "en god dag")]
    for name, text in cases:
        path.write_text(text, encoding="utf-8")
        runs = [timed([python, "-c", REPAIR.format(root=str(ROOT), path=str(path))]) for _ in range(5)]
        row(name, len(text.split()), min(runs)[0], bare, min(runs)[1])
    few = spoilt(paged(told(300, 3)), 3)
    if shutil.which("hunspell"):
        row("hunspell suggestions", 300, timed(["hunspell", "-d", "da_DK", "-a"], few)[0], 0.0)
    else:
        print("hunspell is not installed")
    path.write_text(spoilt(paged(told(5_000, 3)), 3), encoding="utf-8")
    try:
        row("symspellpy", 5_000, timed([python, "-c", SYMSPELL.format(root=str(ROOT), path=str(path))])[0], bare)
    except subprocess.CalledProcessError:
        print("symspellpy is not installed")


def main() -> None:
    """Write the texts, time every contender, print a table."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    bare = min(timed([sys.executable, "-c", "pass"])[0] for _ in range(5))
    print(f"{'':34} {'words':>8} {'seconds':>8} {'words/s':>12} {'with start':>12}")
    row("python -c pass", 0, bare, bare)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), bare)


if __name__ == "__main__":
    main()
