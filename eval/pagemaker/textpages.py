"""Pages of plain text in the shapes in which newspapers' text arrives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from eval.pagemaker.furniture import Furniture
from eval.pagemaker.invent import Inventor
from eval.pagemaker.stories import Story
from eval.pagemaker.typeset import Setting, Typesetter
from eval.pagemaker.words import Chance


@dataclass(frozen=True, slots=True)
class TextPage:
    """A laid out page of text.

    Attributes:
        lines: its lines.
        stories: its articles in the order of their bodies.
        dress: how it prints text.
        dated: True where the page, or its file's name, tells the day of its issue.
        in_name: True where only the file's name does.
    """

    lines: tuple[str, ...]
    stories: tuple[Story, ...]
    dress: Callable[[str], str]
    dated: bool
    in_name: bool = False


Plan = Callable[[Chance], tuple[Setting, Sequence[str]]]


def _kinds(chance: Chance, most: str, count: tuple[int, int], some: Sequence[str] = ()) -> list[str]:
    """Return the kinds of a page's articles: mostly one, with some others among them."""
    total = chance.rng.randint(*count)
    kinds = [most if chance.maybe(0.75) or not some else str(chance.pick(some)) for _ in range(total)]
    return kinds


def broken(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Reports whose paragraphs column breaks tear apart, half-width punctuation, headlines before."""
    setting = Setting(half=chance.maybe(0.6), broken=0.6, slips=0.15, between=chance.rng.randint(1, 2))
    return setting, _kinds(chance, "report", (6, 11), ("titled", "photo", "part", "feature", "report"))


def features(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Two or three features with captions and section headings."""
    setting = Setting(half=chance.maybe(0.5), broken=0.3, between=chance.rng.randint(1, 3))
    return setting, _kinds(chance, "feature", (2, 3))


def marked(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Reports and features with Markdown headings."""
    setting = Setting(
        half=chance.maybe(0.5), broken=0.3, marked=chance.pick((1.0, 0.8)), slips=0.1, inline=0.6
    )
    return setting, _kinds(chance, "report", (5, 10), ("photo", "feature", "titled"))


def narrow(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Lines wrapped at a column's width with blank lines between, headlines mostly after their bodies."""
    setting = Setting(
        wrap=chance.rng.randint(14, 24),
        gapped=chance.maybe(0.8),
        spacing=0,
        spaced=chance.maybe(0.5),
        after=chance.pick((1.0, 0.8, 0.6)),
        slips=0.08,
        inline=0.5,
    )
    return setting, _kinds(chance, "report", (5, 10), ("photo", "part", "titled", "interview"))


def wrapped(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Lines wrapped at a column's width, headlines before their bodies."""
    gapped = chance.maybe(0.4)
    setting = Setting(
        wrap=chance.rng.randint(14, 24),
        gapped=gapped,
        spacing=0,
        spaced=chance.maybe(0.4),
        slips=0.05,
        indent=chance.pick(("", "　　", "　　")) if not gapped else "",
        between=chance.rng.randint(0, 2),
        inline=0.5,
    )
    return setting, _kinds(chance, "report", (5, 10), ("photo", "feature", "titled", "part"))


def plain(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Eight to twelve short reports, whole paragraphs, headlines before."""
    setting = Setting(
        indent=chance.pick(("", "　　", "    ")),
        spacing=chance.pick((0, 0, 1)),
        between=chance.rng.randint(0, 2),
    )
    return setting, _kinds(chance, "report", (8, 12), ("titled", "photo"))


def mixed(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Reports of which some have their headlines after them."""
    setting = Setting(half=chance.maybe(0.4), broken=0.3, after=0.3, spacing=1)
    return setting, _kinds(chance, "report", (5, 9), ("titled", "photo"))


def interview(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """An interview and some reports."""
    setting = Setting(indent=chance.pick(("", "　　")), spacing=chance.pick((0, 1)), broken=0.1)
    return setting, ["interview", *_kinds(chance, "report", (2, 4), ("photo",))]


def essays(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Essays by members, with their names above or below."""
    setting = Setting(indent=chance.pick(("", "　　")), spacing=chance.pick((0, 1)), broken=0.2, inline=0.4)
    return setting, _kinds(chance, "essay", (2, 4), ("report", "feature"))


def briefs(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """A list of briefs under one column label, and some reports."""
    setting = Setting(indent=chance.pick(("", "　　")), spacing=chance.pick((0, 1)))
    reports = _kinds(chance, "report", (1, 3), ("photo",))
    return setting, [*reports, "label", *["brief"] * chance.rng.randint(3, 6)]


def continued(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """A feature that goes on elsewhere, the rest of another, and reports."""
    setting = Setting(half=chance.maybe(0.4), broken=0.4, spacing=1)
    kinds = ["turned", *_kinds(chance, "report", (3, 5)), "part"]
    chance.rng.shuffle(kinds)
    return setting, kinds


def corpus(chance: Chance) -> tuple[Setting, Sequence[str]]:
    """Articles of the corpus only, under their own headlines, set in any of the other shapes."""
    setting, kinds = chance.pick((broken, marked, narrow, wrapped, plain, mixed))(chance)
    return setting, ["titled" for _ in kinds]


PLANS: dict[str, Plan] = {
    plan.__name__: plan
    for plan in (
        broken,
        features,
        marked,
        narrow,
        wrapped,
        plain,
        mixed,
        interview,
        essays,
        briefs,
        continued,
        corpus,
    )
}


def lay_out(plan: Plan, chance: Chance, inventor: Inventor) -> TextPage:
    """Lay one page out.

    Args:
        plan: the shape of the page.
        chance: the source of everything chosen.
        inventor: who writes the articles.
    """
    setting, kinds = plan(chance)
    stories = list(_stories(kinds, chance, inventor))
    furniture = Furniture(chance)
    above, below, dated = furniture.masthead()
    in_name = not dated and chance.maybe(0.5)
    lines = [*above, *_set_page(stories, setting, chance, furniture), *below]
    dress = setting.dress
    return TextPage(
        tuple(lines), tuple(s for s in stories if s is not None), dress, dated or in_name, in_name
    )


def _stories(kinds: Sequence[str], chance: Chance, inventor: Inventor) -> Iterator[Story | None]:
    """Yield the stories of a page; None stands for the column label of a list of briefs."""
    bullet = str(chance.pick(("", "", "●", "◆", "■", "▶")))
    for kind in kinds:
        if kind == "label":
            yield None
        elif kind == "brief":
            yield replace(inventor.story(kind), bullet=bullet)
        elif kind == "turned":
            yield _turned(inventor.feature(), chance)
        else:
            yield inventor.story(kind)


def _turned(story: Story, chance: Chance) -> Story:
    """Cut a feature off in mid-sentence, as papers do where it goes on elsewhere."""
    sections = story.sections[:2]
    last = sections[-1].paragraphs[-1]
    cut = last[: max(20, len(last) * 2 // 3)].rstrip("。，、；：“（《")
    ended = replace(sections[-1], paragraphs=(*sections[-1].paragraphs[:-1], cut))
    mark = str(chance.pick(("（下转第三版）", "（下转3版）", "（下转二版）", "（紧转第四版）")))
    return replace(story, sections=(*sections[:-1], ended), turned=mark, signature=None)


def _set_page(
    stories: Sequence[Story | None], setting: Setting, chance: Chance, furniture: Furniture
) -> Iterator[str]:
    setter = Typesetter(setting, chance)
    late: list[str] = []
    for number, story in enumerate(stories):
        yield from [""] * (setting.between if number else 0)
        if story is None:
            yield furniture.briefs_label()
            continue
        if chance.maybe(0.12) and number and not story.bullet:
            yield from [setting.dress(furniture.label()), *[""] * setting.spacing]
        blank = [""] * max(1 if setting.gapped else 0, setting.spacing)
        heads = setter.heads(story)
        goes_after = bool(heads) and not story.mark and chance.maybe(setting.after)
        if heads and not goes_after:
            yield from [*heads, *blank]
        yield from _with_bullet(setter.body(story), story.bullet)
        if goes_after and chance.maybe(0.15) and number + 1 < len(stories):
            late.append("\n".join(heads))  # set apart from its body, after the next one
            continue
        if goes_after:
            yield from [*blank, *heads]
        for block in late:
            yield from [*blank, *block.split("\n")]
        late = []
    for block in late:
        yield from ["", *block.split("\n")]


def _with_bullet(lines: list[str], bullet: str) -> list[str]:
    return [bullet + lines[0].lstrip("　 "), *lines[1:]] if bullet and lines else lines
