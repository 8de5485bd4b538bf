"""Web pages: saved as HTML, and copied as text with all that stands around the article."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from eval.pagemaker.furniture import Furniture
from eval.pagemaker.stories import Story
from eval.pagemaker.words import Chance


def _headlines(chance: Chance, furniture: Furniture) -> Iterator[str]:
    """Yield invented headlines for lists of links."""
    from eval.pagemaker.words import home_places, read_data

    for _ in range(chance.rng.randint(4, 10)):
        place = chance.pick(home_places())
        slots = chance.slots(place)
        yield chance.fill(
            "{short}：{slogan} {slogan}" if chance.maybe(0.5) else "{place}{topic}取得新进展", slots
        )
    yield str(chance.pick(read_data("reports")["slogans"]))


def _own_title(story: Story) -> str:
    return story.headline or story.place


def copy_as_text(story: Story, chance: Chance) -> list[str]:
    """Return the lines of a web page copied as text: navigation, article, boilerplate."""
    furniture = Furniture(chance)
    web: dict[str, Any] = furniture.data["web"]
    slots = {"place": story.place, "head": next(_headlines(chance, furniture))}
    indent = str(chance.pick(("", "  ", "　　")))
    lines: list[str] = []
    if chance.maybe(0.3):
        lines += [str(part) for part in chance.pick(web["tops"])]
    lines += [furniture.fill(str(chance.pick(web["crumbs"])), **slots), ""] if chance.maybe(0.75) else []
    lines += [_own_title(story), "", furniture.fill(str(chance.pick(web["metas"])), **slots), ""]
    if chance.maybe(0.3):
        lines += [furniture.fill(str(chance.pick(web["tools"])), **slots), ""]
    if story.subhead:
        lines += [indent + story.subhead, ""]
    blank = [""] * chance.rng.randint(0, 1)
    for caption in story.captions:
        lines += [indent + caption.lstrip("▲△▼ ") if chance.maybe(0.4) else indent + caption, *blank]
    for text, _ in story.blocks():
        lines += [indent + text, *blank]
    if story.signature:
        lines += [indent + story.signature, *blank]
    return [*lines, "", *_below(furniture, web, slots, chance)]


def _below(furniture: Furniture, web: dict[str, Any], slots: dict[str, str], chance: Chance) -> Iterator[str]:
    for _ in range(chance.rng.randint(1, 2)):
        yield from (furniture.fill(str(line), **slots) for line in chance.pick(web["ends"]))
    if chance.maybe(0.7):
        yield from ["", str(chance.pick(web["lists"])), ""]
        sign = str(chance.pick(("  • ", "· ", "", "1  ")))
        yield from (sign + head for head in _headlines(chance, furniture))
        yield ""
    yield from (furniture.fill(str(line), **slots) for line in chance.pick(web["bottoms"]))


def as_html(story: Story, chance: Chance) -> str:
    """Return a saved web page with the article, navigation, lists of links and a footer."""
    furniture = Furniture(chance)
    web, names = furniture.data["web"], furniture.data["html"]["bodies"]
    slots = {"place": story.place, "head": next(_headlines(chance, furniture))}
    title, site = escape(_own_title(story)), escape(furniture.slots["site"])
    meta = escape(furniture.fill(str(chance.pick(web["metas"])), **slots))
    crumb = escape(furniture.fill(str(chance.pick(web["crumbs"])), **slots))
    nav = "".join(
        f'<li><a href="/{i}/">{word}</a></li>'
        for i, word in enumerate(("首页", "新闻", "政协", "专题", "视频"))
    )
    heading = chance.pick(("h1", "h1", "h2"))
    foot = "".join(
        f"<p>{escape(furniture.fill(str(line), **slots))}</p>" for line in chance.pick(web["bottoms"])
    )
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="zh-CN"><head><meta charset="utf-8">',
            f"<title>{title}_{site}</title>",
            "<style>p{text-indent:2em}</style><script>var id=1;</script></head><body>",
            f'<div class="top"><ul class="nav">{nav}</ul></div><div class="path">{crumb}</div>',
            f'<div class="main"><{heading} class="title">{title}</{heading}><div class="info">{meta}</div>',
            f'<div class="{chance.pick(names)}">',
            *_paragraphs(story, chance),
            "</div>",
            *_after(furniture, web, slots, chance),
            "</div>",
            *_aside(web, chance, furniture),
            f'<div class="footer">{foot}</div></body></html>',
        )
    )


def _paragraphs(story: Story, chance: Chance) -> Iterator[str]:
    indent = str(chance.pick(("", "　　", "&nbsp;&nbsp;")))
    if story.subhead:
        yield f'<p style="text-align:center">{escape(story.subhead)}</p>'
    for caption in story.captions:
        yield f'<p align="center"><img src="a.jpg" alt=""></p><p align="center">{escape(caption)}</p>'
    tag = chance.pick(("p", "p", "div"))
    heading = chance.pick(("<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p>{}</p>"))
    for text, is_heading in story.blocks():
        yield heading.format(escape(text)) if is_heading else f"<{tag}>{indent}{escape(text)}</{tag}>"
    if story.signature:
        yield f"<{tag}>{indent}{escape(story.signature)}</{tag}>"


def _after(furniture: Furniture, web: dict[str, Any], slots: dict[str, str], chance: Chance) -> Iterator[str]:
    for line in chance.pick(web["ends"]):
        yield f'<div class="editor">{escape(furniture.fill(str(line), **slots))}</div>'
    if chance.maybe(0.6):
        first, last = next(_headlines(chance, furniture)), next(_headlines(chance, furniture))
        links = f'上一篇：<a href="/1">{escape(first)}</a> 下一篇：<a href="/2">{escape(last)}</a>'
        yield f'<div class="pager">{links}</div>'


def _aside(web: dict[str, Any], chance: Chance, furniture: Furniture) -> Iterator[str]:
    if chance.maybe(0.7):
        items = "".join(
            f'<li><a href="/{i}.html">{escape(h)}</a></li>'
            for i, h in enumerate(_headlines(chance, furniture))
        )
        yield f'<div class="side"><h3>{chance.pick(web["lists"])}</h3><ul>{items}</ul></div>'
