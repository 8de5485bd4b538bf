"""The thesaurus: what tells the same, in which direction, and what an editor may write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.lists import evidence
from assistant.lists.narrowing import narrowed
from assistant.lists.paraphrase import _compiled, joined, load_thesaurus, paraphrased, spoken
from assistant.records import Question
from tests.asking import archive_of, finder, read


def _asked(text: str, *groups: tuple[str, ...], asked: str = "place") -> Question:
    plain = Question(text=text, language="zh", kind="list", asked=asked)
    return replace(plain, groups=groups)


def test_whoever_asks_for_one_word_means_all_that_tell_the_same() -> None:
    known = load_thesaurus()
    for group in (known.wide(("捐款",)), known.wide(("送去",))):
        assert {"捐款", "赠送", "送去"} <= set(group)


def test_who_asks_for_the_wider_word_means_the_narrower_not_the_other_way() -> None:
    known = load_thesaurus()
    assert "幼儿园" in known.wide(("学校",))
    assert "中学" not in known.wide(("幼儿园",))


def test_what_was_said_stays_first_and_nothing_is_lost() -> None:
    group = load_thesaurus().wide(("水果", "鲜果"))
    assert group[:2] == ("水果", "鲜果")
    assert "苹果" in group


def test_a_verb_parted_by_its_aspect_is_known() -> None:
    asked = replace(_asked("哪些地方修过路、捐过款"), words=(("捐过款",),), pieces=(("捐过款",),))
    question = joined(asked)
    assert question.activities == (("修路",), ("捐款",))
    assert question.words == ()
    assert "赠送" in paraphrased(question).activities[1]


def test_a_word_of_two_known_ones_is_looked_for_by_both() -> None:
    question = paraphrased(_asked("哪里写到水果滞销", ("水果滞销",)))
    assert [group[0] for group in question.groups] == ["水果", "滞销"]


def test_of_two_doings_that_stand_together_either_will_do() -> None:
    assert load_thesaurus().parts(("修路修桥",)) == [("修路", "修桥")]


def test_what_was_done_to_a_known_thing_is_that_thing() -> None:
    known = load_thesaurus()
    assert known.parts(("修过下水道",)) == [("下水道",)]
    assert known.parts(("民情茶室",)) == [("民情茶室",)]


def test_the_known_words_in_a_stretch_are_found_the_longest_first() -> None:
    known = load_thesaurus()
    assert known.inside("牧区找过销路") == ["牧区", "销路"]
    assert known.inside("启用仪式") == []
    assert known.inside("卖过") == ["卖过"]
    assert known.inside("天晴了") == []


def test_known_words_are_found_where_they_stand_in_a_question() -> None:
    found = load_thesaurus().spoken("哪里替打工的人讨过血汗钱，又卖过果子")
    assert [word.word for word in found] == ["打工的人", "讨", "血汗钱", "卖", "果子"]
    assert [(word.start, word.end) for word in found][1] == (7, 9)


def test_a_word_said_twice_and_words_run_together_are_known() -> None:
    known = load_thesaurus()
    assert [word.word for word in known.spoken("谁家冷不冷")] == ["冷"]
    assert known.parts(("饭堂关了张",)) == [("饭堂",), ("关了张",)]
    assert known.parts(("饭堂唱歌人",)) == [("饭堂唱歌人",)]


def test_how_often_a_thing_was_done_parts_its_word() -> None:
    known = load_thesaurus()
    assert known.parted("哪里捐过不少款") == ["捐款"]
    assert known.parted("哪里种了三次树") == ["种树"]


def test_mere_words_that_no_report_says_are_said_as_reports_do() -> None:
    asked = replace(_asked("哪些地方的学校提到脏水", ("学校",)), pieces=(("学校",), ("脏水",)))
    question = spoken(asked, lambda group: False)
    assert question.groups == (("学校",),)
    assert question.pieces[0] == ("学校",)
    assert "生活污水" in question.pieces[1]


def test_only_questions_for_rows_are_said_in_other_words() -> None:
    plain = replace(_asked("学校在哪里", ("学校",), asked=""), kind="where")
    assert paraphrased(plain) is plain


def test_words_of_one_character_are_refused_as_what_is_looked_for() -> None:
    with pytest.raises(ValueError, match="梨"):
        _compiled({"things": _of(kinds=["水果 > 梨 苹果"]), "doings": _of()})


def test_words_that_are_only_asked_with_are_not_looked_for() -> None:
    known = _compiled({"things": _of(asked=["大树 > 古树 古木"]), "doings": _of()})
    assert known.told == {"大树": ("古树", "古木")}


def _of(**lists: list[str]) -> dict[str, list[str]]:
    return {"same": [], "kinds": [], "asked": [], **lists}


def test_every_word_told_has_two_characters_at_least() -> None:
    assert all(len(word) > 1 for told in load_thesaurus().told.values() for word in told)


def test_what_is_found_often_is_not_looked_for_in_other_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = archive_of(
        tmp_path,
        {
            "one": {"date": "2023-05-12", "place": "临泽县", "text": "临泽县政协为困难家庭捐款三万元。"},
            "two": {"date": "2023-05-13", "place": "高台县", "text": "高台县政协委员募集善款五万元。"},
        },
    )
    question = read("哪些地方提到了捐款？")
    assert len(finder(archive).find(question).evidence) == 2
    monkeypatch.setattr(evidence, "_MANY", 0)
    assert len(finder(archive).find(question).evidence) == 1


def test_words_that_reading_cut_in_two_are_whole() -> None:
    asked = narrowed(read("哪些政协补充委员？"))
    assert any(group[0] == "补充委员" for group in (*asked.groups, *asked.activities))
    assert not any(group[0] in ("补充", "委员") for group in (*asked.groups, *asked.activities))
