"""What a paper counts of its own parts: "aftalens fire indsatsområder", "tre mål", "de syv forvaltninger"."""

from __future__ import annotations

from parsers.marks.phrases import Term


def _counted(value: str, phrases: str, example: str, reject: str) -> Term:
    return Term("counted", value, (phrases,), (example,), (reject,))


COUNTED: tuple[Term, ...] = (
    _counted(
        "focus",
        "indsatsområder|indsatsområderne|fokusområder|fokusområderne|indsatsspor|indsatssporene|indsatstemaer"
        "|indsatstemaerne|temaer|temaerne",
        "fire indsatsområder",
        "et indsatsområde",
    ),
    _counted(
        "goals",
        "målsætninger|målsætningerne|resultatmål|resultatmålene|succeskriterier|succeskriterierne|delmål|delmålene"
        "|mål|målene",
        "tre mål",
        "målinger",
    ),
    _counted("parties", "parter|parterne|aftaleparter|aftaleparterne", "de fire parter", "partnere"),
    _counted(
        "offences",
        "gerningstyper|gerningstyperne|gerningskoder|gerningskoderne|kriminalitetstyper|kriminalitetstyperne",
        "fire gerningstyper",
        "gerningstype",
    ),
    _counted("administrations", "forvaltninger|forvaltningerne", "syv forvaltninger", "forvaltningen"),
)
