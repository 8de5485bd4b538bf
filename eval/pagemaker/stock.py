"""Articles of a news corpus, cut into headlines and paragraphs that the page maker can use."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

_OWN_TITLE = re.compile(
    r"原标题：(?P<title>[^。]{8,34}?)(?="
    + "|".join(
        (
            r"(?:中新网|新华社|人民网|央视网|本报|扬子晚报网|新京报|中新社)[\u4e00-\u9fff]{0,6}(?:\d{1,2}月\d{1,2}日)?(?:电|讯)",
            r"近日，|日前，|\d{1,2}月\d{1,2}日[，上下至晚]|20\d\d年\d|今年\d|记者从|连日来|为进一步|为深入",
        )
    )
    + ")"
)
_ORIGIN = re.compile(
    r"^[\u4e00-\u9fff]{0,8}(?:\d{1,2}月\d{1,2}日)?(?:电|讯|报道)\s*[（(][^（()）]{1,40}[）)]"
)
_SENTENCE = re.compile(r"[^。！？]+[。！？][”’）]*")
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9，。、；：？！“”‘’《》（）—…%％·.\- ]+")
_UNFIT = re.compile(
    "搜狐|责任编辑|分享|原标题|点击|扫码|二维码|图片|转载|版权|来源|投稿|摄|▲|↓|电（|讯（|记者|编辑|净值|基金|死|尸|杀|强奸|猥亵|裸"
)
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"))


@dataclass(frozen=True, slots=True)
class Cutting:
    """One article of the corpus.

    Attributes:
        title: its own headline, "" where it carries none.
        sentences: its fit sentences in order.
    """

    title: str
    sentences: tuple[str, ...]

    def paragraphs(self, rng: Random, most: int) -> list[str]:
        """Return up to `most` paragraphs of whole sentences, from the beginning."""
        made: list[str] = []
        rest = list(self.sentences)
        while rest and len(made) < most:
            wanted, paragraph = rng.randint(50, 240), ""
            while rest and len(paragraph) < wanted:
                paragraph += rest.pop(0)
            made.append(paragraph)
        return made


@dataclass(frozen=True, slots=True)
class Stock:
    """What the page maker cuts its articles from; without a corpus it has only its own templates."""

    titled: tuple[Cutting, ...] = ()
    untitled: tuple[Cutting, ...] = ()
    used: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.titled or self.untitled)


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in _PAIRS)


def _cut(line: str) -> Cutting | None:
    text = line.split("正文：", 1)[-1].strip()
    own = _OWN_TITLE.match(text)
    title = own["title"].strip() if own else ""
    text = _ORIGIN.sub("", text[own.end() :].strip() if own else text)
    sentences = tuple(s.strip() for s in _SENTENCE.findall(text)[:30] if _fit(s.strip()))
    if (
        title.endswith(("，", "、", "：", "截至", "消息"))
        or sum(character.isdigit() for character in title) > 3
    ):
        title = ""
    if title and (not _PLAIN.fullmatch(title) or _UNFIT.search(title) or not _balanced(title)):
        title = ""
    return Cutting(title, sentences) if len(sentences) >= 5 else None


def _fit(sentence: str) -> bool:
    return (
        12 <= len(sentence) <= 160
        and bool(_PLAIN.fullmatch(sentence))
        and not _UNFIT.search(sentence)
        and _balanced(sentence)
        and bool(re.match("[\u4e00-\u9fff0-9“《]", sentence))
    )


def read_lines(path: Path, first: int, count: int, step: int) -> Iterator[str]:
    """Yield `count` lines of a gzipped text, every `step`-th from the `first` (0-based) on."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from islice(file, first, first + count * step, step)


def load_stock(path: Path | None, *, held_out: bool, lines: int = 6000) -> Stock:
    """Cut articles out of a corpus of news texts, one article a line.

    Args:
        path: a gzipped text file; None, or one that is not there, gives an empty stock.
        held_out: take the odd lines, which are kept for measuring, and not the even ones.
        lines: how many lines of the corpus to look at.
    """
    if path is None or not path.is_file():
        return Stock()
    cuttings = [c for line in read_lines(path, int(held_out), lines, 2) if (c := _cut(line))]
    titled = tuple(c for c in cuttings if c.title)
    return Stock(titled, tuple(c for c in cuttings if not c.title))
