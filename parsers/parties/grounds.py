"""What makes the organisations of a passage the parties of the agreement: a table of grounds, the surest first.

concludes    "… indgår hermed aftale"                    what they do, right behind them
between      "Aftalen er indgået mellem …"               right before them
are          "Aftalens parter er …"
section      under a heading about the parties
introduced   below a line that speaks of parties, beside a key, under such a head
jointly      a sentence that joins them in an agreement, whatever its verb
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from parsers.marks.mark import Mark, Span
from parsers.parties.enumerations import Entry
from parsers.parties.passages import Passage
from parsers.rules.wording import compile_danish, shown
from parsers.structure.paper import Paper

# Letters between a cue and what it speaks of.
_TO_NAMES, _TO_VERB, _OPENING = 70, 60, 40
_BEFORE = 80  # letters of a cue that begins in the line before
_LEADS = shown(
    compile_danish(
        r"(?:\b(?:mellem|imellem|af|står|har|er|deltager|medvirker|slutter|som|går|indgår|binder|forpligter|fra"
        r"|ud over|udover"
        r"|foruden|side|parter|:|vi)|\b(?:bolig\w+|kommune|det|den|de)|–)[ :(]*$"
    ),
    examples=("Med denne aftale slutter ",),
    rejects=("naboerne ",),
)
_BOXED = re.compile(r"[^\n]*(?:[☒☑✓✔☐]|\[[ xX]?\])[^\n]*$")
_AUXILIARIES = frozenset(
    f"{verb} {adverb}".strip()
    for verb in ("", "er", "har")
    for adverb in ("", "hermed", "herved", "i dag", "med denne aftale", "ved denne aftale")
) | {"begge", "alle", "alle tre", "alle fire", "alle fem", "sammen", "i fællesskab"}
_MOST_SMALL = 4
_FAR_BELOW = 800  # letters to the sentence that calls them the parties above
_LATE = 0.5  # of a paper: nobody signs before


@dataclass(frozen=True, slots=True)
class Ground:
    """`holds` tells whether a passage has it. `opens`: it stands in the sentence that makes the agreement."""

    rule: str
    confidence: float
    holds: Callable[[Paper, Passage], bool]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that a ground makes a party."""

    entry: Entry
    ground: Ground


Grounded = tuple[Passage, Ground]


def find_grounded(paper: Paper, passages: Sequence[Passage]) -> list[Grounded]:
    """The passages that name organisations as parties, each with its surest ground."""
    return [(one, ground) for one in passages if (ground := _find_ground(paper, one)) and _are_names(one, ground)]


def _find_ground(paper: Paper, passage: Passage) -> Ground | None:
    """The surest ground of a passage; None where it names organisations for another reason."""
    if _is_signed(paper, passage) or _is_denied(paper, passage):
        return None
    return next((ground for ground in GROUNDS if ground.holds(paper, passage)), None)


def _are_names(passage: Passage, ground: Ground) -> bool:
    """Whether they are organisations, not just words with capitals: two by register or form, or one and a plain name
    where the ground is sure."""
    run = passage.run
    kinds = {entry.named.kind for entry in run.entries}
    sure = bool(kinds & {"municipality", "police"}) and len(run.entries) > 1 and ground.confidence > _SURE
    return run.count() > 1 or sure


_SURE = 0.9


def _is_signed(paper: Paper, passage: Passage) -> bool:
    """Whether they stand on the signature page."""
    boxed = _BOXED.match(paper.text[slice(*passage.lead)])
    if "signatures" in passage.topics and passage.run.start > paper.end * _LATE and not boxed:
        return True
    return passage.place != "sentence" and any(paper.marks.has("signs", span) for span in passage.above[:1])


def _is_denied(paper: Paper, passage: Passage) -> bool:
    """Whether the line or sentence that ends with them says that they are none: "… er hørt, men ikke part"."""
    low, high = passage.tail
    denied = paper.marks.first("beside", (low, min(high, low + _TO_NAMES)), "none")
    if denied is None or paper.text[low : low + 1] == "\n":
        return False
    return not paper.marks.has("concludes", (low, denied.start))


def _concludes(paper: Paper, passage: Passage) -> bool:
    low, high = passage.tail
    cue = paper.marks.first("concludes", (low, min(high, low + _TO_VERB)))
    if cue is None or paper.marks.has("beside", (low, cue.end)):
        return False
    lead = len(paper.text[slice(*passage.lead)].rpartition(", ")[2])
    own = passage.place == "sentence" or paper.text[low : cue.start].count("\n") < _MOST_SMALL
    between = paper.text[low : cue.start].strip(" ,)\n.;–-").casefold()
    return own and lead < _OPENING and between in _AUXILIARIES


def _follows(value: str) -> Callable[[Paper, Passage], bool]:
    """Whether such words lead up to the names, in their own sentence or on the lines above."""

    def holds(paper: Paper, passage: Passage) -> bool:
        above = passage.above if _opens(paper, passage) else ()
        cues = (cue for span in (passage.lead, *above) if (cue := _leading(paper, span, value)))
        return any(value != "between" or _is_pact(paper, passage, cue.span) for cue in cues)

    return holds


def _leading(paper: Paper, span: Span, value: str) -> Mark | None:
    """The last such words of a stretch, where only small words follow them or a colon ends it."""
    low, high = span
    cue = paper.marks.last("names_follow", (max(0, low - _BEFORE), high), value)
    if cue is None or cue.end <= max(low, high - _TO_NAMES):
        return None
    ends = paper.text[low:high].rstrip().endswith(":") or not any(map(str.isupper, paper.text[cue.end : high]))
    return cue if ends else None


def _is_pact(paper: Paper, passage: Passage, cue: Span) -> bool:
    """Whether what is between them is an agreement: it is called one before them or behind."""
    spans = (passage.lead, cue, (passage.tail[0], min(paper.end, passage.tail[1] + _TO_VERB)), *passage.above[:1])
    if any(paper.marks.has("beside", span) for span in (passage.lead, passage.tail)):
        return False
    return any(paper.marks.has_any(("pact", "concludes"), span) for span in spans)


def _opens(paper: Paper, passage: Passage) -> bool:
    """Whether nothing but a marker stands before them in their own line or sentence."""
    return not re.search(r"\w{2,}", paper.text[slice(*passage.lead)])


def _in_section(paper: Paper, passage: Passage) -> bool:
    if "parties" not in passage.topics:
        return False
    return passage.place != "sentence" or _opens(paper, passage)


def _introduced(paper: Paper, passage: Passage) -> bool:
    if passage.place in ("key", "table"):
        return True
    return passage.place != "sentence" and any(
        paper.marks.has("party_head", span) and not paper.marks.has("beside", span)
        for span in ((passage.lead, *passage.above) if passage.place == "list" else passage.above)
    )


def _above(paper: Paper, passage: Passage) -> bool:
    """The parties above are called so in the sentence below them."""
    end = passage.run.end
    return passage.place == "lines" and paper.marks.has("above", (end, min(paper.end, end + _FAR_BELOW)))


def _jointly(paper: Paper, passage: Passage) -> bool:
    """A sentence that begins with them, or leads up to them, and speaks of an agreement or of working together."""
    if passage.place != "sentence" or not {entry.named.kind for entry in passage.run.entries} & {
        "municipality",
        "police",
    }:
        return False
    lead = paper.text[slice(*passage.lead)]
    if len(lead.strip(" –-,")) >= _MOST_SMALL and not _LEADS.search(lead):
        return False
    outside = passage.lead, (passage.tail[0], passage.tail[1])
    if any(paper.marks.has("beside", span) for span in outside):
        return False
    further = passage.tail[0], min(paper.end, passage.tail[1] + 120)
    return any(paper.marks.has("pact", span) for span in (passage.lead, further))


GROUNDS: tuple[Ground, ...] = (
    Ground("parties-that-make-it", 0.95, _concludes, opens=True),
    Ground("parties-between", 0.93, _follows("between"), opens=True),
    Ground("parties-are", 0.95, _follows("are")),
    Ground("parties-above", 0.92, _above),
    Ground("parties-section", 0.9, _in_section),
    Ground("parties-introduced", 0.9, _introduced),
)
JOINTLY = Ground("parties-jointly", 0.85, _jointly)
ON_BEHALF = Ground("parties-on-behalf", 0.8, _follows("behalf"))
