"""After `make variants`: a table of the forms, how many of their variants were read right and how many wrong."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.variations import known
from tests.variations.read import Variant


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    outcomes = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == "variant" and getattr(report, "when", "") == "call"
    ]
    if not outcomes:
        return
    write = terminalreporter.write_line
    terminalreporter.section("forms: right and wrong")
    counts: dict[str, Counter[bool]] = defaultdict(Counter)
    media: dict[str, set[str]] = defaultdict(set)
    for forms, medium, right in outcomes:
        name = forms[0] if len(forms) == 1 else "mixed: known to fail" if _doubtful(forms, medium) else "mixed: others"
        counts[name][right] += 1
        if not right:
            media[name].add(medium)
    for name in sorted(counts):
        right, wrong = counts[name][True], counts[name][False]
        write(f"{name:<64}{right:>5}{wrong:>5}   {', '.join(sorted(media[name]) if name in media else ())}".rstrip())
    total = Counter(right for _, _, right in outcomes)
    alone = [name for name in counts if "/" in name]
    good = [name for name in alone if not counts[name][False]]
    write(f"{len(outcomes)} variants: {total[True]} right, {total[False]} wrong")
    write(f"{len(alone)} forms: {len(good)} always right, {len(alone) - len(good)} wrong somewhere")

    for forms, medium, right in outcomes:
        if not right and not _doubtful(forms, medium):
            write(f"wrong, and not on the list: {' + '.join(forms)} [{medium}]")


def _doubtful(forms: list[str], medium: str) -> bool:
    return known.doubtful(Variant(tuple(forms), medium, 0))
