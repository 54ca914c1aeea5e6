"""The table of the settings of a podcast, and the categories of Apple Podcasts."""

from __future__ import annotations

from talkfeed.schema.kinds import Field, Kind, Table

CATEGORIES = {
    "Arts": "Books|Design|Fashion & Beauty|Food|Performing Arts|Visual Arts",
    "Business": "Careers|Entrepreneurship|Investing|Management|Marketing|Non-Profit",
    "Comedy": "Comedy Interviews|Improv|Stand-Up",
    "Education": "Courses|How To|Language Learning|Self-Improvement",
    "Fiction": "Comedy Fiction|Drama|Science Fiction",
    "Government": "",
    "History": "",
    "Health & Fitness": "Alternative Health|Fitness|Medicine|Mental Health|Nutrition|Sexuality",
    "Kids & Family": "Education for Kids|Parenting|Pets & Animals|Stories for Kids",
    "Leisure": "Animation & Manga|Automotive|Aviation|Crafts|Games|Hobbies|Home & Garden"
    "|Video Games",
    "Music": "Music Commentary|Music History|Music Interviews",
    "News": "Business News|Daily News|Entertainment News|News Commentary|Politics|Sports News"
    "|Tech News",
    "Religion & Spirituality": "Buddhism|Christianity|Hinduism|Islam|Judaism|Religion|Spirituality",
    "Science": "Astronomy|Chemistry|Earth Sciences|Life Sciences|Mathematics|Natural Sciences"
    "|Nature|Physics|Social Sciences",
    "Society & Culture": "Documentary|Personal Journals|Philosophy|Places & Travel|Relationships",
    "Sports": "Baseball|Basketball|Cricket|Fantasy Sports|Football|Golf|Hockey|Rugby|Running"
    "|Soccer|Swimming|Tennis|Volleyball|Wilderness|Wrestling",
    "Technology": "",
    "True Crime": "",
    "TV & Film": "After Shows|Film History|Film Interviews|Film Reviews|TV Reviews",
}
"""The categories, each with its subcategories between bars."""

PODCAST = Table(
    "podcast",
    "Podcast",
    "A podcast of the talks whose recording is a media file, `talks.podcast.rss`, with what Apple"
    " Podcasts requires. Without one of the required settings there is no podcast at all.",
    (
        Field(
            "image",
            Kind.PICTURE,
            "The cover: an address, or a file next to or below the talks file; a square JPEG or PNG"
            " of 1400 to 3000 pixels.",
            "cover.png",
            required=True,
            synonyms=("cover", "logo", "artwork", "picture"),
        ),
        Field(
            "category",
            Kind.CATEGORIES,
            "A category of Apple Podcasts, or several; a subcategory after `>`.",
            "[Technology, Education > Courses]",
            required=True,
            synonyms=("categories", "topic", "genre"),
        ),
        Field(
            "explicit",
            Kind.FLAG,
            "Whether there is explicit language or content.",
            "false",
            required=True,
            synonyms=("is_explicit", "adult"),
        ),
        Field(
            "owner",
            Kind.PEOPLE,
            "Whom directories write to: a name and an e-mail address, which is published.",
            "{name: Ann Example, email: ann@ann.example}",
            required=True,
            synonyms=("contact", "email"),
        ),
        Field(
            "description",
            Kind.TEXT,
            "What the podcast is about.",
            "Talks about unikernels.",
            default="the subtitle of the feed",
            synonyms=("subtitle", "summary", "about"),
        ),
        Field(
            "title",
            Kind.TEXT,
            "The name of the podcast.",
            "MirageOS talks",
            default="the title of the feed",
            synonyms=("name",),
        ),
        Field(
            "author",
            Kind.TEXT,
            "Who makes it.",
            "The MirageOS team",
            default="the authors of the feed, else the owner",
            synonyms=("authors", "by"),
        ),
        Field(
            "medium",
            Kind.CHOICE,
            "What players load first if a talk has both.",
            "video",
            choices=("podcast", "video"),
            default="podcast",
            synonyms=("media",),
        ),
        Field(
            "type",
            Kind.CHOICE,
            "Whether players start with the newest or with the oldest episode.",
            "serial",
            choices=("episodic", "serial"),
            default="episodic",
        ),
        Field(
            "channels",
            Kind.PODCASTS,
            "The kinds of channels with a podcast of their own.",
            "[speakers, events]",
            synonyms=("channel", "feeds"),
        ),
        Field(
            "guid",
            Kind.UUID,
            "The identity of a podcast that has moved here (`podcast:guid`).",
            "917393e3-1b1e-5cef-ace4-edaa54e1f810",
            default="derived from its address",
            synonyms=("id", "uuid"),
        ),
    ),
)
