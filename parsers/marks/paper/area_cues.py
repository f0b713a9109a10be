"""Words that say what the partnership's area consists of, and how it changes.

area      the area as a paper calls it: `own` where only the partnership's can be meant, else `loose`
consists  what joins it to its names: `of` (they follow), `makes` (they stand before), `is` (they follow at once),
          `borders` (what follows is what it lies between)
covers    an agreement or a partnership that covers something
widens    the area is widened (`added`; `joins` where the names may stand before) or made smaller: `removed` is what
          stands before, `without` what follows; `new` marks what comes next
"""

from __future__ import annotations

from parsers.marks.phrases import Term

_WHOSE = "partnerskabets|aftalens|samarbejdets|tryghedspartnerskabets|indsatsens|områdets"

# "pr. 1. januar 2025", whose stops end no clause.
_ON_A_DAY = (
    "[pr|fra|den|med] [.] [virkning] [fra] [den] # . januar|februar|marts|april|maj|juni|juli|august|september|oktober"
    "|november|december [#]"
)

AREAS: tuple[Term, ...] = (
    Term(
        "area",
        "own",
        (
            "partnerskabsområde|partnerskabsområdet|aftaleområde|aftaleområdet|indsatsområdet|samarbejdsområdet|tryghedsområdet"
            "|dækningsområde",
            f"{_WHOSE} [geografiske] område|omfang|geografi|afgrænsning|dækningsområde",
            "det geografiske|fælles|samlede|sammenhængende område",
            "geografisk område|afgrænsning|omfang",
            "området for aftalen|partnerskabet|samarbejdet|indsatsen",
            "område , aftalen|partnerskabet gælder|dækker|omfatter [for]",
            "boligområde|boligområder , [som] aftalen|partnerskabet gælder|dækker|omfatter [for]",
            "sammenhængende område",
            "område|områder|boligområde|boligområder|kvarter , [som] vi|parterne|aftalen|partnerskabet|samarbejdet"
            " ~5 ,",
        ),
        (
            "Partnerskabsområdet består af",
            "Det geografiske område",
            "Aftalens område er",
            "Geografisk område:",
            "Det område, vi taler om, er",
        ),
        ("Området er grønt", "Det område, beboerne bruger, er"),
    ),
    Term(
        "area",
        "loose",
        (
            "området|område|områder|boligområdet|geografien|geografi|afgrænsningen|afgrænsning|kvarteret|bydelen|lokalområdet"
            "|boligområder|boligafdelinger|delområder",
            "geografisk dækker|omfatter",
        ),
        ("Området består af", "Geografi"),
        ("områdets beboere",),
    ),
)

CONSISTS: tuple[Term, ...] = (
    Term(
        "consists",
        "of",
        (
            "udgøres|består|bestå|bestående|sammensat|sammensættes ~3 af",
            "omfatter|omfatte|dækker|dække|favner|rummer|inkluderer [over]",
            "defineret|defineres|afgrænset|afgrænses ~2 som|til",
            "strækker sig over|fra",
            "forstås|menes|mener|tænker [vi] [parterne] [der] [i] [denne] [aftale] [på] [:]",
            "skal|kan|må|bør [her] forstås som [bebyggelserne|afdelingerne|områderne]",
            "forstås|menes ved|med partnerskabsområdet|aftaleområdet|området [:]",
            "hører [også|desuden] [:]",
            "det vil sige|dvs",
            "dvs .",
        ),
        ("Området består af", "udgøres i dag af", "dækker over", "er afgrænset til", "det vil sige"),
        ("er stort",),
    ),
    Term(
        "consists",
        "makes",
        (
            "udgør|danner|betegnes|kaldes|kalder|benævnes [tilsammen|sammen|hele]",
            "er partnerskabets|aftalens område",
            "som|der [tilsammen] er|udgør partnerskabsområdet|aftaleområdet|indsatsområdet",
            'herefter|kaldet|benævnt [:] ["] partnerskabsområdet|området',
        ),
        ("A og B udgør tilsammen", "som parterne kalder"),
        ("udgøres",),
    ),
    Term("consists", "is", ("er|bliver",), ("Det geografiske område er",), ("erne",)),
    Term(
        "consists",
        "borders",
        ("afgrænses|afgrænset|omkranset|begrænset ~1 af", "ligger|beliggende mellem", "afgrænset|afgrænses mod"),
        ("afgrænses af Ringvejen",),
        ("afgrænses til",),
    ),
    Term(
        "covers",
        True,
        (
            "aftale|aftalen|partnerskabsaftalen|tryghedsaftalen|samarbejdsaftalen|partnerskabet|tryghedspartnerskabet"
            "|sikkerhedspartnerskabet|samarbejdet|tryghedssamarbejdet|indsatsen|tryghedsindsatsen ~2"
            " omfatter|dækker|favner|rummer|inkluderer [over]",
            "aftalen|partnerskabet|samarbejdet|tryghedspartnerskabet gælder ~3 for|i",
            "aftalen|partnerskabet|samarbejdet|tryghedspartnerskabet gælder [for] alle|beboere|dem , der|som bor|færdes"
            " [og] [færdes] i|på",
            "aftalen|partnerskabet|tryghedspartnerskabet|samarbejdet|indsatsen er ~1 afgrænset til",
            "den omfatter|dækker|favner",
            "omfatter|dækker [nu|herefter|dermed] aftalen|partnerskabet|partnerskabsområdet",
            "parterne|partnerskabet|samarbejdet|indsatsen|arbejdet arbejder|virker|foregår|finder|udføres"
            " [sammen|sted] i|på",
            "koncentreres|samles om",
            "retter|rettes|samler|favner [sig] [mod] [de] [to|tre|fire|fem|seks] [almene] boligområder|kvarterer"
            "|afdelinger|bebyggelser"
            "|bydele|områder|boligafdelinger",
        ),
        ("Aftalen omfatter", "Partnerskabet dækker over", "Aftalen gælder først og fremmest for"),
        ("Aftalen gælder fra",),
    ),
    Term(
        "covers",
        True,
        ("aftalen|partnerskabsaftalen|tryghedsaftalen|samarbejdsaftalen gælder",),
        ("Aftalen gælder Engen og Kæret",),
        ("Aftalen gælder fra", "Aftalen gælder til", "Aftalen gælder, når"),
        unless_after=("for|fra|til|frem|i|på|fire|tre|to|indtil|uændret|fortsat|straks|også|når|,|.",),
    ),
)

WIDENS: tuple[Term, ...] = (
    Term(
        "widens",
        "added",
        (
            "udvides|udvide|udvidet|suppleres|suppleret ~3 med",
            f"udvides|suppleres {_ON_A_DAY} med",
            "til [nu|fremover|herefter] [også|både] at omfatte|dække",
            "får ~2 tilføjet",
        ),
        ("Området udvides med Engen", "udvides pr. 1. januar 2025 med Engen", "fra Lunden til også at omfatte Engen"),
        ("udvider kredsen",),
    ),
    Term(
        "widens",
        "joins",
        (
            "tilføjes|optages|inddrages [som] [nyt]",
            "indgår også|desuden|nu|fremover|herefter",
            "kommer|kommet til|med",
            "er ny|nyt|nye i|med",
        ),
        ("og Engen kommer til", "indgår også Engen", "Engen er kommet til med denne aftale"),
        ("kommer fra",),
    ),
    Term(
        "widens",
        "removed",
        ("udgår|udtræder|udgået|bortfalder", "indgår ikke længere", "ikke længere [en] del|omfattet|med"),
        ("Engen udgår af området", "er ikke længere omfattet"),
        ("omfatter ikke",),
    ),
    Term(
        "widens",
        "without",
        ("indskrænkes|reduceres|mindskes ~3 med", "omfatter|dækker ikke længere"),
        ("Området indskrænkes med Engen", "omfatter ikke længere"),
        ("omfatter ikke",),
    ),
    Term(
        "widens_from",
        True,
        (
            "udvides|udvidet|udvide fra [alene|kun] [at] [omfatte|dække]",
            "udvides|udvidet|udvide fra at omfatte|dække [alene|kun]",
        ),
        ("udvides fra Lunden",),
        ("udvides med",),
    ),
    Term(
        "widens",
        "new",
        ("som noget nyt", "nu også|desuden", "som ny|nyt område", "fremover|herefter også"),
        ("og – som noget nyt – Engen",),
        ("noget andet",),
    ),
)

# What a sentence only weighs, asks or looks back on.
NO_AREAS: tuple[Term, ...] = (
    Term(
        "no_area",
        True,
        ("kan|bør|overvejer|overveje|måske|kunne|ville|ønsker|drøfter|foreslår",),
        ("overvejer, om området skal udvides",),
        ("omfatter",),
    ),
    Term(
        "outside_area",
        True,
        ("uden for|udenfor partnerskabsområdet|aftaleområdet|området|aftalen|partnerskabet",),
        ("men ligger uden for området",),
        ("uden for byen",),
    ),
    Term(
        "new_party",
        True,
        ("part|parter|parten|parterne|partner|partnere|medlem|medlemmer",),
        ("optages som ny part",),
        ("partnerskab",),
    ),
    Term(
        "was_area",
        True,
        ("i dag", "hidtil|hidtidige|nuværende|oprindelig*|tidligere|før"),
        ("består i dag af", "det hidtidige område"),
        ("omfatter som",),
        unless_before=("som",),
    ),
)
