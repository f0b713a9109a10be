"""Words by which a paper says what a kind of crime or a figure covers.

defines: `covers`       "borgervendt kriminalitet omfatter …": the term stands before, what it covers behind
         `understood`   "ved hærværk forstås …": the term stands between "ved" or "med" and the verb
         `counted`      "til tyveri henregnes …": the term stands between "i", "til" or "under" and the verb
         `belongs`      "brugstyveri indgår i tyveri": the term stands behind
figure_term             crime that is no kind of its own: "anmeldelser"; `measured` what else is counted: "aktiviteter"
"""

from __future__ import annotations

from parsers.marks.phrases import Term

DEFINITIONS: tuple[Term, ...] = (
    Term(
        "defines",
        "covers",
        (
            "omfatter|omhandler|indbefatter|inkluderer|medregner|ekskluderer",
            "dækker [også|kun|alene] [over]",
            "defineres|opgøres|afgrænses som|ved|efter",
            "er defineret|opgjort|afgrænset|beregnet som|ved|efter",
            "består af|i",
            "er [her] [lig|lig] summen|summen af",
            "er [her] [samtlige|alle|antal|antallet] [af] anmeldelser|anmeldte|overtrædelser|sager|forhold",
            "er|vises|opgøres [her] [opgjort|vist] inkl|inklusive|ekskl|eksklusive|uden|uanset",
            "vil sige",
            "følger ~2 definition",
        ),
        ("kriminaliteten omfatter drab", "dækker over alle anmeldelser", "er opgjort inklusive forsøg", "vil sige"),
        ("omfattende", "dækket af partnerskabet", "er faldet"),
    ),
    Term(
        "defines",
        "understood",
        ("forstås|menes|forstår|mener",),
        ("forstås i denne aftale", "menes der"),
        ("forståelse", "ment"),
    ),
    Term(
        "defines",
        "counted",
        (
            "henregnes|medregnes|indgår|hører|regnes|tælles [med]",
            "er [også|ikke] medregnet|henregnet|indregnet|talt",
            "tæller [også|ikke] [med]",
        ),
        ("henregnes forsøg", "medregnes brugstyveri", "er ikke medregnet"),
        ("regnet ud",),
    ),
    Term(
        "figure_term",
        True,
        ("kriminalitet|kriminaliteten|ungdomskriminalitet*", "anmeldelser|anmeldelserne|sigtelser|sigtelserne"),
        ("anmeldelser", "kriminaliteten"),
        ("anmeldte",),
    ),
    Term(
        "measured",
        True,
        (
            "aktivitet|aktiviteter|aktiviteterne|samarbejdspart*",
            "*procent|*procenten",
            "unge|ung|beboere|beboer|borgere|tryghedsindeks*",
        ),
        ("svarprocenten", "en aktivitet"),
        ("aktivt",),
    ),
)
