"""The fields of a row of words for rules, and the row of English, which is read in all feeds.

Items are separated by spaces, and an underscore is a space within one. Words are compared without
case and accents. Weekdays, times and small words also come from the rows of `dates.languages`.
"""

from talkfeed.named_tuple import NamedTuple


class RuleWords(NamedTuple):
    """The words of one language; of the fields with bars, each group has another value.

    `weekdays` are further forms from Monday to Sunday, `ordinals` first to fifth, last and last but
    one, `numbers` from two on, `campus` weekdays in one word. `other` is "every other", `monthly`
    "of the month" or "each month", `twice` has two meanings, such as "biweekly", `countless` needs
    more than a weekday, `even` and `odd` are such weeks. `at` comes before a time, `clock` before
    one of 24 hours, `hours` after one, `beginning` is "from" after it; `both` is "to" between two
    times or weekdays. `vague` and `elsewhere` are words that a rule cannot have.
    """

    noise: str = ""
    weekdays: str = ""
    workdays: str = ""
    weekend: str = ""
    ordinals: str = ""
    numbers: str = ""
    every: str = ""
    other: str = ""
    day: str = ""
    week: str = ""
    month: str = ""
    daily: str = ""
    weekly: str = ""
    fortnightly: str = ""
    twice: str = ""
    campus: str = ""
    monthly: str = ""
    countless: str = ""
    even: str = ""
    odd: str = ""
    at: str = ""
    clock: str = ""
    hours: str = ""
    both: str = ""
    to: str = ""
    start: str = ""
    joins: str = ""
    beginning: str = ""
    onwards: str = ""
    sharp: str = ""
    morning: str = ""
    afternoon: str = ""
    evening: str = ""
    after: str = ""
    vague: str = ""
    elsewhere: str = ""


ENGLISH = RuleWords(
    noise="the on of in at_the online virtual virtually remote remotely hybrid we meet meets"
    " meeting meetings are is held takes_place take_place happens occurs our seminar seminars"
    " talk talks session sessions meetup meetups lecture lectures class classes colloquium"
    " group reading_group when time times local_time meeting_time a regular regularly always"
    " both only hour hours_of",
    weekdays="mondays mons|tuesdays tues|wednesdays weds|thursdays thurs|fridays fris|saturdays"
    " sats|sundays suns",
    workdays="weekday weekdays workday workdays working_day working_days business_day"
    " business_days work_day work_days",
    weekend="weekend weekends",
    ordinals="first|second|third|fourth|fifth|last final|penultimate second_to_last second_last"
    " next_to_last last_but_one",
    numbers="two|three|four|five|six",
    every="every each all once_a once_every once_per one_per per",
    other="every_other alternate alternating each_other every_alternate",
    day="day days",
    week="week weeks",
    month="month months",
    daily="daily everyday",
    weekly="weekly once_a_week once_weekly",
    fortnightly="fortnightly fortnight every_fortnight each_fortnight once_a_fortnight a_fortnight",
    twice="biweekly bi_weekly|bimonthly bi_monthly",
    campus="mwf|tth tuth tuthu tr|mw",
    monthly="monthly of_the_month of_each_month of_every_month of_a_month in_the_month"
    " in_each_month in_every_month each_month every_month once_a_month once_per_month"
    " once_monthly a_month per_month of_month of_the_calendar_month",
    countless="yearly annually annual quarterly twice_a_month twice_a_week twice_monthly"
    " twice_weekly semimonthly semi_monthly twice_a_year every_year every_quarter"
    " each_quarter three_times_a_week hourly",
    even="even_weeks even_week even_numbered_weeks even_calendar_weeks"
    " even_numbered_calendar_weeks even_iso_weeks weeks_with_even_numbers every_even_week"
    " each_even_week",
    odd="odd_weeks odd_week odd_numbered_weeks odd_calendar_weeks odd_numbered_calendar_weeks"
    " odd_iso_weeks uneven_weeks every_odd_week each_odd_week",
    at="at @ starting_at starts_at beginning_at begins_at starting_from",
    hours="o'clock oclock hrs hr hours",
    to="to till until through thru up_to til",
    start="from",
    joins="and plus as_well_as",
    onwards="onwards onward and_onwards",
    sharp="sharp",
    morning="morning mornings in_the_morning",
    afternoon="afternoon afternoons in_the_afternoon",
    evening="evening evenings in_the_evening night nights at_night",
    after="after following after_the following_the",
    vague="most some roughly usually typically about approximately approx around circa ca"
    " generally normally mostly often occasional occasionally sometimes sometime irregular"
    " irregularly probably maybe perhaps likely tentative tentatively possibly almost nearly"
    " or semi_regularly sporadic sporadically several various many few half_past quarter_past"
    " quarter_to",
    elsewhere="except excluding excl unless but_not but not without skipping excepting until_the"
    " during term semester holidays holiday vacation vacations starting beginning begins"
    " starts ending ends since next this coming today tomorrow spring summer autumn fall"
    " winter",
)
