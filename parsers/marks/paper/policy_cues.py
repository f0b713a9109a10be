"""Words that name strategies, policies and plans of others, and those around them.

policy_head   the word that such a title is built on: `bare` ("Politik"), `compound` ("Boligpolitik"), or `told` where
              it only tells what is named behind it ("helhedsplanen", "strategien")
policy_named  a definite noun that makes a title with the name behind it: "Byfornyelsen Lunden"
policy_lead   words that lead up to one: "bygger på", "i forlængelse af", "jf."
own_plan      whose plan is no policy: the partnership's own
no_policy     words of titles that are none: surveys, laws, agreements, the partnership's own plan; some of them
              (`unless_led`) are those of others where the paper says that it follows them
in_speech     words of somebody's speech: what is quoted with them is no title
"""

from __future__ import annotations

from parsers.marks.phrases import Term

_HEADS = (
    "strategi", "politik", "plan", "program", "vision", "køreplan", "dagsorden", "charter"
)  # fmt: skip
_BARE = "|".join(
    ("strategi", "politik", "plan", "program", "vision", "handleplan", "handlingsplan", "masterplan", "køreplan")
)
_COMPOUND = "|".join(f"*{head}" for head in _HEADS)
_TOLD = (
    "*planen|*strategien|*politikken|*programmet|*visionen|*dagsordenen|*planer|*strategier|*politikker|*programmer"
    "|*visioner"
)

POLICY_WORDS: tuple[Term, ...] = (
    Term("policy_head", "bare", (_BARE,), ("Politik for alle",), ("planen",)),
    Term("policy_head", "compound", (_COMPOUND,), ("Boligpolitik", "Kommuneplan"), ("politisk", "planer")),
    Term("policy_head", "told", (_TOLD,), ("helhedsplanen", "kommunens strategier"), ("planlagt",)),
    Term(
        "policy_named",
        True,
        ("byfornyelsen|områdefornyelsen|kvarterløftet",),
        ("Byfornyelsen Lunden",),
        ("byfornyelse",),
    ),
    Term(
        "policy_lead",
        True,
        (
            "forlængelse|udmøntning|opfølgning|del|led|rammen|rammerne|tråd|overensstemmelse|sammenhæng|sammen"
            " af|i|for|med",
            "bygger|baserer|hviler|udspringer|følger|bidrager|trækker [sig] [videre|op] på|af|til",
            "støtter|understøtter|supplerer|udmønter|opfylder|virkeliggør|omsætter|gennemfører|følger [op] [om]",
            "forankret i",
            "supplement til",
            "målene|målet|visionen|ambitionerne|initiativerne|indsatserne i",
            "følge",
            "beskrevet|formuleret|fastlagt|vedtaget i",
            "indgår i",
            "jf|jævnfør|ifølge [.]",
            "forslag til",
        ),
        ("i forlængelse af", "bygger videre på", "jf."),
        ("delen",),
    ),
    Term(
        "no_policy",
        True,
        (
            "partnerskabsplan*|aktivitetsplan*|*undersøgelse|*undersøgelsen|*aftale|*aftalen|*partnerskab|*partnerskabet"
            "|tryghedsindeks*|bekendtgørelse*|lov|evaluering*|budget*|status*|årsplan*|tidsplan*|mødeplan*|budgetplan*"
            "|handlingsplanen|*måling|spilleplan*|lektieplan*",
            "lokalplan* [nr] [.] #",
        ),
        ("Aktivitetsplan 2024", "Lokalplan 412"),
        ("Kommuneplan",),
    ),
    Term("no_policy", "unless_led", ("tryghedsplan*",), ("Tryghedsplan 2024",), ("Trafikplan",)),
    Term("in_speech", True, ("er|har|vil|kan|jeg|vi|vores|glad|glade|gladere",), ("det er en god plan",), ("Et",)),
    Term(
        "own_plan",
        True,
        (
            "partnerskabets|styregruppens|arbejdsgruppens|parternes|vores",
            "partnerskabet|parterne|styregruppen|arbejdsgruppen|vi ~1 udarbejder|laver|formulerer|udformer"
            "|skriver|lægger|vedtager|fastlægger|udvikler",
        ),
        ("Partnerskabet udarbejder en gadeplan",),
        ("kommunens",),
    ),
)
