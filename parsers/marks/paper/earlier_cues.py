"""Words by which a paper speaks of the agreement that was before it, and of its end."""

from __future__ import annotations

from parsers.marks.phrases import Term

EARLIER: tuple[Term, ...] = (
    Term(
        "earlier",
        True,
        (
            "tidligere|forrige|hidtidige|foregående|første|seneste|sidste|forudgående|nuværende|gamle|oprindelige"
            "|forgænger*",
            "afløser|erstatter|viderefører|fortsætter|fornyer|forlænger|efterfølger|afløses|erstattes|fornyes",
            "træder|trådte i stedet for",
            "fortsættelse|forlængelse|videreførelse|fornyelse af",
            "bygger [videre] på",
            "løb|gjaldt|udløb|sluttede|ophørte|varede|dækkede|havde|eksisterede|omfattede",
            "var ~6 omfattet|del|med|dækket",
            "har|havde ~1 før",
        ),
        ("Den tidligere aftale", "Aftalen afløser", "i forlængelse af", "havde et partnerskab"),
        ("den næste aftale",),
    ),
    Term(
        "cooperation",
        True,
        ("samarbejde|samarbejdet|samarbejdets|*partnerskab|*partnerskabet",),
        ("Det forrige samarbejde",),
        ("samarbejder",),
    ),
    Term(
        "ended",
        True,
        ("udløb*|ophør*|slutte*|gjaldt|løb|varede|dækkede|afslutte*|afsluttet|endte",),
        ("udløb den 30. juni", "ophørte"),
        ("begyndte",),
    ),
    Term(
        "goes_on",
        True,
        ("det|den|aftalen|partnerskabet|samarbejdet udløb|ophørte|sluttede|løb|gjaldt|endte|varede",),
        ("Det ophørte ved udgangen", "Aftalen løb"),
        ("det løber",),
    ),
)
