"""Light and dark of a page image set right: white print on black, pale print, the other side shining through."""

from __future__ import annotations

import numpy as np

from ingest.image.raster import Grey, paper_of

_DARK_PAPER = 100  # a page whose middle grey is darker, with lighter print on it, is a negative
_BLACK = 60  # the lightest grey of a page that is black: a lid left open, and the grain of the scanner
_APART = 80  # greys between paper and print that need no help
_FAINT = 110  # and below this many greys the print is pale
_LEAST = 25  # fewer greys than these are no print
_OVER_NOISE = 4.0  # how far print lies from the paper, in standard deviations of the paper's grain
_SHINE = 0.45  # print is darker than this share of the way from ink to paper; what shines through is lighter


def _inner(grey: Grey) -> Grey:
    """The middle of the page, thinned: margins hold shadows and scanner lids."""
    height, width = grey.shape
    return grey[height // 12 : height - height // 12 : 3, width // 12 : width - width // 12 : 3]


def turn_positive(grey: Grey) -> Grey:
    """The page as dark print on light paper; a negative (a copy from microfilm) is inverted."""
    inner = _inner(grey)
    if not inner.size:
        return grey
    middle, light = _percentiles(inner, 50, 99.9)
    return 255 - grey if middle < _DARK_PAPER and light - middle > _APART else grey


def is_dark(grey: Grey) -> bool:
    """Whether the page is dark all over with nothing much lighter on it: black, a dark picture, a coloured ground."""
    inner = _inner(grey)
    if not inner.size:
        return False
    middle, light = _percentiles(inner, 50, 99.9)
    return middle < _DARK_PAPER and light - middle <= _APART


def is_black(grey: Grey) -> bool:
    """Whether the page is black all over: a lid left open, a copy gone wrong. Print may have stood there."""
    inner = _inner(grey)
    return bool(inner.size) and _percentiles(inner, 99.9)[0] < _BLACK


def deepen(grey: Grey) -> Grey:
    """The page with pale print made dark; the same array where the print is dark enough, or there is none."""
    inner = _inner(grey)
    if not inner.size:
        return grey
    paper, (ink,) = paper_of(grey), _percentiles(inner, 0.1)
    depth = paper - ink
    if not _LEAST < depth < _FAINT:
        return grey
    grain = 1.48 * float(np.median(np.abs(inner.astype(np.int16) - paper)))
    return _stretch(grey, ink, paper) if depth > _OVER_NOISE * grain else grey


def _percentiles(grey: Grey, *shares: float) -> list[float]:
    """The greys below which these percentages of the pixels lie."""
    below = np.cumsum(np.bincount(grey.ravel(), minlength=256))
    return [float(np.searchsorted(below, grey.size * share / 100)) for share in shares]


def whiten(grey: Grey) -> Grey:
    """The page with everything paler than print made paper: print of the other side, stains, shading."""
    return keep_darkest(grey, _SHINE)


def keep_darkest(grey: Grey, share: float) -> Grey:
    """The page with all ink made paper that is lighter than this share of the way from ink to paper."""
    paper, (ink,) = paper_of(grey), _percentiles(_inner(grey), 0.1)
    return _stretch(grey, ink, ink + share * max(1.0, paper - ink))


def _stretch(grey: Grey, dark: float, light: float) -> Grey:
    """Greys from `dark` to `light` spread over 0 to 255."""
    steps = (np.arange(256, dtype=np.float32) - dark) * (255.0 / max(1.0, light - dark))
    table: Grey = np.clip(steps, 0, 255).astype(np.uint8)
    return table[grey]
