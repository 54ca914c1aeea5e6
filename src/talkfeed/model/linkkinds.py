"""The table of the kinds of links of a talk, with one row per kind.

The schema, the reference, options of commands, titles, calendars and importers use it; a new kind
is a new row. Patterns are regular expressions, alternatives between `|`, without groups.
"""

from __future__ import annotations

from talkfeed.named_tuple import NamedTuple


class LinkKind(NamedTuple):
    """A kind of link.

    `field` is its key in talks.yaml; `title` is the title of its links, empty if each has its own.
    `description`, `example` and `synonyms` describe the field. A kind that is `of_delivery` belongs
    to one delivery of a talk. `is_recording` is true for recordings of the talk, `is_shown` for
    media of the talk to watch or read, and `names_talk` if no two talks share such a link. With
    `is_attached`, calendars have the link as an attachment (RFC 5545, 3.8.1.1).

    The other fields are for importers. `labels` are labels of such links on pages, `heads` titles
    of table columns, `icons` names of icons, and `words` parts of longer labels. `hosts` are hosts
    that have only this kind, `sites` the same for beginnings of addresses, `suffixes` those of
    files, and `paths` parts of paths. `keys` are folded keys of data, which also occur with
    suffixes such as `_url`. `schema_type` is the type in schema.org.
    """

    field: str
    title: str
    description: str
    example: str
    synonyms: tuple[str, ...]
    of_delivery: bool = False
    is_recording: bool = False
    is_shown: bool = False
    names_talk: bool = True
    is_attached: bool = False
    labels: str = ""
    heads: str = ""
    icons: str = ""
    words: str = ""
    hosts: str = ""
    sites: str = ""
    suffixes: tuple[str, ...] = ()
    paths: str = ""
    keys: str = ""
    schema_type: str = ""

    @property
    def kind(self) -> str:
        """The kind of its links, in the singular."""
        return "link" if self.field == OTHER else self.field


OTHER = "links"
"""The field of links of no other kind."""
_VIDEO = LinkKind(
    field="video",
    title="Video",
    description="The recording.",
    example="https://video.example/watch/1",
    synonyms=("videos", "recording", "youtube", "vimeo"),
    of_delivery=True,
    is_recording=True,
    is_shown=True,
    labels=(
        r"videos?|recordings?|watch|you ?tube|vimeo|film|screencast|aufzeichnung|vidéo"
        r"|vídeo|grabación|replay|vod|livestream|stream|live|talk video|video recording"
        r"|mp4|tv|bilibili|mitschnitt|aufnahme|enregistrement|captation|registrazione|gravação"
        r"|opname|inspelning|optagelse|opptak|nagranie|záznam|видео|запись|відео|動画|录像|视频"
    ),
    heads=r"videos?|recordings?|youtube|watch|aufzeichnung|vidéo|vídeo|grabación|動画|видео",
    icons=r"youtube|vimeo|video|film|play|📺|🎥|🎬|▶",
    words=r"videos?|recordings?|aufzeichnung|mitschnitt|enregistrement|grabación",
    hosts=(
        r"youtu\.be|youtube\.com|youtube-nocookie\.com|vimeo\.com|infoq\.com"
        r"|media\.ccc\.de|twitch\.tv|skillsmatter\.com|confreaks\.(?:com|tv)"
        r"|channel9\.msdn\.com|dailymotion\.com|ustream\.tv|parleys\.com|pyvideo\.org"
        r"|bilibili\.com|peertube\.[\w.]{1,253}|videos?\.[\w.-]{1,253}|blip\.tv|viddler\.com"
        r"|egghead\.io|videolectures\.net|livestream\.com|air\.mozilla\.org"
        r"|facebook\.com/watch|replay\.[\w.-]{1,253}|loom\.com|vid\.[\w.-]{1,253}"
        r"|oreilly\.com/library/view"
    ),
    sites=(
        r"youtube(?:-nocookie)?\.com/(?:watch|embed|live|shorts|v/)|youtu\.be/|vimeo\.com/"
        r"|media\.ccc\.de/v/|confreaks\.tv/|infoq\.com/presentations|peertube\.|loom\.com/share"
        r"|/videos/watch/[\da-f-]{36}(?![\w-])|/w/[1-9A-HJ-NP-Za-km-z]{22}(?!\w)"
        r"|/videos/watch/[\da-f-]{36}(?![\w-])|/w/[1-9A-HJ-NP-Za-km-z]{22}(?!\w)"
    ),
    suffixes=("mp4", "webm", "mov", "ogv", "avi", "m4v", "mkv", "wmv"),
    keys=(
        "video videos recording recordings youtube you_tube vimeo watch vod screencast embed"
        " embed_link peertube replay film movie video_embed youtube_embed aufzeichnung mitschnitt"
        " grabacion enregistrement"
    ),
    schema_type="VideoObject",
)
_SLIDES = LinkKind(
    field="slides",
    title="Slides",
    description="The slides.",
    example="https://example.org/slides.pdf",
    synonyms=("slide", "deck", "presentation", "slideshare", "pdf"),
    is_shown=True,
    is_attached=True,
    labels=(
        r"slides?(?: ?decks?)?|(?:slide )?decks?|(?:vortrags)?folien|presentation|präsentation"
        r"|diapos?"
        r"|diapositivas|transparents|keynote file|speaker ?deck|slideshare|prezi"
        r"|google slides|ppt(?:x)?|powerpoint|notist|handout|presentation slides"
        r"|slideshow|lightning talk slides|diapositives?|support(?: de présentation)?"
        r"|presentación|láminas|lucidi|apresentação|presentatie|dia['\u2019]?s|bilder"
        r"|presentasjon|slajdy|prezentacja|prezentace|слайды|презентация|слайди|スライド|資料"
        r"|发表资料|幻灯片|슬라이드"
    ),
    heads=(
        r"slides?|decks?|presentation file|slide deck|pdf|folien|diapos(?:itives)?|diapositivas"
        r"|スライド"
    ),
    icons=r"slide|presentation|powerpoint|pdf|deck|📄|person-chalk",
    words=r"slides?|slide ?deck|folien|diapositives|presentation",
    hosts=(
        r"slideshare\.net|speakerdeck\.com|slid\.es|slides\.com|docs\.google\.com"
        r"|prezi\.com|notist\.io|noti\.st|slides\.[\w.-]{1,253}|decks\.[\w.-]{1,253}"
        r"|canva\.com|gamma\.app|figma\.com|rpubs\.com|haikudeck\.com|sli\.do|pitch\.com"
    ),
    sites=(
        r"speakerdeck\.com/|slideshare\.net/|//slides\.com/|noti\.st/|slid\.es/|prezi\.com/"
        r"|docs\.google\.com/presentation"
    ),
    suffixes=("pdf", "ppt", "pptx", "key", "odp", "pps", "ppsx"),
    paths=r"slides?|deck|presentation|prez|folien|reveal",
    keys=(
        "slides slide slideshow slideshows slide_deck slidedeck deck decks speakerdeck"
        " speaker_deck slideshare slide_share gslides prezi folien diapositives diapos diapositivas"
        " notist noti_st"
    ),
    schema_type="PresentationDigitalDocument",
)
_AUDIO = LinkKind(
    field="audio",
    title="Audio",
    description="The recording as sound.",
    example="https://example.org/talk.mp3",
    synonyms=("podcast", "sound", "mp3"),
    of_delivery=True,
    is_recording=True,
    labels=r"audio|podcast|listen|mp3|soundcloud|episode",
    words=r"audio|podcast",
    hosts=r"soundcloud\.com|podcasts\.apple\.com|open\.spotify\.com|anchor\.fm",
    suffixes=("mp3", "ogg", "m4a", "oga", "opus", "wav"),
    keys="audio mp3 podcast soundcloud",
)
_PAPER = LinkKind(
    field="paper",
    title="Paper",
    description="The paper.",
    example="https://example.org/paper.pdf",
    synonyms=("papers", "article", "doi"),
    labels=(
        r"paper|arxiv|article|proceedings|preprint|manuscript|whitepaper|artikel|aufsatz|artículo"
        r"|articolo|artigo|論文"
    ),
    words=r"paper|preprint",
    hosts=(
        r"arxiv\.org|doi\.org|dl\.acm\.org|link\.springer\.com|ieeexplore\.ieee\.org"
        r"|openreview\.net|portal\.acm\.org|eprint\.iacr\.org|hal\.science"
    ),
    paths=r"paper",
    keys="paper papers preprint arxiv doi publication_link",
)
_CODE = LinkKind(
    field="code",
    title="Code",
    description="The source code.",
    example="https://git.example/rainbows",
    synonyms=("repo", "repository", "github", "demo"),
    names_talk=False,
    labels=(
        r"code|source|sources|github|gitlab|repo|repository|demos?|source code|samples?"
        r"|code samples?|notebooks?|jupyter notebook|sample code|examples?|gist|codepen"
        r"|src|quellcode|quelltext|código|codice|kod|kode|コード|リポジトリ|ソース|код"
    ),
    heads=r"code|demo|repo|source|github|コード|代码",
    icons=r"github|gitlab|code",
    words=r"source ?code|code|repository|repo",
    hosts=(
        r"github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gist\.github\.com"
        r"|codepen\.io|sr\.ht|kaggle\.com|colab\.research\.google\.com"
    ),
    suffixes=("zip", "ipynb", "py", "r", "tgz", "gz"),
    keys="code github git_hub gitlab repo repository source_code git sourcecode",
)
_PAGE = LinkKind(
    field="url",
    title="Page",
    description="A page about the talk.",
    example="https://citycode.example/2015/rainbows",
    synonyms=("link", "href", "page", "website", "homepage", "uri"),
    labels=(
        r"website|site|web|link|page|event|details|info|more info|abstract|programme"
        r"|program|schedule|session|talk page|announcement|meetup|more|meetup page"
        r"|event page|info page|home ?page|agenda|invite|registration|conference"
        r"|register|sign ?up|rsvp|tickets?|anmeld(?:en|ung)|mehr|infos?"
        r"|inscri(?:ption|bete|ção|zione)|s'inscrire"
        r"|en savoir plus|plus d'infos|más información|más|maggiori informazioni|aanmelden"
        r"|meer info"
        r"|anmälan|résumé|zusammenfassung|resumen|resumo|(?:セミナー|イベント)ページ"
    ),
)
_OTHER = LinkKind(
    field=OTHER,
    title="",
    description="Other links.",
    example="[{url: https://example.org/post, label: Blog post}]",
    synonyms=("resources", "related", "references", "urls"),
    labels=(
        r"notes|transcript|blog(?: ?post)?|post|write-?up|interview|poster|photos?"
        r"|pictures?|tweets?|itunes|spotify|q&a|report|bibtex|bib|doi|book|survey"
        r"|resources|references|text|transcription|summary|cheat ?sheet|workbook"
        r"|materials?|worksheet|flyer|review|discussion|protokoll|mitschrift|anmeldung"
        r"|minutes|compte-rendu|verbale"
    ),
    heads=(
        r"links?|resources?|materials?|media|files?|documents?|enlaces|liens|materiale|materialien"
        r"|資料|link do arquivo|info|details|more|notes|url|website"
    ),
    words=r"subtitles?|captions?|transcript|feedback|chat|thumbnail",
)
KINDS = (_VIDEO, _SLIDES, _AUDIO, _PAPER, _CODE, _PAGE, _OTHER)
"""The kinds, in the order in which links are listed."""
