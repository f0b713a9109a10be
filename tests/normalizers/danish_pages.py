"""Danish of our own about places that do not exist, and ways to damage it."""

from __future__ import annotations

import random

CLEAN = """Møllebyen er et boligområde med små haver, brede gårde og en sø mod øst. Beboerne har i flere år ønsket sig
bedre lys på stierne, og foreningen har spurgt kommunen, om der kan sættes nye lamper op før vinteren. Ældre mennesker
føler sig utrygge, når de går hjem om aftenen, og børnene bliver kørt til træning, fordi vejen langs åen er mørk.

Arbejdsgruppen mødes hver måned og gør status over de aftalte opgaver. Den skal være færdig med sin første rapport i
løbet af foråret, og den lægger vægt på, at både lejere og ejere får mulighed for at sige deres mening. Skolen låner
gerne et lokale ud, så længe der bliver ryddet op bagefter, og bageren på hjørnet sørger for brød og kaffe til møderne.

Politiet måler hvert år, hvor mange anmeldelser der kommer fra området, og sammenligner tallene med resten af byen.
Ifølge den seneste opgørelse er antallet af indbrud faldet, mens hærværk på legepladsen er steget. Derfor foreslår
gruppen, at naboerne går ture sammen, og at der bliver sat skilte op ved indgangen til parken. Udgiften er 125.000 kr.
i 2031 og 12,5 % mere i 2032, jf. § 4, stk. 2, og den deles mellem de tre parter.
"""
DAMAGE = {
    "æ": ("ee", "e", "ae"),
    "ø": ("o", "g", "e"),
    "å": ("a", "a", "a"),
    "Æ": ("AE",),
    "Ø": ("@", "O"),
    "Å": ("A",),
}
NORWEGIAN = """
Kommunen har bestemt at barna skal få ei ny lekeplass etter sommeren, og noen av foreldrene har meldt seg til
dugnad. Hva som skal skje med den gamle plassen, er ikke avgjort, men mye tyder på at den blir parkering.
"""
SWEDISH = """
Kommunen har bestämt att barnen ska få en ny lekplats efter sommaren, och några av föräldrarna har anmält sig.
Vad som ska hända med den gamla platsen är inte avgjort, men mycket tyder på att den blir parkering för
boende.
"""
GERMAN = """
Die Gemeinde hat beschlossen, dass die Kinder nach dem Sommer einen neuen Spielplatz bekommen, und einige der
Eltern haben sich gemeldet. Was mit dem alten Platz geschieht, ist nicht entschieden, aber vieles spricht
dafür.
"""
ENGLISH = """
The council has decided that the children are to have a new playground after the summer, and some of the
parents have offered to help. What is to become of the old ground has not been settled, but it may be for
parking.
"""


def damaged(text: str, seed: int = 0) -> str:
    """The text as an English reader spoils it, one style of reading for each letter of a page, with some noise."""
    rng = random.Random(seed)
    style = {letter: rng.choice(reads) for letter, reads in DAMAGE.items()}
    return "".join(
        (style[char] if rng.random() < 0.8 else rng.choice(DAMAGE[char])) if char in DAMAGE else char for char in text
    )
