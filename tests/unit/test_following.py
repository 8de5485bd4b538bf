"""What a follow-up takes over from the turns before, and what it changes of it."""

from __future__ import annotations

from tests.asking import read

STATIONS = "哪些县建立了委员工作站？"


def test_the_last_of_the_rows_before() -> None:
    question = read("最晚的是哪个？", STATIONS)
    assert (question.kind, question.asked, question.order) == ("list", "county", "latest")
    assert any("委员工作站" in group for group in question.groups)


def test_how_much_more_than_another_place() -> None:
    question = read("比瓜州县多几个？", "高台县有多少个委员工作站？")
    assert (question.kind, question.order) == ("compare", "difference")
    assert set(question.places) == {"620724", "620922"}


def test_other_places_than_the_one_before() -> None:
    question = read("还有哪些地方做过同样的事？", "高台县政协围绕养老服务做了什么？")
    assert question.places == () and question.asked == "place"
    assert any("养老服务" in group for group in question.groups)


def test_all_but_one_of_the_rows_before() -> None:
    question = read("除了高台县还有哪些？", STATIONS)
    assert question.excluded == ("高台县",) and question.places == ()


def test_a_new_question_takes_nothing_over() -> None:
    alone = read("瓜州县政协的培训班在哪里举办？")
    assert read("瓜州县政协的培训班在哪里举办？", STATIONS) == alone
