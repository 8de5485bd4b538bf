"""The segmenter as a whole: laws that hold for every page, and pages of the common shapes."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eval.matching import squeeze
from eval.pagemaker import TEXT_STYLES, make_page
from index.articles import Segmented, complete, segment, segment_page
from index.clean import printed, verbatim
from index.layout import plain
from index.records import Line, Page, ReadyArticle
from tests.pages import gazetteer, numbers, page, segmented

# What pages are made of: words, marks and signs on which the rules turn.
PIECES = st.sampled_from(
    [
        *(
            "本报榆中讯（通讯员 高 磊）",
            "本报讯",
            "8月6日，",
            "近日，",
            "榆中县政协",
            "召开主席会议",
            "：",
            "——",
            "综合",
        ),
        *(
            "（接一版）",
            "（下转三版）",
            "（张三）",
            "通讯员 李四 摄影报道",
            "▲",
            "●",
            "## ",
            "简讯",
            "　　",
            " ",
            "。",
            "，",
            "”",
            "“",
        ),
        *(
            "会议强调，要",
            "把事办好",
            "2024年8月9日 星期五",
            "责任编辑：王五",
            "首页 > 正文",
            "来源：某报",
            "问：",
            "？",
            "！",
            " and ",
            "《",
        ),
        *("）", "（", "第三版", "一、", "（一）", "3", "a", "\u200b", "１２"),
    ]
)
TEXTS = st.lists(st.lists(PIECES, max_size=9).map("".join), max_size=30).map("\n".join)


def of_lines(text: str) -> Page:
    lines = tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1))
    return Page("页.txt", "/页.txt", "0" * 64, "text", lines)


def assert_laws(result: Segmented) -> None:
    """Every non-blank line is accounted for once; every text maps back to its lines."""
    source = {line.number: line.text for line in result.page.lines}
    filled = {n for n, text in source.items() if plain(text)}
    counted = Counter(n for n, _ in result.other)
    for article in result.articles:
        counted.update(n for n in numbers(article.lines) if n in filled)
        assert verbatim(article.text, article.runs, source)
        stretches = "".join(source[run.line][run.column : run.column + run.length] for run in article.runs)
        edited = "".join(edit.new for edit in article.edits)
        assert len(squeeze(article.text)) == len(squeeze(stretches)) + len(edited)
        whole = squeeze("".join(source[n] for n in numbers(article.lines)))
        assert Counter(squeeze(printed(article.text, article.edits))) <= Counter(whole)
    assert counted == Counter(filled)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_line_is_accounted_for_once(text: str) -> None:
    assert_laws(segment_page(of_lines(text), gazetteer()))


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_can_be_segmented(text: str) -> None:
    assert_laws(segment_page(of_lines(text.replace("\r", " ")), gazetteer()))


@pytest.mark.parametrize("style", TEXT_STYLES)
def test_the_laws_hold_for_made_pages(style: str) -> None:
    for seed in range(3):
        made = make_page(style, seed)
        assert_laws(segment_page(of_lines(made.data.decode()), gazetteer()))


@settings(max_examples=30)
@given(TEXTS)
def test_segmenting_twice_gives_the_same(text: str) -> None:
    assert segment(of_lines(text), gazetteer()) == segment(of_lines(text), gazetteer())
