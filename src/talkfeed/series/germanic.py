"""The words of rules in Germanic languages except English."""

from __future__ import annotations

from talkfeed.series.english import RuleWords

_NORDIC_DAYS = "mandage mandager mandagen|tirsdage tirsdager tirsdagen tysdag tysdagar"
_NORDIC_DAYS += "|onsdage onsdager onsdagen onsdagar|torsdage torsdager torsdagen torsdagar"
_NORDIC_DAYS += "|fredage fredager fredagen fredagar|lørdage lørdager lørdagen laurdag laurdagar"
_NORDIC_DAYS += "|søndage søndager søndagen sundag sundagar"

GERMANIC: dict[str, RuleWords] = {
    "da": RuleWords(
        noise="den i på om",
        weekdays=_NORDIC_DAYS,
        workdays="hverdage hverdag hverdagene",
        ordinals="første|anden andet|tredje|fjerde|femte|sidste|næstsidste",
        numbers="to|tre|fire",
        every="hver hvert alle",
        day="dag dage",
        week="uge uger",
        month="måned måneder",
        daily="dagligt hver_dag",
        weekly="ugentligt",
        fortnightly="hver_fjortende_dag hver_14_dag",
        monthly="i_måneden hver_måned i_hver_måned månedligt om_måneden",
        even="lige_uger",
        odd="ulige_uger",
        clock="kl klokken",
        to="til",
        morning="formiddag om_formiddagen om_morgenen",
        afternoon="eftermiddag om_eftermiddagen",
        evening="aften om_aftenen",
        vague="normalt som_regel cirka ca omkring",
        elsewhere="undtagen",
    ),
    "de": RuleWords(
        noise="am an im in der die des den dem das jeweils immer wir treffen uns findet statt"
        " finden ist",
        weekdays="montage montagen|dienstage dienstagen|mittwoche mittwochen|donnerstage|freitage"
        " freitagen|samstage samstags sonnabends|sonntage sonntags",
        workdays="werktags werktage wochentags werktag arbeitstag",
        weekend="wochenende wochenends am_wochenende",
        ordinals="erster erste ersten erstem|zweiter zweite zweiten|dritter dritte dritten"
        "|vierter vierte vierten|fünfter fünfte fünften|letzter letzte letzten|vorletzter"
        " vorletzte vorletzten",
        numbers="zwei|drei|vier",
        every="jeden jede jedes jeder jedem alle aller einmal_pro",
        day="tag tage",
        week="woche wochen",
        month="monat monate monats",
        daily="täglich jeden_tag",
        weekly="wöchentlich jede_woche",
        fortnightly="14_tägig 14_täglich 14tägig 14täglich vierzehntägig vierzehntäglich"
        " zweiwöchentlich zweiwöchig 2_wöchentlich 14_tägiger alle_14_tage alle_vierzehn_tage"
        " zwei_wöchentlich",
        monthly="im_monat des_monats jedes_monats jeden_monats eines_monats eines_jeden_monats"
        " pro_monat monatlich jeden_monat in_jedem_monat einmal_im_monat",
        countless="jährlich vierteljährlich zweimal_im_monat zweimal_pro_woche",
        even="gerade_wochen geraden_wochen gerade_kw geraden_kw gerade_kalenderwochen"
        " geraden_kalenderwochen gerader_kw gerade_woche jede_gerade_woche",
        odd="ungerade_wochen ungeraden_wochen ungerade_kw ungeraden_kw ungerade_kalenderwochen"
        " ungeraden_kalenderwochen ungerader_kw ungerade_woche jede_ungerade_woche",
        at="um ab",
        hours="uhr",
        sharp="pünktlich",
        morning="morgens vormittags früh morgen vormittag vormittage am_morgen",
        afternoon="mittags mittag nachmittags nachmittag am_nachmittag",
        evening="abends abend am_abend",
        after="nach nach_dem",
        vague="meist meistens etwa ungefähr gegen circa ca zirka gewöhnlich üblicherweise"
        " normalerweise in_der_regel manchmal gelegentlich unregelmäßig oder fast einige",
        elsewhere="außer ausser ferien während vorlesungszeit nicht ausgenommen semesterferien",
    ),
    "nb": RuleWords(
        noise="den i på om",
        weekdays=_NORDIC_DAYS,
        workdays="hverdager hverdag ukedager",
        ordinals="første fyrste|andre annen|tredje|fjerde|femte|siste|nest_siste",
        numbers="to|tre|fire",
        every="hver hvert kvar alle",
        other="annenhver annankvar annahvert",
        day="dag dager",
        week="uke uker veke veker",
        month="måned måneder månad månader",
        daily="daglig hver_dag",
        weekly="ukentlig",
        fortnightly="hver_fjortende_dag",
        monthly="i_måneden i_hver_måned hver_måned månedlig i_månaden i_kvar_månad",
        even="partallsuker partallsuke like_uker",
        odd="oddetallsuker oddetallsuke ulike_uker",
        clock="kl klokka klokken",
        to="til",
        morning="formiddag om_formiddagen om_morgenen",
        afternoon="ettermiddag om_ettermiddagen",
        evening="kveld om_kvelden",
        vague="vanligvis normalt som_regel cirka ca omtrent",
        elsewhere="unntatt",
    ),
    "nl": RuleWords(
        noise="de het op in",
        weekdays="maandagen maandags|dinsdagen dinsdags|woensdagen woensdags|donderdagen"
        " donderdags|vrijdagen vrijdags|zaterdagen zaterdags|zondagen zondags",
        workdays="werkdagen werkdag doordeweeks",
        weekend="weekeinde",
        ordinals="eerste|tweede|derde|vierde|vijfde|laatste|voorlaatste een_na_laatste",
        numbers="twee|drie|vier",
        every="elke iedere elk ieder om_de alle",
        day="dag dagen",
        week="week weken",
        month="maand maanden",
        daily="dagelijks elke_dag iedere_dag",
        weekly="wekelijks",
        fortnightly="tweewekelijks om_de_week om_de_andere_week veertiendaags 14_daags"
        " om_de_14_dagen twee_wekelijks",
        other="om_de_andere",
        monthly="van_de_maand van_elke_maand van_iedere_maand per_maand elke_maand iedere_maand"
        " maandelijks in_de_maand",
        even="even_weken even_week even_weeknummers",
        odd="oneven_weken oneven_week oneven_weeknummers",
        at="om vanaf",
        hours="uur u",
        to="tot tot_en_met",
        morning="ochtend s_ochtends ochtends",
        afternoon="middag s_middags middags",
        evening="avond s_avonds avonds",
        after="na na_de",
        vague="meestal ongeveer rond circa doorgaans soms of",
        elsewhere="behalve uitgezonderd tijdens",
    ),
    "sv": RuleWords(
        noise="den i på av",
        weekdays="måndagar måndagen måndagarna|tisdagar tisdagen tisdagarna|onsdagar onsdagen"
        " onsdagarna|torsdagar torsdagen torsdagarna|fredagar fredagen fredagarna|lördagar"
        " lördagen|söndagar söndagen",
        workdays="vardagar vardag",
        weekend="helger",
        ordinals="första förste|andra andre|tredje|fjärde|femte|sista|näst_sista",
        numbers="två|tre|fyra",
        every="varje var vart en_gång_i",
        other="varannan vartannat",
        day="dag dagar",
        week="vecka veckor",
        month="månad månader",
        daily="dagligen varje_dag",
        weekly="varje_vecka veckovis",
        fortnightly="var_fjortonde_dag var_14_dag",
        monthly="i_månaden i_varje_månad varje_månad månadsvis månatligen per_månad i_månad",
        even="jämna_veckor jämn_vecka jämna_vecko",
        odd="udda_veckor udda_vecka ojämna_veckor",
        clock="kl klockan",
        to="till",
        morning="förmiddag morgon på_förmiddagen på_morgonen",
        afternoon="eftermiddag på_eftermiddagen",
        evening="kväll på_kvällen kvällar",
        vague="vanligtvis oftast normalt ungefär cirka ca omkring eller",
        elsewhere="utom förutom",
    ),
}
