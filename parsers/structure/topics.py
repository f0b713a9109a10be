"""What a heading says its section is about: a topic of `TOPICS`, by its words or by how it asks."""

from __future__ import annotations

import re

from parsers.rules.wording import shown

# Word stems in the folded spelling of `fold`. Order is priority where a heading names several.
TOPICS: dict[str, str] = {
    "signatures": r"hvem har sagt ja|hvem skriver under|underskrift\w*|underskrivelse\w*|undertegne\w*"
    r"|tiltraedelse\w*|signatur\w*",
    "validity": r"hvor laenge|gyldighed\w*|varighed\w*|lobetid\w*|ikrafttr\w+|(?:aftale|partnerskabs)?periode\w*"
    r"|opsigelse\w*|genforhandling\w*|forlaengelse\w*|tidsramme\w*|tid|tidsrum\w*|loebetid\w*",
    "economy": r"hvad koster|okonomi(?:en|sk\w*)?|finansiering\w*|budget\w*|midler|bevilling\w*|ressourcer?\w*"
    r"|penge\w*|oekonomi(?:en|sk\w*)?|belob\w*|udgift\w*|omkostning\w*|tilskud\w*|investering\w*|bidrag(?:et|ene)?",
    "organisation": r"hvordan|organisering\w*|organisation\w*|organisatorisk\w*|styring\w*|ledelse\w*|styregruppe\w*"
    r"|modestruktur\w*|modefrekvens\w*|moder|samarbejdsform\w*|samarbejdsorganisation\w*|arbejdsdeling|arbejdsform\w*"
    r"|roller|governance|sadan arbejder vi|samarbejdet?s?",
    "parties": r"parter(?:ne)?|aftaleparter\w*|deltagere?\w*|partnere\w*|partnerkreds\w*|hvem",
    "goals": r"hvad vil vi opna|mal|malsaetning\w*|malene|delmal\w*|resultatmal\w*|maltal\w*|succeskriteri\w*"
    r"|effektmal\w*|indikator\w*|ambition\w*",
    "focus": r"indsatsomrade\w*|indsatsspor\w*|fokusomrade\w*|temaer\w*|indsatstema\w*|spor(?:ene)?|indsatser(?:ne)?"
    r"|fokuspunkt\w*|fokus|arbejdsspor\w*",
    "follow_up": r"opfolgning\w*|evaluering\w*|afrapportering\w*|monitorering\w*|status|maling\w*|dokumentation",
    "background": r"baggrund\w*|udgangspunkt\w*|indledning\w*|praeambel\w*|forord|situationen|udfordring\w*|status",
    "purpose": r"formal\w*|hensigt\w*|sigte\w*|vision\w*|genstand\w*|idegrundlag\w*|hvorfor",
    "definitions": r"definition\w*|begreb(?:er|ne)?\w*|ordforklaring\w*|datakild\w*|datagrundlag\w*|kilder(?:ne)?",
    "area": r"geografi\w*|afgraensning\w*|omradet|omradebeskrivelse\w*|partnerskabsomrad\w*|kort|bydelen",
}
_TOPIC_WORDS = {topic: re.compile(rf"\b(?:{words})\b") for topic, words in TOPICS.items()}
_IN_BRACKETS = shown(re.compile(r"(?<=\w) ?\([^()]*\)$"), examples=("maal (bilag 1)",), rejects=("(bilag) 1",))
_QUALIFIER = (
    r"(?:(?:\w+(?:ets|ens|ernes|nes)|overordnede?|faelles|konkrete|saerlige|okonomiske?|geografiske?|samlede|videre"
    r"|nyt?|nye|aendre[dt]e?|revidere[td]e?|supplerende|yderligere|gaeldende|nuvaerende|hidtidige|kommende|foresla(?:e|a)ede"
    r"|arlige?|arligt|kvantitative|kvalitative|malbare|deltagende|involverede|prioriterede|centrale|lokale|vigtigste"
    r"|to|tre|fire|fem|seks|syv|[2-7]|forslag til|aendring(?:er)? af|beskrivelse af|godkendelse og"
    r"|vores|aftalens|bilag|politiske?|strategiske?|oversigt over|om|de|den|det|vi|naermere) ){0,4}"
)
_TAIL = r"(?:[ ,:/&-]+(?:og|for|med|af|i|til|over|pa|samt|mellem|partnerskab\w*|\w+)){0,9}"
_ANY_TOPIC = "|".join(TOPICS.values())
_WE = r"(?:vi|parterne|partnerne|partnerskabet|samarbejdet|aftalen|kommunen og politiet)"
_WE_WILL = rf"(?:(?:vil|skal) {_WE}|{_WE} (?:vil|skal))"
# Headings that ask or tell in a clause of their own, without the noun for what the section is about.
_CLAUSES = {
    topic: re.compile(rf"^(?:{words})[.:?]?$")
    for topic, words in {
        "signatures": r"saledes aftalt|(?:det|her|sa) skriver vi under(?: pa)?|vi (?:skriver under|siger ja)"
        r"|for parterne(?:,? den .*)?"
        r"|(?:\w+(?:en|et) er )?(?:\w+ og )?(?:tiltradt|underskrevet|undertegnet) (?:af|som)(?: \w+){0,2}"
        r"|hvem (?:har underskr|underskr)\w+",
        "validity": r"hvornar (?:gaelder|begynder|slutter|udlober|traeder)\b.*|(?:sa|her) laenge gaelder .*",
        "economy": r"(?:sadan|hvordan) (?:bruger|betaler|finansierer|fordeler) vi\b.*|det koster .*"
        r"|hvem (?:der )?betaler\b.*|hvad (?:(?:det|partnerskabet|aftalen|samarbejdet) )?(?:koster|betaler)\b.*"
        r"|kroner og ore|prisen|hvor kommer pengene fra|sa mange penge\b.*|hvor mange penge\b.*",
        "organisation": r"(?:hvem (?:der )?)?(?:modes hvornar|hvornar (?:vi modes|modes vi|modes hvem))"
        r"|sadan (?:er vi organiseret|samarbejder vi|styrer vi|modes vi|er arbejdet delt)"
        r"|hvem gor hvad|sadan er (?:samarbejdet|partnerskabet) (?:organiseret|skruet sammen|bygget op)",
        "parties": r"hvem (?:er|star|deltager|indgar|samarbejder)\b.*|vi er med|her er vi",
        "goals": rf"(?:det|her|hvad) {_WE_WILL} (?:opna|na|males? pa|na frem til)"
        r"|(?:det|hvad) (?:der )?skal (?:nas|opnas)|de mal,? (?:som )?vi (?:har sat|saetter)\b.*"
        r"|(?:det|sadan|hvad|hvordan) maler vi\b.*|sadan males .*",
        "focus": r"her saetter vi ind|(?:det|hvad|her) (?:vi )?(?:arbejder|gor|tager)(?: vi)?(?: med| fat(?: pa)?)?"
        rf"|(?:det|hvad|her) {_WE_WILL}"
        r" (?:arbejde med|tage fat(?: pa)?|satse pa|gore(?: noget ved)?|prioritere|saette ind(?: over for)?)"
        r"|prioriterede omrader|(?:to|tre|fire|fem|seks) ting,? (?:som )?vi (?:gor|vil|arbejder med|tager fat pa)"
        r"|(?:hvad|det) (?:vi )?(?:saetter|gar)(?: vi)? (?:ind med|ind over for|sammen om)",
        "follow_up": r"(?:sadan|hvordan) (?:folger vi op|holder vi oje|evaluerer vi|folges .* op)\b.*"
        r"|(?:arlig )?rapportering",
        "background": r"(?:her|hvor) star vi\b.*|sadan ser det ud\b.*"
        r"|hvad (?:er|ser) (?:problemet|udfordringe\w+|vi)\b.*",
        "purpose": r"(?:det|hvad|her) (?:vil vi|vi vil)(?: med .*)?|derfor .{0,40}(?:aftale|sammen)\w*",
        "area": rf"hvor (?:arbejder vi|gaelder|ligger|er vi|{_WE} (?:gaelder|arbejder|ligger|er))\b.*"
        r"|her (?:arbejder vi|gaelder aftalen)"
        r"|(?:partnerskabets|aftalens|samarbejdets|det geografiske|afgraensning af|nyt|aendret|udvidet) omrade",
    }.items()
}
_TITLE = re.compile(rf"{_QUALIFIER}(?:{_ANY_TOPIC}){_TAIL}[.:?]?$")
_AGREEMENT_TITLE = shown(
    re.compile(r"(?:aftale|partnerskabsaftale) (?:om|for) .{3,60}"),
    examples=("aftale om et godt kvarter",),
    rejects=("aftalen",),
)
_CONCLUDED = shown(
    re.compile(r"(?:indgaet|tiltradt|tiltraadt|underskrevet) (?:mellem|af)\b"),
    examples=("indgaet mellem",),
    rejects=("indgaet i",),
)
# A line with a verb is a sentence, unless it asks or answers what a section is about ("Hvad vi vil").
VERB = re.compile(
    r"\b(?:er|har|vil|skal|kan|bliver|bestar|fokuserer|arbejder|folger|godkendes?|indgar|modes|omfatter"
    r"|bidrager|betaler|finansierer|afsaetter|fordeles|fordeler|udgor|udgores)\b"
)
_ASKS = shown(re.compile(r"(?:hv\w+|sadan|det) "), examples=("hvad er",), rejects=("vi er",))
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "@": "o", "é": "e", "ö": "o", "ä": "ae", "¢": "o"})


def fold(text: str) -> str:
    """Small letters without Danish ones, so that damage to æ, ø and å in a heading does not hide its topic."""
    return " ".join(text.casefold().translate(_FOLDED).split())


def find_topics(heading: str) -> tuple[str, ...]:
    """What a heading says its section is about; empty where it reads as no heading of a known kind."""
    folded = _IN_BRACKETS.sub("", fold(heading))
    if _AGREEMENT_TITLE.match(folded):
        return ("purpose",)
    if _CONCLUDED.search(folded):
        return ("signatures",)
    told = _find_topics(_CLAUSES, folded) if len(folded) < 60 else ()
    if told or not _TITLE.match(folded) or (VERB.search(folded) and not _ASKS.match(folded)):
        return told
    return _find_topics(_TOPIC_WORDS, folded)


def _find_topics(words: dict[str, re.Pattern[str]], folded: str) -> tuple[str, ...]:
    return tuple(topic for topic, pattern in words.items() if pattern.search(folded))
