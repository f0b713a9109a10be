"""The words by which organisations and units of municipalities tell themselves: data for their lexers."""

from __future__ import annotations

from models.codes import OrganisationKind

_Kinds = dict[str, OrganisationKind]

OF_HOUSING = (
    "boligforening", "boligselskab", "boligorganisation", "andelsboligforening", "andels-boligforening",
    "byggeforening",
    "ejerforening", "grundejerforening", "lejerforening", "beboerforening", "boligkontor", "boliger", "bolig",
    "andelsboliger", "boligselskaber", "andelsselskab", "almenbolig", "ungdomsboliger", "ungdomsbolig",
    "andelsbolig", "boligfællesskab",
)  # fmt: skip
# The name stands before the word: "Nordby Kommune", "Nordby Boligforening".
BEHIND_NAMES: _Kinds = {
    "kommune": "municipality",
    "regionskommune": "municipality",
    "politi": "police",
    "politikreds": "police",
    **dict.fromkeys(OF_HOUSING, "housing_organisation"),
}
# The same words and their genitives.
KINDS_BEHIND: _Kinds = {noun + ending: kind for noun, kind in BEHIND_NAMES.items() for ending in ("s", "")}
# It stands behind it: "SSP Nordby", "Boligforeningen Lunden".
BEFORE_NAMES: _Kinds = {
    "ssp": "ssp",
    **dict.fromkeys(
        (
            "boligforeningen", "boligselskabet", "boligorganisationen", "boligkontoret", "almenboligforeningen",
            "andelsboligforeningen", "andelsselskabet", "lejerforeningen", "ejerforeningen", "grundejerforeningen",
            "beboerforeningen", "byggeforeningen",
        ),
        "housing_organisation",
    ),
}  # fmt: skip
# Words that are no part of the id where a name follows them.
DROPPED = frozenset(("boligforeningen", "boligselskabet", "boligorganisationen", "almenboligforeningen"))
# Several names share them: "Nordby og Sydby kommuner", "kommunerne Nordby og Sydby".
PLURAL_BEHIND = frozenset(("kommuner", "kommunerne"))
PLURAL_BEFORE = frozenset(("kommunerne",))
# The first word of a place's name of two.
FIRST_HALVES = frozenset(
    ("høje", "gamle", "store", "lille", "nye", "ny", "sankt", "sct", "skt", "vester", "øster", "nørre", "sønder",
     "region", "indre", "ydre", "øvre", "nedre", "nordre", "søndre", "vestre", "østre")
)  # fmt: skip
# What a housing organisation calls itself before the name of its town: "Bo Nordby". A given name everywhere else.
BEFORE_TOWNS = frozenset(("bo", "almenbo", "domus"))
# Capitalised words that are no name: they open sentences and items, or name the papers and groups themselves.
NO_NAMES = frozenset((
    "der", "det", "den", "de", "denne", "dette", "disse", "alle", "på", "i", "for", "til", "hertil", "herudover",
    "vi", "desuden", "derudover", "ud", "med", "som", "om", "hvert", "hver", "endvidere", "endelig", "samlet",
    "heraf", "under", "inden", "ved", "når", "hvis", "konkret", "herunder", "således", "mellem", "imellem", "og",
    "af", "samt", "fra", "dato", "hvad", "hvorfor", "hvem", "hvor", "også", "både", "bag", "her", "hele", "vores",
    "egen", "en", "et", "øvrige", "parter", "parterne", "part", "aftale", "aftalen", "aftalens", "partnerskab",
    "partnerskabet", "partnerskabets", "tryghedspartnerskabet", "styregruppen", "arbejdsgruppen", "kommunen",
    "kommunens", "politiet", "politiets", "boligforeningerne", "boligselskaberne", "boligorganisationerne",
    "boligorganisationer", "områderne", "indsatserne", "målene", "navn", "titel", "underskrift", "organisation",
    "repræsentant", "deltager", "deltagere", "partner", "partnere", "formand", "næstformand", "direktør", "kontakt",
    "lokalpolitiet", "underskrifter", "side", "bidragyder", "bidragydere", "betaler", "beløb",
))  # fmt: skip
TITLE_ENDINGS = (
    "direktør", "chef", "inspektør", "kommissær", "konsulent", "koordinator", "sekretær", "borgmester", "leder",
    "fører", "formand", "mester",
)  # fmt: skip

# Fields that units of municipalities are named by, alone ("Velfærd og Sundhed") or in a compound ("Socialafdelingen").
FIELDS = frozenset((
    "børn", "børne", "unge", "ungdom", "familie", "familier", "social", "sociale", "sundhed", "omsorg", "ældre",
    "senior", "voksne", "borger", "borgere", "borgerservice", "velfærd", "handicap", "psykiatri", "teknik", "miljø",
    "natur", "klima", "plan", "by", "byg", "byens", "land", "landdistrikt", "vej", "veje", "park", "trafik",
    "ejendomme", "drift", "anlæg", "forsyning", "kultur", "fritid", "idræt", "medborgerskab", "skole", "skoler",
    "dagtilbud", "læring", "uddannelse", "undervisning", "trivsel", "job", "beskæftigelse", "arbejde",
    "arbejdsmarked", "integration", "erhverv", "turisme", "økonomi", "personale", "administration", "sekretariat",
    "byråd", "udvikling", "strategi", "forebyggelse", "tryghed", "bolig", "boliger", "politik", "digitalisering",
    "it", "hr", "kommunikation", "samfund", "lokalsamfund", "udsatte", "forhold", "ressourcer", "styring",
    "ejendom", "service", "sikker",
))  # fmt: skip
# "Center for …", "Sekretariatet …"; those that need "for" before the fields stand in the second group.
CENTRES = frozenset(
    ("center", "centeret", "centret", "fagcenter", "fagcentret", "fagområde", "fagområdet", "direktørområde",
     "direktørområdet", "magistratsafdelingen", "sekretariatet", "sektoren", "fagforvaltningen")
)  # fmt: skip
CENTRES_FOR = frozenset(
    ("stab", "staben", "afdeling", "afdelingen", "forvaltning", "forvaltningen", "område", "området", "kontor",
     "kontoret", "enhed", "enheden", "team", "teamet", "sekretariat")
)  # fmt: skip
# What ends the compound that a unit is named by.
UNIT_ENDINGS = (
    "forvaltning", "forvaltningen", "forvaltninger", "forvaltningerne", "afdeling", "afdelingen", "området", "område",
    "staben", "centret", "centeret", "center", "sekretariatet", "sekretariat", "magistraten", "kontoret", "enheden",
)  # fmt: skip
