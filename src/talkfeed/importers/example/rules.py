"""Examples and the language of a page → the rules by which its dates are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.importers.example.dating import find_date
from talkfeed.importers.example.locating import locate
from talkfeed.importers.page.date_runs import order_of
from talkfeed.importers.page.language import rules_of_page
from talkfeed.records.timestamps import date_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.lines import Page
    from talkfeed.importers.example.locating import Example
    from talkfeed.model.imported import ImportOptions

_LOST = 99.0


def rules_of(
    page: Page, examples: Sequence[Example], base: str, stated: str, options: ImportOptions
) -> DateRules:
    """Choose the language and the order of day and month by which dates are read.

    Those under which the dates of the examples are found come first, then those that settle the
    page's other numeric dates. `stated` is the language that the page states.
    """
    ours = date_rules(options)
    text = "\n".join(line.text for line in page.lines)
    here = rules_of_page(ours, text, stated)
    dated = [(locate(page, one, ours, base), one.date) for one in examples if one.date]
    lines = [(one.spots["title"].line, date) for one, date in dated]
    shown = order_of(text)

    def cost(rules: DateRules) -> tuple[float, bool]:
        found = (find_date(page, line, date, rules) for line, date in lines)
        lost = sum(_LOST if spot is None else spot.loss for spot in found)
        return lost, shown is not None and rules.order != shown

    orders = [ours.order] if ours.order else list(dict.fromkeys((shown, None, "dmy", "mdy")))
    tried = (here, ours) if here != ours else (ours,)
    return min((one._replace(order=order) for one in tried for order in orders), key=cost)
