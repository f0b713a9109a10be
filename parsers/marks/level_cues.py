"""Words around a level: what it starts from, is to reach, what parts it from its neighbours, what it is no level of."""

from __future__ import annotations

from parsers.marks.phrases import Term

# The last of these before a figure tells whether a goal starts from it or asks for it.
POINTS: tuple[Term, ...] = (
    Term(
        "points_to",
        "baseline",
        (
            "fra|mod|imod|var|lå|udgjorde|viste|blev|målt|opgjort|nuværende|aktuel*|følte|svarede|oplevede|angav|registreret"
            "|registreredes|registrerede|konstateret|seneste|startede|modtog|optog|fik|noterede|gjaldt|lød",
            "målt|målte|opgjort|opgjorde|registreret|registrerede|optalt|optalte [op] til",
            "i dag",
            "sammenlignet med",
            "i forhold til",
            "ift",
            "baseline*|udgangspunkt*|udgangsniveau*|basis*|startniveau*|starttal*|start|nulpunkt*|udgangstal*|referenceår*",
        ),
        ("fra 40", "var 61 % i 2019", "(udgangspunkt 2023: 40)"),
        ("skal være 40",),
    ),
    Term(
        "points_to",
        "target",
        (
            "til|højst|højest|maks*|mindst|minimum|under|over|være|udgøre|ligge|nå|skal|må|bør|blive|bliver|op|ned|oppe|nede|overstige|opnå"
            "|opnås|ønske*|slutmål*|måltal*|målværdi*|målniveau*|slutniveau*|succeskriteri*",
            "mål|målet|målene|målsætning*",
            "færre|mindre|flere|mere|lavere|højere|større end",
            "ikke over",
            "holdes på",
            "- >",
            "→",
            "≥|≤|<|>",
        ),
        ("til 30", "skal være 30", "højst 15 %", "mål 2027: 30"),
        ("fra 40",),
    ),
)

BREAKS: tuple[Term, ...] = (
    Term(
        "break",
        "strong",
        (
            "mens|men|hvorimod|ligesom|heraf|hvoraf|deraf|hertil|derudover|samt|imens|medens|;|hvorfra",
            "hvor det|den|tallet|andelen",
            "og|, skal|må|bør",
            "og i|for|om|blandt|på",
        ),
        ("40, mens vold", "heraf 12"),
        ("og vold",),
    ),
    Term("break", "weak", ("og|,|mod|eller|til|fra",), ("40 og 30", "40, 30"), ("40 30",)),
)

COMPARES: tuple[Term, ...] = (
    # A figure against one set to 100: how it moved, never how many there were.
    Term("index", True, ("indeks|indekstal|indekseret",), ("Indeks 2022", "omregnet til indeks"), ("Tryghedsindeks",)),
    Term(
        "compares",
        True,
        (
            "til sammenligning",
            "sammenlignet|tilsvarende|modsat|ligeledes|halter|mod",
            "højere|lavere|større|mindre|flere|færre|bedre end",
            "end i|på|for|blandt",
            "som i|på",
            "resten af",
            "samme tal|andel|andele|niveau",
            "byens|kommunens|hele ~1 niveau|tal|andel",
            "dobbelt så",
            "gennemsnittet|gennemsnit",
        ),
        ("Til sammenligning er 88 % trygge", "lavere end i byen", "de tilsvarende andele"),
        ("sammen med",),
    ),
)

# A sentence that goes on about what the one before it named.
REFERS: tuple[Term, ...] = (
    Term(
        "refers",
        True,
        (
            "andelen|andelene|andel|tallet|tallene|niveauet|procenten|antallet",
            "er|var|lå|ligger|udgør|udgjorde|gælder|gjaldt|blev det|den|tallet|tallene|andelen|niveauet",
            "var der [kun] #",
            "var|er der i # [kun] #",
            "foregående|forrige|tidligere måling|undersøgelse|opgørelse",
            "de to|tre|tilsvarende|samme andele|tal|andelene",
            "her er|var|lå|ligger|føler|følte|oplever",
            "det samme",
            "billedet er",
            "spørger man",
            "det er|var",
            "den er|var",
            "blev|er [der] anmeldt|registreret|opgjort",
            "resultatet|resultat",
            "det faktiske|endelige",
        ),
        ("I 2019 var det 64 %", "er andelen 58 %", "I hele byen er tallene 87 % og 79 %"),
        ("partnerskabet mødes",),
    ),
    Term("year_before", True, ("året før|forinden|forud", "forrige år", "året inden"), ("end året før",), ("i år",)),
)

# A number of crimes that was named before.
COUNT_REFERS: tuple[Term, ...] = (
    Term(
        "refers_to_count",
        True,
        ("det|dette antal|tal", "antallet|tallet skal|bør|må"),
        ("Det antal skal sænkes",),
        ("det samlede antal",),
    ),
)

# When what is reported on began: what was measured then is its start.
STARTS: tuple[Term, ...] = (
    Term(
        "at_start",
        True,
        (
            "da|før|inden partnerskabet|aftalen|indsatsen|samarbejdet|arbejdet"
            " ~1 begyndte|startede|blev|trådte|gik|kom",
            "da|før|inden vi|parterne ~1 begyndte|startede|indgik",
            "forud for partnerskabet|aftalen|indsatsen|samarbejdet",
            "ved partnerskabets|aftalens|indsatsens|samarbejdets"
            " begyndelse|start|indgåelse|ikrafttræden|opstart|etablering",
            "ved starten|begyndelsen|indgåelsen|opstarten|etableringen af partnerskabet|aftalen|indsatsen|samarbejdet",
        ),
        ("Da partnerskabet begyndte i 2020", "før aftalen trådte i kraft", "ved aftalens indgåelse"),
        ("da klubben lukkede",),
    ),
)

# What a share or a count is of, where it is neither safety nor crime.
OTHERS: tuple[Term, ...] = (
    Term(
        "other_topic",
        True,
        (
            "svarprocent*|beskæftigelse*|beskæftigede|ledig*|arbejdsløs*|uddannelse*|skolefravær*|indkomst*|udsættelse*|etnisk*|enlig*"
            "|indvandre*|beboerdemokrati*|kontanthjælp*|fraflytning*|folketal*|husstand*|opgang*|lejlighed*|lejemål|gymnasie*|karakter*"
            "|medlem*|frivillig*|bilejer*|valgdeltagelse*|rygere|alder|boligtilfredshed*|tilfreds*"
            "|administration*|projektledelse*|bevillingen|budgettet|beløbet|midlerne",
            "under|over # år",
            "kender|kendskab*",
            "statistisk usikkerhed",
        ),
        ("Svarprocenten var 37 %", "42 % er under 25 år"),
        ("trygge beboere",),
    ),
    Term("neither", True, ("hverken ~2 eller",), ("er hverken trygge eller utrygge",), ("enten trygge eller utrygge",)),
    # Right behind a number: what it counts is no crime.
    Term(
        "counts_other",
        True,
        (
            "år|årige|årig|års|måned|måneder|uge|uger|dag|dage|gang|gange|time|timer|minutter|kilometer|km|meter|m",
            "kr|kroner|mio|mia|mill|million|millioner|tusind|årsværk|procentpoint",
            "indbygger*|beboer*|borger*|mennesker|personer|familier|børn|unge|voksne|lejere|københavnere|husstande|medarbejdere"
            "|frivillige|deltagere|elever",
            "*partner|*partnere|*partnerne|parter|aktører|organisationer|forvaltninger|kommuner|afdelinger|forhold til",
            "aktivitet*|indsatsområder|indsatser|mål|målsætninger|delmål|møder|beboermøder|arrangementer|projekter|temaer|punkter",
            "boliger|lejemål|lejligheder|bebyggelser|opgange|blokke|gårde|veje|etager",
            "eller flere",
            "udvalgte|prioriterede|følgende|nævnte|overordnede|konkrete|gerningstyper|kategorier|områder|spor",
            "af|ud af de",
        ),
        ("2.900 mennesker", "60 boliger", "to eller flere", "tre år"),
        ("40 anmeldelser",),
    ),
    # Right behind a number: it counts crime.
    Term(
        "counts_crime",
        True,
        (
            "anmeld*|sag|sager|tilfælde|hændelse*|forhold|overtrædelse*|indberetning*|registrering*|registrerede|forbrydelse*",
        ),
        ("40 sager", "12 anmeldte tilfælde"),
        ("12 kvarterer",),
    ),
    # Right before a number: it numbers something.
    Term(
        "numbers_thing",
        True,
        (
            "nr|§|stk|punkt|pkt|tabel|figur|skema|bilag|afsnit|kapitel|side|kl|klokken|uge|uger|distrikt|indsatsområde|fokusområde|spor|tema|led|note|fase"
            "|pr|per|trin|etape|version|artikel",
            "delmål|målsætning|resultatmål|effektmål [nr] [.]",
            "mål nr [.]",
            "som|under|til|for|om|i mål",
        ),
        ("distrikt 18", "tabel 2", "mål nr. 3"),
        ("antal 40",),
    ),
)

ACTIVITIES: tuple[Term, ...] = (
    Term(
        "activity",
        True,
        (
            "*aktivitet|*aktiviteter|*aktiviteterne|*aktiviteternes|indsatser|indsatserne|arrangementer|arrangementerne|initiativer*"
            "|tiltag|tiltagene|projekter|projekterne",
        ),
        ("tryghedsplanens aktiviteter", "60 % af indsatserne"),
        ("aktiv",),
    ),
    Term(
        "partner",
        True,
        (
            "*partner|*partnere|*partnerne|parter|parterne|aktører|partnerne|deltagere|organisationer",
            "i fællesskab",
            "sammen|samarbejde med",
            "med|af ~2 foreninger|foreningsliv*|beboergrupper|organisationer",
            "flere end en|én",
        ),
        ("to eller flere samarbejdspartnere", "af to parter i fællesskab"),
        ("partnerskab",),
    ),
)
