"""The subject of a question: terms with their variants, quoted words, alternatives; asking itself is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.rules import load_question_rules
from assistant.parsing.subject import BLANK, Subject, blank, chinese, english
from index.english import Part
from index.words import fold
from tests.archives import tokeniser
from tests.asking import terms

RULES = load_question_rules()


def zh(text: str, phrases: list[tuple[int, int]] | None = None) -> Subject:
    folded = fold(text)
    return chinese(folded, RULES, terms(), tokeniser().words(folded), phrases or [])


def en(text: str) -> Subject:
    return english(fold(text), RULES, terms())


def said(groups: list[tuple[str, ...]]) -> set[str]:
    return {name for group in groups for name in group}


@given(st.text(min_size=1, max_size=40), st.data())
def test_blanking_keeps_every_offset(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    blanked = blank(text, [(start, end)])
    assert len(blanked) == len(text)
    assert blanked[:start] == text[:start] and blanked[end:] == text[end:]
    assert set(blanked[start:end]) <= {BLANK}


def test_a_term_brings_its_variants() -> None:
    subject = zh("委员工作站")
    assert len(subject.groups) == 1
    assert subject.groups[0][0] == "委员工作站" and "政协委员工作站" in subject.groups[0]


def test_words_of_asking_say_nothing() -> None:
    subject = zh("请问哪些建立了委员工作站？各有多少个？")
    assert len(subject.groups) == 1 and not subject.activities


@pytest.mark.parametrize("text", ["哪些", "的了吗呢", "请告诉我", "？？！", ""])
def test_a_question_without_subject_has_none(text: str) -> None:
    subject = zh(text)
    assert not subject.groups and not subject.activities


def test_a_verb_of_founding_limits_nothing() -> None:
    assert not {"建立", "成立", "揭牌"} & said([*zh("揭牌成立的委员工作站").groups])


def test_quoted_words_are_taken_as_they_stand() -> None:
    assert ("银杏叶计划",) in zh("“银杏叶计划”是什么").groups
    assert ("银杏叶计划",) in en('What is the "银杏叶计划" about?').groups


def test_phrases_are_taken_as_they_stand() -> None:
    text = "十届九次常委会会议"
    assert ("十届九次",) in zh(text, [(0, 4)]).groups


def test_alternatives_make_one_group() -> None:
    for text in ("委员工作站和委员工作室", "委员工作站、委员工作室", "委员工作站或委员工作室"):
        subject = zh(text)
        assert len(subject.groups) == 1, text
        assert {"委员工作站", "委员工作室"} <= set(subject.groups[0])
    (group,) = en("workstations or consultation rooms").groups
    assert {"委员工作站", "协商议事室"} <= set(group)


def test_things_that_are_not_joined_are_needed_both() -> None:
    assert len(zh("委员工作站里的营商环境").groups) == 2
    assert len(zh("建了委员工作站，县财政给了钱").groups) == 2  # a clause ends at a Chinese comma
    assert len(en("workstations, consultation rooms").groups) == 1


def test_doing_is_told_from_the_thing() -> None:
    subject = zh("调研农村养老")
    assert "调研" in said(subject.activities) and "调研" not in said(subject.groups)
    assert "养老" in said(subject.groups)


def test_mere_words_do_not_limit_beside_a_term_but_rank() -> None:
    subject = zh("委员工作站的杏树")
    assert "杏树" not in said(subject.groups)
    assert "杏树" in said(subject.pieces)


def test_mere_words_limit_where_nothing_else_does() -> None:
    assert "杏树" in said(zh("谁种了杏树").groups)


def test_english_becomes_the_words_of_the_archive() -> None:
    subject = en("Which counties set up committee workstations?")
    assert "委员工作站" in said(subject.groups)


def test_english_words_without_a_term_are_unused() -> None:
    subject = en("Which counties juggled zeppelins?")
    assert not subject.groups
    assert subject.unused and "zeppelins" in subject.unused


def test_common_english_words_are_not_told_as_unused() -> None:
    assert en("Which of the counties have workstations?").unused == []


@given(st.text(max_size=80))
def test_any_text_has_a_subject_or_none(text: str) -> None:
    for subject in (zh(text), en(text)):
        names = [*said(subject.groups), *said(subject.activities), *said(subject.pieces)]
        assert all(name and name == fold(name) for name in names)
        assert all(group for group in (*subject.groups, *subject.pieces))


def test_english_words_that_are_no_terms_are_looked_up() -> None:
    text = "which villages of dongxiang repaired the kiln"
    kiln = Part(text.index("kiln"), len(text), "kiln", ("砖窑",), "dictionary")
    asked = Part(0, 5, "which", ("哪种",), "dictionary")
    subject = english(text, RULES, terms(), known=[asked, kiln])
    assert ("砖窑",) in subject.pieces and "kiln" not in subject.unused
    assert ("哪种",) not in subject.pieces
    assert "kiln" in english(text, RULES, terms()).unused


def test_a_looked_up_word_beside_a_term_limits_nothing_and_is_told_as_it_was_said() -> None:
    text = "which counties have committee workstations with a bugle"
    bugle = Part(text.index("bugle"), len(text), "bugle", ("喇叭",), "dictionary")
    subject = english(text, RULES, terms(), known=[bugle])
    assert ("喇叭",) not in subject.groups and subject.loose == [("bugle",)]
