"""What words tell: of an event, a title, a person, a place, a kind of talk, a part of a page.

Nothing here decides; each function says how much a text looks like something, and the readers
compare that over all siblings.
"""

from __future__ import annotations

import re

_EVENT = re.compile(
    r"\b(?:\w*conf|conference|conférence|konferenz|congreso|congress|kongress|summit|meet-?ups?|workshops?"
    r"|symposium|symposia|tage?|forum|user ?group|usergroup|working group|reading group|study group|seminars?|colloqui(?:um|a)|meeting"
    r"|bootcamp|hackathon|expo|webinars?|podcast|convention|festival|fest|retreat"
    r"|jornadas|journées|treffen|tagung|weekend|chapter|association|developers group|minisymposium"
    r"|devroom|stammtisch|unconference|roadshow|assembly"
    r"|barcamp|lug|congrès|encontro|encuentro|kaigi|kollokvium|kolloquium|webinaire)\b",
    re.IGNORECASE,
)
_EVENT_NAME = re.compile(
    r"\b[A-Z]\w*(?:Con|CON|Conf|CONF|UG|Fest|FEST|Camp|Days?|Summit|World|Meetup|Kaigi|Loop|MUG)\b"
    r"|\b(?:Py|Ruby|Djan|Ra|Euro|Dev|Code|Fos|Open|Linux|Kube|Java|Js|JS|Go|Rust|Web|Scala|Clojure)\w*"
    r"(?:con|conf|days?|fest|camp|dem|up|xpo|Con)\b"
    r"|\b(?:TEDx?\w*|FOSDEM|OSCON|NDC|GOTO|QCon|DevOpsDays|SIGGRAPH|NeurIPS|CCC|\d\dC3|DEF CON|WWDC)\b"
    r"|\b\d{1,3}(?:st|nd|rd|th)\b"
)
_HOST = re.compile(
    r"\b(?:universit(?:y|é|ät|à|a|e|ies)|universidade?|college|school|institute?|academy|society|gmbh|centre"
    r"|center|laborator\w+|department|faculty|inc|ltd|llc|technologies|solutions|corp(?:oration)?|foundation"
    r"|hochschule|école|association|library|museum|studios?)\b",
    re.IGNORECASE,
)
_EVENT_WEAK = re.compile(
    r"\b(?:Days?|Camp|Week|Club|Annual|International|National|Users?|Developers?|Inc|Ltd|LLC|Track|SIG"
    r"|Labs?|Center|Meet|Tour|Show|Nights?|Evening|World|Live|Connect|Events?|Group|UK|EU|Europe|Tech"
    r"|Dev|Community|Session|Lecture|Series|Open|Global|Academy)\b"
)
_EVENT_CASE = re.compile(
    r"\b(?:\w*[a-z]Con|\w+Conf|\w+UG|\w+Fest|\w+Camp|\w+Days?|(?!USA\b|UAE\b|NYC\b|PDF\b|TBA\b|TBD\b)[A-Z]{3,}(?:con|CON)?|\w+\.js|#\w+)\b"
    r"(?:\s?['’]?\d{2,4})?"
)
_YEAR_NAME = re.compile(r"(?:\b(?:19|20)\d\d|['’]\d\d)\b")
_CUES = re.compile(
    r"(?:how|why|what|when|where|who|is|are|do|does|can|should|an? |the |introduc|intro\b|towards?"
    r"|from |beyond|on the |your |my |our |you |we |i |let|getting|don['’]t|stop|it['’]s|there"
    r"|\w+ing )",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a an and as at by de del der die das du d la le les el en et for from if in into is it of on or"
    " per the to und y with via vs your my our you not no zu im am auf mit für von".split()
)
_WORD = re.compile(r"[\w'’.+#-]+")
_KIND = re.compile(
    r"(?:(?:invited|contributed|plenary|keynote|short|long|full|public|panel|guest|opening|closing"
    r"|lightning|technical|virtual|remote|online|in-person|recorded|conference|featured|tech|research"
    r"|departmental|half-day|full-day|hour|hours|hr|min|mins|minutes?|minute|m|h|h?\d+(?:\.\d+)?h?"
    r"|x|with|and|co-|joint|hands-on|selected|upcoming|accepted|\(|\)|a|an|in|the|to|be|first|poster) ?[-&/]?)*"
    r"(?:talks?|keynotes?|workshops?|presentations?|tutorials?|lectures?|seminars?|panels?|panel"
    r" (?:discussion|member|moderator)|panelist|panellist|moderator|speaker|webinars?|lightning|plenary"
    r"|invited|posters?|demos?|online|remote|remotely|virtual|virtually|hybrid|in-person|sessions?"
    r"|podcasts?|interviews?|bof|min|minutes|hours?|q&a|slides?|video|videos|recordings?|english"
    r"|german|french|spanish|in english|cancelled|canceled|upcoming|past|no recording|not recorded"
    r"|coming soon|tba|tbd|recording tba|soon|n/a|none|private|internal|sold out|-|joint work"
    r"|solo|contributed|co-presented|co-speaker|host|organi[sz]er|discussion|discussant|chair)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?:all|my|our|the|some|a|of|list|past|previous|upcoming|future|recent|earlier|older|recorded"
    r"|selected|invited|public|contributed|conference|conferences|technical|tech|academic|international"
    r"|national|local|featured|other|scientific|more|next|archive|archived|talk|plenary|oral"
    r"|and|&|/|,|-|–|speaking|video|videos|slides?|meetups?|research|seminar|keynote|online|department"
    r"|departmental|in|i've|i|have|given|gave|popular|outreach|general|press|media|webinar|guest"
    r"|standalone|english|french|german|spanish|dump|poster|posters|user|group|community) )*"
    r"(?:talks?|presentations?|speaking(?: (?:engagements?|events?|history|schedule))?|keynotes?"
    r"|workshops?|lectures?|seminars?|videos?|slides?|slide decks?|conferences?|tutorials?|panels?"
    r"|panel discussions|webinars?|podcasts?|podcast appearances|interviews?|appearances|engagements?"
    r"|events?|meetups?|upcoming|past|previous|future|archive|recordings?|livestreams?|plenary"
    r"|screencasts?|lightning|colloquia|courses?|training|trainings|series|selected|featured|standalone"
    r"|posters?|given|vorträge|vortrag|conférences|exposés|présentations|charlas|ponencias|palestras"
    r"|contributed|invited|speeches|highlights|recent|media|other|misc(?:ellaneous)?)"
    r"(?: \(?(?:and|&|/|given|so far|in|at|by|to|from|i|have|schedule|archive|list|selection|here|me"
    r"|slides|videos?|talks|workshops|presentations|panels|events|podcasts|recordings|seminars|dump"
    r"|interviews|selected|past|upcoming|meetups|conferences|tutorials|keynotes|academic|lectures)\)?,?)*[:.]?",
    re.IGNORECASE,
)
_NO_TALKS = re.compile(
    r"\b(?:publications?|papers?|articles?|blog|posts?|contact|bio(?:graphy)?|about(?: me)?|education"
    r"|teaching|awards?|grants?|honou?rs|service|committees?|reviewing|projects?|software|skills"
    r"|experience|employment|proposals?|ideas|topics?|abstracts submitted|rejected|open slots?"
    r"|call for|how to|code of conduct|sponsors?|subscribe|newsletter|categories|tags|recent posts"
    r"|archives?|follow|links|navigation|menu|search|share|comments?|references|resources|books?"
    r"|testimonials?|feedback|headshots?|photos?|speaker (?:bio|info|rider|kit)|book me|hire|students"
    r"|supervision|memberships?|patents?|theses|thesis|language|licen[cs]e|related|see also|recommended"
    r"|i (?:can|could|like to) (?:talk|speak)|available|requirements|travel|availability|faq|privacy"
    r"|invite|connect|information|organi[sz](?:ed|er|ing)|attended|attending|press kit|legal|disclaimer|imprint|impressum"
    r"|table of contents|contents|elsewhere|social|connect with|get in touch|accessibility)\b",
    re.IGNORECASE,
)
_PERSON_WORD = (
    r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž](?:\.|['’]?[A-ZÀ-Þ]?[a-zß-öø-ÿĀ-ž]+)(?:[-'’][A-ZÀ-Þ]?[a-zß-öø-ÿĀ-ž]+)*"
    r"|[A-ZÀ-Þ]{2,3}(?=\s[A-Z])|(?:de|da|dos|del|van|von|der|den|la|le|di|bin|al|el|ter|ten|af)(?=\s))"
)
_PERSON = re.compile(rf"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s)*{_PERSON_WORD}(?:[ \xa0]{_PERSON_WORD}){{1,4}}")
_HANDLES = re.compile(r"\s*[(\[]?@[\w.@-]+[)\]]?")
_ASIDES = re.compile(r"\s*\([^()]*\)")
_AND = re.compile(r"\s*(?:,\s*(?:and|&)|,|;|\band\b|&|\bund\b|\bet\b|\by\b|\+|/)\s+", re.IGNORECASE)
_PLACE_WORDS = re.compile(
    r"\b(?:USA?|U\.S\.A?\.?|UK|U\.K\.|United (?:States|Kingdom|Arab Emirates)|Germany|France|Spain|Italy"
    r"|Netherlands|Belgium|Switzerland|Austria|Poland|Portugal|Sweden|Norway|Denmark|Finland|Ireland"
    r"|Canada|Mexico|Brazil|Argentina|Chile|India|China|Japan|Korea|Singapore|Australia|New Zealand"
    r"|Israel|Turkey|Greece|Russia|Ukraine|Romania|Hungary|Czech(?:ia| Republic)|Slovakia|Slovenia"
    r"|Croatia|Serbia|Bulgaria|Estonia|Latvia|Lithuania|Scotland|England|Wales|Iceland|Taiwan|Thailand"
    r"|Vietnam|Indonesia|Malaysia|Philippines|South Africa|Kenya|Nigeria|Egypt|Morocco|Colombia|Peru"
    r"|London|Paris|Berlin|Amsterdam|New York|NYC|San Francisco|Tokyo|Barcelona|Madrid|Munich|Vienna"
    r"|Prague|Copenhagen|Stockholm|Oslo|Helsinki|Dublin|Brussels|Zurich|Zürich|Geneva|Milan|Rome|Lisbon"
    r"|Warsaw|Kraków|Krakow|Budapest|Athens|Sydney|Melbourne|Toronto|Montreal|Montréal|Vancouver|Seattle"
    r"|Boston|Chicago|Austin|Portland|Denver|Los Angeles|Las Vegas|Philadelphia|Washington|Atlanta"
    r"|Bangalore|Bengaluru|Edinburgh|Manchester|Cambridge|Oxford|Bristol|Hamburg|Cologne|Köln|Karlsruhe"
    r"|Leipzig|Dresden|Stuttgart|Frankfurt|Utrecht|Rotterdam|Delft|Antwerp|Ghent|Lyon|Toulouse|Grenoble"
    r"|Minneapolis|Cleveland|Pittsburgh|Salt Lake City|San Diego|San Jose|Baltimore|Nashville|Dallas"
    r"|Houston|Miami|Detroit|Phoenix|Online|Virtual|Remote)\b"
    r"|,\s*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    r"|T[NX]|UT|V[AT]|W[AIVY]|ON|BC|QC)\b"
)


_EVENTFUL = 0.2
_TITLED = 0.45


def eventness(text: str) -> float:
    """Say how much a text looks like the name of an event."""
    score = 0.0
    if _EVENT_CASE.search(text):
        score += 0.35 if len(text.split()) < 5 else 0.1  # noqa: PLR2004
    if _EVENT.search(text) or _EVENT_NAME.search(text):
        score += 0.5
    elif _EVENT_WEAK.search(text) or _HOST.search(text):
        score += 0.25
    if _YEAR_NAME.search(text):
        score += 0.25
    if len(text.split()) > 12:  # noqa: PLR2004
        score -= 0.3
    return min(score, 1.0)


def titleness(text: str) -> float:
    """Say how much a text looks like the title of a talk."""
    words = _WORD.findall(text)
    lower = [word for word in words[1:] if word[:1].islower() and word not in _SMALL]
    score = min(len(words), 8) * 0.07 + min(len(lower), 3) * 0.1
    score += 0.3 * text.rstrip("\"'”’*_ ").endswith(("?", "!"))
    score += 0.25 * bool(re.search(r"\w: |\w [–—] ", text))
    score += 0.25 * bool(_CUES.match(text.lstrip("\"'“‘*_ ")))
    score -= 0.35 * (len(words) == 1) + 0.05 * max(len(words) - 16, 0)
    score -= 0.6 * eventness(text) + 0.4 * (placeness(text) > 0.5)  # noqa: PLR2004
    return score


def placeness(text: str) -> float:
    """Say how much a text looks like a place."""
    if not _PLACE_WORDS.search(text):
        return 0.0
    return 0.9 if len(text.split()) <= 7 else 0.3  # noqa: PLR2004


def is_kind(text: str) -> bool:
    """Tell whether a text only says what kind of talk it was: "invited talk", "30 min", "TBA"."""
    bare = text.strip(" .,:;*_-–—|()[]/").strip()
    return not bare or len(bare) < 60 and bool(_KIND.fullmatch(bare) or _ENDS_KIND.fullmatch(bare))


_ENDS_KIND = re.compile(
    r"(?:an? |the |my )?(?:invited|contributed|guest|plenary|keynote|research|public|departmental)\b[\w &/-]*"
    r"\b(?:talk|seminar|lecture|speaker|presentation|address|poster|keynote)(?: (?:speaker|talk|series))?",
    re.IGNORECASE,
)


def is_part(text: str) -> bool:
    """Tell whether a heading names a part of a page that holds talks, such as "Past talks"."""
    bare = _LABELS.sub("", text).strip(" :.#*▒=-–—|").strip()
    return not bare or len(bare) < 80 and bool(_PART.fullmatch(bare) or _ENDS_PART.fullmatch(bare))


_ENDS_PART = re.compile(
    r"(?:[\w&/-]+ ){0,5}(?:talks|presentations|seminars|lectures|keynotes|workshops|slides|videos|engagements|appearances|gigs)", re.I
)


_LABELS = re.compile(r"[(\[].*?[)\]]|\b(?:19|20)\d\d\b|[–-](?=\s*$)")


_NEVER = re.compile(
    r"\b(?:hire|book|invite|contact|about) (?:me|us)\b|code of conduct|what (?:you|to) (?:can )?expect"
    r"|\bfees?\b|speaker (?:kit|rider)|open slots?|call for (?:papers|proposals|speakers)|proposals?\b"
    r"|submit a talk|how to (?:reach|contact|get|join)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:(?:written |posted )?by\s(?!.*\bat\b)|©|\(c\)|copyright\b|(?:last |page )?(?:updated?|modified)\b|powered by|built (?:with|by)"
    r"|(?:original )?(?:template|theme|design)|current update|website|site (?:by|design)|made with|all rights"
    r"|back to|next page|previous page|read more|click here|tags?:|posted (?:on|by)|filed under"
    r"|subscribe|follow me|photo (?:by|credit)|image (?:by|credit)|skip to|home$)",
    re.IGNORECASE,
)


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page itself, such as who designed it."""
    return bool(_FURNITURE.match(text))


_TALKS = re.compile(
    r"\b(?:talks|presentations|speaking|keynotes|lectures|seminars|palestras|charlas|vorträge|exposés"
    r"|ponencias|conférences|vortraege)\b",
    re.IGNORECASE,
)


def says_talks(text: str) -> bool:
    """Tell whether a text speaks of talks, in the plural."""
    return bool(_TALKS.search(text))


def names_talks(text: str) -> bool:
    """Tell whether a heading names talks beside other things, as "Papers, talks and panels"."""
    is_list = bool(re.search(r",|&|/|\band\b|:$", text)) and titleness(text) < _LISTED
    return is_list and bool(_TALKS.search(text)) and not _NEVER.search(text)


_LISTED = 0.9


def holds_no_talks(text: str) -> bool:
    """Tell whether a heading names a part of a page that holds something else."""
    if _NEVER.search(text):
        return True
    words = len(text.split())
    return words <= 3 or titleness(text) < _TITLED if words <= 8 and _NO_TALKS.search(text) else False  # noqa: PLR2004


def people(text: str) -> list[str]:
    """List the names of people that a text consists of, [] where it is something else."""
    bare = _ASIDES.sub("", _HANDLES.sub("", text)).strip(" .,;:-–—")
    names = [name.strip(" .,;") for name in _AND.split(bare) if name.strip(" .,;")]
    if names and all(is_person(name) for name in names):
        return names
    return []


def is_person(text: str) -> bool:
    """Tell whether a text can be the name of one person."""
    return bool(_PERSON.fullmatch(text)) and eventness(text) < _EVENTFUL


def leading_person(text: str) -> str:
    """Give the name a text begins with, "" where it begins with none."""
    match = _PERSON.match(text)
    return match[0] if match and is_person(match[0]) else ""
