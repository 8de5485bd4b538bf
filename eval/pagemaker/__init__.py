"""The page maker: lays invented articles out as raw pages, with exact ground truth, seeded.

chance, stock ─invent→ Story ─textpages, web, pdf, docx, scan→ MadePage (bytes and gold)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from eval.pagemaker.invent import Inventor
from eval.pagemaker.stock import Stock, load_stock
from eval.pagemaker.stories import MadePage, Story
from eval.pagemaker.textpages import PLANS, lay_out
from eval.pagemaker.web import as_html, copy_as_text
from eval.pagemaker.words import Chance

__all__ = ["STYLES", "MadePage", "Stock", "load_stock", "make_page"]

TEXT_STYLES = (*PLANS, "webcopy")
STYLES = (*TEXT_STYLES, "html")


def make_page(style: str, seed: int, stock: Stock | None = None) -> MadePage:
    """Make one page.

    Args:
        style: one of STYLES.
        seed: the same seed, style and stock make the same page.
        stock: corpus articles to cut from; without them everything is made of templates.

    Raises:
        KeyError: there is no such style.
    """
    rng = Random(f"{style}-{seed}")
    chance = Chance(rng, date(2021, 1, 8) + timedelta(days=rng.randint(0, 1600)))
    inventor = Inventor(chance, stock or Stock())
    if style in PLANS:
        page = lay_out(PLANS[style], chance, inventor)
        name = f"{chance.issue:%Y%m%d}_{seed % 90 + 1:02d}.txt" if page.in_name else f"{style}-{seed}.txt"
        gold = [story.gold(name, n, page.dress, page.dated) for n, story in enumerate(page.stories, 1)]
        return MadePage(name, style, ("\n".join(page.lines) + "\n").encode(), tuple(gold))
    story = _web_story(chance, inventor)
    name = f"{style}-{seed}.{'txt' if style == 'webcopy' else 'html'}"
    text = "\n".join(copy_as_text(story, chance)) if style == "webcopy" else as_html(story, chance)
    return MadePage(name, style, text.encode(), (story.gold(name, 1, str, True),))


def _web_story(chance: Chance, inventor: Inventor) -> Story:
    kinds: Sequence[str] = ("report", "titled", "feature", "feature", "essay")
    return inventor.story(str(chance.pick(kinds)))
