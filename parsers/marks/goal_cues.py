"""Words that tell a goal from what only sounds like one, and that tell its years apart."""

from __future__ import annotations

from parsers.marks.phrases import Term

# What a year behind it is: the one a goal starts from, or the one it is due.
YEARS: tuple[Term, ...] = (
    Term(
        "year_of",
        "baseline",
        (
            "end|siden [i] [år]",
            "i forhold til [niveauet|tallet|året] [i] [år]",
            "ift|sammenlignet [.] [med] [niveauet|tallet|året] [i] [år]",
            "målt i forhold til|mod|op",
            "niveau*|tallet|tallene|antallet|resultatet [som] [det] [var] [fra|i|for|ved|ultimo] [år]",
            "baseline*|udgangspunkt*|basisår*|referenceår*|basis|udgangsår*|udgangsniveau*"
            " [er|i|for|fra|året] [:] [(] [er|i|fra]",
            "på niveau med [år] [tallet] [i]",
            "samme niveau som [i] [år]",
            "som i [år]",
            "med udgangspunkt i [tallene] [for|fra]",
            "var ~2 i [år]",
        ),
        ("færre end i 2015", "i forhold til 2020", "på niveauet fra 2017", "sammenlignet med niveauet i 2018"),
        ("inden udgangen af 2024",),
    ),
    Term(
        "year_of",
        "deadline",
        (
            "inden|senest|pr [i|ved|med] [udgangen|udløbet|slutningen] [af] [år]",
            "med|ved|til|i udgangen|udløbet|slutningen|løbet|opgørelsen|målingen [af|i|for] [år]",
            "ultimo|primo|medio [år]",
            "frem mod|til [udgangen|udløbet] [af] [år]",
            "mål|målet|måltal|måltallet|målene [for|i|:] [(] [år]",
            "i|inden for aftaleperioden|perioden",
            "nås|nået|opnået|opfyldt ~2 i|inden|senest [år]",
        ),
        ("senest i 2025", "med udgangen af 2016", "ultimo 2024", "frem mod 2027", "(mål 2027)"),
        ("siden 2015",),
    ),
)

NO_GOALS: tuple[Term, ...] = (
    # What shall contribute to safety is no goal: nothing of it can be measured.
    Term(
        "vague",
        True,
        (
            "skal|vil|kan|bør ~3 bidrage|styrke|understøtte|arbejde|medvirke|sikre|skabe|fokusere|have|gennemføre"
            "|iværksætte|koordinere|inddrage|støtte|fremme|forebygge|samarbejde|prioritere|bruges|anvendes",
            "være med til",
            "indsats|indsatser for at",
            "formål* [er] [,] at",
            "overordnede|overordnet|fælles mål*",
            "til formål at",
            "vil|skal arbejde|virke for",
            "har til|som formål",
            "med henblik på",
            "gør* status",
        ),
        ("skal bidrage til øget tryghed", "vil arbejde for at mindske kriminalitet", "har til formål at"),
        ("skal falde til 40",),
    ),
    Term(
        "about_goals",
        True,
        (
            "styregruppe*|arbejdsgruppe*|projektleder*|sekretariat*",
            "hvis|såfremt",
            "målene|målsætningerne|måltallene"
            " ~2 er|vurderes|følges|gælder|fastsættes|justeres|evalueres|bruges|fungerer|indgår",
            "mål|delmål [nr] [.] # ~8 udgår|ophæves|bortfalder|erstattes|afløses|slettes",
            "ved|med ~1 forstås|menes",
            "betegnelsen|begrebet|definition",
        ),
        ("Styregruppen gør status", "Målene vurderes ud fra", "Hvis trygheden falder", "mål 2 om tyverier udgår"),
        ("trygheden skal stige",),
    ),
    # What speaks of the goals together.
    Term(
        "all_goals",
        True,
        (
            "målene|måltallene|målsætningerne|delmålene|resultatmålene|effektmålene",
            "alle|begge|samtlige|disse|følgende mål|målsætninger|delmål|resultatmål",
            "mål for|i|til|frem #",
        ),
        ("Målene skal være nået i 2028", "Alle mål er for 2027"),
        ("målgruppen",),
    ),
    # What speaks of the figures of a table.
    Term(
        "of_table",
        True,
        ("tal|tallene i tabellen|tabel|skemaet|oversigten [#]",),
        ("Tallene i tabellen er for 2019",),
        ("tallene for 2019",),
    ),
    Term(
        "table_ref",
        True,
        (
            "tabel|tabellen|tabellerne|skema|skemaet|oversigten|nedenstående|nedenfor|herunder",
            "vist|angivet|anført her|ovenfor",
            "fremgår af",
        ),
        ("som det fremgår af skemaet", "jf. nedenstående tabel"),
        ("fremgang",),
    ),
    Term(
        "measured",
        True,
        (
            "andel|andelen|antal|antallet|tallet|niveauet|anmeldelser*|anmeldte|anmeldt|procent|kriminalitet|kriminaliteten"
            "|kriminalitetsniveau*|tryghed|trygheden|utryghed|utrygheden|behovet|forekomsten|omfanget",
            "udviklingen i|inden",
            "flere|færre",
        ),
        ("Antallet af anmeldelser", "Udviklingen i vold", "Flere trygge beboere"),
        ("partnerskabet",),
    ),
)
