"""`scripts/release.py`: what stands in the way of a release."""

from __future__ import annotations

import pytest

from scripts.release import ROOT, not_ready, version_of

CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2027-02-03\n\n### Added\n- A thing.\n"
LOCK = '[[package]]\nname = "aftalearkiv"\nversion = "1.2.0"\nsource = { editable = "." }\n'


def test_finds_nothing_where_all_is_ready() -> None:
    assert list(not_ready("1.2.0", CHANGELOG, LOCK, ["v1.1.0"], "")) == []


@pytest.mark.parametrize(
    ("changelog", "lock", "tags", "changes", "said"),
    [
        (CHANGELOG.replace("1.2.0", "1.1.0"), LOCK, [], "", "the newest version is 1.1.0, not 1.2.0"),
        (CHANGELOG.replace("2027-02-03", "2027-02-30"), LOCK, [], "", "2027-02-30 is no day"),
        (CHANGELOG.replace("[Unreleased]\n", "[Unreleased]\n- Another.\n"), LOCK, [], "", "under Unreleased"),
        (CHANGELOG, LOCK.replace("1.2.0", "1.1.0"), [], "", "run `uv lock`"),
        (CHANGELOG, LOCK, ["v1.2.0"], "", "the tag v1.2.0 is set already"),
        (CHANGELOG, LOCK, [], " M README.md\n", "the work tree is not clean"),
    ],
)
def test_says_what_is_not_ready(changelog: str, lock: str, tags: list[str], changes: str, said: str) -> None:
    (told,) = not_ready("1.2.0", changelog, lock, tags, changes)
    assert said in told


def test_the_version_has_its_place_in_the_changelog() -> None:
    version = version_of((ROOT / "pyproject.toml").read_text("utf-8"))
    assert f"## [{version}] - " in (ROOT / "CHANGELOG.md").read_text("utf-8")
