"""What each rule of the repair does, by example."""

from __future__ import annotations

import json
from dataclasses import replace
from difflib import SequenceMatcher

import pytest

from models.geometry import Word
from models.text import PageText, page_text
from normalizers import repair, repair_document, repair_text
from normalizers.report import diff_lines, explain_lines
from tests.normalizers.danish_pages import CLEAN, damaged

PAGE = damaged(CLEAN)

# label, what is read, what it becomes; read as a line of a damaged page
REPAIRS = [
    ("å as a", "de gar forbi os hver dag", "de går forbi os hver dag"),
    ("ø as @", "@sterbro har en ny skole", "Østerbro har en ny skole"),
    ("a name as @", "det oplyser @stkystens Politi hver måned", "det oplyser Østkystens Politi hver måned"),
    ("æ as ax", "en lang raxkke huse", "en lang række huse"),
    ("å as éa", "der blev omréader til alle", "der blev områder til alle"),
    ("å as d", "det er indgdet mellem naboer", "det er indgået mellem naboer"),
    ("a digit for a letter", "det er ogs4 et kvarter", "det er også et kvarter"),
    ("capitals", "K@BENHAVNS KOMMUNE", "KØBENHAVNS KOMMUNE"),
    ("words run together", "Detsamlede antal huse", "Det samlede antal huse"),
    ("three of them", "somiandre kvarterer", "som i andre kvarterer"),
    ("a lone one", "der er lys 1 alle vinduer", "der er lys i alle vinduer"),
    ("a bar for I", "| Kontor for haver er der plads", "I Kontor for haver er der plads"),
    (
        "a bar in mid-line",
        "haven er for alle naboer i byen. | hele gaden er der lys",
        "haven er for alle naboer i byen. I hele gaden er der lys",
    ),
    (
        "a bar before a year",
        "der er penge til lys og bede | 2031 og 2032",
        "der er penge til lys og bede i 2031 og 2032",
    ),
    ("I for l", "parterne vil Igbende tale sammen", "parterne vil løbende tale sammen"),
    ("a conjunction after a hyphen", "Teknik- oa Miljeforvaltningen", "Teknik- og Miljøforvaltningen"),
]
KEPT = [
    "HAB og SAB er med",
    "den 1 maj var der fest",
    "der er 1 mio. kr. til haven",
    "for og efter krigen",
    "skriv til nabo@vejle.dk om det",
    "nr. 1 er den bedste",
    "Nr. | Hvad der er i haven",
    "Antal træer og buske i haven | 2031 | 2032",
    "Huse i gaden, som er nye | 40 | 36",
    "en café og en idé til",
]


@pytest.mark.parametrize(("read", "becomes"), [row[1:] for row in REPAIRS], ids=[row[0] for row in REPAIRS])
def test_mends_in_a_damaged_page(read: str, becomes: str) -> None:
    assert becomes in repair_text(f"{PAGE}\n{read}\n").text.splitlines()


@pytest.mark.parametrize("line", KEPT)
def test_keeps_in_a_damaged_page(line: str) -> None:
    assert line in repair_text(f"{PAGE}\n{line}\n").text.splitlines()


def test_joins_a_divided_word_and_puts_the_hyphen_back() -> None:
    text = repair_text(f"{PAGE}\nde bor i et boligom-\nrade ved vandet\n").text
    assert "boligom-\nråde ved" in text


def test_turns_bullets_of_a_list_into_bullets() -> None:
    text = repair_text(f"{PAGE}\ne Naboerne\ne Skolen\n=Bageren\n").text
    assert "• Naboerne\n• Skolen\n• Bageren" in text


def test_turns_the_plus_signs_of_a_page_read_by_the_danish_model_into_bullets() -> None:
    text = f"{CLEAN}\n+ Naboerne\n+ Skolen\n"
    assert repair_text(text).text == text
    page = page_text(text)
    seen = tuple(Word(w.text, None, 0.9) for w in page.words)
    assert repair(PageText(page.text, seen, page.owners)).text.endswith("• Naboerne\n• Skolen\n")


def test_keeps_a_name_that_is_always_the_same_and_mends_one_that_is_not() -> None:
    always = "\n".join("Solehaven er stor." for _ in range(9))
    assert "Solehaven er stor." in repair_text(f"{PAGE}\n{always}\n").text
    unlike = "Rorgarden er ny. Rergarden er ny. Rargarden er ny."
    assert "Rørgården er ny. Rørgården er ny. Rørgården er ny." in repair_text(f"{PAGE}\n{unlike}\n").text


def test_a_name_in_capitals_is_no_second_reading_of_it() -> None:
    always = "\n".join(["Hjortshavn er stor.", *(f"I Hjortshavn bor der {count} naboer." for count in range(5, 12))])
    assert "HJORTSHAVN KOMMUNE" in repair_text(f"{PAGE}\n{always}\nHJORTSHAVN KOMMUNE\n").text


def test_mends_a_page_that_kept_some_of_its_letters() -> None:
    words = zip(CLEAN.split(" "), damaged(CLEAN).split(" "), strict=True)
    mixed = " ".join(right if at % 5 == 0 else lost for at, (right, lost) in enumerate(words))
    assert _same_letters(repair_text(mixed).text, repair_text(damaged(CLEAN)).text) > 0.98


def _same_letters(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def test_restores_a_sign_that_the_row_proves_and_no_other() -> None:
    table = "Indbrud 200 180 (-10 %) 170 (15 %)\nTyveri 100 90 (10 %) 85 -15 %)\nVold 50 48 (10 %) 60 (20 %)\n"
    page = repair_text(table)
    assert (
        page.text
        == "Indbrud 200 180 (-10 %) 170 (-15 %)\nTyveri 100 90 (-10 %) 85 (-15 %)\nVold 50 48 (10 %) 60 (20 %)\n"
    )
    assert {r.rule for r in page.repairs} == {"sign-restored"}


def test_mends_a_damaged_paragraph_and_heading_inside_a_good_page() -> None:
    bad = (
        "Foreningen har ogsa et onske om, at boligomradet bliver en del af en storre plan, og det skal drgftes pa det "
        "naeste made, nar gkonomien er pa plads, og beboerne far svar."
    )
    text = repair_text(f"{CLEAN}\nK@BENHAVNS KOMMUNE\n\n{bad}\n\n{CLEAN}").text
    assert "KØBENHAVNS KOMMUNE" in text
    assert "boligområdet bliver en del af en større plan" in text
    assert text.startswith(CLEAN) and text.endswith(CLEAN)


def test_mends_ligatures_and_loose_accents_anywhere() -> None:
    page = repair_text(f"{CLEAN}\nﬁnansiering og a\u030arlig\n")
    assert page.text.endswith("finansiering og årlig\n")
    assert {r.rule for r in page.repairs} == {"ligature", "unicode-nfc"}


@pytest.mark.parametrize("said", ["En tryk gade for børn i området.\n", "For børn i området er gaden tryk"])
def test_flags_a_slip_that_no_printer_set_and_changes_nothing(said: str) -> None:
    text = f"Tryghed for alle. De trygge gader. Et trygt kvarter. Tryghedens pris. {said}"
    page = repair_text(text)
    assert page.text == text
    assert [(r.raw, r.repaired, r.rule, r.applied) for r in page.repairs] == [
        ("tryk", "tryg", "transcription-suspect", False)
    ]


def test_flags_an_invented_letter_in_plain_text_and_mends_it_where_the_engine_was_in_doubt() -> None:
    text = f"{CLEAN}\nDer er bygget meget i ømrådet.\n"
    flagged = repair_text(text)
    assert flagged.text == text
    assert [(r.raw, r.repaired) for r in flagged.repairs] == [("ømrådet", "området")]
    page = page_text(text)
    unsure = tuple(Word(w.text, None, 0.5 if w.text.startswith("ømrådet") else 0.95) for w in page.words)
    assert "i området." in repair(PageText(page.text, unsure, page.owners)).text
    sure = tuple(Word(w.text, None, 0.97) for w in page.words)
    assert repair(PageText(page.text, sure, page.owners)).text == text


def test_leaves_a_short_word_that_only_a_rare_one_stands_under() -> None:
    assert not repair_text(f"{CLEAN}\nDer er bygget en dåvid i haven.\n").repairs


def test_explains_every_change_as_json_and_as_a_diff() -> None:
    page = repair_text(PAGE)
    facts = [json.loads(line) for line in explain_lines(page)]
    assert len(facts) == len(page.repairs) > 20
    assert all(page.text[f["start"] : f["end"]] == (f["repaired"] if f["applied"] else f["raw"]) for f in facts)
    shown = list(diff_lines(page, colour=False))
    assert any("{+" in line and "[-" in line for line in shown)
    assert any("\x1b[32m" in line for line in diff_lines(page))


def test_moves_the_start_of_the_body_with_the_text_before_it() -> None:
    from models.document import Document, Page

    text = f"{PAGE}\nTranskript:\nAftale om omradet"
    start = text.index("Aftale om")
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 0.5, None, page_text(text), body_start=start)
    document = Document("0" * 64, "a.txt", "text/plain", 1, "ok", (page, replace(page, number=2)))
    for repaired in repair_document(document).pages:
        assert repaired.text.text[repaired.body_start :] == "Aftale om området"


OLD_SPELLING = """Saa gik de ud paa Vejen, og der laa en gammel Mand og sov; han saa ikke op, da de kom forbi, og de
lod ham ligge der. Omkostningerne skal baeres af dem, der bor der, saaledes som det er aftalt i Foreningen."""


def test_leaves_a_paragraph_in_old_spelling_inside_a_damaged_page() -> None:
    page = damaged(CLEAN) + "\n\n" + OLD_SPELLING + "\n\n" + damaged(CLEAN)
    repaired = repair_text(page).text
    assert OLD_SPELLING in repaired
    assert "boligområde" in repaired


@pytest.mark.parametrize("spoilt", range(3))
def test_mends_a_damaged_paragraph_inside_a_good_page_and_nothing_else(spoilt: int) -> None:
    clean = CLEAN.strip().split("\n\n")
    page = [damaged(part, 3) if at == spoilt else part for at, part in enumerate(clean)]
    repaired = repair_text("\n\n".join(page)).text.split("\n\n")
    assert repaired[spoilt] != page[spoilt]
    assert repaired[:spoilt] + repaired[spoilt + 1 :] == clean[:spoilt] + clean[spoilt + 1 :]
