"""Words about when something runs: from when, until when, for how long, and whose dates these are instead.

bound      which end of a period the next date is: `from`, `until`; `off` where it is no end of one
runs       what has a beginning and an end is spoken of, by verb or noun
runner     what is said to run: `own` (this agreement) or `other` (a strategy, a project, the agreement before)
signing    the day of signing stands for a date
span       a length of time in months                                     int
years_end  the end of a year that is named before ("ved årets udgang")
"""

from __future__ import annotations

from parsers.marks.phrases import Term

_MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan|feb|mar|apr|aug|sep|sept"
    "|okt|nov|dec"
)
_DAY = f"#|{_MONTHS}|første|andet|tredje|fjerde"
_MADE = "vedtaget|godkendt|dateret|underskrevet|tiltrådt|undertegnet|besluttet|behandlet|indgået"
_OPENING = "begyndelsen|starten|primo|medio|ultimo|nytår|årsskiftet|foråret|sommeren|efteråret"
_CLOSING = "udgangen|slutningen|udløbet|ultimo|afslutningen"

BOUNDS: tuple[Term, ...] = (
    Term(
        "bound",
        "from",
        (
            f"fra [og] [med] [den|d|dag|år|året] [.] {_DAY}",
            f"fra [og] [med] {_OPENING} [af] [år] #|{_MONTHS}",
            f"pr|per [.] [den|d] [.] {_DAY}",
            "virkning|kraft|virker|ikraft*|gyldig|gældende",
            "begynder|begynde|begyndt|begyndende|starter|starte|startet|start|startdato*|begyndelsesdato|påbegyndes",
            "regnet|gælder [allerede] fra",
            "sættes|sat ~2 gang|værk|søen",
            "tager|tage [sin] begyndelse",
        ),
        ("fra den 1. maj 2024", "pr. 1/1-2024", "træder i kraft den", "Startdato: 1. maj", "fra primo 2024"),
        ("frataget", "til 1. maj"),
    ),
    Term(
        "bound",
        "until",
        (
            f"til [og] [med] [\"|”|“|»|'] [den|d|dag|år|året] [.] {_DAY}",
            f"til [og] [med] [aftalens|periodens] {_CLOSING}|primo|medio [af] [år|året|{_MONTHS}] #|{_MONTHS}",
            f"indtil [og] [med] [den|d|udgangen] [af] [.] {_DAY}",
            f"t . o . m . [den|d] [.] {_DAY}",
            f"tom [.] [den|d] [.] {_DAY}",
            f"frem til [og] [med] [den|d|udgangen|slutningen] [af] [.] {_DAY}",
            f"{_CLOSING} [af] [år] {_DAY}",
            f"senest [den|d] [.] {_DAY}",
            "udløber|udløb|udløbet|udløbe|ophører|ophør|ophøre|ophørt|slutter|slutte|slut|slutdato*|sluttidspunkt*"
            "|udløbsdato*|bortfalder|bortfalde|afsluttes|indtil|slutdag",
            "sidste dag",
            "løber ~2 ud",
            "falder|faldt ~2 bort",
            "gældende|gælder|gyldig til",
            "årets udgang|udløb i [år] #",
            "rækker|løber ~2 ind i",
        ),
        ("til og med den 30. april 2027", "udløber uden videre", "til udgangen af 2027", "Gældende til:"),
        ("tilbydes fra 1. maj", "lige til beboerne"),
    ),
    Term(
        "bound",
        "off",
        (
            f"{_MADE} [den|d|i] [.] {_DAY}",
            f"aftale*|partnerskabsaftale*|tillæg* af [den|d] [.] {_DAY}",
            "evalueres|evaluering*|opsiges|opsagt|genforhandles|genforhandling*|genforhandle|revideres|drøftes|måles"
            "|gennemføres|afholdes|offentliggøres|opgøres|mødes|optages|udarbejdes|tages",
            "opsiges til [ophør]",
            "sammenlignet med|baseline*|måling*|tryghedsmåling*|afsat|afsættes|bevilget|bevilges",
        ),
        ("underskrevet den 3. maj 2024", "Den evalueres efter et år", "aftalen af 3. januar 2020"),
        ("gælder fra 3. maj 2024",),
    ),
)

# The first of two days is the one that no longer holds.
MOVED: tuple[Term, ...] = (
    Term(
        "bound",
        "moved",
        (f"flyttes|ændres|udskydes|rykkes|forlænges|udsættes|rettes fra [\"|”|“|»|'] [den|d] [.] {_DAY}",),
        ("slutdato rykkes fra 31. maj 2019 til 31. maj 2021",),
        ("rykkes til 31. maj 2021",),
    ),
)

RUNS: tuple[Term, ...] = (
    Term(
        "runs",
        True,
        (
            "gælder|gælde|gældende|løber|løbe|varer|vare|virker|virkning|kører|rækker|dækker|gyldig*|gyldighed*|løbetid*",
            "træder|trådte|træde ~2 kraft",
            "ikraft*|varighed*|*periode|*perioden|*perioder|tidsrum*|tidsramme*|aftaleår",
            "udløber|udløbe|udløb|udløbsdato*|ophører|ophøre|ophør|slutter|slutte|slutdato*|bortfalder|begynder|begynde"
            "|starter|starte|startdato*|fortsætter|fortsætte|fortsættes|videreføres|videreføre|bestå|består",
            "strækker sig",
            "start|slut :",
            "tager|tage sin begyndelse",
            "falder ~2 bort",
            "i drift|gang|kraft",
            "påbegyndes|afsluttes|uopsigelig",
            "forlænge*|forny*|genforhandl*",
            "forpligter|forpligte sig",
            "arbejder|arbejde ~2 sammen",
            "samarbejder|samarbejde fra|i",
            "*årig|*årigt|*årige",
            "indgås|indgået|aftalt|etableret|etableres|oprettet ~4 for|fra|i",
            "for|i årene|tiden|kalenderårene|kalenderåret",
            "binder parterne",
            "forbliver|forblive i kraft",
        ),
        ("Aftalen gælder fra", "Aftalens løbetid", "træder hermed i kraft", "en treårig aftale", "Aftaleperioden er"),
        ("Aftalen er god",),
    ),
)

RUNNERS: tuple[Term, ...] = (
    Term(
        "runner",
        "own",
        (
            "aftale|aftalen|aftalens|partnerskabsaftale*|samarbejdsaftale*|tryghedsaftale*|partnerskab|partnerskabet*"
            "|tryghedspartnerskab|tryghedspartnerskabet*|samarbejde|samarbejdet|samarbejdets|tillæg|tillægget*|allonge*"
            "|parterne|den|vi|kontrakt|kontrakten|overenskomst*|aftaleperiode*|funktionsperiode*|partnerskabsperiode*"
            "|tillægsaftale*|udløbsdato*|slutdato*|startdato*|ikrafttræd*|løbetid*|varighed*|gyldighed*|tryghedspagt*|pagt|pagten",
            "perioden er|løber|gælder|dækker|begynder|udløber|fastsættes|forlænges",
        ),
        ("Aftalen gælder", "Tillægget virker fra", "Perioden er"),
        ("aftales", "Strategien gælder"),
    ),
    Term(
        "runner",
        "other",
        (
            "strategi*|*strategi|*strategien|politik|politikken|*politik|*politikken|helhedsplan*|handleplan*|handlingsplan*"
            "|udviklingsplan*|lokalplan*|kommuneplan*|masterplan*|*plan|*planen|projekt|projektet*|program*|*program"
            "|*programmet|undersøgelse*|*undersøgelse|*undersøgelsen|lov|loven|*lov|*loven|naboaftale*|budgetaftale*"
            "|flerårsaftale*|bevilling*|budget|budgettet|*budget|puljen|pulje|indsatsen|byfornyelse*|lejekontrakt*"
            "|tilskud*|støtte*|medlem*|valgperiode*|byrådsperiode*|uddannelse*|økonomi*|finansiering*|udgift*|beløb*"
            "|midler|midlerne|gjaldt|varede|ophørte|sluttede",
            "første|tidligere|forrige|hidtidige|gamle|seneste|foregående|oprindelige aftale*|*periode|*perioden"
            "|partnerskab*|partnerskabsaftale*|samarbejds*|tryghedsaftale*|tryghedspartnerskab*",
            "afløser|erstatter|efterfølger|viderefører|afløsning|forlængelse|fortsættelse|videreførelse"
            " ~1 af|aftale*|partnerskabsaftale*|partnerskab*|tryghedsaftale*|den|det",
            "bygger [videre] på",
            "var|havde ~3 i|fra|omfattet",
            "aftale*|partnerskab* fra [den] [året] #",
        ),
        ("Strategien gælder 2020-2023", "Den tidligere aftale", "afløser aftalen for", "helhedsplanen løber"),
        ("Aftalen gælder", "forlængelse i to år"),
    ),
)

SIGNINGS: tuple[Term, ...] = (
    Term(
        "signing",
        True,
        (
            "underskrift|underskriften|underskrifter|underskriftsdato*|underskrivelse*|underskrivning*"
            "|underskriftstidspunkt*|undertegnelse*|undertegning*|underskriftsdagen",
            "har|er ~2 skrevet|underskrevet|undertegnet|tiltrådt",
            "skriver|skrev under",
            "skrevet under",
            "underskrives|undertegnes|underskriver|undertegner",
            "aftalens|dens|datoen|dagen|aftale* [for] indgåelse",
            "fra|ved indgåelse|indgåelsen|aftaleindgåelse*",
            "er underskrevet|undertegnet",
        ),
        ("fra parternes underskrift", "når den er underskrevet", "ved underskrivelsen", "har skrevet under"),
        ("beskrivelse",),
    ),
)

# A clause about money tells for which years it is given.
PAYS: tuple[Term, ...] = (
    Term(
        "pays",
        True,
        (
            "afsat|afsætter|afsættes|bevilger|bevilges|bevilget|finansierer|finansieres|betaler|tilskud*|bevilling*|midler"
            "|midlerne|budget|budgettet|kroner",
        ),
        ("Kommunen har for årene 2024-2026 afsat følgende midler",),
        ("budgetperioden 2024-2027",),
    ),
)

# "i de seneste to år", "efter et år": a length of time, but none that anything runs.
SPAN_FORBIDS: tuple[Term, ...] = (
    Term(
        "span_off",
        True,
        (
            "seneste|sidste|forløbne|foregående|efter|siden|hver|hvert|inden|tidligere|om|hvert",
            "opsiges|opsige|opsigelse* med",
        ),
        ("de seneste to år", "efter et år"),
        ("i to år",),
    ),
    Term(
        "years_end",
        True,
        ("årets|kalenderårets udgang|udløb|slutning|afslutning", "samme års udgang|udløb|slutning"),
        ("til samme års udgang", "ved årets udgang"),
        ("udgangen af året",),
    ),
)

# What an addendum changes: the words that say so, and those that say what has been.
SETS: tuple[Term, ...] = (
    Term(
        "sets",
        True,
        (
            "forlæng*|forny*|tillæg|tillægget*|tillægsaftale*|allonge*|herefter|herved|hermed|fremover|fremadrettet|ny|nyt"
            "|nye|nu|således|ændres|ændring*|flyttes|udskydes|rykkes|erstattes|ordlyd*|affattes|fortsætter|videreføres"
            "|yderligere|formuleres",
            "i stedet",
            "får ~2 ordlyd*",
        ),
        ("forlænges til", "Tillægget gælder", "udløber herefter", "i stedet den"),
        ("gælder til",),
    ),
    Term(
        "stands",
        True,
        (
            "nuværende|hidtil*|oprindelig*|eksisterende|gjaldt",
            "er|forbliver|består ~1 uændret|uforandret",
            "gældende aftale*|periode*",
            "løb fra|til",
            "ændres [der] [dog] ikke",
            "er|blev indgået for",
        ),
        ("Den nuværende aftale", "er uændret", "løb fra"),
        ("gælder til",),
    ),
)
