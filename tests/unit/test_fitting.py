"""Marks whose quotes share nothing with their line go, the others are numbered anew."""

from __future__ import annotations

from assistant.fitting import fitted
from assistant.records import Answer, Citation, Row

TOLD = (
    "云岭县政协建成协商驿站24个。",
    "驿站的门从早开到晚，谁来都有热水喝。",
    "石桥县的茶农分到了新苗。",
)


def cite(n: int, quote: str, headline: str = "") -> Citation:
    return Citation(n, f"a{n}", "甲.txt", headline, "", "2023-05-01", None, ((1, 1),), quote)


def answer(text: str, *rows: Row, quotes: tuple[str, ...] = TOLD) -> Answer:
    cited = tuple(cite(n, quote) for n, quote in enumerate(quotes, 1))
    return Answer("哪些县有驿站？", "zh", "list", "answered", text, rows, cited)


def test_a_sentence_beside_a_figure_is_no_source_of_it() -> None:
    row = Row("云岭县", quantity=24, unit="个", citations=(1, 2))
    mended = fitted(answer("- **云岭县**：24个 [1][2]\n- **石桥县**：有新苗 [3]", row))
    assert mended.text == "- **云岭县**：24个 [1]\n- **石桥县**：有新苗 [2]"
    assert [c.quote for c in mended.citations] == [TOLD[0], TOLD[2]]
    assert [c.n for c in mended.citations] == [1, 2] and mended.rows[0].citations == (1,)


def test_a_line_keeps_its_marks_where_none_shares_anything() -> None:
    for text in ("- **红岭乡**：已建 [2][3]", "- 红岭乡 [2]", "没有 [9][2]"):
        assert fitted(answer(text)).text == text


def test_a_quote_fits_by_its_place_its_title_or_words_of_the_question() -> None:
    quotes = (TOLD[0], "石桥县来人看过。", "哪些县有驿站，谁也没数过。")
    assert len(fitted(answer("- **石桥县**：协商驿站24个 [1][2][3]", quotes=quotes)).citations) == 3
    named = answer("《茶农的春天》说协商驿站24个 [1][2]", quotes=TOLD[:2])
    titled = Answer(
        named.question,
        "zh",
        "list",
        "answered",
        named.text,
        (),
        (cite(1, TOLD[0]), cite(2, TOLD[1], "茶农的春天")),
    )
    assert len(fitted(titled).citations) == 2 and len(fitted(named).citations) == 1


def test_a_date_is_nothing_shared() -> None:
    quotes = ("云岭县建了24个站。", "2024年的春天来得早。")
    assert len(fitted(answer("24个，2024年 [1][2]", quotes=quotes)).citations) == 1


def test_a_source_that_another_line_needs_stays() -> None:
    text = "- **云岭县**：24个 [1][3]\n- **石桥县**：茶农分到了新苗 [3]"
    mended = fitted(answer(text))
    assert mended.text == "- **云岭县**：24个 [1]\n- **石桥县**：茶农分到了新苗 [3]"
