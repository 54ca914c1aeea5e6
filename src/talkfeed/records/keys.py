"""The table of keys and column names of other tools, by the field of talks.yaml, all folded."""

from __future__ import annotations

import re

from talkfeed.model.linkkinds import KINDS
from talkfeed.model.plainfields import PLAIN

AFFIXED = {
    **{row.field: row.keys for row in KINDS if row.keys},
    "post": "blog blog_post blogpost post article writeup write_up notes summary_post",
}
"""Keys of links by field; each is also known with `_url`, `_link`, `_id` and the like."""
AFFIXES = ("{}", "{}_url", "{}_link", "{}_href", "{}_id", "url_{}", "link_{}", "{}_urls")
OPEN = {"recording": "video"} | {row.field: row.field for row in KINDS if row.keys}
NO_LINK = re.compile("lang|title|date|duration|length|image|thumb|type|ratio|count|speaker|desc")

TABLE: dict[str, str] = {
    **{row.name: row.keys for row in PLAIN},
    "title": "title talk_title talktitle session_title presentation_title lecture_title "
    "title_of_talk talk_name session_name presentation_name title_en talk presentation headline "
    "subject titel titre titulo titolo vortrag conferencia_titulo thema sujet tema name",
    "subtitle": "subtitle sub_title tagline",
    "speakers": "speakers presenters presenter speaker_names speaker_name presenter_name "
    "presented_by lecturer lecturers talkers authors author instructors instructor people "
    "persons panelists given_by who by speaker sprecher sprecherin sprecherinnen vortragende "
    "vortragender referent referenten "
    "referentin ponente ponentes orateur orateurs intervenant intervenants palestrante "
    "palestrantes relatore",
    "speakerurl": "speaker_url speaker_link speaker_website presenter_url author_url",
    "cospeakers": "co_speaker co_speakers cospeaker cospeakers coauthor coauthors co_authors "
    "co_author copresenter copresenters co_presenter co_presenters collaborators collaborator "
    "other_speakers with",
    "event": "event conference conf event_name event_title conference_name conference_title "
    "conf_name meetup meetup_name occasion congress symposium seminar series forum publication "
    "veranstaltung konferenz evento conferencia evenement conference_short gathering hosted_at "
    "at organisation organization organizer organiser institution host presented_at "
    "workshop_name",
    "eventurl": "event_url event_link event_website event_site event_href event_web "
    "event_page conference_url conference_link conference_website conference_site conf_url "
    "conf_link conf_site eventurl meetup_url meetup_link venue_url venue_link url_event "
    "link_event",
    "date": "date talk_date event_date date_of_talk session_date presentation_date "
    "day_of_talk conference_date date_given date_presented presented_on given_on held_on dates "
    "when recorded recorded_at datetime date_time date_and_time timestamp_of_talk datum termin "
    "fecha data issued "
    "dia_del_evento jour timeframe time_frame time_period delivered period published_at",
    "start": "start start_date startdate date_start start_time_utc starts starts_at start_at "
    "begin begins beginn from time_start datestart start_date_time dtstart start_datetime "
    "starttime_iso date_from",
    "end": "end end_date enddate date_end ends ends_at end_at time_end dateend end_datetime "
    "until to date_to ende end_date_time",
    "time": "time start_time starttime hour uhrzeit heure hora zeit",
    "endtime": "end_time endtime",
    "zone": "timezone time_zone tz time_zone_name start_timezone start_time_zone date_timezone "
    "event_timezone",
    "allday": "all_day allday",
    "year": "year yr conf_year jahr annee ano anno",
    "month": "month monat mois mes",
    "day": "day tag_im_monat",
    "venue": "venue venue_name venue_label venue_title",
    "location": "location place where location_name event_location conference_location "
    "event_place ort lieu lugar luogo address venue_institution venue_location venue_address",
    "latitude": "latitude lat geo_lat location_lat location_latitude venue_lat venue_latitude",
    "longitude": "longitude lng lon long geo_lng geo_lon location_long location_lng location_lon "
    "location_longitude venue_lng venue_lon venue_longitude",
    "city": "city town stadt ciudad ville cidade address_city",
    "region": "region state_province province address_region",
    "country": "country country_name country_code land pais pays address_country",
    "street": "street address_street",
    "url": "url link href website web webpage web_page page homepage talk_url talk_link "
    "session_url session_link presentation_url presentation_link lecture_url external_url "
    "externalurl external_link redirect page_url permalink abstract_url details_url more_info "
    "enlace lien public_url catalog_link event_details",
    "pdf": "pdf url_pdf pdf_url file",
    "links": "links link_list additional_links other_links more_links resources materials urls "
    "actions extra_links related_urls related_links additional_resources "
    "attachments media assets buttons references refs",
    "abstract": "abstract description talk_abstract session_abstract talk_description "
    "synopsis desc session_description event_description zusammenfassung beschreibung resume "
    "resumen descripcion long_description full_description details_text info blurb",
    "summary": "summary excerpt short_description subheading teaser quote",
    "body": "content body text html",
    "thumbnail": "thumbnail thumbnail_url thumb thumbnail_xl thumbnail_lg thumbnail_md"
    " thumbnail_sm thumbnail_xs",
    "chapters": "chapters_url chapters_file",
    "transcript": "transcript transcripts transcript_url transcript_link transcript_file",
    "captions": "captions captions_url subtitles subtitles_url captions_file subtitles_file"
    " vtt srt",
    "tags": "tags tag keywords keyword topics topic categories_tags themes subjects stichworte",
    "status": "status state",
    "cancelled": "cancelled canceled",
    "draft": "draft unpublished hidden",
    "published": "published public",
    "section": "layout collection",
    "categories": "categories category taxonomies_categories",
    "given": "given deliveries delivered_at occasions appearances instances events "
    "conferences presentations venues performances presented given_at history dates_and_places "
    "occurrences editions locations shows",
    "talks": "talks talk sessions items entries lectures members list data results nodes "
    "children speeches keynotes workshops tutorials panels presentations_list past upcoming",
}
"""Fields of talks.yaml, and parts that are combined into one, with their keys, best first."""

UNUSED = (
    "image images img photo photo_url cover cover_image banner "
    "avatar featured_image featureimage featured header logo icon seo og_image poster "
    "background picture image_url preview css class color colour style weight aliases alias "
    "slug id uid guid key publishdate publish_date pubdate lastmod last_modified modified "
    "updated updated_at created created_at timestamp expirydate toc math draft_id image_alt "
    "alt bio biography email twitter projects showtoc comments share nav_order order sitemap "
    "robots tweet_id toggle output speakerdeck_ratio ratio slides_ratio show_date showdate "
    "read_time toc_sticky embed_ratio photo_credit event_image event_logo speaker_image "
    "speaker_photo speaker_bio source_title source_link author_uri external_player old_id "
    "thumbnail_classes thumbnail_cue"
)
"""Known keys that have no field in talks.yaml."""

FRONT = frozenset(("talk", "session", "presentation", "lecture", "extra", "params", "taxonomies"))
"""Keys of mappings around facts of a talk: `params.title` is the title."""
EVENTS = frozenset(
    [
        "event",
        "conference",
        "conf",
        "meetup",
        "seminar",
        "workshop",
        "symposium",
        "occasion",
        "host",
    ]
)
"""Keys of mappings around facts of an event: `event.name` is the event, `event.city` a city."""
