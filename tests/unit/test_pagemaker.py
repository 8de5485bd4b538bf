"""The page maker: the same seed makes the same page, and what it says of its pages is true."""

from __future__ import annotations

import gzip
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.matching import squeeze
from eval.pagemaker import STYLES, TEXT_STYLES, MadePage, load_stock, make_page
from eval.pagemaker.pdf import FONT
from eval.pagemaker.stock import Stock
from eval.pagemaker.stories import Section, Story
from eval.pagemaker.typeset import fold
from eval.pagemaker.words import Chance, home_places, numeral, read_data
from tests.unit.test_samples import REAL, WINDOW, squeezed, windows

NEEDS_FONT = {"pdf", "scan"}


def made(style: str, seed: int, stock: Stock | None = None) -> MadePage:
    if style in NEEDS_FONT and not FONT.is_file():
        pytest.skip("fonts-wqy-microhei is not installed")
    return make_page(style, seed, stock)


def bare(page: MadePage) -> str:
    """Return the text of a page of text without white space, with 和 for the slips of it."""
    return squeeze(page.data.decode().replace(" and ", "和"))


@pytest.mark.parametrize("style", STYLES)
def test_seeded(style: str) -> None:
    one, same, other = made(style, 5), made(style, 5), made(style, 6)
    assert one.gold == same.gold and one.name == same.name and one.data != other.data
    if style != "docx":  # a ZIP container keeps the time of writing
        assert one.data == same.data


@pytest.mark.parametrize("style", TEXT_STYLES)
def test_the_gold_stands_in_the_page(style: str) -> None:
    for seed in range(6):
        page = made(style, seed)
        text = bare(page)
        assert page.gold, page.name
        for n, article in enumerate(page.gold, 1):
            assert article.n == n and article.page == page.name
            assert article.first_ns in text, (page.name, article)
            assert article.last_ns in text, (page.name, article)
            assert not article.headlines or squeeze(article.headlines[0]) in text.replace("##", "")


@pytest.mark.parametrize("style", ["html", "docx", "pdf", "scan"])
def test_the_other_formats(style: str) -> None:
    page = made(style, 1)
    heads = {"html": b"<!DOCTYPE", "docx": b"PK", "pdf": b"%PDF", "scan": b"\x89PNG"}
    assert page.data.startswith(heads[style]) and page.gold
    if style in ("docx", "pdf", "scan"):
        assert [len(body) > 18 for body in page.bodies] == [True] * len(page.gold)


def test_places_of_one_page_differ() -> None:
    for seed in range(20):
        places = [article.place for article in made("plain", seed).gold]
        assert len(set(places)) == len(places)


def test_there_is_no_other_style() -> None:
    with pytest.raises(ValueError, match="no such style"):
        make_page("braille", 1)


@given(st.text("天地玄黄，。“”（）《》1a", max_size=80), st.integers(4, 20))
def test_folded_lines_hold_all_and_are_no_longer_than_a_column(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join(lines) == text or not text.strip()
    for line in lines:
        assert len(line.rstrip("，。”）》")) <= 2 * width + 1
    for line in lines[1:]:
        assert line[0] not in "，。"


def test_a_stock_is_cut_from_a_corpus_in_two_halves(tmp_path: Path) -> None:
    body = "".join(f"第{n}件事是把水渠修好，让村里的庄稼都喝上水。" for n in "一二三四五六七")
    lines = [f"2031-01-0{n}，正文：原标题：小渠通水庄稼喝饱第{n}年8月{n}日，{body}\n" for n in range(1, 5)]
    path = tmp_path / "news.txt.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines([*lines, "2031-01-09，正文：太短。\n"])
    tuning, held = load_stock(path, held_out=False), load_stock(path, held_out=True)
    assert [c.title for c in tuning.titled] == ["小渠通水庄稼喝饱第1年", "小渠通水庄稼喝饱第3年"]
    assert [c.title for c in held.titled] == ["小渠通水庄稼喝饱第2年", "小渠通水庄稼喝饱第4年"]
    text = "".join(held.titled[0].sentences)
    assert text == "8月2日，" + body
    paragraphs = held.titled[0].paragraphs(Random(1), 3)
    assert text.startswith("".join(paragraphs)) and len(paragraphs) <= 3


def test_without_a_corpus_there_is_an_empty_stock(tmp_path: Path) -> None:
    assert not load_stock(None, held_out=True) and not load_stock(tmp_path / "none.gz", held_out=False)


def test_the_gold_of_a_story() -> None:
    story = Story(
        "news",
        "康县",
        (Section(("会议召开，研究近期工作，安排部署下一步的事项。",)),),
        "本报康县讯 ",
        kicker="肩题",
        headline="主题",
    )
    gold = story.gold("页.txt", 2, lambda text: text.replace("，", ","), dated=True)
    assert gold.first_ns == "本报康县讯会议召开,研究近期工作,安"
    assert gold.last_ns.endswith("安排部署下一步的事项。") and gold.headlines == ("主题", "肩题", "肩题 主题")


def test_numerals_and_places() -> None:
    assert [numeral(n) for n in (3, 10, 12, 20, 35)] == ["三", "十", "十二", "二十", "三十五"]
    assert len(home_places()) > 90 and all(place.code.startswith("62") for place in home_places())


def test_every_template_can_be_filled() -> None:
    from datetime import date

    chance = Chance(Random(1), date(2031, 8, 9))
    slots = chance.slots(chance.place()) | {"when": "8月6日"}

    def fill(value: object) -> None:
        if isinstance(value, str):
            assert "{" not in chance.fill(value, slots)
        elif isinstance(value, list):
            for entry in value:
                fill(entry)
        elif isinstance(value, dict):
            for entry in value.values():
                fill(entry)

    fill(read_data("reports"))


def test_no_sentence_of_the_real_archive_is_in_the_templates() -> None:
    if not REAL.is_dir():
        pytest.skip("the real pages lie outside the repository and are not here")
    real: set[str] = set()
    for path in sorted(REAL.glob("*.txt")):
        real |= windows(squeezed(path.read_text(encoding="utf-8")))
    for name in ("reports", "furniture"):
        text = (Path(__file__).parents[2] / f"eval/pagemaker/data/{name}.toml").read_text(encoding="utf-8")
        for line in text.splitlines():
            if not line.startswith("#"):
                assert not windows(squeezed(line)) & real, line
    assert WINDOW == 12
