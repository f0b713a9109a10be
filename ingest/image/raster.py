"""Page images as arrays: specks, skew, blank pages, drawn rules, size of letters. Grey, 0 black to 255 white.

Cleaning happens at the scan's own resolution, before any resizing: there a speck of dust is one pixel, sharper than
any letter; blown up it is a ring over an a, and Danish has a letter for that.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from models.geometry import Box

Grey = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_SPECK_LIGHT = 0.4  # how dark a speck's neighbours may be, each, of its own darkness: JPEG smears it a little
_SPECK_MEAN = 25  # and how much darker than the paper all eight together
_SPECK_DARK = 70  # how much darker than the paper a speck is at least
_UNEVEN = 30  # greys between the lightest and the darkest paper that ask for evening out
_FINE = 2000  # pixels across, from which on a step of one pixel does no harm
_FAIR = 1200  # and a step of half a pixel
_INK = 80  # greys that ink is darker than the paper
_DRAWN = (60, 36)  # and a drawn line: of good print, and of a pale scan, where thin lines pale first
_PALER = 1.05  # times as much must be drawn in pale lines, for where noise runs beside a line it is seen worse
_BLANK_SHARE = 0.00002  # of the pixels: below it a page has no ink but dust


def paper_of(grey: Grey) -> int:
    """The commonest light grey: the paper's."""
    counts = np.bincount(grey[::4, ::4].ravel(), minlength=256)
    counts[:100] = 0
    return int(counts.argmax())


def ink_of(grey: Grey, paper: int) -> Mask:
    """What is printed or written on paper of that grey: darker by far."""
    ink: Mask = np.asarray(grey < paper - _INK)
    return ink


def lift_specks(grey: Grey) -> Grey:
    """The page without single dark pixels that stand alone on light paper.

    A speck's eight neighbours are all paper; a full stop's are not, even at 120 dpi, because optics spread it.
    """
    paper = paper_of(grey)
    light = np.uint8(max(0, paper - _SPECK_LIGHT * paper))
    spread = grey[1:-1, :-2] > light
    spread &= grey[1:-1, 2:] > light
    spread &= grey[1:-1, 1:-1] < max(0, paper - _SPECK_DARK)
    dark_rows, dark_columns = np.nonzero(spread)
    if not len(dark_rows):
        return grey
    rows, columns = dark_rows + 1, dark_columns + 1
    darkest = np.full(len(rows), 255, np.uint8)
    total = np.zeros(len(rows), np.int32)
    for dy, dx in _AROUND:
        beside = grey[rows + dy, columns + dx]
        np.minimum(darkest, beside, out=darkest)
        total += beside
    own = paper - grey[rows, columns].astype(np.float32)
    alone = (paper - darkest.astype(np.float32) < _SPECK_LIGHT * own) & (paper - total / 8 < _SPECK_MEAN)
    cleaned = grey.copy()
    cleaned[rows[alone], columns[alone]] = (total[alone] // 8).astype(np.uint8)
    return cleaned


_AROUND = tuple((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx)


def is_blank(grey: Grey) -> bool:
    """Whether nothing is printed: no ink beyond dust, its margins (shadows, punch holes) not counted."""
    height, width = grey.shape
    inner = grey[height // 40 : -(height // 40) or None, width // 40 : -(width // 40) or None]
    return float(np.mean(ink_of(inner, paper_of(grey)))) < _BLANK_SHARE


def measure_skew(grey: Grey, limit: float = 7.0) -> float:
    """The angle in degrees by which the lines of print fall from left to right (positive: downwards), within `limit`.

    The right angle gives the sharpest profile of ink over rows.
    """
    step = max(1, grey.shape[1] // 800)
    small = grey[::step, ::step]
    rows, columns = np.nonzero(small < paper_of(grey) - 60)
    if len(rows) < 200:
        return 0.0
    thin = max(1, len(rows) // 60000)
    y, x = rows[::thin].astype(np.float32), columns[::thin].astype(np.float32)
    best = 0.0
    for width, pace in ((limit, 0.25), (0.25, 0.05)):
        angles = np.arange(best - width, best + width + pace / 2, pace)
        best = float(max(angles, key=lambda angle: (_sharpness(y, x, float(angle)), -abs(angle))))
    return round(best, 2)


def _sharpness(rows: npt.NDArray[np.float32], columns: npt.NDArray[np.float32], angle: float) -> float:
    level = rows - columns * np.float32(np.tan(np.radians(angle)))
    counts = np.bincount((level - level.min()).astype(np.int32)).astype(np.float64)
    return float(np.sum(np.diff(counts) ** 2))


def encode_pgm(grey: Grey) -> bytes:
    """The image as PGM: no compression, no time, and no resolution inside."""
    height, width = grey.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(grey).tobytes()


def find_rules(grey: Grey, dpi: float) -> list[Box]:
    """Drawn level lines of at least 0.45 inch, and upright ones of at least 0.25 that meet one of them, in points.

    The page must stand straight. An upright line that meets no level one may be a letter of a headline.
    """
    paper = paper_of(grey)
    dark, pale = (_rules_of(grey < paper - step, dpi) for step in _DRAWN)
    return pale if _length(pale) > _PALER * _length(dark) else dark


def _length(rules: Sequence[Box]) -> float:
    return sum(max(rule.width, rule.height) for rule in rules)


def _rules_of(ink: Mask, dpi: float) -> list[Box]:
    """The drawn lines of what is taken for ink; it is changed."""
    if dpi >= 250:  # half the resolution is enough, in a quarter of the time
        height, width = ink.shape[0] // 2 * 2, ink.shape[1] // 2 * 2
        ink = ink[:height:2, :width] | ink[1:height:2, :width]
        ink = ink[:, ::2] | ink[:, 1::2]
        dpi /= 2
    solid = _solid(ink)
    ink &= ~solid
    bands = _find_bands(solid, dpi)
    level = _runs(ink, round(dpi / 2.2), dpi)
    level += [Box(band.x0, y, band.x1, y + 0.5) for band in bands for y in (band.top, band.bottom)]
    upright = [Box(b.top, b.x0, b.bottom, b.x1) for b in _runs(np.ascontiguousarray(ink.T), round(dpi / 4), dpi)]
    upright = [_drawn_on(rule, bands) for rule in upright]
    return [*level, *(rule for rule in upright if any(_meet(rule, other) for other in level))]


def _solid(ink: npt.NDArray[np.bool_], step: int = 4, least: int = 4) -> npt.NDArray[np.bool_]:
    """What lies in patches filled with ink, such as a table's dark head: seen at every fourth pixel, it is found in
    a sixteenth of the time. Rules that run along or through a patch stay where they leave it."""
    height, width = ink.shape
    seen = ink[::step, ::step]
    filled = seen[: 1 - least, : 1 - least].copy()
    shifts = [(y, x) for y in range(least) for x in range(least)]
    for y, x in shifts:
        filled &= seen[y : y + filled.shape[0], x : x + filled.shape[1]]
    solid = np.zeros(seen.shape, bool)
    for y, x in shifts:
        solid[y : y + filled.shape[0], x : x + filled.shape[1]] |= filled
    return solid.repeat(step, 0).repeat(step, 1)[:height, :width]


def _find_bands(solid: npt.NDArray[np.bool_], dpi: float) -> list[Box]:
    """Filled bands as high as a line or two of print, wider than an inch and mostly solid: a table's dark head."""
    wide = np.concatenate(([0], (solid.sum(axis=1) > dpi).view(np.int8), [0]))
    scale, steps = 72 / dpi, np.diff(wide)
    bands: list[Box] = []
    for top, bottom in zip(np.nonzero(steps == 1)[0], np.nonzero(steps == -1)[0], strict=True):
        columns = np.nonzero(solid[top:bottom].any(axis=0))[0]
        left, right = int(columns[0]), int(columns[-1]) + 1
        if 8 < (bottom - top) * scale < 45 and solid[top:bottom, left:right].mean() > 0.5:
            bands.append(Box(left * scale, float(top) * scale, right * scale, float(bottom) * scale))
    return bands


def _drawn_on(rule: Box, bands: Sequence[Box]) -> Box:
    """An upright line that ends at a filled band, as long as if the band were not filled."""
    for band in bands:
        if band.x0 - 4 < rule.x0 < band.x1 + 4 and abs(rule.top - band.bottom) < 4:
            return Box(rule.x0, band.top, rule.x1, rule.bottom)
    return rule


def _runs(ink: npt.NDArray[np.bool_], least: int, dpi: float) -> list[Box]:
    """Rows of ink at least `least` pixels long, grouped into lines, with light on both sides: words are no rules."""
    scale = 72 / dpi
    thick = ink.copy()  # a line a little askew goes on in the next row
    thick[:-1] |= ink[1:]
    found: list[tuple[int, int, int]] = []
    for row in np.nonzero(_long_runs(thick, least).any(axis=1))[0]:
        edges = np.diff(np.concatenate(([0], thick[row].view(np.int8), [0])))
        starts, ends = np.nonzero(edges == 1)[0], np.nonzero(edges == -1)[0]
        found += [(int(row), start, end) for start, end in _join(starts, ends, 2) if end - start >= least]
    return [
        Box(start * scale, top * scale, end * scale, (bottom + 1) * scale)
        for top, bottom, start, end in _stack(found, dpi)
        if _is_bare(ink, top, bottom + 1, start, end)
    ]


def _meet(upright: Box, level: Box, reach: float = 4.0) -> bool:
    across = level.x0 - reach <= (upright.x0 + upright.x1) / 2 <= level.x1 + reach
    return across and upright.top - reach <= level.middle <= upright.bottom + reach


def _long_runs(ink: npt.NDArray[np.bool_], least: int) -> npt.NDArray[np.bool_]:
    """True where a run of at least `least` pixels begins: each step doubles the length asked for."""
    runs, length = ink, 1
    while length < least:
        step = min(length, least - length)
        runs = runs[:, :-step] & runs[:, step:]
        length += step
    return runs


def _is_bare(ink: npt.NDArray[np.bool_], top: int, bottom: int, start: int, end: int) -> bool:
    """Whether a run of ink has light above and below for nearly all its length."""
    above, below = ink[max(0, top - 2), start:end], ink[min(len(ink) - 1, bottom + 2), start:end]
    return float(above.mean()) < 0.12 and float(below.mean()) < 0.12


def _join(starts: npt.NDArray[np.intp], ends: npt.NDArray[np.intp], gap: int) -> list[tuple[int, int]]:
    """Runs joined over gaps of at most `gap` pixels."""
    if not len(starts):
        return []
    apart = np.nonzero(starts[1:] - ends[:-1] > gap)[0]
    firsts = np.concatenate(([0], apart + 1))
    lasts = np.concatenate((apart, [len(starts) - 1]))
    return [(int(starts[a]), int(ends[b])) for a, b in zip(firsts, lasts, strict=True)]


def _stack(runs: list[tuple[int, int, int]], dpi: float) -> list[tuple[int, int, int, int]]:
    """Runs in neighbouring rows as one line (top, bottom, start, end); what is thicker than a rule is left out.

    One that leans goes on from row to row, and is as thick as it is anywhere: its area over its length.
    """
    lines: list[list[int]] = []
    for row, start, end in runs:
        for line in reversed(lines):
            if row - line[1] > 3:
                continue
            if start < line[3] and line[2] < end:
                line[1:] = [row, min(start, line[2]), max(end, line[3]), line[4] + end - start]
                break
        else:
            lines.append([row, row, start, end, end - start])
    thickest = max(4.0, dpi / 20)
    return [(top, low, start, end) for top, low, start, end, area in lines if area <= thickest * (end - start)]


def even_light(grey: Grey) -> Grey:
    """The page with its shadows lifted, where the paper is much darker in one place than in another."""
    height, width = grey.shape
    tile = max(16, width // 40)
    rows, columns = height // tile, width // tile
    if rows < 4 or columns < 4:
        return grey
    step = max(1, tile // 8)
    tiles = grey[: rows * tile, : columns * tile].reshape(rows, tile, columns, tile)[:, ::step, :, ::step]
    light = np.percentile(tiles, 80, axis=(1, 3)).astype(np.float32)
    light = np.maximum(light, float(np.median(light)) * 0.35)
    if float(np.percentile(light, 95) - np.percentile(light, 5)) < _UNEVEN:
        return grey
    field = Image.fromarray(light).resize((width, height), Image.Resampling.BILINEAR)
    evened = grey.astype(np.float32) * (245.0 / np.maximum(np.asarray(field), 1.0))
    lit: Grey = np.clip(evened, 0, 255).astype(np.uint8)
    return lit


def rotate(grey: Grey, angle: float) -> Grey:
    """The page turned by `angle` degrees against the fall of its lines, new corners filled with paper.

    At 145 pixels or more an inch, a small turn is made by moving strips of columns up or down by whole pixels, below
    250 by halves: such steps do not show there, and turning every pixel takes a tenth to a third of a second.
    """
    if not is_sheared(grey, angle):
        image = Image.fromarray(grey)
        return np.asarray(image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=paper_of(grey)))
    height, width = grey.shape
    steps = 1 if min(grey.shape) >= _FINE else 2
    rise = (np.arange(width) - width / 2) * np.tan(np.radians(angle)) * steps
    shifts = np.rint(rise).astype(int)
    reach = int(np.abs(shifts).max()) // steps + 1
    padded = np.full((height + 2 * reach, width), paper_of(grey), np.uint8)
    padded[reach : reach + height] = grey
    turned = np.empty_like(grey)
    edges = [0, *(np.nonzero(np.diff(shifts))[0] + 1).tolist(), width]
    for left, right in itertools.pairwise(edges):
        whole, part = divmod(int(shifts[left]), steps)
        strip = padded[reach + whole : reach + whole + height, left:right]
        if part:  # the mean of two rows, in eight bits
            below = padded[reach + whole + 1 : reach + whole + 1 + height, left:right]
            strip = (strip & below) + ((strip ^ below) >> 1)
        turned[:, left:right] = strip
    return turned


def is_sheared(grey: Grey, angle: float) -> bool:
    """Whether `rotate` moves the columns of this page up and down instead of turning it."""
    return min(grey.shape) >= _FAIR and abs(angle) <= 1.0


def resize(grey: Grey, factor: float) -> Grey:
    """The page `factor` times as large."""
    if abs(factor - 1) < 0.02:
        return grey
    size = max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor))
    how = Image.Resampling.BICUBIC if factor > 1 else Image.Resampling.BOX
    return np.asarray(Image.fromarray(grey).resize(size, how))


def wipe(grey: Grey, rules: Sequence[Box], dpi: float) -> Grey:
    """The page without these drawn lines: next to letters they are read as bars and brackets."""
    if not rules:
        return grey
    wiped = grey.copy()
    paper, scale, edge = paper_of(grey), dpi / 72, max(1, round(dpi / 150))
    for rule in rules:
        top, bottom = int(rule.top * scale) - edge, round(rule.bottom * scale) + edge
        left, right = int(rule.x0 * scale) - edge, round(rule.x1 * scale) + edge
        wiped[max(0, top) : bottom, max(0, left) : right] = paper
    return wiped


def stands_sideways(grey: Grey) -> bool:
    """Whether the lines of print seem to run up or down the page: the white between lines lies in columns, not rows."""
    step = max(1, min(grey.shape) // 700)
    ink = grey[::step, ::step] < paper_of(grey) - 60
    if ink.sum() < 200:
        return False
    return _white_rows(ink.T) > _white_rows(ink) + 0.05


def _white_rows(ink: npt.NDArray[np.bool_]) -> float:
    """The share of empty rows between the first and the last with ink, mean over strips, as lines may be askew."""
    shares = []
    for strip in np.array_split(ink, 8, axis=1):
        rows = np.nonzero(strip.any(axis=1))[0]
        if len(rows) > 20:
            shares.append(1 - len(rows) / float(rows[-1] - rows[0] + 1))
    return float(np.mean(shares)) if shares else 0.0


def has_text(grey: Grey) -> bool:
    """Whether there is ink enough for a line of print."""
    return float(np.mean(ink_of(grey[::2, ::2], paper_of(grey)))) > 0.001


def has_ink(grey: Grey, box: Box, dpi: float, paper: int) -> bool:
    """Whether there is ink in a box (points) on paper of that grey: more than specks."""
    scale = dpi / 72
    part = grey[int(box.top * scale) : int(box.bottom * scale), int(box.x0 * scale) : int(box.x1 * scale)]
    return int(ink_of(part, paper).sum()) > max(3, (dpi / 50) ** 2 / 4)
