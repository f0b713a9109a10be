"""What belongs to a person in a text, and what only looks like it."""

from __future__ import annotations

import pytest

from corpus.personal_data import find_contacts, find_personal


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(one.kind, text[one.start : one.end], one.sure) for one in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("født 010190-1234", "cpr", "010190-1234"),
        ("født 010190 – 1234", "cpr", "010190 – 1234"),
        ("CPR-nr.: 0101901234", "cpr", "0101901234"),
        ("nr. 0707614285", "cpr", "0707614285"),
        ("Tlf. 12 34 56 78", "phone", "12 34 56 78"),
        ("mobilnr.: 12345678", "phone", "12345678"),
        ("ring på 1234 5678", "phone", "1234 5678"),
        ("+45 12 34 56 78", "phone", "+45 12 34 56 78"),
        ("0045 12345678", "phone", "0045 12345678"),
        ("skriv til tryg.by@nordby.example.dk.", "email", "tryg.by@nordby.example.dk"),
    ],
)
def test_finds_what_is_surely_a_persons(text: str, kind: str, number: str) -> None:
    assert found(text) == [(kind, number, True)]


@pytest.mark.parametrize("text", ["Indbrud 12 14 16 18", "Nordby, 12345678", "1234 5678"])
def test_is_unsure_of_what_may_be_figures(text: str) -> None:
    assert [(kind, sure) for kind, _, sure in found(text)] == [("phone", False)]


@pytest.mark.parametrize(
    "text",
    [
        "CVR-nr. 12345678", "CVR: 12 34 56 78", "Sagsnr. 12345678", "EAN 5790001234567", "2018 2019", "20180101",
        "1.200.000 kr. årligt", "12 345 678 kr.", "400 000 000", "12345678 kr.", "320190-1234", "2018-0123456",
        "311225-31122026", "0101901239", "01.01.2018-31.12.2021", "§ 12, stk. 3",
    ],
)  # fmt: skip
def test_leaves_what_is_nobodys(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kontaktperson: Rigmor Sandvad", ["Rigmor Sandvad"]),
        ("Kontaktperson er konsulent Rigmor M. Sandvad, Nordby", ["Rigmor M. Sandvad"]),
        ("Nordby Kommune, v/ Bo Juul-Krag", ["Bo Juul-Krag"]),
        ("Henvendelse til Bo Juul", ["Bo Juul"]),
        ("Rigmor Sandvad, tlf. 12 34 56 78", ["Rigmor Sandvad"]),
        ("Rigmor Sandvad, konsulent\nrs@nordby.dk", ["Rigmor Sandvad"]),
        ("Kontakt: Nordby Kommune", []),
        ("Engbakken Øst 12 34 56 78", []),
        ("Vi har god kontakt til politiet", []),
    ],
)
def test_finds_whom_to_turn_to(text: str, names: list[str]) -> None:
    assert find_contacts(text) == names
