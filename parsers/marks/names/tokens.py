"""A text as the words that names are made of: "Høje-Taastrup", "3B", "Midt-", "domea.dk" are one word each."""

from __future__ import annotations

import re
from functools import cached_property

from parsers.rules.wording import shown

_TOKEN = shown(
    re.compile(r"[^\W_][\w&'’@-]*(?:\.(?:dk|com)\b)?"), examples=("Høje-Taastrup", "3B", "domea.dk"), rejects=("–", "_")
)
# Between two words of one name: a blank, or the end of a line.
_CLOSE = re.compile(r"[ \u00a0]|[ \u00a0]?\n[ \t]*")

_BEFORE_KOMMUNE = shown(
    re.compile(r"(?<!\S)\S+(?= kommune\b)", re.IGNORECASE), examples=("Nordbys Kommune",), rejects=("kommunen",)
)
_BOUNDARY = re.compile(r"\b(?=\w)")
_LONGEST = 80  # letters of a name


class NameWords:
    """`words` as printed, `forms` in small letters, and where they start and end in `text`.

    `capitals`: the words that begin with a capital.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(_TOKEN.finditer(text))
        self.words = [match.group() for match in found]
        self.forms = [word.casefold() for word in self.words]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.capitals = [at for at, word in enumerate(self.words) if word[0].isupper()]

    @cached_property
    def municipal(self) -> frozenset[str]:
        """What stands before "kommune" anywhere, in small letters, with and without the s of a genitive."""
        runs = (match.group()[-_LONGEST:].casefold() for match in _BEFORE_KOMMUNE.finditer(self.text))
        ends = {run[start.start() :] for run in runs for start in _BOUNDARY.finditer(run)}
        return frozenset(ends | {end.removesuffix("s") for end in ends})

    def form(self, at: int) -> str:
        """The word in small letters; nothing before the first and behind the last."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def gap(self, at: int) -> str:
        """What is printed between a word and the next; a line feed at the ends of the text."""
        return self.text[self.ends[at] : self.starts[at + 1]] if 0 <= at < len(self.words) - 1 else "\n\n"

    def is_capital(self, at: int) -> bool:
        """Whether a word begins with a capital; a figure with a capital behind it ("3B") does."""
        word = self.words[at] if 0 <= at < len(self.words) else ""
        return bool(word) and (word[0].isupper() or (word[0].isdigit() and word[-1].isupper()))

    def said(self, first: int, last: int) -> str:
        """The words from one to another, on one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last]].split())

    def close(self, at: int) -> bool:
        """Whether a word and the next stand as near as those of one name, be it over the end of a line."""
        return bool(_CLOSE.fullmatch(self.gap(at)))

    def joins(self, at: int, named: bool) -> bool:
        """Whether a word and the next can belong to one name. Over the end of a line that is so only where the name is
        not yet `named`, or where no line can end with the word."""
        if len(self.words[at]) == 1 and self.gap(at) == ". ":
            return True
        free = not named or self.words[at].endswith("-") or self.forms[at] == "og"
        return self.close(at) and (free or "\n" not in self.gap(at))
