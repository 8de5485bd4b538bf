"""How lines are set: widths, columns, indents."""

from __future__ import annotations

from index.records import Line
from index.segmenter.layout import squeezed
from index.segmenter.pageline import PageLine, measure


def lines(*texts: str) -> list[PageLine]:
    found = []
    for n, text in enumerate(texts, 1):
        bare, gaps = squeezed(text)
        found.append(PageLine(Line(n, text), bare, gaps=gaps))
    measure(found)
    return found


def test_the_width_of_a_column_is_told_by_its_lines() -> None:
    found = lines("口" * 40, *["口" * 17] * 8, "口" * 5)
    assert found[5].column == 17.0 and found[5].full and not found[5].short
    assert found[-1].short and not found[-1].full


def test_whole_paragraphs_have_no_column() -> None:
    assert {
        item.column for item in lines("口" * 80, "口" * 150, "口" * 99, "口" * 120, "口" * 70, "口" * 300)
    } == {0.0}


def test_white_space_around_numbers_is_printed_and_counts() -> None:
    spaced, loose = lines("全县建成 12 个站", "自 身 优 势 ， 在 联 系 服 务 中")
    assert spaced.size == 8.0 and not spaced.loose
    assert loose.loose and loose.size == 11.0


def test_indent_marks_paragraphs_where_few_lines_have_it() -> None:
    found = lines("　　第一段开头", "接着写", "接着写", "　　第二段开头", "接着写")
    assert [item.indent for item in found] == [True, False, False, True, False]
    assert not any(item.flush for item in found)


def test_flush_lines_stand_out_where_most_are_indented() -> None:
    found = lines("标题一", "　　段落", "　　段落", "　　段落")
    assert [item.flush for item in found] == [True, False, False, False]
    assert not any(item.indent for item in found)
