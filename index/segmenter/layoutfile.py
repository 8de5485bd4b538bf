"""Read the layout rules from `data/layout.toml`, where an editor of the paper can mend them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from index.packaged import load_packaged
from index.segmenter.layout import Layout, plain

_GROUP = re.compile(r"\(\?P<\w+>")

# Each rule that is one pattern, and where it stands in the data file.
_RULES = {
    "continued_from": "marks.continued_from",
    "continued_inline": "marks.continued_inline",
    "continued_on": "marks.continued_on",
    "bullet": "marks.bullet",
    "byline": "bylines.line",
    "byline_told": "bylines.told",
    "byline_behind": "bylines.behind",
    "signature": "bylines.signature",
    "author_note": "bylines.author_note",
    "collective": "bylines.collective",
    "notes": "bylines.notes",
    "entries": "bylines.entries",
    "credited": "bylines.credited",
    "credit": "bylines.credit",
    "staff": "bylines.staff",
    "field_title": "fields.title",
    "field_above": "fields.above",
    "field_below": "fields.below",
    "field_author": "fields.author",
    "field_mail": "fields.mail",
    "field_other": "fields.other",
    "caption": "captions.start",
    "caption_like": "captions.like",
    "caption_credited": "captions.credited",
    "placeholder": "captions.placeholder",
    "image": "markdown.image",
    "front_key": "markdown.key",
    "front_title": "markdown.title",
    "front_author": "markdown.author",
    "tag": "marks.tag",
    "masthead_alone": "masthead.alone",
    "masthead_running": "masthead.running",
    "day": "masthead.day",
    "masthead_page": "masthead.page",
    "breadcrumb": "web.breadcrumb",
    "web_meta": "web.meta",
    "web_stamp": "web.stamp",
    "web_meta_other": "web.meta_other",
    "navigation": "web.navigation",
    "web_word": "web.words",
    "teaser": "web.teaser",
    "contents": "web.contents",
    "number": "web.number",
    "web_menu": "web.menu",
    "web_source": "web.source",
    "original_title": "web.original_title",
    "footer": "web.footer",
    "noise": "web.noise",
    "briefs": "labels.briefs",
    "label_endings": "labels.endings",
    "page_name": "labels.page_name",
    "page_never": "labels.page_never",
    "page_beside": "labels.page_beside",
    "page_staff": "labels.page_staff",
    "label_opening": "labels.opening",
    "heading_place": "labels.place",
    "framed": "labels.framed",
    "verbs": "heads.verbs",
    "goes_on": "heads.goes_on",
    "essay": "heads.essay",
    "adverts": "heads.adverts",
    "advert_line": "heads.advert_line",
    "advert_wares": "heads.advert_wares",
    "own_words": "heads.own_words",
    "advert_words": "heads.advert_words",
    "advert_signed": "heads.advert_signed",
    "salutation": "heads.salutation",
    "subhead": "heads.subhead",
    "attended": "heads.attended",
    "table_note": "heads.table_note",
    "unlike": "heads.unlike",
    "open_clause": "heads.open_clause",
    "open_end": "heads.open_end",
    "never_first": "heads.never_first",
    "paragraph": "heads.paragraph",
    "date_lead": "heads.date_lead",
    "date_near": "heads.date_near",
    "closing": "heads.closing",
    "speaker": "heads.speaker",
    "section": "heads.section",
}
# What a short line can say of itself: a line that no one of these matches says nothing.
_TOLD = (
    "captions.placeholder",
    "web.navigation",
    "labels.framed",
    "labels.place",
    "web.number",
    "marks.continued_from",
    "marks.continued_on",
    "bylines.line",
    "bylines.told",
    "bylines.collective",
    "bylines.signature",
    "bylines.author_note",
    "bylines.credited",
    "bylines.credit",
    "bylines.staff",
    "bylines.notes",
    "bylines.entries",
)


def _any(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches where one of several does; which one, it does not tell."""
    return re.compile("|".join(_GROUP.sub("(?:", pattern) for pattern in patterns))


def _entry(raw: dict[str, Any], name: str) -> Any:
    section, key = name.split(".")
    return raw[section][key]


def _compile(raw: dict[str, Any]) -> Layout:
    patterns: dict[str, Any] = {name: re.compile(_entry(raw, where)) for name, where in _RULES.items()}
    return Layout(**patterns, **_lists(raw), **_bodies(raw["heads"]), **_writers(raw))


def _lists(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the rules that are several patterns, words or numbers."""
    cues = raw["masthead"]["cues"]
    return {
        "masthead_cues": tuple(map(re.compile, cues)),
        "any_cue": _any(*cues),
        "cue_characters": re.compile(f"[{re.escape(raw['masthead']['cue_characters'])}]"),
        "masthead_longest": int(raw["masthead"]["longest"]),
        "web_meta_longest": int(raw["web"]["meta_longest"]),
        "web_meta_within": int(raw["web"]["meta_within"]),
        "labels": frozenset(map(plain, raw["labels"]["known"])),
        "advert_labels": frozenset(map(plain, raw["labels"]["adverts"])),
        "label_longest": int(raw["labels"]["longest"]),
        "file_names": tuple(map(re.compile, raw["names"]["files"])),
    }


def _bodies(heads: dict[str, Any]) -> dict[str, Any]:
    """Return the rules that are made of the names of bodies, and of the words for notices."""
    body = heads["level"] + heads["body"]
    organisation = f"[\u4e00-\u9fff]{{1,12}}{body}"
    return {
        "body": re.compile(body),
        "organisation": re.compile(organisation + "$"),
        "acting": re.compile(organisation),
        "subject": re.compile(organisation + heads["part"]),
        "notice": re.compile(f"(?:[\u4e00-\u9fff]{{0,14}}(?:{'|'.join(heads['notices'])})|公示)[:：]?$"),
        "notice_ends": frozenset("示：:").union(word[-1] for word in heads["notices"]),
    }


def _writers(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the rules on who wrote what: those made of roles and posts, and what any short line can say."""
    bylines, roles = raw["bylines"], raw["datelines"]["roles"]
    posts, role = "|".join(bylines["posts"]), "|".join(roles)
    return {
        "datelines": tuple(map(re.compile, raw["datelines"]["patterns"])),
        "roles": tuple(roles),
        "role": re.compile(role),
        "open_credit": re.compile(f"(?:{role})[\u4e00-\u9fff]{{0,2}}$"),
        "remarks": frozenset(bylines["remarks"]),
        "post": re.compile(f"(?:{posts})$"),
        "office": re.compile(f"(?:{'|'.join(bylines['offices'])})$"),
        "post_before": re.compile(f"^(?:{posts})"),
        "post_and_name": re.compile(f"(?:{posts})[\u4e00-\u9fff]{{2,3}}$"),
        "any_mark": _any(*(_entry(raw, where) for where in _TOLD)),
    }


@cache
def load_layout() -> Layout:
    """Read and compile the packaged layout rules.

    Raises:
        DataError: a rule is missing or is not a regular expression.
    """
    return load_packaged("index", "layout.toml", _compile, "a layout rule is wrong")
