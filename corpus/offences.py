"""Danish terms for kinds of crime, indicators of safety and levels of need, and the codes of the archive for them.

Source: the headings of Danish police statistics (anmeldelsesregistret) and of Danish safety surveys, compiled by hand.
Left out: offences without a code of their own (traffic law, sexual offences, arson): they are part of the totals only.
"""

from __future__ import annotations

# code -> patterns. The order is priority: the longer name before the shorter one in it.
OFFENCE_TERMS: dict[str, tuple[str, ...]] = {
    "total_citizen_facing": (
        r"borger(?:vendt|rettet|nær)e?\s+(?:kriminalitet\w*|lovovertrædelser|anmeldelser)",
        r"(?:total|samlet)\s+borger(?:vendt|rettet)",
    ),
    "total_penal_code": (
        r"straffelovs?[-\s]?(?:kriminalitet\w*|overtrædelse\w*|anmeldelser|forbrydelser)",
        r"overtrædelser\s+af\s+straffeloven",
        r"anmeldelser\s+efter\s+straffeloven",
    ),
    "burglary_residential": (
        r"indbrud(?:\w*)?\s+i\s+(?:privat(?:e)?\s+)?(?:beboelser?|hjem|boliger|bolig|lejligheder)",
        r"(?:bolig|villa|privat)indbrud\w*",
        r"beboelsesindbrud\w*",
    ),
    "burglary": (r"indbrud(?:det|dene|ene|styverier?)?",),
    "theft_from_citizens": (
        r"tyveri(?:er|et)?\s+fra\s+(?:borgere?|person(?:er)?)",
        r"borgertyveri\w*",
        r"lommetyveri\w*",
    ),
    "theft_robbery": (r"tyveri(?:er)?\s?/\s?røveri(?:er)?", r"røveri(?:er)?\s?/\s?tyveri(?:er)?"),
    "theft": (r"(?<!bruges)(?<!brugs)tyveri(?:er|et|erne)?",),
    "robbery": (r"røveri(?:er|et|erne)?",),
    "violence_threats": (r"vold\s?/\s?trusler", r"trusler\s?/\s?vold"),
    "violence_weapons": (r"vold\s?/\s?våben\w*", r"våben\s?/\s?vold"),
    "violence": (
        r"vold(?:en|s(?:kriminalitet|forbrydelser|sager|anmeldelser|tilfælde))?(?!\s?/)",
        r"personfarlig\s+kriminalitet",
    ),
    "threats": (r"trusler(?:ne)?",),
    "vandalism": (r"hærværk(?:et|ssager)?", r"hærværk\s+og\s+graffiti"),
    "narcotics": (
        r"narkotika(?:kriminalitet\w*|sager|lovgivning\w*|salg|handel)?",
        r"euforiserende\s+stoffer",
        r"narko(?:salg|handel|sager)",
    ),
    "harassment": (r"chikane(?:sager)?",),
}

# As the whole label of a table row, "A og B" is one series; in a running list it is two.
JOINT_LABELS: dict[tuple[str, str], str] = {
    ("theft", "robbery"): "theft_robbery",
    ("robbery", "theft"): "theft_robbery",
    ("violence", "threats"): "violence_threats",
    ("threats", "violence"): "violence_threats",
}
JOINT_WEAPONS = r"vold\w*\s+(?:og|samt|/)\s+våben\w*"


# Words of feeling: -t, -e, -hed, -hedsniveau; damage g/k ("tryk borgere") is met only before a word for people.
UNSAFE_WORD = r"utryg(?:t|ge|hed(?:en)?|hedsniveau(?:et)?|hedsfølelse[nt]?)?\b"
SAFE_WORD = r"(?<![uU])tryg(?:t|ge|hed(?:en)?|hedsniveau(?:et)?|hedsfølelse[nt]?|hedsgrad(?:en)?)?\b"
PEOPLE = (
    r"(?:borger|beboer|københavner|indbygger|voksn|ung|mennesk|kvinde|mænd|mand|lejer|svarperson|respondent|deltager"
    r"|person|ældre|adspurgt|\w+enser|\w+boer)\w*"
)
NEED_PHRASE = r"behov(?:et)?\s+for\s+(?:\w+\s+)?tryghedsskabende\s+(?:indsats(?:er)?|tiltag|foranstaltninger)"

# Levels of need, base form -> pattern of its forms.
LEVELS: dict[str, str] = {
    "markant": r"markante?",
    "ordinært": r"ordinære?t?",
    "moderat": r"moderate?",
    "særligt": r"særlig[te]?",
    "begrænset": r"begrænse(?:t|de)",
    "højt": r"høj[te]?",
    "middel": r"middel",
    "lavt": r"lav[te]?",
    "stort": r"stor[te]?",
    "lille": r"lille",
    "omfattende": r"omfattende",
    "betydeligt": r"betydelig(?:t|e)?",
    "beskedent": r"beskeden(?:t)?|beskedne",
    "udtalt": r"udtalte?",
    "almindeligt": r"almindelig(?:t|e)?",
}
