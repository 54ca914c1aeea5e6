"""The words of rules in each language except English, in the fields of `english.RuleWords`.

Only what `dates.languages` does not have is here: other forms of weekdays, ordinals, "every".
"""
# ruff: noqa: RUF001 - these are words, of which some have letters that Turkish has

from __future__ import annotations

from talkfeed.series.english import RuleWords
from talkfeed.series.germanic import GERMANIC
from talkfeed.series.romance import ROMANCE
from talkfeed.series.slavic import SLAVIC

RULE_WORDS: dict[str, RuleWords] = {
    **GERMANIC,
    **ROMANCE,
    **SLAVIC,
    "fi": RuleWords(
        noise="aina",
        weekdays="maanantaisin maanantait maanantai-iltaisin|tiistaisin tiistait|keskiviikkoisin"
        " keskiviikot|torstaisin torstait|perjantaisin perjantait|lauantaisin lauantait"
        "|sunnuntaisin sunnuntait",
        workdays="arkisin arkipäivisin",
        weekend="viikonloppuisin",
        ordinals="ensimmäinen ensimmäisenä|toinen toisena|kolmas kolmantena|neljäs neljäntenä"
        "|viides viidentenä|viimeinen viimeisenä|toiseksi_viimeinen",
        numbers="kaksi kahden|kolme kolmen|neljä neljän",
        every="joka",
        other="joka_toinen",
        week="viikko viikon viikkoa",
        month="kuukausi",
        daily="päivittäin joka_päivä",
        weekly="viikoittain joka_viikko",
        fortnightly="kahden_viikon_välein joka_toinen_viikko",
        monthly="kuukauden joka_kuukauden kuukausittain kuussa kunkin_kuukauden",
        even="parillisina_viikkoina parilliset_viikot parillisilla_viikoilla",
        odd="parittomina_viikkoina parittomat_viikot parittomilla_viikoilla",
        clock="klo kello",
        vague="yleensä noin",
        elsewhere="paitsi",
    ),
    "hu": RuleWords(
        noise="a az órától",
        weekdays="hétfőn hétfőnként hétfői hétfőjén hétfője|kedden keddenként keddi keddjén"
        " keddje|szerdán szerdánként szerdai szerdáján szerdája|csütörtökön csütörtökönként"
        " csütörtöki csütörtökén csütörtökje csütörtökjén|pénteken péntekenként pénteki"
        " péntekén péntekje péntekjén|szombaton szombatonként szombatja szombatján"
        "|vasárnaponként vasárnapja vasárnapján",
        workdays="hétköznap hétköznapokon munkanapokon",
        weekend="hétvégén hétvégente",
        ordinals="első|második|harmadik|negyedik|ötödik|utolsó|utolsó_előtti",
        numbers="két kettő|három|négy",
        every="minden",
        week="hét héten hetente hetenként",
        month="hónap hónapban",
        daily="naponta minden_nap",
        weekly="hetente minden_héten",
        fortnightly="kéthetente kéthetenként minden_második_héten",
        monthly="a_hónap minden_hónap havonta",
        even="páros_heteken páros_héten páros_hetek",
        odd="páratlan_heteken páratlan_héten páratlan_hetek",
        hours="óra órakor h",
        vague="általában kb körülbelül",
        elsewhere="kivéve",
    ),
    "ja": RuleWords(
        noise="の に は 開催 定例",
        weekdays="月曜|火曜|水曜|木曜|金曜|土曜|日曜",
        workdays="平日",
        weekend="週末 土日",
        ordinals="第一|第二|第三|第四|第五|最終 最後の|",
        daily="毎日",
        weekly="毎週",
        fortnightly="隔週 2週間に1回 2週間ごと",
        monthly="毎月",
        even="偶数週",
        odd="奇数週",
        beginning="から",
        joins="と および",
        onwards="まで 開始 より",
        vague="ほぼ 不定期 頃 ごろ",
        elsewhere="除く 以外",
    ),
    "ko": RuleWords(
        noise="에 의 날",
        workdays="평일",
        weekend="주말",
        ordinals="첫째 첫_번째 첫번째 첫|둘째 두_번째 두번째|셋째 세_번째 세번째"
        "|넷째 네_번째 네번째|다섯째|마지막|",
        daily="매일",
        weekly="매주",
        fortnightly="격주 2주마다 격주로",
        monthly="매월 매달",
        even="짝수_주 짝수주",
        odd="홀수_주 홀수주",
        beginning="부터",
        joins="과 와 및",
        onwards="까지",
        vague="보통 약",
        elsewhere="제외",
    ),
    "tr": RuleWords(
        noise="günü günleri gün bir saatleri arası da de ta te",
        weekdays="pazartesileri pazartesisi|salıları salısı|çarşambaları çarşambası|perşembeleri"
        " perşembesi|cumaları cuması|cumartesileri cumartesisi|pazarları pazarı",
        workdays="hafta_içi",
        weekend="hafta_sonu",
        ordinals="ilk birinci|ikinci|üçüncü|dördüncü|beşinci|son|",
        numbers="iki|üç|dört",
        every="her",
        week="hafta haftada",
        month="ay ayda",
        daily="günlük her_gün",
        weekly="haftada_bir her_hafta haftalık",
        fortnightly="iki_haftada_bir 2_haftada_bir",
        monthly="ayın her_ayın ayda_bir",
        even="çift_haftalarda",
        odd="tek_haftalarda",
        clock="saat",
        vague="genellikle yaklaşık",
        elsewhere="hariç",
    ),
    "zh": RuleWords(
        noise="的 个 個 一次 逢 在 于 於",
        weekdays="礼拜一 週一|礼拜二 週二|礼拜三 週三|礼拜四 週四"
        "|礼拜五 週五|礼拜六 週六|礼拜日 週日 週天 周天",
        workdays="工作日 平日",
        weekend="周末 週末",
        ordinals="第一|第二|第三|第四|第五|最后一 最後一 最后 最後|倒数第二",
        numbers="两 兩 二|三|四",
        every="每 每逢",
        week="周 週 星期 礼拜",
        month="月 个月 個月",
        day="天",
        daily="每天 每日",
        fortnightly="隔周 隔週 每隔一周 每兩週 每两周",
        monthly="每月 每个月 每個月 当月",
        even="双周 偶数周",
        odd="单周 奇数周",
        to="至 到",
        joins="和 及 与",
        vague="大约 通常 左右 不定期",
        elsewhere="除",
    ),
}
RULE_WORDS["no"] = RULE_WORDS["nn"] = RULE_WORDS["nb"]
