"""Sentences as they are shown: nothing invented, what answers kept and in bold."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences.spoken import bold, shorten

# Sentences of clauses, without the signs by which emphasis and omission are shown.
WORDS = st.text(alphabet="甲乙丙丁戊县站个12", min_size=1, max_size=12)
CLAUSES = st.lists(st.tuples(WORDS, st.sampled_from("，；。！？,;")), min_size=1, max_size=12)
SENTENCES = CLAUSES.map(lambda parts: "".join(word + mark for word, mark in parts))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a sentence with spans inside its clauses, overlapping or not."""
    text = draw(SENTENCES)
    inside = [m.span() for m in re.finditer("[^，；。！？,;]+", text)]
    spans = []
    for start, end in draw(st.lists(st.sampled_from(inside), max_size=3)):
        a = draw(st.integers(start, end - 1))
        spans.append((a, draw(st.integers(a + 1, end))))
    return text, spans


def bare(shown: str) -> str:
    return shown.replace("**", "")


def test_bold_marks_the_span() -> None:
    assert bold("全县建成8个站", [(4, 6)]) == "全县建成**8个**站"
    assert bold("没有", []) == "没有"


def test_overlapping_spans_become_one() -> None:
    assert bold("甲乙丙丁", [(0, 2), (1, 3)]) == "**甲乙丙**丁"
    assert bold("甲乙丙丁", [(2, 3), (0, 1)]) == "**甲**乙**丙**丁"


@given(marked())
def test_bold_adds_nothing_but_marks(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    shown = bold(text, spans)
    assert bare(shown) == text
    assert shown.count("**") % 2 == 0
    assert "****" not in shown
    for start, end in spans:
        assert any(text[start:end] in part for part in shown.split("**")[1::2])


def test_a_short_sentence_is_shown_whole() -> None:
    assert shorten("全县建成8个站。", [(4, 6)], [], 50) == "全县建成**8个**站。"


def test_clauses_without_the_answer_are_left_out() -> None:
    text = "议事室热闹，" + "大家围着炉子说起往事，" * 4 + "全县建成议事室118个，冬天还长。"
    at = text.index("118个")
    shown = shorten(text, [(at, at + 4)], [("议事室",)], 40)
    assert "议事室热闹，" in shown and "全县建成议事室**118个**，" in shown
    assert "……" in shown
    assert len(bare(shown)) < len(text)


@given(marked(), st.integers(1, 60), st.lists(WORDS, max_size=2))
def test_what_is_shown_stands_in_the_sentence(
    case: tuple[str, list[tuple[int, int]]], longest: int, words: list[str]
) -> None:
    text, spans = case
    shown = shorten(text, spans, [(w,) for w in words], longest)
    assert shown
    position = 0
    for part in bare(shown).split("……"):
        position = text.index(part, position) + len(part)


@given(marked(), st.integers(1, 60))
def test_spans_are_kept_where_there_is_room_for_them(
    case: tuple[str, list[tuple[int, int]]], longest: int
) -> None:
    text, spans = case
    clauses = [m.span() for m in re.finditer("[^，；。！？,;]+[，；。！？,;]*", text)]
    needed = {c for c in clauses for a, b in spans if a < c[1] and b > c[0]}
    if sum(b - a for a, b in needed) > longest:
        return
    shown = shorten(text, spans, [], longest)
    for start, end in spans:
        assert any(text[start:end] in part for part in shown.split("**")[1::2])


@given(marked(), st.integers(1, 60))
def test_the_length_is_kept(case: tuple[str, list[tuple[int, int]]], longest: int) -> None:
    text, spans = case
    shown = bare(shorten(text, spans, [], longest)).replace("……", "")
    assert len(shown) <= max(longest, 0) or shown == text
