"""Questions as understood: language, kind, rows, subject, places, times, and what a follow-up takes over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.parsing.language import language_of
from assistant.parsing.settling import left_level
from assistant.question import check
from index.errors import QuestionRefused
from tests.asking import read, reader

ODD = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="哪些县有多少个委员工作站呢？的和最2023年去不包括（）“”", max_size=60),
    st.text(alphabet="whichcount sdowe?'-0123 ", max_size=60),
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("哪些县建立了委员工作站？", "zh"),
        ("which counties set up committee workstations", "en"),
        ("哪些县用了APP？", "zh"),
        ("Which counties have members' studios (委员工作室)?", "en"),
        ("2024", "zh"),
        ("", "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_white_space_around_a_question_is_dropped() -> None:
    assert check("  环县？\n", 10) == "环县？"


@pytest.mark.parametrize("text", ["", " \n\t", "　"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(QuestionRefused) as caught:
        check(text, 100)
    assert caught.value.hint


def test_a_question_may_be_as_long_as_allowed() -> None:
    assert check("问" * 100, 100) == "问" * 100
    with pytest.raises(QuestionRefused, match="101"):
        check("问" * 101, 100)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("哪些县建立了委员工作站？", "list"),
        ("哪些县(区)建立了委员工作站？各有多少？", "list"),
        ("which counties set up committee workstations", "list"),
        ("列出提到养老的文章", "list"),
        ("哪篇文章写到养老？", "list"),
        ("有几个县召开了常委会会议？", "count"),
        ("有多少个县召开了常委会会议？", "count"),
        ("How many counties held a standing committee meeting?", "count"),
        ("哪个县的委员工作室最多？", "compare"),
        ("委员工作室最多的三个县", "compare"),
        ("最多的委员工作室在哪个县？", "compare"),
        ("高台县和瓜州县的做法有什么不同？", "compare"),
        ("Which county has the most workstations?", "compare"),
        ("环县有多少个委员工作室？", "number"),
        ("How many members' studios does Huan County have?", "number"),
        ("谁主持了会宁县政协常委会会议？", "who"),
        ("Who chaired the standing committee meeting in Huining?", "who"),
        ("景泰县政协什么时候召开常委会会议？", "when"),
        ("清水县最早的委员工作站是什么时候设起来的？", "when"),
        ("会上作总结汇报的站长有多少位？", "number"),
        ("When did Huachi study old-age care?", "when"),
        ("调研组走访了哪里？", "where"),
        ("Where was the ceremony held?", "where"),
        ("概括一下环县委员工作室的做法", "summary"),
        ("Summarise the work of the studios", "summary"),
        ("会议围绕什么专题议政？", "what"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "asked", "levels"),
    [
        ("哪些县建立了委员工作站？", "county", ("county",)),
        ("哪些县(市、区)建有协商议事室？", "county", ("county",)),
        ("which counties set up committee workstations", "county", ("county",)),
        ("有多少个县召开了常委会会议？", "county", ("county",)),
        ("委员工作室最多的三个县", "county", ("county",)),
        ("哪些市建立了委员工作室？", "prefecture", ("prefecture",)),
        ("Which prefectures have consultation rooms?", "prefecture", ("prefecture",)),
        ("哪些市、县设立了委员工作室？", "place", ()),
        ("哪些文章提到养老？", "article", ()),
        ("哪篇报道提到养老？", "article", ()),
        ("列出建立了委员工作站的县", "county", ("county",)),
    ],
)
def test_rows_of_a_list(text: str, asked: str, levels: tuple[str, ...]) -> None:
    question = read(text)
    assert (question.asked, question.levels) == (asked, levels)


def test_subject_has_its_variants_but_not_its_kin() -> None:
    (group,) = read("哪些县建立了委员工作站？").groups
    assert {"委员工作站", "政协委员工作站", "乡镇委员工作站"} <= set(group)
    assert "委员工作室" not in group


def test_both_languages_mean_the_same_subject() -> None:
    chinese = read("哪些县建立了委员工作站？")
    english = read("which counties set up committee workstations")
    assert set(chinese.groups[0]) == set(english.groups[0])
    assert chinese.founding and english.founding


def test_founding_verbs_are_no_subject() -> None:
    for verb in ("建立", "成立", "设立", "建成"):
        question = read(f"哪些县{verb}了委员工作站？")
        assert question.founding and len(question.groups) == 1 and not question.activities


def test_what_is_done_stands_apart_from_the_subject() -> None:
    question = read("华池县政协什么时候调研农村养老？")
    assert any("调研" in group for group in question.activities)
    assert any("养老" in group for group in question.groups)
    assert not any("调研" in group for group in question.groups)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("环县有多少个委员工作室？", ("621022",)),
        ("张掖市高台县有多少个委员工作站？", ("620724",)),
        ("高台县和瓜州县哪个的委员工作站多？", ("620724", "620922")),
        ("How many members' studios does Huan County have?", ("621022",)),
        ("What did the CPPCC of Huachi (华池) do?", ("621023",)),
        ("哪些县建立了委员工作站？", ()),
    ],
)
def test_places(text: str, codes: tuple[str, ...]) -> None:
    assert read(text).places == codes


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年3月哪些县召开了常委会会议？", "2024-03"),
        ("去年哪些县召开了常委会会议？", "2023"),
        ("Which counties held meetings in March 2024?", "2024-03"),
    ],
)
def test_times_count_from_the_stated_day(text: str, iso: str) -> None:
    assert [t.range.iso for t in read(text).times if t.range] == [iso]


def test_another_day_means_another_year() -> None:
    (time,) = reader(date(2020, 5, 1)).read("去年开了几次会？").times
    assert time.range and time.range.iso == "2019"


def test_what_is_counted() -> None:
    assert "委员工作室" in read("环县有多少个委员工作室？").counted
    assert "委员工作室" in read("How many members' studios does Huan County have?").counted
    assert read("谁主持了会议？").counted == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("渠道修了多少公里？", "公里"),
        ("工程总投资多少万元？", "万元"),
        ("How far is it to the village?", "公里"),
        ("满意的人占比多少？", "%"),
    ],
)
def test_units_of_the_answer(text: str, unit: str) -> None:
    assert unit in read(text).units


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("哪些县成立了委员工作站？", "founding"),
        ("武山县教育类和交通类提案加起来多少件？", "total"),
        ("2023年的报道里哪些县提到养老？", "issue_only"),
        ("清水县的报道是谁写的？", "byline"),
        ("哪些文章提到养老？", "mention"),
        ("清水县怎么修好渠道的？", "how"),
        ("哪些县召开了常委会会议？", "held"),
        ("哪些县没有委员工作站？", "negated"),
        ("会宁县政协做了哪些事？", "things_done"),
    ],
)
def test_signs(text: str, sign: str) -> None:
    assert getattr(read(text), sign) is True
    assert getattr(read("会议围绕什么专题议政？"), sign) is False


@pytest.mark.parametrize(
    "text",
    ["清水县那封信是谁写的？", "谁给清水县政协写了信？", "Who wrote the letter to the Qingshui CPPCC?"],
)
def test_who_wrote_a_letter_is_told_in_the_report(text: str) -> None:
    assert read(text).kind == "who" and not read(text).byline


def test_prices_are_high_in_no_metres() -> None:
    assert "米" in read("清水县的大坝有多高？").units
    assert read("清水县的彩礼有多高？").units == ()


def test_order() -> None:
    assert read("哪个县的委员工作室最多？").order == "most"
    assert read("Which county has the fewest workstations?").order == "least"
    assert read("哪些县有委员工作室？").order == ""


def test_what_is_not_wanted() -> None:
    question = read("哪些县设立了委员工作站（不包括瓜州县）？")
    assert question.excluded == ("瓜州县",) and not question.places
    assert read("哪些县设立了委员工作站？").excluded == ()


def test_words_that_cannot_be_used_are_told() -> None:
    assert "zeppelin" in [w.lower() for w in read("Which counties built a zeppelin?").unused]
    assert read("哪些县建立了委员工作站？").unused == ()


def test_a_follow_up_takes_over_subject_and_kind() -> None:
    before, after = read("环县有多少个委员工作室？"), read("那高台县呢？", "环县有多少个委员工作室？")
    assert (after.kind, after.groups, after.counted) == (before.kind, before.groups, before.counted)
    assert after.places == ("620724",)


def test_a_follow_up_takes_over_the_place() -> None:
    after = read("那委员工作站呢？", "环县有多少个委员工作室？")
    assert after.places == ("621022",)
    assert "委员工作站" in after.groups[0] and "委员工作室" not in after.groups[0]


def test_a_follow_up_replaces_the_time() -> None:
    after = read("2024年呢？", "2023年哪些县召开了常委会会议？")
    assert [t.range.iso for t in after.times if t.range] == ["2024"]
    assert (after.kind, after.asked) == ("list", "county")


@pytest.mark.parametrize("last", ["两个县哪个多？", "哪个更多？", "它们谁多？"])
def test_a_follow_up_compares_the_places_of_earlier_turns(last: str) -> None:
    question = read(last, "高台县有多少个委员工作站？", "那民乐县呢？")
    assert question.kind == "compare" and set(question.places) == {"620724", "620722"}
    assert any("委员工作站" in group for group in question.groups)


def test_a_follow_up_reaches_back_over_turns() -> None:
    after = read("那高台县呢？", "环县有多少个委员工作室？", "那会宁县呢？")
    assert after.places == ("620724",) and "委员工作室" in after.groups[0]


def test_asking_for_a_time_leaves_no_word_behind() -> None:
    after = read("都是什么时候成立的？", "合水县有多少个委员工作站？")
    assert after.kind == "when" and "委员工作站" in after.groups[0]


def test_a_conversation_may_be_long() -> None:
    after = read("那高台县呢？", *["谁？"] * 3000, "环县有多少个委员工作室？")
    assert after.places == ("620724",) and "委员工作室" in after.groups[0]


def test_an_english_follow_up() -> None:
    after = read("and in Jiuquan?", "Which counties have set up committee workstations?")
    assert (after.kind, after.places) == ("list", ("620900",))
    assert "委员工作站" in after.groups[0]


def test_a_new_subject_drops_the_old_one() -> None:
    after = read("华池县政协调研了什么？", "武山县立案提案多少件？")
    assert after.places == ("621023",)
    assert not any("提案" in name for group in after.groups for name in group)


def test_places_asked_for_are_not_limited_by_the_turn_before() -> None:
    after = read("哪些县建立了协商议事室？", "2023年环县有多少个委员工作室？")
    assert not after.places and not after.times
    marked = read("其中哪些县有委员工作室？", "2023年酒泉市有哪些动作？")
    assert marked.places == ("620900",)


def test_another_year_for_the_same_list() -> None:
    after = read("换成2024年", "2023年哪些县召开了常委会会议？")
    assert [t.range.iso for t in after.times if t.range] == ["2024"]
    assert (after.kind, after.asked) == ("list", "county") and "常委会会议" in after.groups[0]


@given(ODD)
def test_any_text_can_be_read(text: str) -> None:
    question = read(text)
    assert bool(question.text) == bool(text) and question.language in ("zh", "en")
    assert all(name for group in (*question.groups, *question.activities) for name in group)


@given(ODD, st.lists(ODD, max_size=2))
def test_any_history_can_be_read(text: str, history: list[str]) -> None:
    assert bool(read(text, *history).text) == bool(text)


@pytest.mark.parametrize("text", ["庆阳市下面的县，哪几个上过报", "张掖各县区，哪些有政协的报道？"])
def test_the_noun_before_a_comma_tells_the_rows(text: str) -> None:
    assert read(text).asked == "county"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("说说环县的养老服务", "summary"),
        ("三两句话讲讲环县修桥的来龙去脉", "summary"),
        ("环县的议事凉亭是怎么回事？", "summary"),
        ("说说哪些县有委员工作站", "list"),
        ("环县总结出的办法叫什么？", "what"),
        ("说说环县的桥为什么修不成", "what"),
    ],
)
def test_a_summary_as_people_ask_for_it_in_speech(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_words_of_a_list_are_alternatives_known_or_not() -> None:
    groups = read("哪些县用到了微信群、钉钉群或者热线？").groups
    assert any({"微信群", "钉钉群"} <= set(group) for group in groups)


def test_meetings_or_doings_are_alternatives() -> None:
    question = read("哪些县为养老的事开会或者调研过？")
    assert any({"调研", "座谈会"} <= set(group) for group in question.activities)
    assert not any("座谈会" in group for group in question.groups)


def test_a_rate_is_never_a_word_beside_the_subject() -> None:
    assert ("办复率",) in read("哪些县的提案写明了办复率？").groups


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("哪些地方开了会（市级的不算）？", "county"),
        ("哪些地方开了会？县一级的不算", "prefecture"),
        ("哪些地方开了会？", "place"),
    ],
)
def test_a_level_may_be_left_out(text: str, asked: str) -> None:
    question = read(text)
    assert question.asked == asked and left_level(question) == (asked if asked != "place" else "")


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("有没有哪个县还没建委员工作站？", True),
        ("有没有县建了委员工作站？", False),
        ("Did any county not set up a workstation?", True),
    ],
)
def test_whether_a_place_lacks_a_thing(text: str, lacking: bool) -> None:
    assert read(text).negated is lacking


def test_the_first_of_some_places_is_the_one_that_set_it_up_first() -> None:
    question = read("环县、瓜州县和清水县三个县，最先建起委员工作站的是哪一个？")
    assert question.order == "earliest" and len(question.sides) == 3
    assert all(side.kind == "when" and side.founded for side in question.sides)


@pytest.mark.parametrize(
    "text",
    ["环县和瓜州县的会是同一天开的吗？", "Did the Huan County and Guazhou committees meet on the same day?"],
)
def test_the_same_day_is_compared(text: str) -> None:
    question = read(text)
    assert question.kind == "compare" and [side.kind for side in question.sides] == ["when", "when"]


def test_this_year_counts_from_the_report_that_is_named() -> None:
    spans = [time.range for time in read("2022年8月的专访里，环县今年建了几个工作站？").times]
    assert {span.first.year for span in spans if span} == {2022}


@pytest.mark.parametrize(
    "text",
    [
        "环县和瓜州县，哪家的主席叫王某？",
        "环县和瓜州县对这件事各是怎么看的？",
        "环县和瓜州县，哪个按月、哪个按年？",
    ],
)
def test_which_of_two_places_did_a_thing_is_told_of_each(text: str) -> None:
    question = read(text)
    assert question.kind == "compare" and len(question.places) == 2


def test_places_in_brackets_are_the_ones_asked_about() -> None:
    assert set(read("三个县（环县、清水县、瓜州县）里，工作站最多的是哪个？").places) >= {
        "621022",
        "620521",
        "620922",
    }
