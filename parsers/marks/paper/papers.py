"""What papers are called, and what they do by their own words.

paper       the kind of paper that a word names; `proceedings` are of kind `other` whatever they are about
makes       somebody makes an agreement, or it is told who is in it and how long it runs
pledges     the same in the words of the agreement itself ("indgår hermed")
changes     an agreement is changed
outright    words that call a paper an agreement without doubt
agreement   an agreement is named, of whatever kind
annex       what is handed out with something else
has_years   what has years of its own: an `agreement`, or something `other`
"""

from __future__ import annotations

from parsers.marks.phrases import Term

_AGREEMENTS = "*aftale|*aftalen|*aftaler|*aftalerne"
_HAVE = (f"hermed har ~1 {_AGREEMENTS}", f"har hermed ~1 {_AGREEMENTS}")
_OWN = "parternes|vores|deres|partnerskabets|samarbejdets"
_GROUPS = "*partnerskab|*partnerskabet|*partnerskabets|*partnerskaber|*partnerskaberne"

PAPERS: tuple[Term, ...] = (
    Term(
        "paper",
        "proceedings",
        (
            "referat*|beslutningsreferat*|dagsorden*|pressemeddelelse*|nyhedsbrev*|nyhed|nyheder|debatindlæg*|læserbrev*"
            "|høringssvar*|invitation*|mødeindkaldelse*|beslutningsprotokol*",
            "tale ved",
        ),
        ("Referat af møde", "PRESSEMEDDELELSE", "Nyhed fra Nordby Kommune"),
        ("nyhedsværdi",),
    ),
    Term(
        "paper",
        "addendum",
        (
            "tillæg|tillægget|allonge*|addendum",
            "tillægsaftale|tillægsaftalen|ændringsaftale|ændringsaftalen|forlængelsesaftale|forlængelsesaftalen",
            f"forlængelse*|ændring*|udvidelse*|revision*|justering*|videreførelse*|fornyelse* af|til ~5 {_AGREEMENTS}",
            f"forlængelse|videreførelse|udvidelse af ~4 {_GROUPS}",
        ),
        (
            "Tillæg til aftalen",
            "Forlængelse af partnerskabsaftalen for Engen",
            "Ændring af Samarbejdsaftale om tryghed",
        ),
        ("tillægger", "ændring af grundlaget", "Forslag til ændring af trafikken"),
    ),
    Term(
        "paper",
        "reporting_basis",
        (
            "afrapporteringsgrundlag*|rapporteringsgrundlag*|målegrundlag*|målemetode*|målesystem*|opfølgningsgrundlag*",
            "grundlag|grundlaget for [den] [fremtidige] afrapportering*|rapportering*|opfølgning*",
            "ændr*|ny|nyt|nye|juster*|tilpas*|fremtidig*|kommende|fælles|ens [af] rapportering*|afrapportering*"
            "|målsætninger*|målinger|opgørelse*|måling",
            "ændr*|ny|nyt|nye|juster*|tilpas*|fremtidig*|kommende mål for|i|på ~1 *partnerskab"
            "|*partnerskabet|*partnerskaberne|*partnerskaber",
        ),
        (
            "Nyt afrapporteringsgrundlag for partnerskaberne",
            "Notat om ændrede mål for partnerskaberne",
            "Fremtidig afrapportering på aftalerne",
        ),
        ("Årlig afrapportering", "Fælles mål"),
    ),
    Term(
        "paper",
        "status_report",
        (
            "statusrapport*|statusnotat*|statusbilag*|statusoversigt*|statusredegørelse*|årsstatus|halvårsstatus|midtvejsstatus|slutstatus|kvartalsstatus"
            "|årsrapport*|midtvejsrapport*|slutrapport*|delrapport*|evalueringsrapport*|resultatrapport*|halvårsrapport*"
            "|opfølgningsrapport*|årsberetning*|afrapportering*|evaluering*|midtvejsevaluering*|slutevaluering*|resultater"
            "|opfølgning*|statusopgørelse*",
            "status på|for|over|og|efter|til|#|:",
            "årlig|årets status",
            "sådan|hvordan går|gik det",
            "hvordan er det gået",
            "opgørelse af ~2 resultater",
        ),
        ("Engens partnerskab: Status på trygheden", "Statusrapport 2022", "Sådan går det i Engen"),
        ("Partnerskabsaftale",),
    ),
    Term(
        "paper",
        "other",
        (
            "notat*|indstilling*|tryghedsplan*|handleplan*|handlingsplan*|kommissorium|orientering*|orienteringsnotat*|ansøgning*"
            "|baggrundspapir|baggrundsnotat|høring|brev|projektbeskrivelse*",
        ),
        ("Notat om lys", "Tryghedsplan 2022"),
        ("Aftale om partnerskab",),
    ),
    Term(
        "paper",
        "partnership_agreement",
        (
            f"{_AGREEMENTS}|*partnerskab|*partnerskabet|samarbejdet|kontrakt|kontrakten|*pagt|*pagten|overenskomst*"
            "|erklæring|*erklæring|*charter|samarbejdsprotokol",
        ),
        ("Tryghedsaftale for Engen", "Kontrakt om tryghed", "Tryghedspagt for Engen", "Fælles erklæring"),
        ("Strategi",),
    ),
)

DEEDS: tuple[Term, ...] = (
    Term(
        "makes",
        True,
        (
            f"indgår|indgås|sluttes|slutter ~6 {_AGREEMENTS}|aftalen|*partnerskab|*partnerskabet|samarbejde|kontrakt*"
            "|overenskomst*",
            f"{_AGREEMENTS}|*partnerskab er|bliver|er hermed ~2 indgået|sluttet",
            f"er|bliver [der] [hermed] [dags] [dato] indgået|sluttet ~2 {_AGREEMENTS}|*partnerskab|kontrakt*"
            "|overenskomst*",
            "parterne|parter ~3 er|består",
            "består af følgende",
            "følgende parter",
            "aftalens parter",
            "undertegnede parter",
            f"{_AGREEMENTS}|kontrakten|*pagten|overenskomsten|*erklæringen|chartret|charteret gælder|løber|dækker"
            "|omfatter|træder|er|har",
            "bindende|forpligtende aftale|partnerskabsaftale mellem",
            "har besluttet|aftalt",
            f"er|udgør {_OWN} [eneste] [skriftlige] aftale|partnerskabsaftale",
            "går sammen",
            "slutter sig|os ~3 sammen",
            "er enige om [hermed] at indgå|etablere|samarbejde",
            "forpligter|committer|binder sig",
            *_HAVE,
        ),
        (
            "indgår hermed aftale om tryghed",
            "er der indgået aftale om tryghed",
            "Aftalens parter er",
            "Parterne i aftalen er",
            "Aftalen gælder fra",
            "som hermed indgår tryghedspartnerskabet",
        ),
        ("Det er indgået i planen", "en god aftale"),
    ),
    Term(
        "pledges",
        True,
        (
            f"indgår|slutter hermed ~5 {_AGREEMENTS}|*partnerskab|samarbejde|kontrakt*|overenskomst*",
            f"hermed indgår|slutter ~3 {_AGREEMENTS}|*partnerskab|*partnerskabet",
            f"med|ved denne|dette ~2 indgår|slutter ~3 {_AGREEMENTS}|*partnerskab",
            f"indgår denne|dette|følgende|nærværende {_AGREEMENTS}|*partnerskab|kontrakt*|overenskomst*",
            "slutter os ~3 sammen",
            f"er|udgør {_OWN} [eneste] [skriftlige] aftale|partnerskabsaftale",
            f"er [der] [hermed] [dags] [dato] indgået følgende|denne|nedenstående {_AGREEMENTS}",
            *_HAVE,
            "bindende|forpligtende aftale|partnerskabsaftale mellem",
            "parterne|parter i aftalen|kontrakten|denne er",
            "aftalens parter",
        ),
        (
            "indgår hermed aftale om tryghed",
            "Parterne i aftalen er",
            "indgår denne partnerskabsaftale",
            "har hermed en aftale",
            "Planen er parternes aftale",
        ),
        ("indgår en aftale", "har en aftale"),
    ),
    Term(
        "changes",
        True,
        (
            "tillægget|allongen|tillægsaftalen træder|gælder|virker|ændrer|har",
            f"{_AGREEMENTS} forlænges|ændres|udvides|affattes",
            f"forlænger|ændrer|udvider|viderefører ~1 {_AGREEMENTS}",
            "er enige om [hermed] at forlænge|ændre|udvide|videreføre",
            "affattes således",
        ),
        ("Tillægget træder i kraft", "Partnerskabsaftalen forlænges med to år", "er enige om at forlænge"),
        ("aftalen træder i kraft",),
    ),
)

CALLED: tuple[Term, ...] = (
    Term(
        "outright",
        True,
        (
            "*partnerskabsaftale|*samarbejdsaftale|*partneraftale|*tryghedsaftale|*sikkerhedsaftale|*tryghedspagt",
            "aftale om|for|#",
        ),
        ("Partnerskabsaftale for Engen", "Aftale om tryghed"),
        ("aftalen for Engen",),
    ),
    Term(
        "agreement",
        True,
        (f"{_AGREEMENTS}|kontrakt*|overenskomst*|*pagt",),
        ("Partnerskabsaftale og handleplan",),
        ("aftales",),
    ),
    Term("annex", True, ("bilag*",), ("Bilag 3 til dagsordenen",), ("billag",)),
)

# What has years of its own, so that years behind it are its.
HAVING_YEARS: tuple[Term, ...] = (
    Term(
        "has_years",
        "agreement",
        (
            f"{_AGREEMENTS}|*aftalerne|*aftalens|*partnerskab|*partnerskabet|*partnerskabets|*partnerskabsperiode|*partnerskabsperioden|aftaleperiode*",
            "første|forrige|tidligere|sidste|seneste|foregående periode*",
        ),
        ("aftalerne for 2013-2016", "Den forrige partnerskabsaftale"),
        ("aftales",),
    ),
    Term(
        "has_years",
        "other",
        (
            "*strategi|*strategien|*politik|*politikken|*plan|*planen|*program|*programmet|*undersøgelse|*undersøgelsen"
            "|*måling|*målingen|*budget|*budgettet|budgetaftale*|*indeks|projekt|projektet|*rapport|*rapporten|bevilling*"
            "|trygheden|andelen|antallet|anmeldelser*|indbrud*|kroner|kr|baseline*|lejeaftale*|flerårsaftale*|politiaftale*",
        ),
        ("Tryghedspolitik 2020-2023",),
        ("aftalen",),
    ),
)
