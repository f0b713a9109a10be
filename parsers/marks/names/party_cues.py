"""Words that tell who an agreement is between, who joins it, who only stands beside it, and who signs."""

from __future__ import annotations

from parsers.marks.phrases import Term

SIGNING: tuple[Term, ...] = (
    Term(
        "signs",
        True,
        (
            "underskri*|underskrevet|undertegn*|signatur*|tiltrådt|tiltrædes|tiltræder|vedgået",
            "således|sådan aftalt|vedtaget|indgået",
            "med venlig hilsen|hilsner",
            "de bedste hilsner",
            "på vegne af parterne",
            "på parternes vegne",
            "for parterne",
            "skriver under|her",
            "godkendt af",
        ),
        ("Underskrifter", "Aftalen tiltrædes af:", "Med venlig hilsen", "Således aftalt"),
        ("skrift og tale",),
    ),
    Term(
        "no_signature",
        True,
        ("bilag|appendiks|kontakt|kontaktpersoner|kontaktoplysninger|fordeling|kopi|fordelingsliste",),
        ("Bilag 1. Kontaktpersoner", "Kopi sendes til"),
        ("underbilag",),
        capital=True,
    ),
)

# Who the agreement is between: what stands right before the names, and what they do right behind them.
CONCLUDING: tuple[Term, ...] = (
    Term(
        "names_follow",
        "between",
        (
            "indgået|indgås|tiltrådt|sluttet|oprettet|oprettes|stiftet|etableret|dannet|skabt|drives"
            "|drevet ~4 mellem|imellem|af",
            "*aftale|*aftalen|*aftales|partnerskab*|overenskomst|*samarbejde|*samarbejdet|*samarbejds"
            "|kontrakt|pagt ~4 mellem"
            "|imellem",
            "mellem|imellem",
            "bag aftalen|partnerskabet|samarbejdet står",
            "denne aftale binder",
        ),
        ("Aftalen er indgået mellem", "Samarbejdet blev stiftet af", "et partnerskab mellem", "Bag aftalen står"),
        ("efter aftale med",),
    ),
    Term(
        "names_follow",
        "are",
        (
            "part|parter|parterne|aftaleparter|aftaleparterne|samarbejdsparter|samarbejdsparterne|deltagere|deltagerne"
            "|partnere|partnerne|medlemmer|medlemmerne|aktører|aktørerne ~5 er|omfatter|:",
            "er ~4 part|parter|parterne [er] :",
            "består|udgøres|bestående af",
            "partnerskab*|samarbejde*|kreds* omfatter",
            "følgende ~3 parter|aftaleparter|partnere|deltagere|aktører|organisationer|myndigheder|samarbejdsparter",
            "disse|nedenstående|undertegnede parter|aftaleparter|partnere|organisationer|:",
            "partnerskabet|samarbejdet|aftalen deltager|indgår|medvirker",
            "deltager|medvirker som parter|part",
            "bordet sidder",
            "øvrige parter|partnere|deltagere :",
            "vi , der underskriver",
        ),
        ("Aftalens parter er", "Kredsen består af", "følgende parter", "Øvrige parter:", "Parterne er"),
        ("Parterne vil mødes", "Området omfatter boliger"),
    ),
    Term(
        "names_follow",
        "behalf",
        ("på vegne af",),
        ("På vegne af boligselskaberne:",),
        ("af egne midler",),
    ),
    Term(
        "concludes",
        True,
        (
            "indgår|slutter|stifter|danner|etablerer|opretter|underskriver|tiltræder",
            "har|er ~5 indgået|aftalt|besluttet|dannet|etableret|stiftet|underskrevet|vedtaget|tiltrådt"
            "|oprettet|sluttet",
            "har|er den|d # . ~3 indgået|aftalt|besluttet|underskrevet|vedtaget",
            "er ~3 enige|gået",
            "går ~4 sammen|ind",
            "gået ~2 sammen",
            "slutter sig|os ~3 sammen",
            "aftaler|forlænger|ændrer|udvider|viderefører|fortsætter ~2 hermed|herved|dette|denne|nærværende"
            "|nedenstående",
            "forlænger|ændrer|udvider|viderefører ~1 aftalen|partnerskabsaftalen|tryghedsaftalen|samarbejdsaftalen"
            "|hovedaftalen",
            "vil hermed|herved",
            "vil med denne aftale",
            "står [sammen] bag",
            "lover|forpligter|binder sig|hinanden",
            "har ~1 skrevet under",
            "hermed har ~1 aftale|partnerskab|kontrakt",
            "har hermed ~1 aftale|partnerskab|kontrakt",
        ),
        (
            "indgår hermed en aftale",
            "har besluttet at",
            "er enige om",
            "går med denne aftale sammen",
            "forpligter hinanden",
            "hermed har en aftale",
            "har alle skrevet under",
        ),
        ("Nordby Kommune indgik i 2012", "har en aftale"),
    ),
    Term(
        "links",
        True,
        (
            "sammen|samarbejde|fællesskab med",
            "indgår|slutter|går|samarbejder|har|er [hermed] [sammen] [i] [fællesskab|samarbejde] med",
        ),
        ("indgår sammen med Lunden", "har sammen med", "i samarbejde med"),
        ("sammen om",),
    ),
    Term(
        "pact",
        True,
        (
            "*aftale|*aftalen|*aftaler|*partnerskab|*partnerskabet|partnerskabs*|*samarbejde|*samarbejdet|samarbejder|sammen"
            "|fælles*|parter|parterne|parters|partnere|hinanden|deltagere",
        ),
        ("denne aftale", "i fællesskab", "går sammen"),
        ("holder til i byen",),
    ),
    Term(
        "above",
        True,
        (
            "ovenstående|ovennævnte|ovenanførte|førnævnte parter|aftaleparter|partnere|organisationer",
            "parterne nævnt ovenfor",
        ),
        ("Ovenstående parter aftaler",),
        ("de ovenstående mål",),
    ),
)

# What a sentence is about that names organisations for another reason.
BESIDE: tuple[Term, ...] = (
    Term(
        "beside",
        "none",
        ("ikke|uden|inviter*|indby*|orienter*|hørt|høres|inddraget|inddrages", "ikke ~2 part|parter|tiltræder"),
        ("er ikke part", "inviteres til møder"),
        ("indgår hermed aftale",),
    ),
    Term(
        "beside",
        "other",
        (
            "lever*|opgør*|bidrag*|afsæt*|mødes|mødtes|tidligere|hidtidige|indgik|kroner|kr|kontakt*|formand*|ansvar*"
            "|svar*|spurgt|evaluer*|inspiration*|forbillede|erfaring*|talt",
            "har siden",
        ),
        ("har tidligere indgået", "leverer tallene"),
        ("indgår hermed aftale",),
    ),
)

# Heads of columns, keys and headings under which the parties stand.
HEADING_PARTIES: tuple[Term, ...] = (
    Term(
        "party_head",
        True,
        (
            "part|parter|parterne|aftalepart|aftaleparter|aftaleparterne|samarbejdspart|samarbejdsparter|samarbejdspartnere"
            "|partner|partnere|partnerne|deltager|deltagere|deltagerne|deltagerkreds|partskreds|partnerkreds|organisation"
            "|organisationer|myndighed|myndigheder|aktør|aktører|medlemmer|hvem|deltagende|medvirkende|undertegnede|medvirker",
            "er med",
            "består|udgøres af",
        ),
        ("Parter i aftalen", "Hvem er med?", "Organisation", "Deltagende parter"),
        ("Mål for 2019",),
    ),
    Term(
        "unit_head",
        True,
        ("forvaltning|forvaltninger|magistratsafdeling|center|fagområde|enhed|enheder|afdeling|afdelinger",),
        ("Forvaltning", "Enhed"),
        ("forvaltningens",),
    ),
    Term(
        "other_table",
        True,
        (
            "dato|underskrift|navn|titel|stilling|bidrag|bidraget|bidragyder|bidragydere|beløb*|kr|årligt|medfinans*|betaler|budget|årsværk|mål|baseline",
        ),
        ("Navn", "Bidrag pr. år", "Dato og underskrift"),
        ("Opgave",),
    ),
    Term(
        "units_follow",
        True,
        (
            "*kommune|*kommunen deltager|indgår|medvirker|repræsenteres|er ~5 med|ved|gennem|af|i",
            "fra *kommune|kommunen deltager|medvirker|indgår|er",
            "*kommune|*kommunen|kommune deltager|medvirker|indgår",
        ),
        ("Kommunen deltager med to centre:", "Fra Nordby Kommune deltager", "Kommunen er repræsenteret ved"),
        ("kommunen har tre forvaltninger",),
    ),
)

# Those who come in, or leave.
JOINING: tuple[Term, ...] = (
    Term(
        "joins",
        True,
        (
            "indtræder|optages|tilføjes|tiltræder",
            "bliver|er|indgår|deltager|træder|kommer ~8 part|parter|partner|partnere|deltager|deltagere",
            "bliver|kommer|træder|går ~4 med|ind i aftalen|partnerskabet|samarbejdet|kredsen",
            "slutter|slutte sig ~1 til",
            "udvides|suppleres|udvidet|forøges ~3 med",
            "nye|ny part|parter|partner|partnere|deltager|deltagere",
        ),
        ("indtræder som part", "bliver part i aftalen", "udvides med", "Nye parter"),
        ("Aftalen gælder", "Partnerskabsområdet udvides med"),
        unless_before=("partnerskabsområdet|aftaleområdet|området|område|geografi",),
    ),
    Term(
        "leaves",
        True,
        ("udtræder|udgår|udtrådt|forlader|afløses", "træder ud", "i stedet for"),
        ("udtræder af aftalen",),
        ("indtræder",),
    ),
    Term(
        "of_addendum",
        True,
        (
            "tillæg*|allonge*|ændringsaftale*",
            "parter|parterne|aftaleparter|aftaleparterne er herefter|fremover|nu",
            "herefter|fremover|nu er",
        ),
        ("Parterne i dette tillæg er", "Parterne er herefter"),
        ("Aftalens parter er",),
    ),
    Term(
        "reworded",
        True,
        (
            "affattes|affattet|ordlyd|ordlyden|formuleres|formuleret|omformuleres",
            "erstattes|ændres ~3 af|til|så|med|følgende",
            "ændres således",
            "lyder herefter|fremover|nu",
        ),
        ("affattes således", "får denne ordlyd", "erstattes af følgende"),
        ("lyder godt",),
    ),
    Term(
        "changes",
        True,
        (
            "ændr*|forlæng*|udvid*|suppler*|juster*|videreføre*|fortsæt*|tillæg*|allonge*|tilføjelse*|revider*|forny*",
            "føre|føres ~6 videre",
        ),
        ("at forlænge samarbejdet", "at føre partnerskabet videre", "dette tillæg"),
        ("aftalt",),
    ),
)
