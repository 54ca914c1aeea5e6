"""The words of each language except English: months, weekdays, seasons, prepositions.

A row belongs to one BCP 47 primary language. The twelve months and seven weekdays are in order,
their spellings separated by bars; an abbreviation of a weekday that is also one of a month
(Spanish and Italian `mar`) is left out.
"""
# ruff: noqa: RUF001 - these are words, of which some are written in Cyrillic

from __future__ import annotations

from talkfeed.dates.english import Language

_NORDIC = "jan januar|feb februar|mar mars|apr april|mai|jun juni|jul juli|aug august"
_NORDIC_DAYS = (
    "ma man mandag|ti tir tirs tirsdag|ons onsdag|tor tors torsdag|fre fredag"
    "|lø lør lørdag|sø søn søndag"
)
_NORDIC_END = "sep sept september|okt oktober|nov november|des desember"

LANGUAGES: dict[str, Language] = {
    "ca": Language(
        months="gen gener|febr febrer|març|abr abril|maig|juny|jul juliol|ag agost"
        "|set setembre|oct octubre|nov novembre|des desembre",
        weekdays="dl dilluns|dt dimarts|dc dimecres|dj dijous|dv divendres|ds dissabte|dg diumenge",
        seasons="primavera|estiu|tardor|hivern",
        parts="inici principis|mitjan mitjans|final finals",
        noise="de d' del el la l' al",
        to="al fins",
        both="a",
        at="les",
        hours="hores",
        joins="i",
        about="cap",
    ),
    "cs": Language(
        months="led leden ledna|úno únor února|bře březen března|dub duben dubna"
        "|kvě květen května|čvn červen června|čvc červenec července|srp srpen srpna"
        "|zář září|říj říjen října|lis listopad listopadu|pro prosinec prosince",
        weekdays="po pondělí|út úterý|st středa středu|čt čtvrtek|pá pátek|so sobota sobotu"
        "|ne neděle neděli",
        seasons="jaro jaře jara|léto létě léta|podzim podzimu|zima zimě zimy",
        parts="začátek začátkem počátek|polovina polovině|konec koncem",
        noise="dne na v ve roku",
        start="od",
        to="do až",
        at="v ve od",
        hours="hod hodin",
        joins="a",
        term="semestr",
        about="asi cca kolem",
        quarter="čtvrtletí kvartál",
        half="pololetí",
    ),
    "da": Language(
        months="jan januar|feb februar|mar marts|apr april|maj|jun juni|jul juli|aug august"
        "|sep sept september|okt oktober|nov november|dec december",
        weekdays=_NORDIC_DAYS,
        seasons="forår foråret|sommer sommeren|efterår efteråret|vinter vinteren",
        parts="tidligt starten begyndelsen|midt midten|sent slutningen",
        noise="den d i af",
        start="fra",
        to="til",
        at="kl klokken",
        joins="og",
        term="semester",
        about="omkring ca",
        quarter="kvartal",
        half="halvår",
        week="uge",
    ),
    "de": Language(
        months="jan jän januar jänner|feb feber februar|mär mrz märz maerz|apr april|mai"
        "|jun juni|jul juli|aug august|sep sept september|okt oktober|nov november|dez dezember",
        weekdays="mo montag montags|di die dienstag dienstags|mi mit mittwoch mittwochs"
        "|do don donnerstag donnerstags|fr fre freitag freitags|sa sam samstag sonnabend"
        "|so son sonntag",
        seasons="frühling frühjahr fruehling fruehjahr|sommer sommersemester sose ss"
        "|herbst|winter wintersemester wise ws",
        parts="anfang beginn frühen|mitte|ende spät",
        noise="am im in der des den dem zum",
        start="vom von",
        between="zwischen",
        to="bis",
        at="um ab gegen",
        hours="uhr",
        joins="und",
        term="semester",
        about="etwa ungefähr um zirka",
        maybe="vermutlich wahrscheinlich vielleicht voraussichtlich",
        quarter="quartal",
        half="halbjahr hälfte",
        week="kw woche kalenderwoche",
        twelves="|mitternacht",
    ),
    "es": Language(
        months="ene enero|feb febrero|mar marzo|abr abril|may mayo|jun junio|jul julio"
        "|ago agosto|sep sept set septiembre setiembre|oct octubre|nov noviembre"
        "|dic diciembre",
        weekdays="lun lunes|martes|mié mier miércoles|jue jueves|vie viernes|sáb sábado"
        "|dom domingo",
        seasons="primavera|verano|otoño|invierno",
        parts="principio principios comienzo comienzos inicios|mediado mediados"
        "|final finales fines fin",
        noise="de del el los la en",
        start="desde",
        between="entre",
        to="al hasta",
        both="a",
        at="las la partir",
        hours="horas hs hrs",
        joins="y e",
        term="semestre",
        about="hacia alrededor aproximadamente",
        maybe="probablemente",
        quarter="trimestre",
        week="semana",
        twelves="|medianoche",
    ),
    "fi": Language(
        months="tammik tammikuu tammikuuta tammikuun|helmik helmikuu helmikuuta helmikuun"
        "|maalisk maaliskuu maaliskuuta maaliskuun|huhtik huhtikuu huhtikuuta huhtikuun"
        "|toukok toukokuu toukokuuta toukokuun|kesäk kesäkuu kesäkuuta kesäkuun"
        "|heinäk heinäkuu heinäkuuta heinäkuun|elok elokuu elokuuta elokuun"
        "|syysk syyskuu syyskuuta syyskuun|lokak lokakuu lokakuuta lokakuun"
        "|marrask marraskuu marraskuuta marraskuun|jouluk joulukuu joulukuuta joulukuun",
        weekdays="ma maanantai maanantaina|ti tiistai tiistaina|ke keskiviikko keskiviikkona"
        "|to torstai torstaina|pe perjantai perjantaina|la lauantai lauantaina"
        "|su sunnuntai sunnuntaina",
        seasons="kevät keväällä|kesä kesällä|syksy syksyllä|talvi talvella",
        at="klo kello",
        joins="ja",
        about="noin",
    ),
    "fr": Language(
        months="janv janvier|févr fév fevr février|mars|avr avril|mai|juin|juil juillet|août aout"
        "|sept septembre|oct octobre|nov novembre|déc décembre",
        weekdays="lun lundi|mardi|mer mercredi|jeu jeudi|ven vendredi|sam samedi|dim dimanche",
        seasons="printemps|été|automne|hiver",
        parts="début|mi milieu|fin",
        noise="le les la du de d' l' en courant",
        between="entre",
        to="jusqu'au",
        both="à au",
        at="dès vers partir",
        hours="heures heure",
        joins="et",
        term="semestre",
        about="environ vers",
        maybe="probablement",
        quarter="trimestre",
        week="semaine",
        twelves="midi|minuit",
    ),
    "hu": Language(
        months="jan január|feb febr február|már márc március|ápr április|máj május|jún június"
        "|júl július|aug augusztus|szept szeptember|okt október|nov november|dec december",
        weekdays="hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap",
        seasons="tavasz|nyár|ősz|tél",
        joins="és",
    ),
    "it": Language(
        months="gen gennaio|feb febbraio|mar marzo|apr aprile|mag maggio|giu giugno|lug luglio"
        "|ago agosto|set sett settembre|ott ottobre|nov novembre|dic dicembre",
        weekdays="lun lunedì|martedì|mer mercoledì|gio giovedì|ven venerdì|sab sabato|dom domenica",
        seasons="primavera|estate|autunno|inverno",
        parts="inizio|metà|fine",
        noise="il la i dell' l' di del nel nell' in",
        start="da dal dall'",
        between="tra fra",
        to="al all' fino",
        both="a alle",
        at="ore dalle",
        joins="e ed",
        term="semestre",
        about="circa verso",
        quarter="trimestre",
        week="settimana",
        twelves="mezzogiorno|mezzanotte",
    ),
    "ja": Language(
        months="",
        weekdays="月 月曜日|火 火曜日|水 水曜日|木 木曜日|金 金曜日|土 土曜日|日 日曜日",
        seasons="春|夏|秋|冬",
        parts="上旬 初旬|中旬|下旬",
        to="から",
        noise="祝",
    ),
    "ko": Language(
        months="",
        weekdays="월 월요일|화 화요일|수 수요일|목 목요일|금 금요일|토 토요일|일 일요일",
        seasons="봄|여름|가을|겨울",
    ),
    "nb": Language(
        months=f"{_NORDIC}|{_NORDIC_END}",
        weekdays=_NORDIC_DAYS,
        seasons="vår våren|sommer sommeren|høst høsten|vinter vinteren",
        parts="tidlig starten begynnelsen|midt midten|sent slutten",
        noise="den i av",
        start="fra",
        to="til",
        at="kl klokka klokken",
        joins="og",
        term="semester",
        about="omkring ca",
        quarter="kvartal",
        half="halvår",
        week="uke",
    ),
    "nl": Language(
        months="jan januari|feb februari|mrt maart|apr april|mei|jun juni|jul juli|aug augustus"
        "|sep sept september|okt oktober|nov november|dec december",
        weekdays="ma maandag|di dinsdag|wo woensdag|do donderdag|vr vrijdag|za zaterdag|zo zondag",
        seasons="lente voorjaar|zomer|herfst najaar|winter",
        parts="begin vroege|medio midden|eind einde late",
        noise="de het op in",
        start="van",
        to="tot t/m",
        at="om vanaf",
        hours="uur",
        joins="en",
        term="semester",
        about="rond ongeveer omstreeks",
        quarter="kwartaal",
        half="helft",
    ),
    "pl": Language(
        months="sty styczeń stycznia styczniu|lut luty lutego lutym|mar marzec marca marcu"
        "|kwi kwiecień kwietnia kwietniu|maj maja maju|cze czerwiec czerwca czerwcu"
        "|lip lipiec lipca lipcu|sie sierpień sierpnia sierpniu|wrz wrzesień września wrześniu"
        "|paź październik października październiku|lis listopad listopada listopadzie"
        "|gru grudzień grudnia grudniu",
        weekdays="pon poniedziałek|wt wtorek|śr środa środę|czw czwartek|pt piątek"
        "|sob sobota sobotę|niedz niedziela niedzielę",
        seasons="wiosna wiosną wiosny|lato latem lata|jesień jesienią jesieni|zima zimą zimy",
        parts="początek początku|połowa połowie|koniec końcu",
        noise="dnia w we z na r roku",
        start="od",
        to="do",
        at="o godz godzina godzinie od godz godzina godzinie",
        joins="i",
        term="semestr",
        about="około ok koło około",
        quarter="kwartał",
    ),
    "pt": Language(
        months="jan janeiro|fev fevereiro|mar março|abr abril|mai maio|jun junho|jul julho"
        "|ago agosto|set setembro|out outubro|nov novembro|dez dezembro",
        weekdays="seg segunda segunda-feira|ter terça terça-feira|qua quarta quarta-feira"
        "|qui quinta quinta-feira|sex sexta sexta-feira|sáb sábado|dom domingo",
        seasons="primavera|verão|outono|inverno",
        parts="início começo|meados|fim final finais",
        noise="de do da dos das em no na dia dias o feira",
        start="desde",
        between="entre",
        to="até ao",
        both="a às",
        at="as pelas partir",
        hours="horas",
        joins="e",
        term="semestre",
        about="cerca",
        quarter="trimestre",
        week="semana",
        twelves="meio-dia|meia-noite",
    ),
    "ro": Language(
        months="ian ianuarie|feb februarie|mar martie|apr aprilie|mai|iun iunie|iul iulie"
        "|aug august|sept septembrie|oct octombrie|nov noiembrie|dec decembrie",
        weekdays="luni|marți|miercuri|joi|vineri|sâmbătă|duminică",
        seasons="primăvara primăvară|vara vară|toamna toamnă|iarna iarnă",
        noise="pe în",
        to="până",
        at="ora orele",
        joins="și",
    ),
    "ru": Language(
        months="янв январь января|фев февр февраль февраля|мар март марта|апр апрель апреля"
        "|май мая|июн июнь июня|июл июль июля|авг август августа|сен сент сентябрь сентября"
        "|окт октябрь октября|ноя нояб ноябрь ноября|дек декабрь декабря",
        weekdays="пн понедельник|вт вторник|ср среда среду|чт четверг|пт пятница пятницу"
        "|сб суббота субботу|вс воскресенье",
        seasons="весна весной|лето летом|осень осенью|зима зимой",
        noise="г года году",
        start="с",
        to="по до",
        at="в во",
        joins="и",
        hours="часов час ч",
    ),
    "sk": Language(
        months="jan január januára|feb február februára|mar marec marca|apr apríl apríla"
        "|máj mája|jún júna|júl júla|aug august augusta|sep september septembra"
        "|okt október októbra|nov november novembra|dec december decembra",
        weekdays="po pondelok|ut utorok|st streda stredu|št štvrtok|pi piatok|so sobota sobotu"
        "|ne nedeľa nedeľu",
        seasons="jar|leto|jeseň|zima",
        noise="dňa",
        start="od",
        to="do až",
        at="o",
        joins="a",
    ),
    "sv": Language(
        months="jan januari|feb februari|mar mars|apr april|maj|jun juni|jul juli|aug augusti"
        "|sep sept september|okt oktober|nov november|dec december",
        weekdays="mån måndag|tis tisdag|ons onsdag|tor tors torsdag|fre fredag|lör lördag"
        "|sön söndag",
        seasons="vår våren|sommar sommaren|höst hösten|vinter vintern",
        parts="tidigt början|mitten|sent slutet",
        noise="den i av",
        start="från",
        to="till",
        at="kl klockan",
        joins="och",
        term="termin terminen",
        about="cirka ungefär omkring",
        quarter="kvartalet kvartal",
        half="halvåret halvår",
        week="vecka v",
    ),
    "tr": Language(
        months="oca ocak|şub şubat|mar mart|nis nisan|may mayıs|haz haziran|tem temmuz"
        "|ağu ağustos|eyl eylül|eki ekim|kas kasım|ara aralık",
        weekdays="pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar",
        seasons="ilkbahar bahar|yaz|sonbahar güz|kış",
        at="saat",
        joins="ve",
    ),
    "uk": Language(
        months="січень січня|лютий лютого|березень березня|квітень квітня|травень травня"
        "|червень червня|липень липня|серпень серпня|вересень вересня|жовтень жовтня"
        "|листопад листопада|грудень грудня",
        weekdays="пн понеділок|вт вівторок|ср середа середу|чт четвер|пт пʼятниця"
        "|сб субота суботу|нд неділя неділю",
        seasons="весна навесні|літо влітку|осінь восени|зима взимку",
        noise="р року",
        start="з",
        to="по до",
        at="о об",
        joins="і та",
    ),
}
LANGUAGES["zh"] = Language(
    months="",
    weekdays="周一 星期一 一|周二 星期二 二|周三 星期三 三|周四 星期四 四|周五 星期五 五"
    "|周六 星期六 六|周日 星期日 星期天 日",
    seasons="春 春季|夏 夏季|秋 秋季|冬 冬季",
    to="至 到",
)
LANGUAGES["no"] = LANGUAGES["nn"] = LANGUAGES["nb"]
