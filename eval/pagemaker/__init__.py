"""The page maker: lays invented articles out as raw pages, with exact ground truth, seeded.

chance, stock ─invent→ Story ─textpages, web, docx→ MadePage (bytes and gold)
                             ─sheets─pdf, scan→ MadePage
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from eval.pagemaker.docx import write_docx
from eval.pagemaker.furniture import Furniture
from eval.pagemaker.invent import Inventor
from eval.pagemaker.pdf import print_pdf
from eval.pagemaker.scan import print_scan
from eval.pagemaker.sheets import Grid, lay_out_sheet
from eval.pagemaker.stock import Stock, load_stock
from eval.pagemaker.stories import MadePage, Story
from eval.pagemaker.textpages import PLANS, lay_out
from eval.pagemaker.web import as_html, copy_as_text
from eval.pagemaker.words import Chance

__all__ = ["STYLES", "TEXT_STYLES", "MadePage", "Stock", "load_stock", "make_page"]

TEXT_STYLES = (*PLANS, "webcopy")
STYLES = (*TEXT_STYLES, "html", "docx", "pdf", "scan")
_WEB = ("report", "titled", "feature", "feature", "essay")
_PRINTED = ("report", "report", "report", "titled", "photo", "feature")


def make_page(style: str, seed: int, stock: Stock | None = None) -> MadePage:
    """Make one page.

    Args:
        style: one of STYLES.
        seed: the same seed, style and stock make the same page.
        stock: corpus articles to cut from; without them everything is made of templates.

    Raises:
        ValueError: there is no such style.
        DataError: the font that PDF and scans need is not installed.
    """
    if style not in STYLES:
        raise ValueError(f"no such style: {style!r}; there are {', '.join(STYLES)}")
    rng = Random(f"{style}-{seed}")
    chance = Chance(rng, date(2021, 1, 8) + timedelta(days=rng.randint(0, 1600)))
    inventor = Inventor(chance, stock or Stock())
    if style in PLANS:
        return _text_page(style, seed, chance, inventor)
    if style in ("webcopy", "html"):
        return _web_page(style, seed, chance, inventor)
    return _printed_page(style, seed, chance, inventor)


def _text_page(style: str, seed: int, chance: Chance, inventor: Inventor) -> MadePage:
    page = lay_out(PLANS[style], chance, inventor)
    name = f"{chance.issue:%Y%m%d}_{seed % 90 + 1:02d}.txt" if page.in_name else f"{style}-{seed}.txt"
    gold = [story.gold(name, n, page.dress, page.dated) for n, story in enumerate(page.stories, 1)]
    return MadePage(name, style, ("\n".join(page.lines) + "\n").encode(), tuple(gold))


def _web_page(style: str, seed: int, chance: Chance, inventor: Inventor) -> MadePage:
    story = inventor.story(chance.pick(_WEB))
    name = f"{style}-{seed}.{'txt' if style == 'webcopy' else 'html'}"
    text = "\n".join(copy_as_text(story, chance)) if style == "webcopy" else as_html(story, chance)
    return MadePage(name, style, text.encode(), (story.gold(name, 1, str, True),))


def _printed_page(style: str, seed: int, chance: Chance, inventor: Inventor) -> MadePage:
    masthead = Furniture(chance).line()
    many = 4 if style == "scan" else 12
    stories: list[Story] = [inventor.story(chance.pick(_PRINTED)) for _ in range(many)]
    name = f"{style}-{seed}.{'png' if style == 'scan' else style}"
    if style == "docx":
        stories = stories[: chance.rng.randint(1, 5)]
        data = write_docx(stories, masthead, chance)
    else:
        sheet = lay_out_sheet(stories, masthead, _grid(style, chance), chance)
        stories = list(sheet.stories)
        data = print_scan(sheet, chance) if style == "scan" else print_pdf(sheet, chance)
    gold = [story.gold(name, n, str, True) for n, story in enumerate(stories, 1)]
    return MadePage(name, style, data, tuple(gold), tuple(story.body(str) for story in stories))


def _grid(style: str, chance: Chance) -> Grid:
    if style == "scan":
        return Grid(2, chance.rng.randint(17, 22), 10.5, 18.0, 900.0)
    columns = chance.rng.randint(3, 6)
    return Grid(
        columns,
        chance.rng.randint(14, 22),
        9.5,
        chance.rng.uniform(9, 20),
        1150.0,
        indented=chance.maybe(0.85),
    )
