"""The lines of a paper's head that are no title: who sends it, from where, when, to whom, under which number."""

from __future__ import annotations

import re

from parsers.older.dates import DAY_DATE, DAY_ONLY, MONTH_DATE, YEAR
from parsers.older.organisation_forms import FORM

# Words for kinds of papers: a line with one may be the title, whatever else stands in it.
PAPER = re.compile(
    r"(?i)\b(?:\w*aftale(?:n|r|rne)?|tillæg|allonge|addendum|\w*status\w*|\w*rapport(?:en)?|\w*beretning(?:en)?"
    r"|\w*evaluering(?:en)?|(?:af)?rapportering\w*|\w*rapporteringsgrundlag|forlængelse|opfølgning|nøgletal)\b"
)
_LONE_WORD = re.compile(
    r"(?i)(?:bilag|notat|memo|pressemeddelelse|nyhed(?:sbrev)?|referat|dagsorden|indstilling|indhold\w*|udkast|version"
    r"|fortroligt?|åben sag|lukket sag|sagsfremstilling|mellem|logo)[\s\d.:,A-H]{0,12}$|[\[<(].*[\])>]$"
)
_KEYED = re.compile(
    r"(?i)(?:dato|sags?(?:nr|nummer|behandler)?|dok(?:ument)?(?:nr|nummer|[. ]+nr)?|j\.?\s?nr|journal\w*|til|fra|cc|id"
    r"|kontakt\w*|udarbejdet af|udgivet af|udgiver|redaktion|tlf|telefon|e?-?mail|ref\w*|forfatter|version|til stede"
    r"|afbud|sted|mødested|deltagere|behandling|cvr)\.?(?:\s*:|\s+\d)"
    r"|side \d+|(?:til|fra) (?-i:[A-ZÆØÅ])[\w\s,-]{0,40}$|(?:j\.?\s?nr|sag(?:snr)?|dok(?:nr)?)\b\.? ?[\d/.-]+"
)
_UNIT = re.compile(
    r"(?i)(?:(?:det |den )?(?:\w+(?:sekretariat|forvaltning|afdeling|kontor|team|udvalg|råd|stab|enhed|center"
    r"|administration)|sekretariat|forvaltning|center|team|enhed|stab|direktion|byråd|kommunalbestyrelse|magistrat"
    r"|direktør)(?:e[nt]|n|ens|ets)?)(?=$|[ ,:|·–/-])|(?:\w+s )?(?:afdeling|kontor)$"
)
_ADDRESS = re.compile(
    r"(?i)\b\w*(?:vej|gade|plads(?:en)?|allé|stræde|torv(?:et)?|rådhus\w*) \d+|\b\d{4} (?-i:[A-ZÆØÅ][a-zæøå]+)$|@"
    r"|\bwww\.|^rådhuset$"
)
_SEASON = r"(?:forår|sommer|efterår|vinter)(?:et)?"
_WHEN = re.compile(
    rf"(?i)\b(?:{DAY_DATE}|{DAY_ONLY}|{MONTH_DATE}|{_SEASON} {YEAR}|{YEAR}|(?:man|tirs|ons|tors|fre|lør|søn)dag|den"
    r"|kl\.? ?\d[\d.: -]*|endelig udgave|udkast|version \d[\d.]*|godkendt|vedtaget|revideret|opdateret)(?!\w)"
)
_RANGE = re.compile(rf"\b{YEAR}\s*(?:[-–—/]|til)\s*{YEAR}")
_NAMES = re.compile(r"(?:[A-ZÆØÅ\d][\w'&-]*(?: (?:og |& )?[A-ZÆØÅ\d][\w'&-]*){0,3})(?:\s?[·|/–,+-]+\s|\s+og\s+|$)")
_SIGNS = " \t,.;:·|/–—()-"


def is_letterhead(line: str) -> bool:
    """Whether a line names only a sender, an address, a day, a number or a recipient."""
    if _LONE_WORD.match(line) or (_KEYED.match(line) and len(line) < 90) or _ADDRESS.search(line):
        return True
    if _UNIT.match(line) and not PAPER.search(line) and len(line) < 90:
        return True
    return _only_names_and_days(line)


def _only_names_and_days(line: str) -> bool:
    """Whether nothing is left of a line without its organisations and dates; years alone belong to a title."""
    if _RANGE.search(line):
        return False
    rest = _WHEN.sub(" ", line)
    dated = len(rest) < len(line)
    bare = FORM.sub(" ", rest)
    named = bare != rest
    left = re.sub(r"\b(?:og|samt)\b", " ", bare).strip(_SIGNS)
    if not left:
        return named or bool(re.search(r"[a-zæøå]", line, re.IGNORECASE))
    if PAPER.search(left) or re.search(r"(?i)partnerskab|tryg", left):
        return False
    listed = named and re.search(r"[·|,/]", rest) and not _NAMES.sub("", rest.strip(_SIGNS)).strip(_SIGNS)
    placed = dated and re.fullmatch(r"[A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]*\.?)?", left) and "," in line
    return bool(listed or placed)
