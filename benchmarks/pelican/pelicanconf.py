"""Feeds as pyvideo.org has them: all talks, each event, speaker and tag; no page of any kind."""

SITENAME = "Talks"
SITEURL = "https://talks.example"
AUTHOR = "The community"
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_PAGINATION = False
THEME_STATIC_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
ARTICLE_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ARCHIVES_SAVE_AS = INDEX_SAVE_AS = ""

FEED_DOMAIN = SITEURL
FEED_MAX_ITEMS = 100
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_ALL_RSS = "feeds/all.rss.xml"
CATEGORY_FEED_ATOM = "feeds/event_{slug}.atom.xml"
CATEGORY_FEED_RSS = "feeds/event_{slug}.rss.xml"
AUTHOR_FEED_ATOM = "feeds/speaker_{slug}.atom.xml"
AUTHOR_FEED_RSS = "feeds/speaker_{slug}.rss.xml"
TAG_FEED_ATOM = "feeds/tag_{slug}.atom.xml"
TAG_FEED_RSS = "feeds/tag_{slug}.rss.xml"
TRANSLATION_FEED_ATOM = TRANSLATION_FEED_RSS = None

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "generator"
CHECK_MODIFIED_METHOD = "mtime"
