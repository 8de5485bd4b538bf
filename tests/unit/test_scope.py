"""Is a sentence in the time and the place asked about?"""

from __future__ import annotations

import pytest

from assistant.lists.scope import in_time, local_places, overlaps, place_fit, places_of, sentence_dates
from index.dates import DateRange
from index.records import Annotation, Article, Sentence
from tests.archives import gazetteer
from tests.asking import read, sentence_with, told

TEXT = (
    "本报高台讯 3月6日，高台县政协召开推进会。会议听取了汇报。去年11月，全县成立委员工作站12个。\n"
    "站里常年有人。临泽县沙河镇的委员也来了。大家还计划明年5月再聚。"
)
ARTICLE, ANNOTATION = told(TEXT, date="2023-03-10", place="高台县")


def sentence(words: str) -> Sentence:
    return sentence_with(ARTICLE, ANNOTATION, words)


def dates(words: str) -> list[str]:
    return [d.iso for d in sentence_dates(ARTICLE, ANNOTATION, sentence(words))]


def test_a_sentence_tells_of_the_date_with_which_it_opens() -> None:
    assert dates("召开推进会")[0] == "2023-03-06"
    assert dates("成立委员工作站")[0] == "2022-11"


def test_a_sentence_without_a_date_goes_on_with_the_one_before() -> None:
    assert dates("听取了汇报")[0] == "2023-03-06"


def test_a_paragraph_without_a_date_has_the_time_of_the_report() -> None:
    assert dates("常年有人") == [ARTICLE.event_date]


def test_a_report_without_any_date_has_none() -> None:
    article, annotation = told("高台县的站里常年有人。")
    assert sentence_dates(article, annotation, annotation.sentences[0]) == ()


@pytest.mark.parametrize(
    ("question", "words", "fits"),
    [
        ("2022年哪些县成立了委员工作站？", "成立委员工作站", True),
        ("2022年11月哪些县成立了委员工作站？", "成立委员工作站", True),
        ("2023年哪些县成立了委员工作站？", "成立委员工作站", False),
        ("2023年3月哪些县召开了会议？", "召开推进会", True),
        ("2021年哪些县召开了会议？", "召开推进会", False),
        ("2023年3月哪些县召开了会议？", "听取了汇报", True),
        ("哪些县召开了会议？", "召开推进会", True),
        # The reports of 2023 tell of 2022, too.
        ("2023年的报道里哪些县提到委员工作站？", "成立委员工作站", True),
        ("2022年的报道里哪些县提到委员工作站？", "成立委员工作站", False),
    ],
)
def test_times(question: str, words: str, fits: bool) -> None:
    assert in_time(read(question), ARTICLE, ANNOTATION, sentence(words)) is fits


def fit(question: str, words: str, article: Article = ARTICLE, annotation: Annotation = ANNOTATION) -> float:
    return place_fit(
        read(question), article, annotation, sentence_with(article, annotation, words), gazetteer()
    )


def test_a_question_without_place_fits_everywhere() -> None:
    assert fit("哪些县成立了委员工作站？", "召开推进会") == 1.0


def test_the_place_of_the_report_fits_and_so_does_what_it_lies_in() -> None:
    assert fit("高台县有多少个委员工作站？", "成立委员工作站") == 1.0
    assert fit("张掖市有多少个委员工作站？", "成立委员工作站") == 1.0


def test_another_place_fits_only_where_it_is_named() -> None:
    assert fit("临泽县来了谁？", "临泽县沙河镇") == 1.0
    assert 0 < fit("临泽县来了谁？", "召开推进会") < 1.0
    assert fit("环县来了谁？", "召开推进会") == 0.0


def test_a_sentence_on_another_place_fits_its_report_less() -> None:
    assert fit("高台县来了谁？", "临泽县沙河镇") < 1.0


def test_nearer_is_better() -> None:
    named = fit("临泽县来了谁？", "临泽县沙河镇")
    beside = fit("临泽县来了谁？", "常年有人")
    far = fit("临泽县来了谁？", "召开推进会")
    assert named > beside > far


def test_the_best_of_several_places_counts() -> None:
    assert fit("环县和高台县哪个多？", "成立委员工作站") == 1.0


def test_villages_lie_where_the_report_says() -> None:
    article, annotation = told("3月6日，环县曲子镇的委员座谈。曲子镇的站里人多。", date="2023-03-10")
    found = local_places(article, annotation)
    assert found["曲子镇"].code == "621022"


def test_places_of_mentions_stand_once_in_order() -> None:
    article, annotation = told("瓜州县、高台县和瓜州县都来了3人。", date="2023-03-10")
    assert places_of(annotation.mentions) == ("620922", "620724")
    assert article.text


@pytest.mark.parametrize(
    ("asked", "told", "fits"),
    [
        ("2023年3月6日", "2023-03", False),
        ("3月6日", "2023-03", False),
        ("3月6日", "2023-03-06", True),
        ("2023年3月上旬", "2023-03", True),
        ("2023年3月", "2023-03", True),
        ("2023年3月10日", "2023-03-01/2023-03-10", False),
        ("2023年3月9日至10日", "2023-03-01/2023-03-10", False),
        ("2023年3月上旬", "2023-03-01/2023-03-10", True),
        ("2023年3月10日", "2023-03-09/2023-03-10", True),
    ],
)
def test_of_a_day_a_month_says_too_little(asked: str, told: str, fits: bool) -> None:
    assert overlaps(read(f"{asked}哪些县有消息？").times[0], DateRange.parse(told)) is fits


@pytest.mark.parametrize(
    "words",
    ["委员们建议，要把旧管线列入明年的计划。", "工作室由去年的6个增加到9个。", "投诉比上年同期下降四成。"],
)
def test_times_to_come_and_times_of_a_comparison_are_not_what_is_told(words: str) -> None:
    article, annotation = told(f"5月9日，高台县政协开会。{words}", date="2023-05-12", place="高台县")
    last = annotation.sentences[-1]
    assert [day.iso for day in sentence_dates(article, annotation, last)][:1] == ["2023-05-09"]


def test_history_dates_nothing_that_follows_it() -> None:
    words = "5月9日，高台县政协开会。\n1936年10月，红军到过这里。展室里陈列着旧物。"
    article, annotation = told(words, date="2023-05-12", place="高台县")
    last = annotation.sentences[-1]
    assert sentence_dates(article, annotation, last)[0].iso.startswith("2023")
