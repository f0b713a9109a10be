"""How well the repair does, in numbers that may not fall: on pages of our own, and on the real dumps where they are.

Raise a floor when the repair is better; lowering one needs a reason in the commit.
"""

from __future__ import annotations

import html
import random
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from models.text import undo
from normalizers import repair_text
from scripts.learn_confusions import FACES, FONTS, Degrading, read_english, set_lines, typeset
from tests.normalizers.danish_pages import CLEAN, damaged

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GUIDE = Path("/usr/share/doc/installation-guide-amd64/da")
# None of them is among the faces that the table was learned from.
UNSEEN = (
    "opentype/urw-base35/P052-Roman.otf",
    "truetype/dejavu/DejaVuSansCondensed.ttf",
    "opentype/urw-base35/URWBookman-Light.otf",
    "truetype/dejavu/DejaVuSerifCondensed.ttf",
)
AGEING = (Degrading(300, 0.6, 12, 0.2, 60), Degrading(200, 0.5, 12, -0.2, 60))


def words_of(line: str) -> list[str]:
    """Words with a letter in them, without the punctuation at their ends."""
    stripped = (re.sub(r"^[^\w@&¢|]+|[^\w@&¢|]+$", "", word) for word in line.split())
    return [word for word in stripped if re.search(r"[^\W\d_]", word)]


def right(got: list[str], gold: list[str]) -> set[int]:
    """Indices of the gold words that `got` has, in order."""
    blocks = SequenceMatcher(None, gold, got, autojunk=False).get_matching_blocks()
    return {at for block in blocks for at in range(block.a, block.a + block.size)}


def score(read: str, repaired: str, gold: str) -> tuple[float, float, int]:
    """Share of words right after, share of right words harmed, and the number of words, line by line."""
    total = now = was = harm = 0
    for before, after, wanted in zip(read.split("\n"), repaired.split("\n"), gold.split("\n"), strict=True):
        words = words_of(wanted)
        first, second = right(words_of(before), words), right(words_of(after), words)
        total, was, now, harm = total + len(words), was + len(first), now + len(second), harm + len(first - second)
    return now / total, harm / max(1, was), total


def test_mends_nearly_all_of_our_own_damaged_pages() -> None:
    scores = [score(damaged(CLEAN, seed), repair_text(damaged(CLEAN, seed)).text, CLEAN) for seed in range(8)]
    assert sum(s[0] for s in scores) / len(scores) >= 0.945
    assert max(s[1] for s in scores) == 0.0


def _page(job: tuple[list[str], int]) -> tuple[str, str] | None:
    lines, number = job
    ageing = AGEING[number % len(AGEING)]
    face = FONTS / UNSEEN[number % len(UNSEEN)]
    read = read_english(typeset(lines, face, 10 + number % 3 * 0.7, ageing, number), ageing.dpi)
    return ("\n".join(read), "\n".join(lines)) if len(read) == len(lines) else None


def _printed(text: str, pages: int, seed: int) -> tuple[str, str]:
    lines = set_lines(text.split(), 68)
    jobs = [(lines[at * 46 : (at + 1) * 46], seed + at) for at in range(min(pages, len(lines) // 46))]
    with ThreadPoolExecutor(2) as pool:
        done = [page for page in pool.map(_page, jobs) if page]
    return "\n".join(page[0] for page in done), "\n".join(page[1] for page in done)


_CAN_PRINT = shutil.which("tesseract") is not None and all((FONTS / face).exists() for face in UNSEEN)


@pytest.mark.skipif(not _CAN_PRINT, reason="tesseract or the fonts of the floor are not installed")
def test_mends_pages_of_our_own_in_faces_the_table_never_saw() -> None:
    assert not set(FACES) & set(UNSEEN)
    read, gold = _printed(" ".join([CLEAN] * 5), 2, 11)
    share, harm, _ = score(read, repair_text(read).text, gold)
    assert share >= 0.93
    assert harm == 0.0


def _guide() -> str:
    found = []
    for path in sorted(GUIDE.glob("*.html")):
        for paragraph in re.findall(r"<p>(.*?)</p>", path.read_text(encoding="utf-8"), re.DOTALL):
            plain = re.sub(r"<code.*?</code>", "", paragraph, flags=re.DOTALL)
            words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", plain)).split())
            if len(words) > 60:
                found.append(words)
    random.Random(2).shuffle(found)
    return " ".join(found)


@pytest.mark.skipif(
    not GUIDE.exists() or not _CAN_PRINT, reason="the Debian package installation-guide-amd64 is absent"
)
def test_mends_ordinary_danish_in_faces_the_table_never_saw() -> None:
    read, gold = _printed(_guide(), 48, 2000)
    share, harm, words = score(read, repair_text(read).text, gold)
    assert words >= 20_000
    assert share >= 0.985
    assert harm <= 0.0002


@pytest.mark.skipif(not GUIDE.exists(), reason="the Debian package installation-guide-amd64 is absent")
def test_changes_no_word_of_a_whole_clean_book() -> None:
    text = _guide()
    assert repair_text(text).text == text


needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the real documents (../shared) are not here")


def _dump(name: str) -> str:
    with (SHARED / "documents" / "dumps" / f"{name}-dump.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


@needs_shared
def test_passes_the_floor_on_a_real_damaged_dump(tmp_path: Path) -> None:
    name = "tingbjerg-husum-2013"
    repaired = tmp_path / "repaired.txt"
    repaired.write_text(repair_text(_dump(name)).text, encoding="utf-8")
    gold = SHARED / "gold" / "text"
    command: list[str | Path] = [
        SHARED / "tools" / "score_text.py",
        SHARED / "documents" / "dumps" / f"{name}-dump.txt",
        repaired,
    ]
    command += [gold / f"{name}-dump.txt", "--accept", gold / f"{name}-dump.accept.tsv"]
    said = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout
    after, harm, precision = (float(re.search(rf"{key} +([\d.]+)", said)[1]) for key in ("after", "harm", "changes"))  # type: ignore[index]
    assert after >= 0.995
    assert harm == 0.0
    assert precision >= 0.995


@needs_shared
@pytest.mark.parametrize("name", ["reporting-basis-2025", "amager-2025", "folehaven-2018"])
def test_changes_no_byte_of_a_clean_dump(name: str) -> None:
    text = _dump(name)
    assert repair_text(text).text == text


@needs_shared
def test_flags_the_slips_of_a_transcriber() -> None:
    flags = [r for r in repair_text(_dump("amager-2025")).repairs if r.rule == "transcription-suspect"]
    assert len(flags) >= 6
    assert not any(flag.applied for flag in flags)


@pytest.mark.parametrize("slip", ["Trykmålingen", "trykhedsplanen", "Utrykheden"])
def test_flags_a_slip_whose_right_word_stands_beside_it(slip: str) -> None:
    text = f"Tryghedsmåling og tryghedsplan gør trygheden til at følge, og utryghed måles. Så siger {slip} det."
    assert [r.raw for r in repair_text(text).repairs if r.rule == "transcription-suspect"] == [slip]


@needs_shared
@pytest.mark.parametrize("name", ["tingbjerg-husum-2013", "folehaven-2026"])
def test_rests_after_a_real_dump_and_undoes_exactly(name: str) -> None:
    text = _dump(name)
    page = repair_text(text)
    assert undo(page.text, page.repairs) == text
    assert repair_text(page.text).text == page.text
    assert len(page.text.split("\n")) == len(text.split("\n"))
