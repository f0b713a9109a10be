"""One agreement said in many ways gives one set of rows; see CONTRIBUTING.md, "Variants".

`make test` runs the quick variants, `make variants` thousands of them, which are marked `wide`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.variations import known
from tests.variations.compare import held
from tests.variations.forms.every import FORMS
from tests.variations.read import Outcome, Variant, judge
from tests.variations.variants import quick_variants, wide_variants, worn_media

Record = Callable[[str, object], None]


def faults(outcome: Outcome) -> list[str]:
    """What differs: rows, and values of theirs."""
    values = [f"{name}: {what}" for name, right, what in outcome.values if not right]
    return [*map(str, outcome.differences), *values]


@pytest.mark.parametrize("variant", quick_variants(), ids=str)
def test_gives_the_same_rows_in_another_form(variant: Variant, tmp_path: Path) -> None:
    found = faults(judge(variant, tmp_path))
    if known.fails(variant):
        assert found, "is read right now: take it off known_failures.toml"
        pytest.xfail("a form on the list of known failures")
    if len(variant.forms) > 1 and known.doubtful(variant):
        pytest.skip("a form in it is on the list of known failures")
    assert not found


@pytest.mark.wide
@pytest.mark.parametrize("variant", wide_variants(), ids=str)
def test_gives_the_same_rows_with_any_seed(variant: Variant, tmp_path: Path, record_property: Record) -> None:
    found = faults(judge(variant, tmp_path))
    record_property("variant", [list(variant.forms), variant.medium, not found])
    if found and known.doubtful(variant):
        pytest.xfail("a form on the list of known failures")
    assert not found


def test_lists_only_forms_that_there_are() -> None:
    listed = {**known.load()["fails"], **known.load()["unsteady"]}
    media_of = {name: {*form.media, *worn_media(form)} for name, form in FORMS.items()}
    unknown = {form for form, media in listed.items() if form not in FORMS or set(media) - media_of[form]}
    assert not unknown
    assert not {
        form for form, media in known.load()["fails"].items() for medium in media if not known_quick(form, medium)
    }


def known_quick(form: str, medium: str) -> bool:
    return any(variant.forms == (form,) and variant.medium == medium for variant in quick_variants())


def test_asks_for_values_only_that_the_models_have_or_will_have() -> None:
    assert {name.partition(".")[0] for name in held()} <= {"areas", "budgets", "goals", "measures", "signatories"}
