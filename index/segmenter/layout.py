"""The paper's layout rules, read from `data/layout.toml`: what marks, datelines and headlines look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

_ODD = re.compile("[０-９Ａ-Ｚａ-ｚ\u200b\ufeff]")
_TO_HALF = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {0x200B: None, 0xFEFF: None}
_GROUP = re.compile(r"\(\?P<\w+>")
# Every line's end is looked at; most end in one of these, and the pattern need not be tried.
_CLOSERS = frozenset('。！？!?…；;”’"』」）)》摄道稿')
_REACH = 48


def plain(text: str) -> str:
    """Return a line without white space, letters and digits half-width: the form that the rules match."""
    return squeezed(text)[0]


def squeezed(text: str) -> tuple[str, int]:
    """Return the plain form of a line, and how many gaps of white space stood inside it."""
    parts = text.split()
    text = "".join(parts)
    return text.translate(_TO_HALF) if _ODD.search(text) else text, len(parts) - 1


def width(text: str) -> float:
    """Return the printed width of a plain line in Chinese characters; a Latin letter is half of one."""
    return len(text.encode("gbk", "replace")) / 2  # GBK has two bytes for what is set at full width


@dataclass(frozen=True, slots=True)
class Layout:
    """The compiled rules; every pattern is matched against the `plain` form of a line. See the data file."""

    continued_from: re.Pattern[str]
    continued_inline: re.Pattern[str]
    continued_on: re.Pattern[str]
    any_mark: re.Pattern[str]
    bullet: re.Pattern[str]
    datelines: tuple[re.Pattern[str], ...]
    roles: tuple[str, ...]
    open_credit: re.Pattern[str]
    byline: re.Pattern[str]
    byline_behind: re.Pattern[str]
    signature: re.Pattern[str]
    author_note: re.Pattern[str]
    remarks: frozenset[str]
    post: re.Pattern[str]
    post_before: re.Pattern[str]
    post_and_name: re.Pattern[str]
    notes: re.Pattern[str]
    entries: re.Pattern[str]
    credit: re.Pattern[str]
    staff: re.Pattern[str]
    field_title: re.Pattern[str]
    field_above: re.Pattern[str]
    field_below: re.Pattern[str]
    field_author: re.Pattern[str]
    field_other: re.Pattern[str]
    caption: re.Pattern[str]
    caption_like: re.Pattern[str]
    placeholder: re.Pattern[str]
    image: re.Pattern[str]
    front_key: re.Pattern[str]
    front_title: re.Pattern[str]
    front_author: re.Pattern[str]
    tag: re.Pattern[str]
    masthead_cues: tuple[re.Pattern[str], ...]
    any_cue: re.Pattern[str]
    cue_characters: re.Pattern[str]
    masthead_alone: re.Pattern[str]
    day: re.Pattern[str]
    masthead_longest: int
    masthead_page: re.Pattern[str]
    breadcrumb: re.Pattern[str]
    web_meta: re.Pattern[str]
    web_meta_other: re.Pattern[str]
    web_meta_longest: int
    web_meta_within: int
    navigation: re.Pattern[str]
    number: re.Pattern[str]
    web_menu: re.Pattern[str]
    web_source: re.Pattern[str]
    original_title: re.Pattern[str]
    footer: re.Pattern[str]
    noise: re.Pattern[str]
    labels: frozenset[str]
    label_longest: int
    briefs: re.Pattern[str]
    label_endings: re.Pattern[str]
    label_opening: re.Pattern[str]
    framed: re.Pattern[str]
    organisation: re.Pattern[str]
    acting: re.Pattern[str]
    subject: re.Pattern[str]
    verbs: re.Pattern[str]
    goes_on: re.Pattern[str]
    essay: re.Pattern[str]
    notice: re.Pattern[str]
    subhead: re.Pattern[str]
    unlike: re.Pattern[str]
    open_clause: re.Pattern[str]
    open_end: re.Pattern[str]
    never_first: re.Pattern[str]
    paragraph: re.Pattern[str]
    date_lead: re.Pattern[str]
    closing: re.Pattern[str]
    speaker: re.Pattern[str]
    section: re.Pattern[str]
    file_names: tuple[re.Pattern[str], ...]

    def dateline(self, text: str) -> re.Match[str] | None:
        """Match the opening 本报…讯 of a report in the plain form of a line."""
        opening = text[:_REACH]
        if "讯" not in opening and "电" not in opening:
            return None
        for pattern in self.datelines:
            if found := pattern.match(text):
                return found
        return None

    def speaks(self, text: str) -> re.Match[str] | None:
        """Match the speaker at the opening of an interview's turn."""
        return self.speaker.match(text) if "：" in text or ":" in text else None

    def closed(self, text: str) -> bool:
        """Say whether a line ends where a sentence can end."""
        if text[-1:] not in _CLOSERS:
            return False
        return self.closing.search(text, max(0, len(text) - _REACH)) is not None


def _writers(raw: dict[str, Any]) -> Iterator[str]:
    keys = ("line", "signature", "author_note", "credit", "staff", "notes", "entries")
    return (raw["bylines"][key] for key in keys)


def _any(*patterns: str) -> re.Pattern[str]:
    """Return a pattern that matches where one of several does; which one, it does not tell."""
    return re.compile("|".join(_GROUP.sub("(?:", pattern) for pattern in patterns))


def _compile(raw: dict[str, Any]) -> Layout:
    def one(section: str, key: str) -> re.Pattern[str]:
        return re.compile(raw[section][key])

    def many(section: str, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p) for p in raw[section][key])

    posts = "|".join(raw["bylines"]["posts"])
    return Layout(
        continued_from=one("marks", "continued_from"),
        continued_inline=one("marks", "continued_inline"),
        continued_on=one("marks", "continued_on"),
        any_mark=_any(raw["marks"]["continued_from"], raw["marks"]["continued_on"], *_writers(raw)),
        bullet=one("marks", "bullet"),
        datelines=many("datelines", "patterns"),
        roles=tuple(raw["datelines"]["roles"]),
        open_credit=re.compile("(?:" + "|".join(raw["datelines"]["roles"]) + ")[\u4e00-\u9fff]{0,2}$"),
        byline=one("bylines", "line"),
        byline_behind=one("bylines", "behind"),
        signature=one("bylines", "signature"),
        author_note=one("bylines", "author_note"),
        remarks=frozenset(raw["bylines"]["remarks"]),
        post=re.compile(f"(?:{posts})$"),
        post_before=re.compile(f"^(?:{posts})"),
        post_and_name=re.compile(f"(?:{posts})[\u4e00-\u9fff]{{2,3}}$"),
        notes=one("bylines", "notes"),
        entries=one("bylines", "entries"),
        credit=one("bylines", "credit"),
        staff=one("bylines", "staff"),
        field_title=one("fields", "title"),
        field_above=one("fields", "above"),
        field_below=one("fields", "below"),
        field_author=one("fields", "author"),
        field_other=one("fields", "other"),
        caption=one("captions", "start"),
        caption_like=one("captions", "like"),
        placeholder=one("captions", "placeholder"),
        image=one("markdown", "image"),
        front_key=one("markdown", "key"),
        front_title=one("markdown", "title"),
        front_author=one("markdown", "author"),
        tag=one("marks", "tag"),
        masthead_cues=many("masthead", "cues"),
        any_cue=re.compile("|".join(raw["masthead"]["cues"])),
        cue_characters=re.compile(f"[{re.escape(raw['masthead']['cue_characters'])}]"),
        masthead_alone=one("masthead", "alone"),
        day=one("masthead", "day"),
        masthead_longest=int(raw["masthead"]["longest"]),
        masthead_page=one("masthead", "page"),
        breadcrumb=one("web", "breadcrumb"),
        web_meta=one("web", "meta"),
        web_meta_other=one("web", "meta_other"),
        web_meta_longest=int(raw["web"]["meta_longest"]),
        web_meta_within=int(raw["web"]["meta_within"]),
        navigation=one("web", "navigation"),
        number=one("web", "number"),
        web_menu=one("web", "menu"),
        web_source=one("web", "source"),
        original_title=one("web", "original_title"),
        footer=one("web", "footer"),
        noise=one("web", "noise"),
        labels=frozenset(plain(label) for label in raw["labels"]["known"]),
        label_longest=int(raw["labels"]["longest"]),
        briefs=one("labels", "briefs"),
        label_endings=one("labels", "endings"),
        label_opening=one("labels", "opening"),
        framed=one("labels", "framed"),
        organisation=re.compile(raw["heads"]["organisation"] + "$"),
        acting=re.compile(raw["heads"]["organisation"]),
        subject=re.compile(raw["heads"]["organisation"] + raw["heads"]["part"]),
        verbs=one("heads", "verbs"),
        goes_on=one("heads", "goes_on"),
        essay=one("heads", "essay"),
        notice=one("heads", "notice"),
        subhead=one("heads", "subhead"),
        unlike=one("heads", "unlike"),
        open_clause=one("heads", "open_clause"),
        open_end=one("heads", "open_end"),
        never_first=one("heads", "never_first"),
        paragraph=one("heads", "paragraph"),
        date_lead=one("heads", "date_lead"),
        closing=one("heads", "closing"),
        speaker=one("heads", "speaker"),
        section=one("heads", "section"),
        file_names=many("names", "files"),
    )


@cache
def load_layout() -> Layout:
    """Read and compile the packaged layout rules.

    Raises:
        DataError: a rule is missing or is not a regular expression.
    """
    return load_packaged("index", "layout.toml", _compile, "a layout rule is wrong")
