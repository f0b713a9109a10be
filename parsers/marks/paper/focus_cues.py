"""Words for what a partnership works with: focus areas by all their names, and what announces, counts or adds them.

focus        the noun: `many`, `one`, or `loose` where only a number before it and work around it make it one
effort       "Indsats 1": one of them under a heading that tells of several
focus_joint  what may join a noun to the list behind it: "nemlig", "er"
focus_named  the same in a sentence of its own: "De hedder"
focus_work   the work is gathered about something
focus_adds   something is added to them, or takes the place of one
focus_nth    "det første er", one told after the other                                     its place, from 1
"""

from __future__ import annotations

from parsers.marks.phrases import Term

_ORDINALS = ("første", "andet|anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende")
_ONE = (
    "indsatsområde|fokusområde|indsatsspor|tema|hovedtema|spor|arbejdsspor|hovedspor|fokuspunkt|pejlemærke|indsatstema"
    "|indsatsfelt|fokusfelt|hovedindsats|hovedområde"
)

FOCUS: tuple[Term, ...] = (
    Term(
        "focus",
        "many",
        (
            "indsatsområder|indsatsområderne|fokusområder|fokusområderne|indsatsspor|indsatssporene|temaer|temaerne"
            "|hovedtemaer|hovedtemaerne|spor|sporene|arbejdsspor|arbejdssporene|hovedspor|hovedsporene|indsatstemaer"
            "|fokuspunkter|fokuspunkterne|pejlemærker|pejlemærkerne|indsatsfelter|indsatsfelterne|fokusfelter"
            "|hovedindsatser|hovedindsatserne|hovedområder|kerneområder|arbejdsområder|prioriteter|prioriteterne",
            "tværgående|strategiske|fælles|prioriterede indsatser",
        ),
        ("tre indsatsområder", "Partnerskabets temaer", "de strategiske indsatser"),
        ("områder",),
    ),
    Term(
        "focus",
        "one",
        (_ONE, "indsatsområdet|temaet|sporet|fokusområdet"),
        ("Indsatsområde 2", "nyt tema"),
        ("tematisk",),
    ),
    Term(
        "focus",
        "loose",
        ("områder|punkter|felter|retninger|søjler|hjørnesten|emner|indsatser|opgaver|fokus|ting",),
        ("tre områder", "Tre emner"),
        ("området",),
    ),
    Term("effort", True, ("indsats",), ("Indsats 1: Lys i gården",), ("indsatser",), capital=True),
    Term(
        "focus_joint",
        True,
        ("nemlig", "det vil sige", "det|der|som er", "er|lyder|hedder", "dvs ."),
        ("to spor, nemlig lys", "indsatsområderne er"),
        ("erne",),
    ),
    Term(
        "focus_named",
        True,
        ("de|disse|temaerne|sporene|områderne|indsatsområderne [tre|fire|fem] hedder|er|lyder|kaldes|handler [om]",),
        ("De hedder lys, unge og ro", "De tre er"),
        ("de mødes",),
    ),
    Term(
        "focus_work",
        True,
        (
            "arbejde*|indsatse*|samle*|prioritere*|prioriterede|fokus*|kræfter*|koncentrere*|rette*|sætter|satse*|valgt"
            "|enige",
            "tage|tager [os] fat på",
            "gå|går i gang med",
        ),
        ("Arbejdet samles om", "vi arbejder med"),
        ("politiet",),
    ),
    Term(
        "focus_adds",
        True,
        (
            "tilføjes|optages|indføjes|indsættes|føjes|suppleres|udvides|erstattes|afløses|ændres",
            "kommer til",
            f"nyt {_ONE}|indsatsområde|fokusområde",
            "nye indsatsområder|fokusområder|temaer|spor",
            "får denne|følgende titel|ordlyd",
        ),
        ("føjes et femte", "Nyt indsatsområde"),
        ("tilføjelse",),
    ),
    *(
        Term(
            "focus_nth",
            place,
            (f"det|den {nth} [{_ONE}] er|hedder|kaldes", f"det|den {nth} [{_ONE}] handler om"),
            (f"Det {nth.split('|')[0]} er lys",),
            (f"{nth.split('|')[0]} gang",),
        )
        for place, nth in enumerate(_ORDINALS, 1)
    ),
)
