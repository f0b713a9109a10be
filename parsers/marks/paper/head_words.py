"""Words of a paper's head: what stands there besides the title, and what stands around the name of a place.

letterhead    words of a sender, a case, an address, a day or a recipient
between       what leads up to the names of the parties
tells         a verb that makes a sentence of a line
spoken        words of safety and partnership
group         what a partnership calls itself
groups        several partnerships, or their agreements
before_place  what leads up to the place of a partnership, and how
"""

from __future__ import annotations

from parsers.marks.phrases import Term

LETTERHEADS: tuple[Term, ...] = (
    Term(
        "letterhead",
        "keyed",
        (
            "dato|sag|sagsnr|sagsnummer|sagsbehandler|dok|doknr|dokumentnr|dokumentnummer|journalnr|journalnummer|jnr|til|fra"
            "|cc|id|kontakt|kontaktperson|udgiver|redaktion|tlf|telefon|mail|email|ref|forfatter|version|afbud|sted"
            "|mødested|deltagere|behandling|cvr|acadre|edoc|logo|ean|emne|vedr|vedrørende|titel|overskrift"
            "|mødedato [nr] [.] :|#",
            "dok|j|sag|journal [.] nr [.] [:] #",
            "udarbejdet|udgivet af",
            "til stede :",
            "side #",
        ),
        ("Dato: 3. maj 2022", "Sagsnr. 22/118", "Til: Byrådet", "Side 1 af 4"),
        ("Status til byrådet",),
    ),
    Term(
        "letterhead",
        "greeting",
        ("kære|hej|goddag",),
        ("Kære naboer", "Hej alle"),
        ("kærlig hilsen",),
    ),
    Term(
        "letterhead",
        "lone",
        (
            "bilag|notat|memo|pressemeddelelse|nyhed|nyhedsbrev|referat|dagsorden|indstilling|indhold|indholdsfortegnelse|udkast"
            "|version|fortroligt|fortrolig|sagsfremstilling|mellem|logo",
            "åben|lukket sag",
        ),
        ("Bilag 2", "NOTAT", "Indholdsfortegnelse"),
        ("notatet",),
    ),
    Term(
        "letterhead",
        "unit",
        (
            "*sekretariat|*sekretariatet|*forvaltning|*forvaltningen|*afdeling|*afdelingen|*kontor|*kontoret|*team|*teamet"
            "|*udvalg|*udvalget|*stab|*staben|*enhed|*enheden|center|centeret|centret|*center|*centret|*direktion|byråd"
            "|byrådet|kommunalbestyrelse|kommunalbestyrelsen|magistrat|magistraten|direktør|*administrationen",
        ),
        ("Sekretariatet for By og Tryghed", "Velfærdsforvaltningen", "Tryghedsenheden"),
        ("Sekretariatets årsrapport",),
    ),
    Term(
        "letterhead",
        "address",
        (
            "*vej|*gade|*plads|*pladsen|*allé|*stræde|*torv|*torvet|rådhus* #",
            "www .",
            "@",
            "rådhuset",
        ),
        ("Rådhuspladsen 1, 4000 Nordby", "post@nordby.dk"),
        ("Hovedgadens beboere",),
    ),
    Term(
        "letterhead",
        "when",
        (
            "forår|foråret|sommer|sommeren|efterår|efteråret|vinter|vinteren [#]",
            "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|den|kl|endelig|udgave|godkendt|vedtaget|revideret|opdateret"
            "|gældende|udkast",
        ),
        ("foråret 2023", "Tirsdag den 3. maj"),
        ("Trygt på Engen",),
    ),
)

HEAD_CUES: tuple[Term, ...] = (
    Term(
        "between",
        True,
        (
            "mellem|parterne|parter",
            "indgået|indgås|sluttet ~2 mellem|af",
            "er [der] indgået|indgås|sluttet",
            "af og mellem",
            "aftalens parter",
        ),
        ("indgået mellem", "Mellem", "Aftalens parter"),
        ("imellem",),
    ),
    Term(
        "tells",
        True,
        ("er|har|skal|vil|bliver|blev|indgår|indgås|gælder|mødes|afsætter|består|stiger|falder|får|går|skaber",),
        ("Aftalen gælder", "Skovparken får fire år mere"),
        ("Status for Skovparken",),
    ),
    Term(
        "spoken",
        True,
        ("tryg*|utryg*|partnerskab*|*partnerskab|*partnerskabet|samarbejd*|sikker*|naboskab*",),
        ("Et trygt Lundebjerg", "Sammen om samarbejdet"),
        ("Lindevang",),
    ),
)

PLACE_CUES: tuple[Term, ...] = (
    Term(
        "group",
        True,
        ("*partnerskab|*partnerskabet|*partnerskabets|*partnerskabs|tryghedssamarbejde|tryghedssamarbejdet",),
        ("Havbakken Tryghedspartnerskab", "partnerskabet"),
        ("partnerskaberne",),
    ),
    Term(
        "groups",
        True,
        (
            "*partnerskaber|*partnerskaberne|*partnerskabernes|*partnerskabsaftaler|*partnerskabsaftalerne|*tryghedsaftaler"
            "|*tryghedsaftalerne|aftalerne",
        ),
        ("partnerskaberne i Engen og Kæret",),
        ("partnerskabet",),
    ),
    Term(
        "before_place",
        "about",
        (
            "for|i|på|om|ved|vedr|vedrørende|omkring [.] [det] [almene] [boligområdet|byområdet|lokalområdet|området"
            "|bydelen|kvarteret|bebyggelsen|afdelingen|boligafdelingen|boligområde]",
        ),
        ("i boligområdet Nørre Lunden", "vedr. Gl. Lundby"),
        ("bydelen",),
    ),
    Term(
        "before_place",
        "place-after",
        ("*partnerskab|*partnerskabet|*partnerskabsaftale|*samarbejdsaftale|*tryghedsaftale|*aftale",),
        ("Tryghedspartnerskabet Havbakken", "Tryghedsaftale Havbakken"),
        ("partnerskaberne i",),
    ),
    Term(
        "before_place",
        "safe-place",
        ("tryg|trygt|trygge|tryggere|sikker|sikkert|levende",),
        ("et trygt Havbakken",),
        ("trygheden",),
    ),
)
