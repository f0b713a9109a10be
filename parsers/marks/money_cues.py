"""Words that say what an amount is: how it is reckoned, what it is for, how it stands to others, whose it is not.

annual, total     it is for each year, for all of them       agreed_time    its years are those of the agreement
purpose           `administration`, `activities`             named_time     its years are those named before
fund              money that somebody may apply for          same_purpose   it is for what the one before is for
gives             somebody pays it                           money_label    what is about money
party             a party by its kind: "kommunen"            each           several give as much
relation          `part` of an amount before it, `on_top` of it, the `same` money again
sums_up           it sums up what stands before it           no_money       the head of a column of something else
payer_head        the labels below it are of those who pay

The rest speaks against an amount; what must stand where is said in `parsers.budgets.refusals`.
"""

from __future__ import annotations

from parsers.marks.phrases import Term


def _cue(name: str, phrases: str, shows: str, before: str = "", after: str = "") -> Term:
    """A term "kind: value": semicolons part its phrases, its examples, // its rejects, and the words that forbid it."""
    kind, _, value = name.partition(": ")
    examples, _, rejects = shows.partition(" // ")
    said, shown, not_in = _parts(phrases), _parts(examples), _parts(rejects)
    return Term(kind, value or True, said, shown, not_in, unless_before=_parts(before), unless_after=_parts(after))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


_FEW = "to|tre|fire|fem|seks|#"
_SUM = (
    "bevilling*|ramme*|beløb*|budget*|udgift*|bidrag*|tilskud*|pulje*|økonomi*|sum|finansiering*|støtte*|pris*|omkostning*"
    "|midler*|*ramme|*rammen|*budget|*bevilling|*pulje"
)
_YEARLY = "år|kalenderår*|budgetår*|regnskabsår*|aftaleår*"
_OF_OURS = "partnerskabets|samarbejdets|aftalens|vores [egne] penge|midler|udgift*|regning"
_MONEY = "penge|pengene|beløb*|bevilling*|bidrag*|ramme*|budget*|pulje*|tilskud*|midler*"
_OURS = "aftalen|partnerskabet|partnerskabsaftalen|samarbejdet"
_KINDS_OF_HOUSING = "boligorganisationen*|boligselskabet*|boligforeningen*"

AMOUNTS: tuple[Term, ...] = (
    _cue(
        "annual",
        "årlig|årligt|årlige|årligen|helårlig*|årsbudget*|årsbevilling*|årsramme*|årsbidrag*|årstilskud*; om|pr|per "
        f"[.] [hele] året|{_YEARLY}; hvert [enkelt|eneste|helt] {_YEARLY}; hvert [enkelt|eneste] af de|årene|aftalens"
        "|disse; i de enkelte år; / år; på årsbasis; p . a; per annum",
        "300.000 kr. årligt; pr. år; i hvert af årene 2024 og 2025; på årsbasis; 300.000 kr./år; om året // mødes to "
        "gange om året; årsværk; halvårlig",
        before="gange|gang|møder",
    ),
    _cue(
        "total",
        f"i alt; ialt|samlet|sammenlagt|total*; samlede|samlet ~2 {_SUM}; over|i|for|gennem hele *perioden|løbetiden; "
        f"hele *perioden; over [de|alle] ~1 {_FEW} år; toårig|treårig|fireårig|femårig|flerårig {_SUM}; over "
        "[hele] perioden|årene; for perioden som helhed",
        "4.800.000 kr. i alt; den samlede ramme er 4 mio.; over fire år; en treårig bevilling på 2 mio. kr. // alt i "
        "orden; hele året",
    ),
    _cue(
        "purpose: administration",
        "projektle*|sekretaria*|administration*|administrative|koordinat*|*koordinator|*koordinatoren"
        "|*koordinering|*koordineringen|projektmedarbejder*|projektsekretær*|lønudgift*|løn|lønnen|lønninger"
        "|lønmidler|lederløn|personale|personaleudgift*|ansættelse|ansættelsen|projektstilling*|tovholder*"
        "|mødebetjening*|projektansat*|styregruppebetjening*|partnerskabsledelse*|partnerskabsleder*|bemanding"
        "|projektstyring*|kontor*|husleje*|revision*|overhead; betjening|betjeningen af styregruppe*|partnerskab*"
        "; daglig|daglige ledelse|leder|drift",
        "til projektledelse; sekretariatsbetjening; løn til en koordinator; en tryghedskoordinator // sekretariatet "
        "disponerer over; partnerskabssekretariatet; administreres særskilt",
        after="disponerer|råder|administrerer|forvalter|har|kan|styrer",
    ),
    _cue(
        "purpose: activities",
        "aktivitet*|*aktiviteter|*aktiviteterne|*aktivitet|*aktivitetsmidler|*aktivitetspulje|projektmidler*"
        "|initiativ*|*initiativer|arrangement*|*arrangementer|*arrangementerne|tiltag*|*tiltag|*tiltagene|indsats*"
        "|*indsatser|*indsatserne|*indsatsen",
        "til aktiviteter; fællesarrangementer; tryghedsskabende tiltag; indsatserne i planen // indsats for "
        "partnerskabet",
        after="for partnerskab*",
    ),
    _cue(
        "once",
        "engangs*|etableringsudgift*|etableringsbeløb*|opstartsbeløb*; én gang for alle; en gang for alle",
        "til en engangsindsats; et engangsbeløb // en gang om året",
    ),
    _cue(
        "fund",
        "pulje|puljen|*pulje|*puljen",
        "en pulje på 50.000 kr.; en beboerpulje // den samlede pulje",
        before="hele|samlede",
        after="til partnerskab*|samarbejd*",
    ),
    _cue(
        "same_purpose",
        "samme formål|brug|anvendelse",
        "til samme formål // samme år",
    ),
    _cue(
        "agreed_time",
        "aftaleperioden|partnerskabsperioden|projektperioden|samarbejdsperioden; aftalens|partnerskabets"
        f"|samarbejdets [samlede] løbetid|periode|levetid|varighed|gyldighed; så længe {_OURS} løber|gælder|varer"
        f"|består|er; mens {_OURS} løber|gælder|varer|består|er; de|alle|i {_FEW} år [,] [som|hvor] {_OURS}|den løber"
        "|gælder|varer|dækker|består|er; hele løbetiden",
        "i aftaleperioden; i aftalens løbetid; så længe aftalen løber; de fire år, aftalen varer // i perioden",
    ),
    _cue(
        "named_time",
        "hele|samme|samlede|nævnte|ovennævnte|pågældende *perioden|perioden|periode|*periode|år|årene; de samme"
        f"|nævnte|{_FEW} ~1 år|årene; alle|samtlige|begge [de] år|årene; i|for|over perioden",
        "i samme periode; i de samme år; begge år; i perioden // aftaleår",
    ),
)

GIVERS: tuple[Term, ...] = (
    _cue(
        "gives",
        "afsæt*|afsat*|bevilge*|bevilget|bidrage|bidrager|bidraget|bidrog|finansier*|medfinansier*|betal*|dækker"
        "|dække|dækkes|yder|yde|ydes|giver|give|gives|lægger|lægges|skyder|indskyd*|tilfør*|reserver*|afholder"
        "|stiller|stilles|sætter|sættes|sat|bruger|kommer|frikøb*|aflønn*|lønner|støtter|bistår",
        "kommunen har afsat; Lejerbo lægger 50.000 kr. oveni; stiller midler til rådighed; sætter penge af // "
        "betingelse",
    ),
    _cue(
        "money_label",
        "økonomi*|budget*|bevilling*|finansiering*|ramme|rammen|beløb|beløbet|beløbene|midler|midlerne|penge|pengene"
        "|pris|investering*|tilskud|tilskuddet|bidrag|bidraget|bidragene|udgift|udgifter|udgiften|udgifterne|ressourcer|tallene"
        "|pulje*|*bevilling|*bevillingen|*ramme|*rammen|*budget|*tilskud|*bidrag",
        "Økonomi: 1,2 mio. kr.; Kommunal ramme; Kommunens tilskud; Penge: // pengeskab; midlertidig",
    ),
    _cue(
        "payer_head",
        "bidragyder*|betaler|betalere|finansieringskilde*|finansieringskilder; bidrag fra; finansieret|finansieres"
        "|betales|betalt af",
        "Bidragyder; Finansieret af // betales i rater",
    ),
    _cue(
        "party: municipality",
        "kommunen|kommunens|kommunal|kommunale|kommunalt|byrådet|kommunalbestyrelsen|borgerrepræsentationen",
        "Kommunens bidrag; Kommunal ramme // kommunikation; Nordby Kommune",
    ),
    _cue(
        "party: housing_organisation",
        f"{_KINDS_OF_HOUSING}",
        "Boligselskabets bidrag // boligorganisationerne; Boligforening",
    ),
    _cue(
        "party: police",
        "politiet|politiets",
        "politiet giver // politik",
    ),
    _cue(
        "each",
        "hver; begge; både [de]",
        "bidrager hver med; begge boligforeninger; hver af de tre parter // hver anden måned; hver uge; begge beløb; "
        "hvert år",
        after="anden|tredje|fjerde|femte|måned|uge|gang|dag|aften|år|kvartal|halvår|sommer|vinter|eneste|enkelt; beløb"
        "|dele|tal|perioder",
    ),
    _cue(
        "no_money",
        "årsværk*|fuldtid*|stilling*|antal|pct|procent|timer|andel|andelen|nr|nummer|side|dato; %",
        "Årsværk; Andel i pct. // Beløb",
    ),
)

RELATIONS: tuple[Term, ...] = (
    _cue(
        "relation: part",
        "heraf|hvoraf|deraf|herunder|inklusive|inkl|medregnet; heri|deri|hvori; af dem|disse|denne|dette; af "
        f"{_MONEY}; af det|den|de|denne|dette|disse|kommunens ~2 {_MONEY}; {_MONEY} [er] fordel*|opdel*|dækker|deles; "
        "fordeles|fordeler|fordelt|opdelt; resten|restbeløbet|resterende|restbevillingen; de|det|den øvrige; "
        "forhøjelsen|stigningen|merbevillingen; dermed|således|herefter|derefter ~9 til aktiv*|*aktiviteter|tiltag"
        "|indsats*|arrangementer|projektmidler",
        "Heraf går 300.000 kr.; Heri indgår; Af beløbet er; Af det årlige beløb går; resten, 900.000 kr. // Af "
        "bevillingen på 2 mio. kr.; Hertil kommer",
        after="på [kr|dkk] [.] #; på en|et|to|tre|fire|halvanden",
    ),
    _cue(
        "relation: on_top",
        "hertil|dertil kommer|lægges; derudover|herudover|desuden|endvidere|yderligere|supplerende|ekstra|oveni"
        f"|foruden|plus|udover; oven i; ud over; ved siden af [{_MONEY}]",
        "Hertil kommer 0,3 mio. kr.; bidrager derudover med; lægger 80.000 kr. oveni; ved siden af bevillingen "
        "// hertil afsættes",
        after="at|ikke",
    ),
    _cue(
        "relation: same",
        "svarende|svarer til; dvs; det vil sige; altså; eller; hvilket giver|er|bliver",
        "svarende til 1,5 mio. kr. om året; dvs. 4 mio. kr.; eller 3 mio. kr. i alt // svare på",
    ),
    _cue(
        "sums_up",
        "i alt; alt i alt; ialt|tilsammen|sammenlagt|samlet|total*|sum|summen|råder; til sammen; giver det; det "
        f"giver; hele bevillingen|rammen|beløbet|budgettet; samlede ~2 {_SUM}",
        "I alt 900.000 kr.; Det giver 700.000 kr.; Hele bevillingen udgør; råder over 1,2 mio. kr. // sommer",
    ),
)
_THINGS = (
    "aktivitet|projekt|ansøgning|beboer|bolig|lejemål|time|person|deltager|møde|borger|lejlighed|indbygger|husstand|barn"
    "|gang|tur|måned|kvadratmeter|m2|arrangement|stk|ung"
)

REFUSED: tuple[Term, ...] = (
    _cue(
        "elsewhere: another project",
        "helhedsplan*|*helhedsplan|*helhedsplanen|områdefornyelse*|byfornyelse*|områdeløft*"
        "|satspulje*|renover*|anlægs*|nybyggeri*|byggeri*|byggesag*|ombyg*|nedriv*|omdannelse*|bøde|bøder"
        "|nabopartnerskab*|byomdannelse*|infrastruktur*|fonden; eu - midler; lokale - og anlægs*; projektet|projekt »"
        '|"|”|“|„',
        "Landsbyggefonden støtter helhedsplanen; til ombygning af kældre; Områdefornyelsen råder over // bygger på",
    ),
    _cue(
        "elsewhere: another agreement",
        "andre|andet|anden|øvrige|tidligere|forrige|sidste|hidtidige|foregående|daværende|gamle ~1 partnerskab*"
        "|tryghedspartnerskab*|aftale|aftalen|aftaler|aftaleperiode*|periode*|projekt|projekter|samarbejdsaftale*; "
        "til sammenligning",
        "den forrige aftaleperiode; andre partnerskaber; som den gamle aftale gav // denne aftale",
    ),
    _cue(
        "elsewhere: kept apart",
        "indgår|hører|regnes|tæller|medregnes|er ikke ~3 med|af|under|til|i|her; ikke ~1 indgår|hører|regnes|medregnes"
        "|er ~2 med|af|under|til|i; ikke omfattet|indregnet|medregnet|del|indeholdt; ikke ~2 del af; ikke kan|må "
        "bruges|anvendes; kan|må ikke bruges|anvendes i|af|til|inden; ingen|intet af ~3 indgår|hører|regnes|er; "
        "særskilt|uvedkommende; uden for|om [denne] partnerskab*|aftale*|samarbejd*|rammen|budgettet; udenfor "
        "[denne] partnerskab*|aftale*|samarbejd*; uafhængigt|uafhængig af; vedrører ikke; er andre midler|penge; "
        f"er|bliver ikke {_OF_OURS}; ikke er|bliver {_OF_OURS}; sin"
        "|deres egen|eget bevilling*|budget*|økonomi*; noget|intet med [denne|dette|den|det|vores] aftale*"
        "|partnerskab*|samarbejd* at gøre; mange|flere|alle|andre kvarterer|områder|boligområder|partnerskaber ~2 "
        "deler|deles; "
        "ikke ~1 regne|tælle med; heller ikke ~3 indgår|regnes|hører|omfattet; ved siden af [denne] aftale*"
        "|partnerskab*|samarbejd*; selvstændigt|separat|eget projekt|byggeri|anlæg; selvstændig|separat sag"
        "; en sag for sig",
        "som ikke er omfattet af aftalen; finansieres særskilt; afholdes uden for aftalen; er andre midler; er "
        "ikke partnerskabets penge; har ikke noget med denne aftale at gøre; som mange kvarterer deler; skal vi ikke "
        "regne med; ved siden af aftalen; er et selvstændigt projekt; er en sag for sig // er ikke høj",
    ),
    _cue(
        "elsewhere: spent",
        "er|blev|blevet|har|havde|var ~5 brugt|forbrugt|anvendt|overført|udskiftet|investeret|bygget|anlagt|købt"
        "|ombygget|renoveret|betalt|kostet|installeret|opsat|etableret|lagt; forbrug|forbruget|regnskabet|kostede"
        "|mindreforbrug*|merforbrug*|uforbrug*; hærværk|skader|skaderne|tyveri*|indbrud* ~4 koste*|for",
        "har i 2021 udskiftet belysningen for; er der brugt 640.000 kr.; hærværket kostede 2 mio. kr. // skal bruges",
    ),
    _cue(
        "elsewhere: a price",
        "regning|regningen; er anslået|anslås|kalkuleret|beregnet til",
        "Regningen for de nye porte; er anslået til // regnes med",
    ),
    _cue(
        "elsewhere: applied for",
        "ansøges|ansøgt|søges|søgt|søger|ansøger [der] om",
        "Der søges om 2 mio. kr.; er ansøgt om // søges af beboere",
    ),
    _cue(
        "limit",
        "bestemme|råde|disponere over [de|det] [første]; op til [et] [beløb] [på] [kr] [.]; over|under|højst|maksimalt"
        "|max|maks|indtil|højest [.] [et] [beløb] [på] [kr] [.]; mere|mindre end [kr] [.]",
        "op til 20.000 kr.; over 25.000 kr.; maks. 5.000 kr. // hertil",
    ),
    _cue(
        "limited",
        "ansøg*|søge|søges|godkend*|beslut*|forelæg*|kvittering*|indkøb|køb|enkeltudgifter|enkeltbeløb; kan|må ~2 "
        "bevilge*|disponere*|bestemme|råde|give|gives|uddele*|afholde*|bruge|støtte*|få|anvende; udgifter|beløb [på]"
        f" over|under|op|mere|mindre; pr|per [.] {_THINGS}",
        "kan bevilge op til 50.000 kr.; Indkøb over 25.000 kr. forelægges // bevilges",
    ),
    _cue(
        "rate",
        f"pr|per [.] [enkelt] {_THINGS}; for hver [enkelt] {_THINGS}; i|om timen|måneden|kvartalet; pr|per [.] m"
        "|kvartal; hver|hvert måned|kvartal|halvår; månedlig*|kvartalsvis*",
        "50 kr. pr. bolig; 25 kr. i timen; hvert kvartal // pr. år",
    ),
    _cue(
        "grows",
        "stiger|vokser|falder|aftager|reguleres ~2 med",
        "stiger derefter med 50.000 kr. // stiger til",
    ),
    # What is replaced stands behind these words; in the last row of the three before them.
    _cue(
        "outdated: behind",
        f"hidtidige|tidligere|nuværende|oprindelige|gamle|gældende [årlige] {_MONEY}; i stedet for [de|det|den]; "
        "erstatter|afløser [de|det|den]; mod|imod tidligere|hidtil|før|nu [de|det|den]; ikke [længere] [mere] [de|det"
        "|den]; frem for [de|det|den]; i forhold til [de|det|den]; mere|mindre|højere|lavere end [de|det|den]",
        "Det hidtidige beløb på 300.000 kr.; i stedet for 200.000 kr.; mod tidligere 1,1 mio. kr. // til aktiviteter",
    ),
    _cue(
        "outdated: until now",
        "hidtil|tidligere ~3 har|havde|gav|var|fik|blev|er|råd*|bidrog; før i tiden; har|var|havde|blev ~3 hidtil"
        "|tidligere",
        "Hidtil har kommunen givet; var tidligere 300.000 kr. // til aktiviteter",
    ),
    _cue(
        "outdated: before",
        "bortfalder|ophører|udgår|erstattes|afløses|udløber|slettes|tilbagebetales|tilbageføres; er [nu] brugt"
        "|opbrugt|ophørt|bortfaldet|udløbet; videreføres ikke; gives|anvendes|bruges ikke længere|mere; ændres|rettes"
        "|forhøjes|hæves|nedsættes|sænkes|øges|reduceres|stiger|falder ~4 til; sættes op|ned ~3 til",
        "bortfalder med udgangen af 2025; erstattes af; er brugt og videreføres ikke // fortsætter",
    ),
    _cue(
        "raised",
        "hæve*|forhøje*|øge*|nedsætte*|nedsat*|sænke*|ændre*|reducere*|løfte*|rette*|stiger|vokser|falder|går"
        "|erstatte*; sættes|sætte|sat op|ned",
        "hæves fra 500.000 kr.; sættes op fra // fordeles",
    ),
    _cue(
        "unchanged",
        "er|forbliver|fortsætter|gælder|videreføres|står [fortsat] uændre*|uforandre*; ved magt; ændres ikke; "
        "fortsætter som hidtil",
        "er uændret; ændres ikke // ændres til",
    ),
    _cue(
        "our_own",
        "til|i|for partnerskabet|tryghedspartnerskabet; partnerskabets aktiviteter|indsatser|arbejde|egne|eget|egen"
        "|budget|bevilling|ramme|midler; partnerskabet selv; vores",
        "til partnerskabet; Partnerskabets eget budget // partnerskaberne; uden for partnerskabet; ikke partnerskabets "
        "midler",
        before="uden|ikke; ikke er|bliver; del|omfattet af; indgår ikke i; hører ikke til",
    ),
    _cue(
        "refers_back",
        f"de|det|den|disse|dette|denne|ingen|intet|begge|alle ~3 {_MONEY}; de|det|den|disse|dette|ingen|begge er"
        f"|indgår|hører|regnes|afholdes|ydes|administreres|finansieres|kan|må|medregnes|tæller|holdes|ligger; {_MONEY}"
        "; udgiften|udgifterne|regningen er|indgår|hører|regnes|afholdes|betales|holdes|ligger|medregnes"
        f"; heller ikke ~1 {_MONEY}",
        "De penge indgår ikke; Ingen af de to beløb; Det er andre midler; Midlerne kan ikke // Det nærliggende "
        "områdeløft er ikke",
    ),
    _cue(
        "likewise",
        "det samme gælder|er",
        "Det samme gælder et tilskud; Det samme er hallen // det gælder",
    ),
)

TABLES: tuple[tuple[Term, ...], ...] = (AMOUNTS, GIVERS, RELATIONS, REFUSED)
