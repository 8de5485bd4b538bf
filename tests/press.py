"""A small press: lays out invented articles on newspaper pages as PDF, and says what stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

FONTS = (
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
    Path("/usr/share/fonts/wqy-microhei/wqy-microhei.ttc"),
)
_NEVER_FIRST = "，。、；：？！”’）》"
_PLACES = [
    "清河县",
    "白杨县",
    "南岭县",
    "石桥区",
    "柳湾县",
    "东塬县",
    "沙井县",
    "红崖县",
    "双泉县",
    "北川区",
    "麦积塬县",
    "长坡县",
]
_ACTS = [
    "围绕乡村道路养护",
    "就社区养老服务",
    "聚焦饮用水源保护",
    "针对农田灌溉设施",
    "围绕校园周边环境",
    "就小微企业融资",
]
_DOINGS = ["开展专题调研", "召开协商座谈会", "组织委员视察", "举行对口协商", "开展民主监督", "举办读书活动"]
_SENTENCES = (
    "调研组先后走访了{n}个乡镇和{m}个村，听取了干部群众的意见。",
    "委员们在座谈中提出建议{n}条，其中{m}条当场得到答复。",
    "与会人员认为，这项工作时间紧、任务重，要把责任落实到人。",
    "会议指出，要坚持问题导向，把群众的事情办好办实。",
    "据介绍，今年以来全县已投入资金{n}万元，改造老旧管网{m}公里。",
    "下一步，县政协将跟踪督办，推动建议落地见效。",
    "“过去下雨天不敢出门，现在水泥路修到了家门口。”村民李大爷说。",
    "大家一致表示，要发挥专业优势，多建睿智之言、多献务实之策。",
)


@dataclass(frozen=True)
class Story:
    """An article to be set."""

    headline: str
    paragraphs: tuple[str, ...]


@dataclass
class Sheet:
    """A page as it was set: what is printed on it, in reading order.

    Attributes:
        lines: every line of print, without white space at its ends.
        headlines: those of them that are headlines.
    """

    lines: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)


def font_file() -> Path | None:
    """Return a TrueType font with Chinese characters that reportlab can embed, None where there is none."""
    return next((path for path in FONTS if path.exists()), None)


def stories(count: int, seed: int = 0, paragraphs: int = 3) -> list[Story]:
    """Invent articles.

    Args:
        count: how many.
        seed: the same seed gives the same articles.
        paragraphs: how many paragraphs each has at most.
    """
    rng = Random(seed)
    return [_story(rng, number, paragraphs) for number in range(count)]


def _story(rng: Random, number: int, most: int) -> Story:
    place, act, doing = _PLACES[number % len(_PLACES)], rng.choice(_ACTS), rng.choice(_DOINGS)
    lead = f"本报讯（记者 王小川）{rng.randint(3, 9)}月{rng.randint(1, 28)}日，{place}政协{act}{doing}。"
    texts = [lead + _sentences(rng, 2)]
    texts += [_sentences(rng, rng.randint(1, 4)) for _ in range(rng.randint(1, most) - 1 if most > 1 else 0)]
    return Story(f"{place}政协{doing}", tuple(texts))


def _sentences(rng: Random, count: int) -> str:
    chosen = rng.sample(_SENTENCES, count)
    return "".join(text.format(n=rng.randint(2, 90), m=rng.randint(2, 30)) for text in chosen)


def wrap(paragraph: str, measure: int) -> list[str]:
    """Break a paragraph into lines of so many characters, the first set in by two; Latin counts half."""
    lines, current, used = [], "\u3000\u3000", 2.0
    for character in paragraph:
        wide = 0.5 if character < "\u2000" else 1.0
        if used + wide > measure:
            down = current[-1:] if character in _NEVER_FIRST else ""
            lines.append(current[: len(current) - len(down)])
            current, used = down, float(len(down))
        current += character
        used += wide
    return [*lines, current]


class Press:
    """Print pages into one PDF file.

    Args:
        path: the file to write.
        width, height: size of the page in points.
        size: size of the body in points.
    """

    def __init__(self, path: Path, width: float = 600, height: float = 850, size: float = 9) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        pdfmetrics.registerFont(TTFont("press", str(font_file()), subfontIndex=0))
        self.canvas: Any = Canvas(str(path), pagesize=(width, height))
        self.width, self.height, self.size = width, height, size
        self.leading = 1.5 * size
        self._waiting: list[tuple[float, float, float, str]] = []

    def put(self, x: float, top: float, text: str, size: float | None = None) -> None:
        """Set a line; it is drawn when the page is finished."""
        self._waiting.append((x, top, size or self.size, text))

    def finish_page(self, by_rows: bool = False, rows_as_text: bool = False) -> None:
        """Draw what was set, in the order in which it was set or row by row across the page."""
        waiting = sorted(self._waiting, key=lambda item: (item[1], item[0])) if by_rows else self._waiting
        for x, top, size, text in waiting:
            self.canvas.setFont("press", size)
            self.canvas.drawString(x, self.height - top - 0.88 * size, text)
        self._waiting = []
        self.canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()

    def columns(self, count: int, left: float, right: float, gutter: float) -> list[tuple[float, int]]:
        """Return for each of so many columns where it begins and how many characters it holds."""
        wide = (right - left - gutter * (count - 1)) / count
        return [(left + i * (wide + gutter), int(wide / self.size + 0.01)) for i in range(count)]


def masthead(press: Press, sheet: Sheet, number: int) -> float:
    """Set the line over the page and return where the page goes on below it."""
    text = f"第{number}版　　2024年8月9日　星期五　　责任编辑：赵一鸣"
    press.put(40, 30, text, 10)
    sheet.lines.append(text.strip())
    return 56.0


def block(
    press: Press, sheet: Sheet, story: Story, left: float, right: float, top: float, count: int,
    gutter: float = 14, head: float = 18, centred: bool = True,
) -> float:  # fmt: skip
    """Set an article as a block: its headline over all its columns, the body in columns of equal length.

    Returns:
        Where the block ends.
    """
    wide = len(story.headline) * head
    press.put(left + (right - left - wide) / 2 if centred else left, top, story.headline, head)
    sheet.lines.append(story.headline)
    sheet.headlines.append(story.headline)
    columns = press.columns(count, left, right, gutter)
    lines = [line for text in story.paragraphs for line in wrap(text, columns[0][1])]
    each = -(-len(lines) // count)
    top += head * 1.6
    for i, line in enumerate(lines):
        x, _ = columns[i // each]
        press.put(x, top + (i % each) * press.leading, line)
        sheet.lines.append(line.strip())
    return top + each * press.leading


def flowing(
    press: Press, sheet: Sheet, articles: Sequence[Story], top: float, count: int,
    left: float = 40, right: float = 560, gutter: float = 14, head: float = 14,
) -> list[Story]:  # fmt: skip
    """Set articles one after the other down the columns, headlines as wide as a column.

    Returns:
        The articles that did not fit at all.
    """
    spots = _spots(press, top, press.columns(count, left, right, gutter))
    x, y, measure = next(spots)
    for done, story in enumerate(articles):
        for text, size in _parts(story, measure, head, press.size):
            need = size * 1.7
            room = need if size == press.size else 3 * need
            while y[0] + room > press.height - 30:
                following = next(spots, None)
                if following is None:
                    return list(articles[done + 1 :])
                x, y, measure = following
            press.put(x, y[0] + (0.1 * size if size > press.size else 0), text, size)
            y[0] += press.leading if size == press.size else need
            sheet.lines.append(text.strip())
            if size > press.size:
                sheet.headlines.append(text)
        y[0] += press.size
    return []


def _spots(
    press: Press, top: float, columns: Sequence[tuple[float, int]]
) -> Iterator[tuple[float, list[float], int]]:
    for x, measure in columns:
        yield x, [top], measure


def _parts(story: Story, measure: int, head: float, size: float) -> list[tuple[str, float]]:
    fits = int(measure * size / head)
    heads = [story.headline[i : i + fits] for i in range(0, len(story.headline), fits)]
    body = [line for text in story.paragraphs for line in wrap(text, measure)]
    return [(text, head) for text in heads] + [(text, size) for text in body]
