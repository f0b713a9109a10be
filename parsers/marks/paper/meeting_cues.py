"""Words about how often a group meets.

meeting_body  who meets: `steering_group`, `working_group`, or None for a council or group that the record leaves out
met_before    how often it met until now; `met_now`: what follows is how often it meets from now on
meets         it meets, by verb or noun
times         the noun that a number of meetings is counted in: "gange", "møder"
per           how many such counts a year has: "om året" 1, "i kvartalet" 4                          int
frequency     so many meetings a year without any number: "kvartalsvis" 4                            int
limit         `least`, `most`
"""

from __future__ import annotations

from parsers.marks.phrases import Term

_OTHERS = (
    "kredsråd*|beboerråd*|lokalråd*|byråd*|bydelsråd*|ungeråd*|ungdomsråd*|udvalg*|økonomiudvalg*|bestyrelse*"
    "|afdelingsbestyrelse*|følgegruppe*|netværk*|forum|referencegruppe*|kommunalbestyrelse*|sekretariat*"
    "|beboermøde*|borgermøde*|dialogmøde*|temamøde*|netværksmøde*|årsmøde*|undergruppe*|temagruppe*|tænketank*"
)

BODIES: tuple[Term, ...] = (
    Term(
        "meeting_body",
        "steering_group",
        ("styregruppe*|styregruppa*|styringsgruppe*",),
        ("Styregruppens møder", "styregruppemøder"),
        ("styrelsen",),
    ),
    Term(
        "meeting_body",
        "working_group",
        (
            "arbejdsgruppe*|projektgruppe*|koordinationsgruppe*|koordineringsgruppe*|koordinatorgruppe*",
            "lokale|lokal|operative|operativ|udførende gruppe|koordinationsgruppe",
        ),
        ("arbejdsgrupperne", "projektgruppen"),
        ("arbejdet",),
    ),
    Term(
        "meeting_body",
        None,
        (_OTHERS, "ssp [-] udvalg*|råd*|gruppe*|samarbejde*"),
        ("Kredsrådet", "SSP-udvalget"),
        ("rådhuset", "SSP-lederen"),
    ),
    Term("both_bodies", True, ("begge grupper", "de to grupper"), ("Begge grupper mødes",), ("gruppen",)),
    Term("met_before", True, ("hidtil|tidligere|før|oprindelig*",), ("har hidtil mødtes",), ("herefter",)),
    Term("met_now", True, ("fremover|nu|herefter|fremadrettet", "i stedet"), ("mødes fremover",), ("hidtil",)),
)

MEETS: tuple[Term, ...] = (
    Term(
        "meets",
        True,
        (
            "mødes|mødte|ses|sees|samles|samle|samler|indkaldes|mødefrekvens*|møder|møde|mødet|møderne|mødevirksomhed"
            "|møderække*|mødeinterval*|mødekadence*|mødehyppighed*|kadence|frekvens",
            "kommer|træder ~1 sammen",
            "holdes|holder|afholdes|afholder ~4 møde|møder|styregruppemøder|arbejdsgruppemøder",
            "styregruppemøder*|arbejdsgruppemøder*|styregruppens|arbejdsgruppens møder",
        ),
        ("mødes to gange", "træder sammen", "Møder"),
        ("imødegås",),
    ),
    Term(
        "times",
        True,
        (
            "gange|gang|møder|styregruppemøder|arbejdsgruppemøder",
            "ordinære|årlige|faste|halvårlige|månedlige|kvartalsvise møder|styregruppemøder|arbejdsgruppemøder",
            "årlige|faste ordinære|faste møder",
            "x",
        ),
        ("to gange om året", "fire årlige møder"),
        ("adgang",),
    ),
    Term(
        "per",
        1,
        (
            "om|i|hvert|pr|per|på [.] [hele] [et|løbet] [af] år|året|kalenderår|kalenderåret",
            "årligt|årlig|årlige",
            "p . a",
            "/ år",
        ),
        ("om året", "årligt", "pr. år", "på et år"),
        ("årligheden",),
    ),
    Term(
        "per",
        2,
        ("om|i|hvert|pr|per [.] halvår|halvåret", "halvårligt|halvårlig|halvårlige"),
        ("i halvåret",),
        ("i år",),
    ),
    Term("per", 4, ("om|i|hvert|pr|per [.] kvartal|kvartalet", "kvartalsvis*"), ("i kvartalet",), ("kvarteret",)),
    Term("per", 12, ("om|i|hver|pr|per [.] måned|måneden", "månedligt|månedlig|månedlige"), ("om måneden",), ("måne",)),
    Term("per", 52, ("om|i|hver|pr|per [.] uge|ugen", "ugentlig*"), ("om ugen",), ("ugeskema",)),
)

FREQUENCIES: tuple[Term, ...] = (
    Term(
        "frequency",
        1,
        ("mødes|samles|ses [mindst] årligt", "mødes|samles|ses [mindst] hvert år"),
        ("mødes årligt",),
        ("årlig",),
    ),
    Term(
        "frequency",
        2,
        ("halvårligt|halvårlig|halvårlige", "hvert halvår|halve [år]", "hver sjette|6 [.] måned"),
        ("mødes halvårligt", "hvert halve år"),
        ("halvår",),
    ),
    Term("frequency", 3, ("hver fjerde|4 [.] måned",), ("hver fjerde måned",), ("hver måned",)),
    Term(
        "frequency",
        4,
        ("kvartalsvis*|kvartalsmøde*|kvartårlig*", "hvert kvartal", "hver tredje|3 [.] måned"),
        ("mødes kvartalsvis", "hver 3. måned"),
        ("kvartal",),
    ),
    Term("frequency", 6, ("hver anden|2 [.] måned",), ("hver anden måned",), ("hver måned",)),
    Term("frequency", 12, ("månedlig*|månedsmøde*", "hver|hveranden måned"), ("månedligt", "hver måned"), ("måneder",)),
    Term("frequency", 13, ("hver fjerde|4 [.] uge",), ("hver 4. uge",), ("hver uge",)),
    Term("frequency", 17, ("hver tredje|3 [.] uge",), ("hver tredje uge",), ("hver uge",)),
    Term("frequency", 26, ("hver anden|2 [.] uge", "hver 14 [.] dag"), ("hver 14. dag",), ("hver uge",)),
    Term("frequency", 52, ("ugentlig*|ugemøde*", "hver uge"), ("ugentligt",), ("uger",)),
)

LIMITS: tuple[Term, ...] = (
    Term(
        "meeting_limit",
        "least",
        (
            "mindst|minimum|min|minimalt [.]",
            "ikke under|færre|sjældnere [end]",
            "ikke mindre end",
            "ned til",
        ),
        ("mindst to gange", "som minimum", "ikke sjældnere end"),
        ("mindste",),
    ),
    Term(
        "meeting_limit",
        "most",
        ("højst|højest|maksimalt|maksimum|maks|max|maximalt [.]", "op til", "ikke over|oftere [end]", "ikke mere end"),
        ("højst fire", "op til ti"),
        ("højeste",),
    ),
)
