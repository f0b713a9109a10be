"""Words that say how a figure or a sentence is meant: where something starts, what is asked for, what has been.

They name no value themselves; the fields ask which of them stands nearest to what they read.
"""

from __future__ import annotations

from corpus.calendar import NAMES
from parsers.marks.phrases import Term

_OFTEN = (
    "årligt|halvårligt|kvartalsvis|kvartalsvist|månedligt|månedsvis|ugentligt|løbende|jævnligt|regelmæssigt|hvert|hver"
)
# Nouns that say what a figure is: the head of a column, a word before a level, a label.
ROLES: tuple[Term, ...] = (
    Term(
        "role",
        "baseline",
        (
            "baseline*|udgangspunkt*|basisår*|basisniveau*|basislinje*|nulpunkt*|startniveau*|udgangsniveau*|referenceår*"
            "|startpunkt*|starttal*|startværdi*|udgangstal*|førmåling*|startår*|udgangsår*|basis",
        ),
        ("Baseline 2023", "Udgangspunktet er vist i tabellen", "Nulpunktsmåling"),
        ("med udgangspunkt i beboernes ønsker", "tage udgangspunkt i"),
        unless_before=("med", "tager", "tage", "har"),
    ),
    Term(
        "role",
        "target",
        (
            "måltal*|måltabel*|slutmål|delmål|slutniveau*|målværdi*|målsætning|målsætningen|målsætninger|målsætningerne|resultatmål*|målniveau*"
            "|succeskriterium|succeskriterie*|mål|målet|målene|slutværdi*|ønsket|effektmål*",
        ),
        ("Mål 2027", "Måltallet er 40", "Ønsket niveau"),
        ("målgruppe", "måler", "målt", "målrettet", "måling"),
        unless_after=("- og", "- eller"),
    ),
    Term(
        "role",
        "change",
        ("ændring*|udvikling|udv|forskel|reduktion|nedgang|stigning|fald|difference|afvigelse*",),
        ("Ændring i %", "Udvikling 2020-2022"),
        ("udviklingen", "ændre"),
        unless_after=("af", "i [de] tilfælde"),
    ),
    Term(
        "role",
        "status",
        ("status|resultat|resultatet|resultater|nuværende|aktuel|aktuelt|opgjort|realiseret|faktisk*|seneste",),
        ("Status 2024", "Resultat"),
        ("resultatmål",),
    ),
)

# What heads the years until when something is to be reached.
DUES: tuple[Term, ...] = (
    Term(
        "due_head",
        True,
        (
            "frist|fristen|tidsfrist*|deadline|senest|inden|slutår|målår|opnås|nås|nået|slutdato|sluttidspunkt",
            "skal nås",
        ),
        ("Frist", "Skal nås senest", "Målår"),
        ("Fristed", "Måltal"),
    ),
)

# What heads figures of less than a year.
PARTS_OF_YEARS: tuple[Term, ...] = (
    Term(
        "part_of_year",
        True,
        (
            "# [.] kvartal|kvt|kv|halvår",
            "første|andet|tredje|fjerde kvartal|halvår",
            "i|ii|iii|iv kvartal|kvt",
            "q1|q2|q3|q4|k1|k2|k3|k4",
            f"jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec|{'|'.join(NAMES)}",
        ),
        ("1. kvt. 2024", "Andet halvår", "Marts"),
        ("hvert kvartal",),
    ),
)

# What heads the labels of a table's rows.
LABEL_HEADS: tuple[Term, ...] = (
    Term(
        "label_head",
        "measured",
        (
            "gerningstype*|gerningskode*|gerningsart*|kriminalitetstype*|kriminalitetsform*|kriminalitetsart*|lovovertrædelse*"
            "|overtrædelse*|indikator|indikatorer|kategori|emne|målepunkt*|måling|anmeldelsestype*|sagstype*|forbrydelse*",
            "anmeldte|anmeldt forhold",
            "forhold|type|tema",
        ),
        ("Gerningstype Baseline 2016", "Indikator"),
        ("gerningsmand",),
        capital=True,
    ),
    # Heads that name no area, year or role, but what kind of thing stands below them.
    Term(
        "plain_head",
        True,
        (
            "antal|andel|procent|pct|procentdel|før|efter|førmåling|eftermåling|start|slut|tal|niveau|enhed|bemærkning*|kommentar*|kilde|kilder|datakilde*"
            "|ansvarlig*|tovholder*|frist|deadline|nr|nummer|nøgletal|anmeldelser|sager|år|periode|måned|dato|tid|tidspunkt|tendens|vurdering",
            "opgøres|opgjort|måles af|hos|i",
        ),
        ("Antal", "Bemærkninger", "År"),
        ("Skovly", "Kildemarken"),
    ),
    # Heads of columns that hold no figures of what is measured.
    Term(
        "remark_head",
        True,
        (
            "bemærkning*|kommentar*|kilde|kilder|datakilde*|ansvarlig*|tovholder*|frist|deadline|opfyldt|vurdering|tendens|note|noter"
            "|målemetode|målopfyldelse",
            "måles|opgøres af|ved|hos|via|i|gennem",
        ),
        ("Bemærkninger", "Måles ved"),
        ("måles i dag",),
        capital=True,
    ),
    # Heads of labels whose rows are not measured here.
    Term(
        "other_head",
        True,
        (
            "aktivitet|aktiviteter|indsats|indsatser|møde|møder|post|udgift|udgifter|beløb|budgetpost|opgave|opgaver|arrangement"
            "|arrangementer|projekt|tiltag|organisation|part|parter|navn|plan|bidragyder|finansiering|formål",
        ),
        ("Aktivitet", "Post"),
        ("aktivitetsniveau",),
        capital=True,
    ),
    Term(
        "total_label",
        True,
        ("i alt", "ialt|total|totalt|sum|samlet|tilsammen", "alle anmeldelser"),
        ("I alt 40", "Total"),
        ("til sammenligning",),
    ),
)

ASKS: tuple[Term, ...] = (
    Term(
        "asks",
        True,
        (
            "skal|bør",
            "må ~3 ikke|højst|højest|maksimalt|maks",
            "må",
            "mål|målet|målene|målsætning|målsætningen|målsætninger|måltal|måltallet|ambition|ambitionen|sigtet er|var",
            "mål , at",
            "er målet|ambitionen|målsætningen",
            "er et|vores|parternes mål",
            "mål|målet|målsætningen for ~2 er",
            "har sat sig for",
            "har til hensigt|formål|opgave",
            "forpligter sig til",
            "måler|måles på , om",
            "har [som] mål",
            "ønsker|ønskes|ønskedes|sigter|tilstræbe*|stræber|forventes",
            "vil vi|parterne|partnerskabet|kommunen",
            "vi|parterne|partnerskabet|aftalen vil",
            "som ~2 mål",
        ),
        ("Trygheden skal stige", "Målet er, at flere er trygge", "må derfor ikke stige", "Parterne ønsker, at"),
        ("faldt fra 40 til 30", "har været stigende"),
    ),
)

# What has been, or came of it.
LOOKS_BACK: tuple[Term, ...] = (
    Term(
        "looks_back",
        True,
        (
            "er|har|blev|var ~3 steget|faldet|vokset|øget|reduceret|aftaget|nedbragt|mindsket|forbedret|gået",
            "er|har|blev|var ~3 opnået|nået",
            "faldt|steg|voksede|aftog|udgjorde|lød|landede|endte",
            "er|har [der] sket|været en|et",
            "har|er [det] lykkedes",
            "blev ~2 gennemført|anmeldt|registreret|opgjort",
            "blev|var|havde",
            "er gået fra",
            "sammenlignet med året før",
        ),
        ("er faldet fra 61 til 48", "Andelen steg", "blev 79 % af aktiviteterne gennemført", "er gået fra 80,2"),
        ("skal falde", "må ikke stige"),
    ),
)

DIRECTIONS: tuple[Term, ...] = (
    Term(
        "direction",
        "maintain",
        (
            "fasthold*",
            "ingen stigning|vækst|forøgelse|forværring",
            "bevares|bevare|bevaret|opretholde*|vedligehold*|stabilisere*|uændret|forblive",
            "ikke ~1 stige|overstige|vokse|øges|overskride|forværres|falde|forøges",
            "ikke ~1 blive|ligge|være|komme ~1 højere|større|flere|værre|over|lavere|mere",
            "hold|holde|holdes ~2 på|stabil*|uændret|i ro|nede",
            "på|højst [det] samme niveau",
            "på niveau med #",
            "hold*|fasthold*|bevar*|ligge|blive ~1 på # [-] niveau*",
            "hold*|bevar*|ligge|blive ~1 på niveau|niveauet fra|i|for #",
            "minimum som i dag",
        ),
        (
            "Tallet skal som minimum fastholdes",
            "må ikke stige",
            "skal holdes på niveau med 2019",
            "skal mindst holdes på niveauet fra 2021",
            "skal forblive uændret",
        ),
        ("skal falde", "på samme niveau som byen"),
        unless_after=("som ~2 byen|kommunen|hele", "flere|mere|større|over|under [end] #"),
    ),
    Term(
        "direction",
        "monitor",
        (
            "monitor*|moniter*|overvåge*",
            f"følge|følges|følger ~2 {_OFTEN}|tæt|nøje|med|år",
            f"{_OFTEN}|nøje|tæt|alene|blot følge|følges|følger",
            "følge|følger|følges ~2 udviklingen",
            "udviklingen ~8 følges",
            "holde|holder|holdes|holdt ~1 øje med",
            f"opgøres|registreres {_OFTEN}",
            "følge|følges|følger én|en gang",
            "følge|følges|følger år for år",
            "følge|følges|følger|opgøres|registreres ~5 år til år",
            "opgøres|registreres ~6 hvert år",
            "opgøres|registreres|gennemgås|drøftes ~3 én|en|to|tre|fire gang|gange om",
            "gøres|gør ~2 år op",
            "følger|følge [,] hvor mange|meget",
            "udviklingen ~8 gennemgås|drøftes|opgøres",
            "følges af|i styregruppen|partnerne|parterne|arbejdsgruppen",
            "opgøres|registreres ~6 årligt",
            "foretager ~3 opfølgning på",
            "gør|gøres ~3 status over|på|for",
            "opfølgning på antal*|udviklingen",
            "følges alene|op på|af politiet",
            "uden ~3 mål|måltal",
            "følge|følges|følger ~5 [,] ~3 ikke|intet ~4 mål|måltal",
            "holde|holder|holdes under opsyn|observation",
        ),
        ("Udviklingen i chikane monitoreres", "Trusler følges tæt", "foretager hvert år en opfølgning på antallet"),
        ("følgende parter",),
    ),
    Term(
        "direction",
        "increase",
        (
            "stige|stiger|stiget|stigning*|stigende|steget|steg",
            "øge|øges|øget|forøge*|forøget|øgning*",
            "vokse|vokser|voksede|vokset",
            "flere|højere",
            "løfte|løftes|løftet|hæve*|hævet|forbedre*|forbedring*",
            "større andel|del|tryghed",
            "bringes|komme|kommer|gå|nå|være|løftes|skal op",
            "op på|over #",
            "op fra",
            "styrkes|fremgang*|tiltage*",
            "mere tryg*",
            "bedre tryghed",
        ),
        ("skal årligt stige", "skal øges", "flere beboere", "en stigende andel", "skal op på 80 %"),
        ("skal falde",),
        unless_after=("samarbejds*|end to|parter|partnere|akt*|år|gernings*|indsats*",),
    ),
    Term(
        "direction",
        "decrease",
        (
            "falde|falder|faldet|faldende|fald|faldt",
            "nedbring*|nedbragt*|nedsætte*|nedsat|reducer*|reduktion*|mindske*|sænke*|begræns*|halvere*|formindske*|nedgang*"
            "|tilbagegang*|dæmpe*|aftage*|lavere|færre",
            "mindre utryg*|andel|del",
            "bringes|komme|kommer|gå|trykkes|presses|skæres|skal|være|bragt ~1 ned",
            "ned på|til|under|fra",
            "%|procent|pct [.] ned",
            "ligge|være|komme|holdes under",
        ),
        ("skal nedbringes", "færre indbrud", "vise en faldende tendens", "ligge under niveauet i 2023"),
        ("skal øges", "begrænset til området"),
        unless_after=("til området", "opsyn|observation"),
    ),
    Term(
        "direction",
        "approach",
        (
            "nærme* sig|mod",
            "tilnærme*|udligne*",
            "tættere på",
            "på niveau|højde|linje med",
            "på [det] samme niveau som",
            "svare|svarer til",
            "nå [op] [ned] [på] niveauet|gennemsnittet|byens|kommunens",
        ),
        ("skal nærme sig byens niveau", "ligge på niveau med hele byen"),
        ("i nærheden", "på niveau med 2019"),
        unless_after=("#",),
    ),
    Term(
        "direction",
        "at_most",
        ("højst|højest|maksimalt|maks", "ikke ~2 over|mere|flere [end]", "under #", "mindre|færre end #"),
        ("må højst være 15 %", "mindre end 10 %"),
        ("mindst 15 %",),
    ),
    Term(
        "direction",
        "at_least",
        ("mindst|minimum", "som minimum", "ikke færre|mindre|under [end]", "mere end #", "over #"),
        ("Mindst 60 % af aktiviteterne", "over 80 %"),
        ("højst 60 %",),
    ),
)

# A figure that is to be put in later.
PENDING: tuple[Term, ...] = (
    Term(
        "pending",
        True,
        (
            "afventer*|fastsættes|fastlægges|udfyldes|opgøres ~2 senere|efterfølgende|når|primo|ultimo|i",
            "afventer*|udestår|følger ~1 [senere]",
            "opgøres|udfyldes|oplyses|foreligger|leveres i|primo|ultimo|medio|senere|fra|når|efter|til",
            "fastsættes|fastlægges|indsættes|udfyldes|tilføjes",
            "foreligger ~1 ikke|først",
            "ikke ~1 opgjort|kendt|tilgængelig*",
            "endnu ikke",
            "kommer senere",
        ),
        ("fastsættes i 2026", "afventer politiets opgørelse", "foreligger endnu ikke"),
        ("kommer beboerne senere",),
    ),
)

# Levels of need in words, in their base form.
LEVELS: tuple[Term, ...] = tuple(
    Term("level", base, (forms,), (f"et {base} behov",), ("behov for indsatser",))
    for base, forms in (
        ("markant", "markant|markante"),
        ("ordinært", "ordinær|ordinært|ordinære"),
        ("moderat", "moderat|moderate"),
        ("særligt", "særlig|særligt|særlige"),
        ("begrænset", "begrænset|begrænsede"),
        ("højt", "høj|højt|høje"),
        ("middel", "middel"),
        ("lavt", "lav|lavt|lave"),
        ("stort", "stor|stort|store"),
        ("lille", "lille"),
        ("omfattende", "omfattende"),
        ("betydeligt", "betydelig|betydeligt|betydelige"),
        ("beskedent", "beskeden|beskedent|beskedne"),
        ("udtalt", "udtalt|udtalte"),
        ("almindeligt", "almindelig|almindeligt|almindelige"),
        ("skærpet", "skærpet|skærpede"),
        ("forhøjet", "forhøjet|forhøjede"),
        ("mellemstort", "mellemstor|mellemstort|mellemstore"),
    )
)
