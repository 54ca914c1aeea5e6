"""The words of rules in Slavic languages, whose nouns and ordinals have many forms."""
# ruff: noqa: RUF001 - these are words, of which some are written in Cyrillic

from __future__ import annotations

from talkfeed.series.english import RuleWords

SLAVIC: dict[str, RuleWords] = {
    "cs": RuleWords(
        noise="vždy ve v se koná",
        weekdays="pondělky pondělí|úterky|středy|čtvrtky|pátky pátku|soboty|neděle",
        workdays="pracovní_dny všední_dny",
        weekend="víkendy víkend",
        ordinals="první|druhý druhé druhá druhou|třetí|čtvrtý čtvrté čtvrtou|pátý páté pátou"
        "|poslední|předposlední",
        numbers="dva dvě|tři|čtyři",
        every="každý každé každou každá jednou_za co",
        week="týden týdny týdnů",
        month="měsíc měsíce",
        daily="denně každý_den",
        weekly="týdně každý_týden jednou_týdně",
        fortnightly="jednou_za_14_dní jednou_za_čtrnáct_dní každých_14_dní jednou_za_dva_týdny"
        " každé_dva_týdny",
        monthly="v_měsíci měsíčně každý_měsíc každého_měsíce měsíce",
        even="v_sudých_týdnech sudých_týdnech sudé_týdny sudý_týden v_sudém_týdnu v_sudý_týden",
        odd="v_lichých_týdnech lichých_týdnech liché_týdny lichý_týden v_lichém_týdnu"
        " v_lichý_týden",
        at="od",
        hours="h hod hodin",
        vague="obvykle většinou přibližně cca zhruba nebo",
        elsewhere="kromě mimo",
    ),
    "pl": RuleWords(
        noise="w we na się",
        weekdays="poniedziałki poniedziałku|wtorki wtorku wtorek|środy|czwartki czwartku|piątki"
        " piątku|soboty|niedziele niedzieli",
        workdays="dni_robocze dni_powszednie",
        weekend="weekendy",
        ordinals="pierwszy pierwsza pierwszą pierwsze|drugi druga drugą|trzeci trzecia trzecią"
        "|czwarty czwarta czwartą|piąty piąta piątą|ostatni ostatnia ostatnią|przedostatni"
        " przedostatnią",
        numbers="dwa dwie|trzy|cztery",
        every="co każdy każda każdą każde raz_na",
        other="co_drugi co_drugą co_drugie",
        week="tydzień tygodnie tygodni",
        month="miesiąc miesiące miesięcy",
        daily="codziennie co_dzień",
        weekly="co_tydzień cotygodniowo",
        fortnightly="raz_na_dwa_tygodnie co_dwa_tygodnie co_2_tygodnie co_drugi_tydzień",
        monthly="miesiąca w_miesiącu każdego_miesiąca co_miesiąc comiesięcznie",
        even="parzyste_tygodnie w_parzyste_tygodnie w_tygodniach_parzystych tygodnie_parzyste",
        odd="nieparzyste_tygodnie w_nieparzyste_tygodnie w_tygodniach_nieparzystych"
        " tygodnie_nieparzyste",
        at="o od",
        clock="godz o_godz godzina godzinie o_godzinie od_godz",
        to="do",
        start="od",
        vague="zazwyczaj zwykle około ok lub",
        elsewhere="oprócz poza z_wyjątkiem",
    ),
    "ru": RuleWords(
        noise="в во",
        weekdays="понедельникам понедельника понедельники|вторникам вторника вторники|средам"
        " среды|четвергам четверга четверги|пятницам пятницы|субботам субботы|воскресеньям"
        " воскресенья воскресеньям",
        workdays="будням будни рабочим_дням по_будням",
        weekend="выходным по_выходным",
        ordinals="первый первая первую первое|второй вторая вторую второе|третий третья третью"
        " третье|четвёртый четвертый четвёртая четвертая четвёртую|пятый пятая пятую"
        "|последний последняя последнюю последнее|предпоследний предпоследняя",
        numbers="два две|три|четыре",
        every="каждый каждая каждую каждое каждые раз_в",
        week="неделя неделю недели недель",
        month="месяц месяцев",
        daily="ежедневно каждый_день",
        weekly="еженедельно каждую_неделю раз_в_неделю",
        fortnightly="раз_в_две_недели каждые_две_недели раз_в_2_недели через_неделю",
        monthly="месяца каждого_месяца в_месяце в_месяц ежемесячно",
        even="чётным_неделям четным_неделям чётные_недели чётных_недель",
        odd="нечётным_неделям нечетным_неделям нечётные_недели нечётных_недель",
        hours="ч час часов часа",
        both="по",
        start="с",
        to="до",
        morning="утра",
        afternoon="дня",
        evening="вечера",
        vague="обычно примерно около иногда или",
        elsewhere="кроме",
    ),
    "sk": RuleWords(
        noise="vždy v vo",
        weekdays="pondelky pondelka|utorky|stredy|štvrtky|piatky piatka|soboty|nedele",
        workdays="pracovné_dni",
        ordinals="prvý prvá prvú|druhý druhá druhú|tretí tretia tretiu|štvrtý štvrtú|piaty piatu"
        "|posledný posledná poslednú|predposledný",
        numbers="dva dve|tri|štyri",
        every="každý každá každú každé raz_za",
        week="týždeň týždne týždňov",
        month="mesiac mesiace",
        daily="denne každý_deň",
        weekly="týždenne každý_týždeň",
        fortnightly="raz_za_dva_týždne každé_dva_týždne každý_druhý_týždeň",
        monthly="v_mesiaci každého_mesiaca mesačne mesiaca",
        even="párne_týždne v_párnych_týždňoch párny_týždeň v_párny_týždeň",
        odd="nepárne_týždne v_nepárnych_týždňoch nepárny_týždeň v_nepárny_týždeň",
        at="o od",
        hours="h hod hodine",
        vague="zvyčajne približne alebo",
        elsewhere="okrem",
    ),
    "uk": RuleWords(
        noise="в у",
        weekdays="понеділка щопонеділка понеділкам понеділки|вівторка щовівторка вівторкам|середи"
        " щосереди середам|четверга щочетверга четвергам|п'ятниця п'ятницю п'ятниці"
        " щоп'ятниці п'ятницям|суботи щосуботи суботам|неділі щонеділі неділям",
        ordinals="перший перша першу|другий друга другу|третій третя третю|четвертий четверта"
        "|п'ятий п'ята|останній остання останню останньої|передостанній",
        numbers="два дві|три|чотири",
        every="кожен кожна кожну кожного кожної кожні раз_на",
        week="тиждень тижні тижнів",
        month="місяць місяців",
        daily="щодня щоденно",
        weekly="щотижня",
        fortnightly="раз_на_два_тижні кожні_два_тижні",
        monthly="місяця кожного_місяця щомісяця на_місяць",
        even="парні_тижні по_парних_тижнях парних_тижнів",
        odd="непарні_тижні по_непарних_тижнях непарних_тижнів",
        hours="год година годині",
        both="по",
        start="з",
        to="до",
        vague="зазвичай приблизно близько або",
        elsewhere="крім",
    ),
}
