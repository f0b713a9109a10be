"""The forms that are known to be read wrong: `known_failures.toml`, and how it is written anew.

`python -m tests.variations.known > tests/variations/known_failures.toml` runs every variant, some minutes, and prints
the list as it is now. A form that is read right must be taken off; one that goes on it needs a reason in the commit.
"""

from __future__ import annotations

import functools
import sys
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.variations.read import Variant, judge
from tests.variations.variants import quick_variants, wide_variants

LIST = Path(__file__).with_name("known_failures.toml")
HEAD = """# Forms that are read wrong, by medium.
# "fails": with the seed that `make test` runs; the test is strict: what begins to be read right must be taken off.
# "unsteady": right with that seed, wrong with others of `make variants`.
# "mixed": papers in which only forms meet that are read right alone.
"""


@functools.cache
def load() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(LIST.read_text())


def fails(variant: Variant) -> bool:
    """Whether this very variant of the quick ones is known to be read wrong."""
    if len(variant.forms) > 1:
        return _mixed_name(variant) in load()["mixed"].get("papers", ())
    return variant.medium in load()["fails"].get(variant.forms[0], ())


def doubtful(variant: Variant) -> bool:
    """Whether a form in it is known to be read wrong, always or at times: nothing is asked of a mixed paper then."""
    lists = (load()["fails"], load()["unsteady"])
    return any(variant.medium in kept.get(form, ()) for kept in lists for form in variant.forms)


def _mixed_name(variant: Variant) -> str:
    return f"{' + '.join(variant.forms)} [{variant.medium}]"


def _is_right(variant: Variant) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        return not judge(variant, Path(folder)).differences


def _wrong(variants: Sequence[Variant]) -> set[Variant]:
    with ProcessPoolExecutor(2) as pool:
        right = pool.map(_is_right, variants, chunksize=16)
        return {variant for variant, good in zip(variants, right, strict=True) if not good}


def _by_form(variants: Iterable[Variant]) -> dict[str, list[str]]:
    media: dict[str, set[str]] = defaultdict(set)
    for variant in variants:
        media[variant.forms[0]].add(variant.medium)
    return {form: sorted(media[form]) for form in sorted(media)}


def _written(name: str, entries: dict[str, list[str]]) -> str:
    lines = [f'"{key}" = [{", ".join(f"{value!r}" for value in values)}]' for key, values in entries.items()]
    return "\n".join([f"[{name}]", *lines]).replace("'", '"') + "\n"


def main() -> None:
    quick, wide = quick_variants(), wide_variants()
    wrong = _wrong([*quick, *(variant for variant in wide if variant not in set(quick))])
    alone = {variant for variant in wrong if len(variant.forms) == 1}
    strict = {variant for variant in alone if variant in set(quick)}
    fixed = {(variant.forms[0], variant.medium) for variant in strict}
    unsteady = {variant for variant in alone - strict if (variant.forms[0], variant.medium) not in fixed}
    bad = {(variant.forms[0], variant.medium) for variant in alone}
    meeting = [
        variant
        for variant in quick
        if variant in wrong - alone and not any((form, variant.medium) in bad for form in variant.forms)
    ]
    parts = [
        HEAD,
        _written("fails", _by_form(strict)),
        _written("unsteady", _by_form(unsteady)),
        "[mixed]\npapers = [\n" + "".join(f'    "{_mixed_name(variant)}",\n' for variant in meeting) + "]\n",
    ]
    sys.stdout.write("\n".join(parts))


if __name__ == "__main__":
    main()
