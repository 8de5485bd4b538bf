"""Set one article as lines of raw text: wrapped or not, broken by columns, with the slips of extraction."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from eval.pagemaker.stories import Story
from eval.pagemaker.words import Chance

_HALF = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "？": "?", "！": "!"})
_NO_START = "，。、；：？！”’）》…%,.;:?!)"
_NO_END = "“‘（《("


@dataclass(frozen=True, slots=True)
class Setting:
    """How a page sets its articles.

    Attributes:
        wrap: characters of a printed column; 0 where paragraphs stand on one line.
        gapped: True where a blank line stands between wrapped lines.
        indent: what a paragraph begins with.
        spacing: blank lines between paragraphs.
        between: blank lines between articles.
        after: share of articles whose headlines stand after their bodies.
        marked: share of headlines with Markdown marks; headings of features too where over 0.
        half: True where punctuation is half-width.
        spaced: True where white space stands around numbers.
        broken: share of paragraphs that a column break tears apart.
        slips: share of paragraphs with an "and" for 和 or a letter-spaced stretch.
        inline: share of signatures that stand at the end of the last paragraph.
    """

    wrap: int = 0
    gapped: bool = False
    indent: str = ""
    spacing: int = 1
    between: int = 1
    after: float = 0.0
    marked: float = 0.0
    half: bool = False
    spaced: bool = False
    broken: float = 0.0
    slips: float = 0.0
    inline: float = 0.3

    def dress(self, text: str) -> str:
        """Return text with the punctuation of the page."""
        return text.translate(_HALF) if self.half else text


def _size(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def fold(text: str, width: int) -> list[str]:
    """Break a paragraph into lines of a column; closing signs begin none, opening signs end none."""
    lines: list[str] = []
    line, size = "", 0.0
    for character in text:
        if size + _size(character) > width and character not in _NO_START:
            carried = line[-1] if line[-1:] and line[-1] in _NO_END else ""
            lines.append(line[: len(line) - len(carried)])
            line, size = carried, sum(map(_size, carried))
        line += character
        size += _size(character)
    return [*lines, line] if line.strip() else lines


class Typesetter:
    """Set articles with one setting.

    Args:
        setting: how the page sets its articles.
        chance: the source of everything chosen.
    """

    def __init__(self, setting: Setting, chance: Chance) -> None:
        self.setting = setting
        self.chance = chance

    def body(self, story: Story) -> list[str]:
        """Return the lines of the body with marks, captions, byline and signature."""
        blocks: list[list[str]] = []
        if story.mark:
            blocks.append([self.setting.dress(story.mark)])
        blocks += [[self.setting.dress(caption)] for caption in story.captions]
        if story.byline_line:
            blocks.append([self.setting.dress(story.byline_line)])
        texts = list(story.blocks())
        tail = self._tail(story)
        for number, (text, heading) in enumerate(texts):
            last = number == len(texts) - 1
            blocks.append(
                self._heading(text) if heading else self._paragraph(text, tail if last else "", number)
            )
        if story.signature and not tail:
            blocks.append([self.setting.dress(story.signature)])
        if story.credit and not tail:
            blocks.append([self.setting.dress(story.credit)])
        if story.turned and not tail:
            blocks.append([self.setting.dress(story.turned)])
        return self._spaced(blocks)

    def heads(self, story: Story) -> list[str]:
        """Return the headline lines, a blank line between them where the page sets them so."""
        marked = self.setting.marked and self.chance.maybe(self.setting.marked)
        kicker, headline, subhead = story.kicker, story.headline, story.subhead
        lines: list[str] = []
        if kicker:
            lines.append(kicker)
        if headline:
            lines += [f"## {headline}"] if marked else self._long(headline)
        if subhead:
            lines.append(subhead)
        lines = [self.setting.dress(line) for line in lines]
        tight = self.setting.spacing == 0 or (self.setting.wrap > 0) or self.chance.maybe(0.3)
        return lines if tight or not lines else self._joined([[line] for line in lines], 1)

    def _long(self, headline: str) -> list[str]:
        """Break a headline that is too long for its place."""
        most = self.setting.wrap * 2 - 4
        if self.setting.wrap and len(headline) > most and "”" not in headline[most - 2 : most + 2]:
            return fold(headline, most)
        return [headline]

    def _tail(self, story: Story) -> str:
        """Return what stands on the last line of the body behind its last full stop."""
        if story.turned:
            return story.turned if self.chance.maybe(0.6) else ""
        if story.signature and self.chance.maybe(self.setting.inline):
            return story.signature
        return f" {story.credit}" if story.credit and self.chance.maybe(self.setting.inline) else ""

    def _heading(self, text: str) -> list[str]:
        mark = "## " if self.setting.marked and self.chance.maybe(0.8) else ""
        return [mark + self.setting.dress(text)]

    def _paragraph(self, text: str, tail: str, number: int) -> list[str]:
        setting = self.setting
        text = self._slips(setting.dress(text), number)
        indent = setting.indent
        text = indent + self._numbers(text) + setting.dress(tail)
        if setting.wrap:
            return self._gaps(fold(text, setting.wrap))
        if self.chance.maybe(setting.broken) and len(text) > 90:
            return self._break(text)
        return [text]

    def _break(self, text: str) -> list[str]:
        """Tear a paragraph apart at one or two places, with a blank line between the parts."""
        cuts = sorted(self.chance.rng.sample(range(20, len(text) - 20), 1 if len(text) < 260 else 2))
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        moved = [self._moved(parts, i) for i in range(len(parts))]
        return self._joined([[part] for part in moved if part], max(1, self.setting.spacing))

    @staticmethod
    def _moved(parts: Sequence[str], i: int) -> str:
        """Return a part with the closing signs that may not open the next one."""
        part = parts[i].lstrip(_NO_START) if i else parts[i]
        if i + 1 < len(parts):
            following = parts[i + 1]
            part += following[: len(following) - len(following.lstrip(_NO_START))]
        return part

    def _gaps(self, lines: list[str]) -> list[str]:
        if not self.setting.gapped:
            return lines
        set_lines: list[str] = []
        for number, line in enumerate(lines):
            if number and not self.chance.maybe(0.02):
                set_lines.append("")
            set_lines.append(line)
        return set_lines

    def _numbers(self, text: str) -> str:
        return (
            re.sub(r"(?<=[\u4e00-\u9fff])(\d+)(?=[\u4e00-\u9fff])", r" \1 ", text)
            if self.setting.spaced
            else text
        )

    def _slips(self, text: str, number: int) -> str:
        """Let an extraction slip happen, away from the ends of the body."""
        if not number or not self.chance.maybe(self.setting.slips) or len(text) < 80:
            return text
        at = text.find("和", 30, len(text) - 30)
        if at > 0 and self.chance.maybe(0.5):
            return f"{text[:at]} and {text[at + 1 :]}"
        start = len(text) // 2
        return text[:start] + " ".join(text[start : start + 14]) + text[start + 14 :]

    def _spaced(self, blocks: Sequence[Sequence[str]]) -> list[str]:
        return self._joined(blocks, 1 if self.setting.gapped else self.setting.spacing)

    @staticmethod
    def _joined(blocks: Sequence[Sequence[str]], blanks: int) -> list[str]:
        lines: list[str] = []
        for block in blocks:
            lines += [""] * (blanks if lines else 0)
            lines += block
        return lines
