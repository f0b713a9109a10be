"""The sentence in which the parties make their agreement, however it is worded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.older.organisations import Mention, find_mentions, flatten
from parsers.parties.enumerations import Found, are_names, find_clause_end, read_after, read_enumeration
from parsers.rules.rule import Rule
from parsers.rules.wording import compile_danish
from parsers.structure.body import Body
from parsers.structure.sections import Sections
from parsers.structure.sentences import find_sentences, sentence_at

_MAKES = (
    r"(?:indgår|slutter (?:hermed |her-\s?med |herved )?(?:en |denne |følgende )?(?:aftale|partnerskab)"
    r"|har (?:sammen |i fællesskab )?(?:indgået|aftalt|besluttet|dannet|etableret|valgt at gå)"
    r"|(?:er )?gå(?:r|et) sammen|etablerer|danner|slutter sig (?:hermed )?sammen|stifter|opretter"
    r"|vil (?:hermed|med denne aftale)"
    r"|(?:forpligter sig|aftaler|forlænger|ændrer|udvider) (?:hermed|herved|(?:ved|med|gennem|i) (?:denne|dette"
    r"|nærværende)))"
)
PARTY = (
    r"(?:parter|aftaleparter|samarbejdsparter|deltagere|partnere|aktører|organisationer"
    r"|myndigheder og organisationer)"
)


RULES = (
    Rule(
        "parties-that-make-it",
        "parties",
        compile_danish(rf",? {_MAKES}\b"),
        lambda match: match.group().strip(" ,"),
        examples=(
            ("Nordby Kommune og Nordby Politi indgår hermed en aftale", "indgår"),
            ("Nordby Kommune og Nordby Politi har besluttet at", "har besluttet"),
        ),
        rejects=("Nordby Kommune indgik i 2012",),
        confidence=0.95,
    ),
    Rule(
        "parties-together",
        "parties",
        compile_danish(
            r"\b(?:har|er)(?: sammen| i fællesskab| i samarbejde)? med [^.;]{5,400}?(?= (?:indgået|aftalt"
            r"|besluttet|dannet"
            r"|etableret|stiftet|gået sammen))"
        ),
        lambda match: " ".join(match.group().split()),
        examples=(("Nordby Kommune har sammen med Nordby Politi indgået", "har sammen med Nordby Politi"),),
        rejects=("har sammen med beboerne fejret",),
        confidence=0.9,
    ),
    Rule(
        "parties-between",
        "parties",
        compile_danish(
            r"(?:indgås|indgået|aftale(?:n|s)?|partnerskab(?:et|saftale|saftalen)?|overenskomst|tiltrådt)"
            rf"(?: er)?(?: hermed)?(?: indgået)? (?:mellem|imellem|af)(?: følgende)?(?: {PARTY})?:?(?=\s)"
            r"|(?:aftale|partnerskab|samarbejd)\w* (?:er|blev|bliver) (?:\w+ )?"
            r"(?:etableret|stiftet|dannet|oprettet|skabt) (?:af|mellem)(?=\s)"
        ),
        lambda match: match.group(),
        examples=(
            ("Aftalen er indgået mellem Nordby Kommune og Nordby Politi", "Aftalen er indgået mellem"),
            ("Samarbejdet blev stiftet af Nordby Kommune og Domea", "Samarbejdet blev stiftet af"),
        ),
        rejects=("et samarbejde mellem beboerne",),
        confidence=0.93,
    ),
    Rule(
        "parties-between-first",
        "parties",
        compile_danish(
            r"(?-i:Mellem)(?: følgende parter)?:?(?= (?-i:[A-ZÆØÅ])[^.;]{10,600}? (?:er|indgås"
            r"|har)\b[^.;]{0,40}?(?:indgå|aftal))"
        ),
        lambda match: match.group(),
        examples=(("Mellem Nordby Kommune og Nordby Politi er der dags dato indgået", "Mellem"),),
        rejects=("Mellem 2012 og 2014 faldt tallet",),
        confidence=0.93,
    ),
    Rule(
        "parties-are",
        "parties",
        compile_danish(
            rf"(?:{PARTY}(?:ne)?(?: (?:i|bag|til) \w+(?: \w+){{0,3}})? (?:er|omfatter)"
            r"|(?:partnerskab|samarbejde|kreds|alliance)\w*(?: (?:for|i) [\w-]+| [A-ZÆØÅ][\w/-]+){0,2} (?:består"
            r"|udgøres) af"
            rf"|(?:består af|udgøres af|omfatter|deltager) følgende)(?: følgende)?(?: {PARTY})?:?(?=\s)"
        ),
        lambda match: match.group(),
        examples=(
            ("Kredsen består af følgende parter: Nordby Kommune", "Kredsen består af følgende parter:"),
            ("Aftalens parter er Nordby Kommune", "parter er"),
        ),
        rejects=("Parterne vil mødes", "Området omfatter boliger"),
        confidence=0.95,
    ),
    Rule(
        "parties-following",
        "parties",
        compile_danish(
            rf"\b(?:følgende {PARTY}(?: \w+){{0,6}}:?(?=\s)|har disse {PARTY}:(?=\s)"
            rf"|(?:de|aftalens|partnerskabets|samarbejdets) (?:to|tre|fire|fem|seks|syv) {PARTY}"
            r"(?:,|:| [–—-]|(?= \())(?= \(?(?-i:[A-ZÆØÅ])))"
        ),
        lambda match: match.group(),
        examples=(("Følgende parter står bag aftalen: Nordby Kommune", "Følgende parter står bag aftalen:"),),
        rejects=("de følgende mål",),
        confidence=0.93,
    ),
    Rule(
        "parties-jointly",
        "parties",
        compile_danish(r"\b(?:\w*(?:aftale|partnerskab|samarbejd)\w*|sammen|fælles\w*|parter\w*)\b"),
        lambda match: " ".join(match.group().split()),
        examples=(("Nordby Kommune og Nordby Politi går sammen", "sammen"),),
        rejects=("Nordby Kommune og Nordby Politi holder til i byen",),
        confidence=0.85,
    ),
)
MAKES_IT, TOGETHER, BETWEEN, FIRST, ARE, FOLLOWING, JOINTLY = RULES
# The opening sentence stands within so many characters.
_REACH = 8000
_AND_WITH = compile_danish(
    r"(?: (?:hermed |herved )?(?:sammen|i fællesskab|i samarbejde))? med"
    r" (?!(?:denne|dette|det|den|disse|henblik|formål\w*)\b)"
)
# Small words that may stand between the organisations of one enumeration.
_JOINING = frozenset(
    [
        "og",
        "samt",
        "herunder",
        "ved",
        "v",
        "for",
        "i",
        "af",
        "på",
        "vegne",
        "både",
        "den",
        "det",
        "de",
        "lokale",
        "almene",
        "henholdsvis",
        "side",
        "anden",
        "ene",
        "repræsenteret",
        "bestående",
        "boligselskabet",
        "boligselskaberne",
        "boligforeningen",
        "boligforeningerne",
        "boligorganisationen",
        "boligorganisationerne",
        "sammen",
        "med",
        "selvejende",
        "dels",
        "der",
        "som",
        "er",
        "handler",
        "gennem",
        "samarbejder",
        "s",
        "også",
    ]
)
# A sentence about the past, about money, meetings or those who are only heard makes no agreement.
_ASIDE = compile_danish(
    r"\b(?:ikke|inviter\w*|indby\w*|orienter\w*|hørt|høres|lever\w*|opgør\w*|bidrag\w*|afsæt\w*|mødes|tidligere"
    r"|hidtidige|indgik|har siden|kroner|kr\.|kontakt\w*|formand\w*|ansvar\w*|orientering|svar\w*)(?!\w)"
)

# The branch of the last known organisation, and names that no form or register tells.
_TAIL = re.compile(r"(?:[ \n][A-ZÆØÅ][\w-]+)?(?:,?[ \n](?:og|samt)[ \n][A-ZÆØÅ][\w/-]+(?:[ \n][A-ZÆØÅ][\w/-]+)*)?")
_PARAGRAPH = re.compile(r"(?<![,:])(?<!\bog)(?<!\bsamt)(?<!\bmellem)(?<!\baf)\n[ \t]*\n\s*(?=[A-ZÆØÅ@\d])")
# Names that no form or register tells, before the first one known.
_UNKNOWN = r"(?:[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+){0,3}(?:,| og) )+"
_INTRODUCED = re.compile(
    r"(?i)(?:\b(?:mellem|imellem|af|står|har|er|deltager|medvirker|består af|slutter|går|indgår|binder|forpligter|fra"
    r"|ud over|udover|foruden|side|parter|:)|\b(?:bolig\w+|kommune|det|den|de))[ :]*$"
)
_DEFINES = re.compile(
    r"(?i)(?:(?:samarbejde|partnerskab\w*|aftale\w*) (?:(?:er |blev )?indgået )?(?:mellem|imellem|består af)"
    r"|parter(?:ne)? er)[ :]*$"
)


def read_opening(body: Body, sections: Sections) -> Iterator[Found]:
    """The sentence in which they make the agreement."""
    text = body.text
    for match, _ in MAKES_IT.find(text, 0, min(len(text), _REACH)):
        start = find_sentence_start(text, match.start(), sections)
        found = list(read_enumeration(text, start, match.start(), MAKES_IT.name))
        others = _AND_WITH.match(text, match.end())
        if found and others:
            more = list(read_enumeration(text, others.end(), find_clause_end(text, others.end()), MAKES_IT.name))
            found += more if more and more[0].mention.start - others.end() < 40 else []
        if len(found) > 1 and found[0].mention.start - start < 40 and are_names(found):
            yield from found
            return
    for match, _ in TOGETHER.find(text, 0, min(len(text), _REACH)):
        start = find_sentence_start(text, match.start(), sections)
        found = list(read_enumeration(text, start, match.end(), TOGETHER.name))
        if len(found) > 1 and found[0].mention.start - start < 40 and are_names(found):
            yield from found
            return
    for rule in (BETWEEN, FIRST):
        for match, _ in rule.find(text, 0, min(len(text), _REACH)):
            found = list(read_after(body, match.end(), sections, rule.name))
            if len(found) > 1 and found[0].mention.start - match.end() < 60 and are_names(found):
                yield from found
                return


def find_sentence_start(text: str, at: int, sections: Sections) -> int:
    start = sentence_at(text, max(at - 1, 0))[0]
    section = sections.at(at)
    if section and start < section.body_start <= at:
        start = section.body_start
    gap = max(text.rfind("\n\n", start, at), start)
    return gap if find_mentions(flatten(text[gap:at])) and len(text[gap:at].strip()) > 25 else start


def read_joint(body: Body, sections: Sections, defined: bool = False) -> Iterator[Found]:
    """The organisations that one sentence joins in an agreement, whatever its verb: the first such sentence.

    `defined`: only where it says what the partnership consists of, as a paper about it does.
    """
    flat = flatten(body.text)
    for start, end in _paragraph_sentences(body.text):
        mentions = find_mentions(flat, start, end)
        if sum(m.kind != "administration" for m in mentions) < 2 or not _starts_well(flat, start, mentions[0]):
            continue
        last = _last_joined(flat, mentions)
        outside = flat[start : mentions[0].start] + "," + flat[last.end : end]
        sure = {m.kind for m in mentions if m.end <= last.end} & {"municipality", "police"}
        pact = (
            _DEFINES.search(flat, start, mentions[0].start)
            if defined
            else JOINTLY.pattern.search(outside + flat[end : end + 120])
        )
        if last is mentions[0] or not sure or not pact or _ASIDE.search(outside):
            continue
        stop = end if last is mentions[-1] and last.kind in ("municipality", "administration") else last.end
        tail = _TAIL.match(body.text, last.end, end)
        unknown = re.compile(_UNKNOWN).match(flat, start, mentions[0].start)
        first = start if unknown and unknown.end() == mentions[0].start else mentions[0].start
        found = list(read_enumeration(body.text, first, tail.end() if tail else stop, JOINTLY.name))
        if are_names(found):
            yield from found
            return


def _starts_well(flat: str, start: int, first: Mention) -> bool:
    """Whether an enumeration opens its sentence, or follows a word that introduces one."""
    before = flat[start : first.start]
    return len(before.strip(" –-,")) < 4 or bool(_INTRODUCED.search(before) or re.fullmatch(_UNKNOWN, before))


def _paragraph_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of the opening, none running on over a blank line where the next one begins afresh."""
    for start, end in find_sentences(text, 0, min(len(text), _REACH)):
        at = start
        for gap in _PARAGRAPH.finditer(text, start, end):
            yield at, gap.start()
            at = gap.end()
        yield at, end


def _last_joined(flat: str, mentions: list[Mention]) -> Mention:
    """The last mention that only small words and names part from the ones before it."""
    last = mentions[0]
    for mention in mentions[1:]:
        between = re.sub(r"\([^)]*\)?", " ", flat[last.end : mention.start])
        if not set(re.findall(r"\b[a-zæøå]+\b", between)) <= _JOINING or re.search(r"[.;!?] ", between):
            break
        last = mention
    return last
