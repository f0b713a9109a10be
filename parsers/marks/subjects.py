"""What a figure or a goal is about: offences, feelings of safety, the need for measures, activities of several.

Source of the offences: the headings of Danish police statistics and of Danish safety surveys, compiled by hand. Left
out: offences without a code of their own (traffic law, sexual offences, arson), which are part of the totals only.
"""

from __future__ import annotations

from models.records import Offence
from parsers.marks.phrases import Term


def _offence(
    code: str,
    phrases: tuple[str, ...],
    examples: tuple[str, ...],
    rejects: tuple[str, ...] = (),
    unless_after: tuple[str, ...] = (),
) -> Term:
    return Term("offence", code, phrases, examples, rejects, unless_after=unless_after)


OFFENCES: tuple[Term, ...] = (
    _offence(
        "total_citizen_facing",
        (
            "borgervendt*|borgerrette*|borgernær* kriminalitet*|lovovertrædelse*|anmeldelse*|forhold",
            "total|samlet borgervendt*|borgerrette*",
            "kriminalitet* mod|rettet [mod] borgerne",
        ),
        ("borgervendt kriminalitet", "Den borgerrettede kriminalitet"),
        ("borgernes anmeldelser",),
    ),
    _offence(
        "total_penal_code",
        (
            "straffelovs*",
            "straffelov - kriminalitet*|overtrædelse*|anmeldelse*",
            "overtrædelse*|anmeldelse* af|efter straffeloven",
        ),
        ("straffelovskriminalitet", "Straffelovsovertrædelser pr. 1.000", "anmeldelser efter straffeloven"),
        ("straffelovens § 119", "straffeloven"),
        unless_after=("§",),
    ),
    _offence(
        "burglary_residential",
        (
            "indbrud* i private|privat beboelse*|hjem|boliger|bolig|lejligheder|villaer",
            "indbrud* i beboelse*|boliger|hjem|lejligheder|bolig|hjemmet",
            "boligindbrud*|villaindbrud*|privatindbrud*|beboelsesindbrud*",
        ),
        ("indbrud i privat beboelse", "villaindbrud", "Indbrud i private hjem"),
        ("indbrud i kældre",),
    ),
    _offence("burglary", ("indbrud*",), ("Anmeldte indbrud", "indbrudstyverier"), ("brud på aftalen",)),
    _offence(
        "theft_from_citizens",
        ("tyveri* fra borger*|person*", "borgertyveri*|lommetyveri*"),
        ("tyverier fra borger", "lommetyveri"),
        ("tyverier fra butikker",),
    ),
    _offence(
        "theft_robbery",
        ("tyveri* / røveri*", "røveri* / tyveri*"),
        ("Tyveri/røveri", "røverier / tyverier"),
        ("tyveri, røveri",),
    ),
    _offence("theft", ("tyveri*",), ("tyverier",), ("brugstyveri",)),
    _offence("robbery", ("røveri*",), ("røveriet",), ("røver",)),
    _offence("violence_threats", ("vold / trusler", "trusler / vold"), ("Vold/trusler",), ("vold mod trusler",)),
    _offence(
        "violence_weapons",
        ("vold* / våben*", "våben* / vold*", "vold* og|samt våben*"),
        ("Vold/våben", "vold og våbenbesiddelse"),
        ("vold uden våben",),
    ),
    _offence(
        "violence",
        (
            "vold|volden|voldskriminalitet*|voldsforbrydelse*|voldssag*|voldsanmeldelse*|voldstilfælde*",
            "personfarlig kriminalitet",
        ),
        ("Vold", "voldskriminalitet"),
        ("voldsomt", "Vollsmose"),
    ),
    _offence("threats", ("trusler*|trussel*",), ("trusler", "trusselssager"), ("truende",)),
    _offence("vandalism", ("hærværk*",), ("hærværket", "hærværkssager"), ("værksted",)),
    _offence(
        "narcotics",
        ("narkotika*|narkosalg*|narkohandel*|narkosager*", "euforiserende stoffer"),
        ("narkotikakriminalitet", "salg af euforiserende stoffer"),
        ("narkose",),
    ),
    _offence("harassment", ("chikane*",), ("chikane", "chikanesager"), ("mekanik",)),
)

_PEOPLE = (
    "borger*|beboer*|københavner*|indbygger*|voksne*|unge*|mennesker|kvinder|mænd|lejer*|svarperson*|respondent*"
    "|deltager*|personer|ældre|adspurgte|naboer|familier"
)
FEELINGS: tuple[Term, ...] = (
    Term(
        "feeling",
        "feels_unsafe",
        ("utryg|utrygt|utrygge|utryghed*", f"utryk {_PEOPLE}", "ikke [føler] [sig] tryg|trygge"),
        ("andelen af utrygge", "utryghed om aftenen", "er ikke trygge"),
        ("trygge",),
    ),
    Term(
        "feeling",
        "feels_safe",
        ("tryg|trygt|trygge|tryghed|trygheden|tryghedsniveau*|tryghedsfølelse*|tryghedsgrad*", f"tryk {_PEOPLE}"),
        ("føler sig trygge", "trygheden"),
        ("utrygge", "tryghedspartnerskab", "tryghedsmåling", "hverken trygge eller utrygge"),
        unless_before=("hverken",),
        unless_after=("og trivsel",),
    ),
    # Of which need, the goal before says.
    Term(
        "need_again",
        True,
        ("et|det ~1 behov*",),
        ("et omfattende behov",),
        ("et behov for lys",),
        unless_after=("for",),
    ),
    Term(
        "need",
        "need_for_safety_measures",
        ("behov* for ~1 tryghedsskabende indsats*|tiltag*|foranstaltning*", "indsatsbehov*"),
        ("behovet for tryghedsskabende indsatser", "behov for nye tryghedsskabende tiltag"),
        ("behov for justering",),
    ),
)

# What is counted where no offence is named.
CRIME: tuple[Term, ...] = (
    Term(
        "crime",
        True,
        ("kriminalitet*|anmeldelse*|anmeldte|lovovertrædelse*|kriminel*",),
        ("Antallet af anmeldelser", "Kriminaliteten skal falde"),
        ("måling",),
    ),
)

RATES: tuple[Term, ...] = (
    Term(
        "per_1000",
        1000,
        (
            "per|pr [.] 1 . 000 [af] indbygger*|borger*|beboer*|indb",
            "per|pr [.] 1000 indbygger*|borger*|beboer*|indb",
            "per|pr [.] 1 000 indbygger*|borger*|beboer*|indb",
            "per|pr [.] tusind|tusinde indbygger*|borger*|beboer*|indb",
            "/ 1 . 000 indbygger*|borger*|beboer*|indb",
            "/ 1000 indbygger*|borger*|beboer*|indb",
        ),
        ("pr. 1.000 indbyggere", "per tusind borgere", "pr 1000 indb."),
        ("pr. 100 boliger",),
    ),
)

TIMES: tuple[Term, ...] = (
    Term(
        "time_of_day",
        "evening_night",
        (
            "aften|aftenen|aftentimer*|aftenerne|aftens|natten|nat|nattetimer*|nattens|natte|aftnerne",
            "mørke|mørket|mørkets|mørkt",
            "aften - og|eller nat*",
            "aften|aftenen og|eller nat*|natten",
            "sene timer",
            "efter solnedgang",
        ),
        ("om aftenen og natten", "i aften- og nattetimerne", "når det er mørkt", "efter mørkets frembrud"),
        ("i dagtimerne", "hele døgnet"),
    ),
    Term(
        "time_of_day",
        "day",
        ("dagtimer*|dagslys|dagstimer*", "om dagen", "dag - og|eller aften*"),
        ("i dagtimerne", "om dagen"),
        ("i dag er tallet 40",),
    ),
    Term(
        "time_of_day",
        "all",
        ("hele døgnet", "døgnet rundt", "generelt", "overordnet set", "set over ~1 døgnet", "grundlæggende"),
        ("set over hele døgnet", "generelt trygge"),
        ("om natten",),
    ),
)

# As the whole label of a table row "A og B" is one series; in a running list it is two.
JOINT_LABELS: dict[frozenset[Offence], Offence] = {
    frozenset(("theft", "robbery")): "theft_robbery",
    frozenset(("violence", "threats")): "violence_threats",
    frozenset(("violence", "violence_weapons")): "violence_weapons",
}
