"""Names for papers that do not exist: towns, places, organisations and people, all invented.

`plain` lists hold no æ, ø or å: what an English engine makes of those letters in a name cannot always be undone.
"""

from __future__ import annotations

TOWNS = ("Rudby", "Kærby", "Fjelby", "Brønderup", "Moseby", "Tværby", "Ulvby", "Egelev", "Hallingby", "Sønderby")
PLAIN_TOWNS = ("Rudby", "Fjelby", "Moseby", "Ulvby", "Egelev", "Hallingby", "Torsby")
SISTERS = (("Holmby", "Østerby"), ("Vesterby", "Kolby"), ("Stavnsby", "Møllerup"))

POLICE = ("Nordegnens Politi", "Midtegnens Politi", "Østegnens Politi", "Fjordegnens Politi")
PLAIN_POLICE = ("Nordegnens Politi", "Midtegnens Politi", "Fjordegnens Politi")

PLACES = ("Lindevang", "Skovbakken", "Kløvervænget", "Engdraget", "Mosevang", "Birkehøj", "Rønneparken", "Tjørnehaven")
PLAIN_PLACES = ("Lindevang", "Skovbakken", "Engdraget", "Mosevang", "Birkelunden", "Elmehaven")
ESTATES = ("Skovly", "Engparken", "Bakkehusene", "Ellemosen", "Poppelgården", "Blåbærhaven", "Vestertoften", "Højager")
PLAIN_ESTATES = ("Skovly", "Engparken", "Bakkehusene", "Ellemosen", "Vestertoften", "Nyvang")

# Printed name, and its id: the slug without "Boligforeningen" or "Boligselskabet" before a short name.
HOUSING = (
    ("Boligforeningen Egebo", "egebo"),
    ("Boligselskabet Tranehøj", "tranehoej"),
    ("Boligforeningen Lindely", "lindely"),
    ("Boligselskabet Strandvig", "strandvig"),
    ("Boligforeningen Rødtoft", "roedtoft"),
)
PLAIN_HOUSING = (
    ("Boligforeningen Egebo", "egebo"),
    ("Boligselskabet Strandvig", "strandvig"),
    ("Boligforeningen Lindely", "lindely"),
)
# Short name of a housing organisation and of the one that administers it.
ADMINISTERED = (("NAB", "KAB"), ("RAB", "KAB"), ("BFU", "DAB"))

UNITS = ("Børn og Unge", "Teknik og Miljø", "Kultur og Fritid", "Social og Sundhed")

PEOPLE = (
    "Kirsten Holmgaard",
    "Søren Bundsgaard",
    "Anne-Mette Riis",
    "Peter Lyngholt",
    "Jørgen Krogh",
    "Karin Albæk",
    "Inger Vestergaard Møller",
    "Morten Falk Jensen",
    "Lone Thomsen",
    "Hans Christian Dam",
    "Åse Nørgaard",
    "Aksel Brandt",
)
PLAIN_PEOPLE = (
    "Kirsten Holmgaard",
    "Peter Lyngholt",
    "Anne-Mette Riis",
    "Morten Falk Jensen",
    "Lone Thomsen",
    "Hans Christian Dam",
    "Aksel Brandt",
    "Bodil Krogh",
)

MUNICIPAL_TITLES = ("Direktør", "Centerchef", "Kommunaldirektør", "Velfærdsdirektør")
POLICE_TITLES = ("Politidirektør", "Politiinspektør", "Chefpolitiinspektør", "Vicepolitiinspektør")
HOUSING_TITLES = ("Direktør", "Forretningsfører", "Formand", "Kundechef", "Administrerende direktør")

FOCUS_AREAS = (
    "Unge i fællesskaber",
    "Trygge stier og pladser",
    "God information til beboerne",
    "Naboskab og netværk",
    "Tidlig hjælp til familier",
    "Lys og liv i gårdene",
    "Vejen til et fritidsjob",
)
POLICIES = ("Tryghedspolitik", "Boligpolitik", "Børne- og Ungestrategi", "Udsattepolitik", "Frivilligstrategi")
COUNCILS = ("Byrådet", "Kommunalbestyrelsen", "Økonomiudvalget", "Socialudvalget")
