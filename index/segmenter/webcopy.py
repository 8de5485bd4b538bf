"""Find the frame of a web page that was copied as text: what stands above and below its article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.clean import squeeze
from index.records import Line
from index.segmenter.layout import Layout
from index.segmenter.writers import is_name, names

_TITLE_LINES = 3
_SHORTEST_TITLE = 5
_PARAGRAPH = 40
_LINKS = ("·", "•", "■", "◆")  # how a line of a list of links opens
_FOOT = 120  # characters that a line of a page's foot may have
_AUTHOR = re.compile(
    "(?:(?:作者|记者|撰稿|文字)[:：|｜丨]|(?:[本全见特通讯]\\S{0,6})?记者(?=\\s))"
    "\\s*(?P<names>[\u4e00-\u9fff·、 \u3000]{2,20}?)"
    "(?=\\s*(?:$|[|｜/【]|编辑|责编|责任|来源|稿源|审核|点击|浏览|阅读|发自|本文|字数|朗读|整理|发布|时间|字[号体]|[0-9]))"
)
_FIGURE = re.compile("[0-9]")
_SHEET = re.compile("第?[0-9]{1,2}版|[一二三四五六七八九十]版")  # what a printed page names, and no web page


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the article of a web copy stands; indexes count the lines that were given.

    Attributes:
        first: index of the first line that may belong to the article.
        last: index after its last line.
        title: indexes of the page's own title.
        meta: index of the line with time and source, None where there is none.
    """

    first: int
    last: int
    title: tuple[int, ...] = ()
    meta: int | None = None

    def within(self, i: int) -> bool:
        """Say whether a line stands between the title and the line with time and source, or is that line."""
        return self.meta is not None and (self.title[-1] if self.title else self.meta - 1) < i <= self.meta


def _is_meta(text: str, layout: Layout) -> bool:
    if len(text) > layout.web_meta_longest or "。" in text or _SHEET.search(text):
        return False
    dated = _FIGURE.search(text) is not None and layout.web_meta.search(text) is not None
    return dated or layout.web_meta_other.match(text) is not None


def _is_furniture(printed: str, text: str, layout: Layout) -> bool:
    """Say whether a line above the title is a menu, a crumb, or something to click on."""
    if layout.breadcrumb.match(text) and len(text) < 60:
        return True
    return bool(layout.noise.match(text) or layout.web_menu.match(printed.strip()))


def find_frame(printed: Sequence[str], texts: Sequence[str], layout: Layout) -> Frame | None:
    """Find what of a page of text is a web page's own.

    Args:
        printed: the non-blank lines as printed.
        texts: their plain forms.
        layout: the layout rules.

    Returns:
        The frame, None where the page is no copy of a web page.
    """
    top = range(min(layout.web_meta_within, len(texts)))
    crumbs = [
        i for i in top if layout.breadcrumb.match(texts[i]) and len(texts[i]) < 60 and "。" not in texts[i]
    ]
    meta = next((i for i in top if _is_meta(texts[i], layout)), None)
    if meta is None and not crumbs:
        return None
    title = _title(printed, texts, meta, layout) if meta is not None else ()
    first = title[0] if title else crumbs[-1] + 1 if crumbs else 0
    return Frame(first, _footer(texts, max(first, meta or 0), layout), title, meta)


def copies(lines: Sequence[Line], layout: Layout) -> list[tuple[Line, ...]]:
    """Return the parts of a text file that are copies of one web page each; itself where it is one or none.

    Another copy opens where a title and a line with time and source stand after the end of an article: behind
    a paragraph and a line of a page's foot.

    Args:
        lines: the lines of the file, blank ones included.
        layout: the layout rules.
    """
    filled = [(n, line.text, squeeze(line.text)) for n, line in enumerate(lines) if line.text.strip()]
    printed, texts = [text for _, text, _ in filled], [text for *_, text in filled]
    starts = [0]
    for i, text in enumerate(texts):
        if not _is_meta(text, layout) or not (title := _title(printed, texts, i, layout)):
            continue
        before = texts[starts[-1] : title[0]]
        told = next((n for n, t in enumerate(before) if len(t) >= _PARAGRAPH and "。" in t), len(before))
        if any(len(t) < _FOOT and layout.footer.match(t) for t in before[told:]):
            starts.append(title[0])
    borders = [0, *(filled[i][0] for i in starts[1:]), len(lines)]
    return [tuple(lines[a:b]) for a, b in pairwise(borders)]


def _title(printed: Sequence[str], texts: Sequence[str], meta: int, layout: Layout) -> tuple[int, ...]:
    """Return the lines right above the one with time and source that are the page's title."""
    found: list[int] = []
    for i in range(meta - 1, max(-1, meta - 1 - _TITLE_LINES), -1):
        short = len(texts[i]) < _SHORTEST_TITLE
        if layout.web_source.match(texts[i]) and not found:
            continue
        if (
            short
            or "。" in texts[i]
            or _is_furniture(printed[i], texts[i], layout)
            or _is_meta(texts[i], layout)
            or layout.footer.match(texts[i])
            or printed[i].lstrip().startswith(_LINKS)
        ):
            break
        found.append(i)
    return tuple(reversed(found))


def written_by(lines: Sequence[str], layout: Layout) -> str | None:
    """Return whom the line with time and source of a web page names as its author.

    Args:
        lines: the page's own lines as printed, in order.
        layout: the layout rules.
    """
    for line in lines:
        found = _AUTHOR.search(line)
        told = names(found["names"], layout) if found else None
        if told and all(is_name(name) for name in told.split()):
            return told
    return None


def _footer(texts: Sequence[str], first: int, layout: Layout) -> int:
    """Return the index from which a web copy holds no article any more: no report opens after it."""
    opened = next((i for i in range(first, len(texts)) if len(texts[i]) >= _PARAGRAPH), first)
    report = max((i for i, text in enumerate(texts) if layout.dateline(text)), default=0)
    for i in range(max(opened, report) + 1, len(texts)):
        if len(texts[i]) < _FOOT and layout.footer.match(texts[i]):
            return i
    return len(texts)
