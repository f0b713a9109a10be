"""How fast the repair is, cold, beside `python -c pass`, hunspell's suggestions and symspellpy on the same text.

Each row is a process of its own on one core. hunspell and symspellpy are measured where they are installed, on fewer
words (they are slow), and only for time: they know nothing of context, confusions or harm.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
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


def running_text(count: int, seed: int) -> str:
    """Words drawn by frequency, one in eight one of a few compounds; lines and pages, as in a long paper."""
    from corpus.danish.lexicon import frequencies
    from normalizers.words import known_cost

    rng = random.Random(seed)
    words, weights = zip(*((w, 10 ** (-level / 100)) for w, level in frequencies().items() if len(w) > 1), strict=True)
    rare = [w for w in words if len(w) > 4 and known_cost(w)]
    drawn = rng.choices(words, weights, k=count)
    joined = [rng.choice(rare) + "s" + rng.choice(rare) for _ in range(count // 33)]
    drawn = [rng.choice(joined) if rng.random() < 0.125 else word for word in drawn]
    lines = [" ".join(drawn[at : at + 11]) for at in range(0, count, 11)]
    return "\n".join("\f" + line if number % 45 == 44 else line for number, line in enumerate(lines))


def spoilt(text: str) -> str:
    """The text without a Danish letter."""
    return text.replace("æ", "ee").replace("ø", "o").replace("å", "a")


def timed(command: list[str], give: str | None = None) -> tuple[float, str]:
    """Seconds of one process, and what it said."""
    start = time.perf_counter()
    done = subprocess.run(command, input=give, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, done.stdout


def row(name: str, words: int, seconds: float, bare: float, said: str = "") -> None:
    """Print one row: words a second without and with the start of Python."""
    speed = f"{words / max(1e-9, seconds - bare):12,.0f} {words / seconds:12,.0f}" if words else " " * 25
    print(f"{name:34} {words:8,} {seconds:8.3f} {speed}  {said}")


def main() -> None:
    """Write the texts, time every contender, print a table."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    python = sys.executable
    bare = min(timed([python, "-c", "pass"])[0] for _ in range(3))
    clean = running_text(50_000, 1)
    print(f"{'':34} {'words':>8} {'seconds':>8} {'words/s':>12} {'with start':>12}")
    row("python -c pass", 0, bare, bare)
    cases = [("repair, damaged", spoilt(clean)), ("repair, damaged agreement", spoilt(running_text(1_500, 2)))]
    cases += [("repair, clean (gate shut)", clean), ("repair, one line", "en god dag")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.txt"
        for name, text in cases:
            path.write_text(text, encoding="utf-8")
            runs = [timed([python, "-c", REPAIR.format(root=str(ROOT), path=str(path))]) for _ in range(2)]
            row(name, len(text.split()), *min(runs)[:1], bare, min(runs)[1])
        few = spoilt(running_text(300, 3))
        path.write_text(few, encoding="utf-8")
        if shutil.which("hunspell"):
            row("hunspell suggestions", 300, timed(["hunspell", "-d", "da_DK", "-a"], few)[0], 0.0)
        few = spoilt(running_text(5_000, 3))
        path.write_text(few, encoding="utf-8")
        try:
            row("symspellpy", 5_000, timed([python, "-c", SYMSPELL.format(root=str(ROOT), path=str(path))])[0], bare)
        except subprocess.CalledProcessError:
            print("symspellpy is not installed")


if __name__ == "__main__":
    main()
