"""Whether a paragraph begins a new article."""

from __future__ import annotations

from index.segmenter.beginnings import Opening, begins
from index.segmenter.pageline import LineKind, PageLine
from index.segmenter.parts import Body, Paragraph
from index.segmenter.printed import observe
from tests.pages import layout, lined, page, places, segmented

REPORT = "本报康县讯（通讯员魏青）8月6日，康县政协召开会议，研究近期工作。"
FEATURE = "三年来，陇南市政协把板凳搬到院坝里，一件事一件事地商量着办。"


def body(text: str, *, heading: bool = False, signed: bool = False) -> Body:
    made = Body([Paragraph(observe(page(text), layout()))], signed=signed)
    made.sections = int(heading)
    return made


def opening(
    text: str, *pending: PageLine, photo: bool = False, listed: bool = False, blanks: int = 0
) -> Opening:
    first = observe(page(text), layout())[0]
    first.blanks = blanks
    return Opening(first, "".join(text.split()), pending, photo, listed)


def new(made: Opening, above: Body) -> bool:
    return begins(made, above, layout(), places())


def of(kind: LineKind, *texts: str) -> tuple[PageLine, ...]:
    return lined(*texts, kind=kind, blanks=1)


def test_a_dateline_a_mark_and_a_signature_begin_one() -> None:
    assert new(opening("本报成县讯 8月7日，成县政协调研。"), body(FEATURE))
    assert new(opening("他们又走访了三户人家。", *of("mark", "（接一版）")), body(REPORT))
    assert new(opening("他们又走访了三户人家。"), body(FEATURE, signed=True))


def test_a_further_paragraph_begins_none() -> None:
    assert not new(opening("会议强调，要把事办好，办到群众心坎上。"), body(REPORT))
    assert not new(opening("8月7日，委员们又来到了三河镇的蔬菜基地。"), body(FEATURE))


def test_a_headline_after_a_report_begins_one_and_inside_a_feature_none() -> None:
    head = of("head", "把板凳搬到群众院坝里来")
    text = "清晨的集市刚刚开张，摊位前已经围满了人。"
    assert new(opening(text, *head), body(REPORT))
    assert not new(opening(text, *head), body(FEATURE, heading=True))


def test_a_headline_of_another_place_begins_one() -> None:
    head = of("head", "白银市政协：黄河岸边起新声")
    assert new(opening("黄河在这里拐了几道弯。", *head), body(FEATURE))


def test_names_under_a_headline_begin_one() -> None:
    pending = (*of("head", "读书三记"), *of("byline", "马文清"))
    assert new(opening("读书是一件需要静下心来的事。", *pending), body(FEATURE, heading=True))


def test_a_photo_report_of_another_place() -> None:
    text = "8月8日，成县政协组织委员义诊，受到群众欢迎。"
    assert new(opening(text, photo=True), body(REPORT))
    assert not new(opening("8月8日，康县政协组织委员义诊，受到群众欢迎。"), body(REPORT))


def test_items_of_a_list_begin_with_their_places() -> None:
    above = body("8月6日，康县政协召开会议。")
    assert new(opening("8月7日，成县政协视察供水。"), above)
    assert new(opening("记者从成县有关部门获悉，供水工程完工。", listed=True), body(REPORT))


def test_the_first_question_of_an_interview_begins_one() -> None:
    assert new(opening("本报记者：县里是怎么想到这个办法的？"), body(REPORT))
    talking = body(FEATURE)
    talking.turns, talking.speakers = ["本报记者", "贺兰青", "本报记者"], {"本报记者", "贺兰青"}
    assert not new(opening("本报记者：下一步有什么打算？"), talking)


def test_a_wider_gap_than_inside_the_body_speaks_for_a_new_one() -> None:
    head = of("head", "走在前列勇争先 干在实处谱新篇")
    above = body(FEATURE)
    above.gap = 0
    assert new(opening("清晨的集市刚刚开张，摊位前已经围满了人。", *head), above)


def test_entries_that_open_with_a_name_in_brackets_begin_with_their_places() -> None:
    found = segmented(
        """
        ■快讯

        【康县】3月6日，康县政协视察茶园，提出建议六条，
        当场就有三条定了下来。
        【成县】成县政协日前为三所学校送去图书四千册。
        【徽县】徽县政协3月2日召开主席会议，研究年度工作。
        """
    )
    assert [article.place for article in found.articles] == ["康县", "成县", "徽县"]
    assert found.articles[1].text.startswith("【成县】成县政协")
