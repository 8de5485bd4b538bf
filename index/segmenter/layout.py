"""The paper's layout rules: what marks, datelines and headlines look like. `layoutfile` reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ODD = re.compile("[０-９Ａ-Ｚａ-ｚ\u200b\ufeff]")
_TO_HALF = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {0x200B: None, 0xFEFF: None}
# Every line's end is looked at; most end in one of these, and the pattern need not be tried.
_CLOSERS = frozenset('。！？!?…；;”’"』」）)》摄道稿■◆□')
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
    return len(text) - len(text.encode("ascii", "ignore")) / 2


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
    role: re.Pattern[str]
    open_credit: re.Pattern[str]
    byline: re.Pattern[str]
    byline_told: re.Pattern[str]
    byline_behind: re.Pattern[str]
    signature: re.Pattern[str]
    author_note: re.Pattern[str]
    collective: re.Pattern[str]
    remarks: frozenset[str]
    post: re.Pattern[str]
    office: re.Pattern[str]
    post_before: re.Pattern[str]
    post_and_name: re.Pattern[str]
    notes: re.Pattern[str]
    entries: re.Pattern[str]
    credited: re.Pattern[str]
    credit: re.Pattern[str]
    staff: re.Pattern[str]
    field_title: re.Pattern[str]
    field_above: re.Pattern[str]
    field_below: re.Pattern[str]
    field_author: re.Pattern[str]
    field_mail: re.Pattern[str]
    field_other: re.Pattern[str]
    caption: re.Pattern[str]
    caption_like: re.Pattern[str]
    caption_credited: re.Pattern[str]
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
    masthead_running: re.Pattern[str]
    day: re.Pattern[str]
    masthead_longest: int
    masthead_page: re.Pattern[str]
    breadcrumb: re.Pattern[str]
    web_meta: re.Pattern[str]
    web_stamp: re.Pattern[str]
    web_meta_other: re.Pattern[str]
    web_meta_longest: int
    web_meta_within: int
    navigation: re.Pattern[str]
    web_word: re.Pattern[str]
    teaser: re.Pattern[str]
    contents: re.Pattern[str]
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
    page_name: re.Pattern[str]
    page_never: re.Pattern[str]
    page_beside: re.Pattern[str]
    page_staff: re.Pattern[str]
    label_opening: re.Pattern[str]
    heading_place: re.Pattern[str]
    framed: re.Pattern[str]
    body: re.Pattern[str]
    organisation: re.Pattern[str]
    acting: re.Pattern[str]
    subject: re.Pattern[str]
    verbs: re.Pattern[str]
    goes_on: re.Pattern[str]
    essay: re.Pattern[str]
    notice: re.Pattern[str]
    notice_ends: frozenset[str]
    adverts: re.Pattern[str]
    advert_labels: frozenset[str]
    advert_line: re.Pattern[str]
    advert_wares: re.Pattern[str]
    own_words: re.Pattern[str]
    advert_words: re.Pattern[str]
    advert_signed: re.Pattern[str]
    salutation: re.Pattern[str]
    subhead: re.Pattern[str]
    attended: re.Pattern[str]
    table_note: re.Pattern[str]
    unlike: re.Pattern[str]
    open_clause: re.Pattern[str]
    open_end: re.Pattern[str]
    never_first: re.Pattern[str]
    paragraph: re.Pattern[str]
    date_lead: re.Pattern[str]
    date_near: re.Pattern[str]
    closing: re.Pattern[str]
    speaker: re.Pattern[str]
    section: re.Pattern[str]
    file_names: tuple[re.Pattern[str], ...]

    def dateline(self, text: str) -> re.Match[str] | None:
        """Match the opening 本报…讯 of a report in the plain form of a line."""
        opening = text[:_REACH]
        if "讯" not in opening and "电" not in opening and "消息" not in opening:
            return None
        for pattern in self.datelines:
            if found := pattern.match(text):
                return found
        return None

    def speaks(self, text: str) -> re.Match[str] | None:
        """Match the speaker at the opening of an interview's turn."""
        return self.speaker.match(text) if "：" in text or ":" in text else None

    def acts(self, text: str) -> re.Match[str] | None:
        """Match the name of a body at the beginning of a line."""
        return self.acting.match(text) if self.body.search(text, 1) else None

    def names_page(self, word: str) -> bool:
        """Say whether a word can be the name of a page or a column."""
        return self.page_name.match(word) is not None and self.page_never.search(word) is None

    def addresses(self, text: str) -> bool:
        """Say whether a line is that in which a document addresses its readers."""
        return text[-1:] in ("：", ":") and self.salutation.match(text) is not None

    def announces(self, text: str) -> bool:
        """Say whether a line is the headline of a notice."""
        return text[-1:] in self.notice_ends and self.notice.match(text) is not None

    def closed(self, text: str) -> bool:
        """Say whether a line ends where a sentence can end."""
        if text[-1:] not in _CLOSERS:
            return False
        return self.closing.search(text, max(0, len(text) - _REACH)) is not None
