"""A name → whether it is a placeholder such as "TBA" or "N.N.".

Rows are keyed by BCP 47 primary language, as in the table of dates.
"""
# ruff: noqa: RUF001 - these are words, of which some are written in Cyrillic

from __future__ import annotations

from functools import cache, lru_cache

from talkfeed.identity import fold
from talkfeed.patterns import lazy

PLACEHOLDERS = {
    "en": "tba|tbd|tbc|nn|n n|to be announced|to be determined|to be confirmed|to be decided"
    "|to be defined|yet to be announced|coming soon|unknown",
    "ca": "per anunciar|per confirmar|per determinar",
    "cs": "bude oznámeno|bude oznámen|bude upřesněno|bude doplněno",
    "da": "annonceres senere|oplyses senere",
    "de": "wird bekanntgegeben|wird bekannt gegeben|wird noch bekanntgegeben"
    "|wird noch bekannt gegeben|noch offen|steht noch nicht fest|unbekannt",
    "es": "por anunciar|por confirmar|por definir|por determinar",
    "fi": "ilmoitetaan myöhemmin|vahvistetaan myöhemmin",
    "fr": "à annoncer|à confirmer|à définir|à déterminer|à préciser|à venir",
    "hu": "később jelentjük be|egyeztetés alatt",
    "it": "da annunciare|da confermare|da definire|da determinare",
    "ja": "未定|調整中",
    "ko": "미정|추후 공지|추후공지",
    "nb": "annonseres senere|kunngjøres senere",
    "nl": "nader te bepalen|volgt nog|wordt nog bekendgemaakt",
    "pl": "do ustalenia|zostanie ogłoszony|zostanie podany",
    "pt": "a anunciar|a confirmar|a definir|por anunciar",
    "ro": "urmează să fie anunțat|va fi anunțat",
    "ru": "будет объявлен|будет объявлено|уточняется",
    "sk": "bude oznámené|bude oznámený|bude upresnené",
    "sv": "annonseras senare|meddelas senare|tillkännages senare",
    "tr": "açıklanacak|belirlenecek|duyurulacak",
    "uk": "буде оголошено|уточнюється",
}
"""Placeholders for a name that is not known yet: lower case, without punctuation."""
ROLES = {
    "en": "speaker speakers presenter presenters lecturer guest invited keynote more other",
    "cs": "přednášející řečník",
    "da": "taler oplægsholder",
    "de": "sprecher sprecherin referent referentin vortragender vortragende",
    "es": "ponente ponentes orador oradora",
    "fi": "puhuja",
    "fr": "orateur oratrice intervenant intervenante conférencier conférencière",
    "hu": "előadó",
    "it": "relatore relatrice",
    "ja": "講演者 登壇者",
    "ko": "발표자 연사",
    "nb": "taler foredragsholder",
    "nl": "spreker",
    "pl": "prelegent prelegentka",
    "pt": "palestrante orador oradora",
    "ro": "vorbitor",
    "ru": "докладчик спикер",
    "sk": "prednášajúci",
    "sv": "talare föredragshållare",
    "tr": "konuşmacı",
    "uk": "доповідач спікер",
}
"""Words that may precede a placeholder."""

_NO_NAME = lazy(r"[\s?.\-–—…]+")
_PUNCTUATION = lazy(r"[^\w\s]+")


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(word for row in PLACEHOLDERS.values() for word in row.split("|"))


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for row in ROLES.values() for word in row.split())


@lru_cache(maxsize=4096)  # people and events are those of many talks
def is_placeholder(name: str) -> bool:
    """Return whether a name is only a placeholder.

    >>> is_placeholder("T.B.A."), is_placeholder("Speaker: to be announced")
    (True, True)
    >>> is_placeholder("Nadia Noname"), is_placeholder("Speaker")
    (False, False)
    """
    words = _PUNCTUATION.sub("", fold(name)).split()
    while words and words[0] in _roles():
        words = words[1:]
    return " ".join(words) in _placeholders() or _NO_NAME.fullmatch(name) is not None
