"""What each block of a web page is: the headline, a paragraph of the article, a caption, or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from index.packaged import load_packaged
from index.readers.htmlblocks import Block
from index.records import LineRole

_LONGEST_TITLE = 60
_HEADS = 3  # short lines above a first paragraph that may be of its headline
_ENDS = "。！？；!?”"
_DAY = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the head of the page says: its title, and its date of publication where stated."""

    title: str
    issue_date: str | None


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of data/web.toml; see there what each is for."""

    outside_tags: frozenset[str]
    boilerplate: re.Pattern[str]
    footer: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    date_metas: tuple[str, ...]
    paper: re.Pattern[str]
    paper_ends: re.Pattern[str]
    title_letters: int
    paragraph_length: int


@cache
def _rules() -> _Rules:
    return load_packaged("index", "web.toml", _compile, "a rule for web pages is wrong")


def _compile(raw: dict[str, Any]) -> _Rules:
    return _Rules(
        outside_tags=frozenset(raw["outside_tags"]),
        boilerplate=re.compile("|".join(raw["boilerplate"]), re.I),
        footer=re.compile("|".join(raw["footer"]), re.I),
        dates=tuple(re.compile(pattern) for pattern in raw["dates"]),
        date_metas=tuple(raw["date_metas"]),
        paper=re.compile(raw["paper"]),
        paper_ends=re.compile("|".join(map(re.escape, raw["paper_ends"]))),
        title_letters=int(raw["title_letters"]),
        paragraph_length=int(raw["paragraph_length"]),
    )


def facts(root: Any) -> Facts:
    """Read what the head of a page says.

    Args:
        root: the root element (lxml).
    """
    metas = {
        (meta.get("name") or meta.get("property") or "").strip().lower(): meta for meta in root.iter("meta")
    }
    title = metas["og:title"].get("content") if "og:title" in metas else None
    first = next(root.iter("title"), None)
    dates = (_day(metas[name].get("content") or "") for name in _rules().date_metas if name in metas)
    return Facts(
        title=" ".join((title or (first.text_content() if first is not None else "")).split()),
        issue_date=next((day for day in dates if day), None),
    )


def _day(text: str) -> str | None:
    found = _DAY.search(text)
    return _iso(*found.groups()) if found else None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return None


def roles(blocks: Sequence[Block], page: Facts, main_text: Sequence[str]) -> list[LineRole]:
    """Tell the role of each block.

    The article reaches from its headline to the last paragraph that `main_text` has; what stands in
    between belongs to it unless it is in a menu, made of links, or looks like boilerplate.

    Args:
        blocks: the visible blocks.
        page: what the head says.
        main_text: the paragraphs that were taken for the article, empty where that is not known.

    Returns:
        One role per block: "title", "heading", "caption", "boilerplate", or "" for a paragraph.
    """
    title = _title(blocks, page.title)
    inside = [_is_inside(block) or _is_head(blocks, i) for i, block in enumerate(blocks)]
    kept = _kept(blocks, inside, main_text)
    first = title if title is not None else _begin(blocks, inside, kept)
    last = _end(blocks, kept, first)
    return [
        _role(block, index == title, first <= index <= last and inside[index])
        for index, block in enumerate(blocks)
    ]


def _role(block: Block, is_title: bool, inside: bool) -> LineRole:
    if is_title:
        return "title"
    if not inside:
        return "boilerplate"
    if "figcaption" in block.tags:
        return "caption"
    return "heading" if block.heading else ""


def _is_inside(block: Block) -> bool:
    return _stands_inside(block) and not block.mostly_links and _rules().boilerplate.match(block.text) is None


def _stands_inside(block: Block) -> bool:
    return not _rules().outside_tags & set(block.tags) or bool({"article", "main"} & set(block.tags))


def _is_head(blocks: Sequence[Block], i: int) -> bool:
    """Say whether a heading that is a link stands over a paragraph: a headline, no menu entry."""
    if not blocks[i].heading or not blocks[i].mostly_links or not _stands_inside(blocks[i]):
        return False
    below = next((block for block in blocks[i + 1 :] if _is_inside(block)), None)
    return below is not None and not below.heading and _is_paragraph(below)


def _kept(blocks: Sequence[Block], inside: Sequence[bool], main_text: Sequence[str]) -> list[int]:
    """Return the indexes of the blocks that are paragraphs of the article."""
    wanted = {_squash(line) for line in main_text} - {""}
    found = [i for i, block in enumerate(blocks) if inside[i] and _squash(block.text) in wanted]
    if any(_is_paragraph(blocks[i]) for i in found):
        return found
    return [i for i, block in enumerate(blocks) if inside[i] and _is_paragraph(block)]


def _begin(blocks: Sequence[Block], inside: Sequence[bool], kept: Sequence[int]) -> int:
    """Return the index of the first block of an article without a title: the headings above go with it.

    Between them and the first paragraph may stand who wrote it, and when. Short lines right above it, which
    no element tells to be headings, go with it too.
    """
    first = min(kept, default=0)
    while first and min(kept) - first < _HEADS and inside[first - 1] and _is_short(blocks[first - 1], "。；"):
        first -= 1
    above = first
    while above and (inside[above - 1] or _rules().boilerplate.match(blocks[above - 1].text)):
        above -= 1
        if inside[above] and blocks[above].heading:
            first = above
        elif inside[above]:
            break
    return first


def _is_short(block: Block, ends: str = _ENDS) -> bool:
    return len(block.text) <= _LONGEST_TITLE and block.text[-1] not in ends


def _end(blocks: Sequence[Block], kept: Sequence[int], first: int) -> int:
    """Return the index of the article's last block: the last kept, and the short lines right after it.

    Where nothing was kept the article may reach to the end of the page.
    """
    last = max((i for i in kept if i > first), default=len(blocks) - 1)
    seen_paragraph = False
    for i in range(first, last + 1):
        if seen_paragraph and _rules().footer.match(blocks[i].text):
            return i - 1
        seen_paragraph = seen_paragraph or _is_paragraph(blocks[i])
    while (
        last + 1 < len(blocks)
        and _same_place(blocks[last], blocks[last + 1])
        and _is_inside(blocks[last + 1])
    ):
        last += 1
    return last


def _same_place(one: Block, other: Block) -> bool:
    """Say whether two blocks stand in the same kind of element: a closing signature after a paragraph."""
    return one.tags == other.tags


def _is_paragraph(block: Block) -> bool:
    return len(block.text) >= _rules().paragraph_length and any(mark in block.text for mark in _ENDS)


def _title(blocks: Sequence[Block], stated: str) -> int | None:
    """Return the index of the headline: of the highest headings the one most like the page's title."""
    wanted = _squash(stated)
    fits = [(i, _fit(_squash(block.text), wanted)) for i, block in enumerate(blocks)]
    headings = [(fit, -blocks[i].heading, -i) for i, fit in fits if 0 < blocks[i].heading <= 2]
    if headings and (max(headings)[0] or max(headings)[1] == -1):
        return -max(headings)[2]
    best = max(((fit, -i) for i, fit in fits if not blocks[i].mostly_links), default=(0, 0))
    return -best[1] if best[0] >= _rules().title_letters else _above_meta(blocks)


def _above_meta(blocks: Sequence[Block]) -> int | None:
    """Return the index of a line right above the first that says when the page was put up, None for text.

    So old pages set their headline, which no element tells, under a name of the site as title.
    """
    rules = _rules()
    for i, (block, below) in enumerate(pairwise(blocks)):
        if rules.boilerplate.match(below.text) and any(date.search(below.text) for date in rules.dates):
            short = rules.title_letters <= len(block.text) and _is_short(block)
            return i if short and _is_inside(block) else None
    return None


def _fit(text: str, wanted: str) -> int:
    """Return how many letters of the stated title a block has, 0 where it has others too."""
    return (
        len(text)
        if text and (text in wanted or (wanted and wanted in text and len(text) < 2 * len(wanted)))
        else 0
    )


def _squash(text: str) -> str:
    return "".join(text.split())


def issue(blocks: Sequence[Block], found: Sequence[LineRole], page: Facts) -> tuple[str | None, str]:
    """Read date of issue and paper from the metadata and the lines that say when and whence.

    Args:
        blocks: the visible blocks.
        found: their roles.
        page: what the head says.

    Returns:
        The ISO date or None, and the paper's name or "".
    """
    around = [block.text for block, role in zip(blocks, found, strict=True) if role == "boilerplate"]
    said = [text for text in around if _rules().boilerplate.match(text) and len(text) < 120]
    return page.issue_date or _said_date([*said, page.title]), _paper(said)


def _said_date(texts: Sequence[str]) -> str | None:
    for text in texts:
        for pattern in _rules().dates:
            match = pattern.search(text)
            if match and (day := _iso(match["year"], match["month"], match["day"])):
                return day
    return None


def _paper(texts: Sequence[str]) -> str:
    for text in texts:
        if match := _rules().paper.search(text):
            return _rules().paper_ends.split(match["paper"])[0].strip("【】[]")
    return ""
