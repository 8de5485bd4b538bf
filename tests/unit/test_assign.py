"""Headlines assigned to bodies over the whole page."""

from __future__ import annotations

from index.segmenter.assign import Assignment, assign
from index.segmenter.bodies import collect
from index.segmenter.lines import label
from index.segmenter.making import read_origin
from index.segmenter.parts import Body, HeadBlock, PageParts, Paragraph
from tests.pages import layout, lined, page, places


def assigned(text: str) -> tuple[PageParts, Assignment]:
    where = places()
    parts = collect(label(page(text), layout()), layout(), where)
    for body in parts.bodies:
        read_origin(body, layout(), where)
    return parts, assign(parts, layout(), where)


def heads(text: str) -> list[list[str]]:
    parts, found = assigned(text)
    groups = [found.heads.get(n) for n in range(len(parts.bodies))]
    return [[line.text for line in group.lines] if group else [] for group in groups]


def test_before_each_body() -> None:
    assert heads(
        """
        康县政协召开会议

        本报康县讯 8月6日，康县政协召开会议，研究近期工作。

        成县政协

        调研农村供水

        本报成县讯 8月7日，成县政协组织委员调研农村供水。
        """
    ) == [["康县政协召开会议"], ["成县政协", "调研农村供水"]]


AFTER = """
    本报康县讯 8月6日，康县政协召开会议，研究近期工作。

    康县政协召开会议

    本报成县讯 8月7日，成县政协组织委员调研农村供水。

    本报徽县讯 8月7日，徽县政协组织委员视察白酒产业。

    徽县政协视察白酒产业

    成县政协：让山上人家喝上放心水
"""


def test_after_bodies_and_one_behind_the_next() -> None:
    assert heads(AFTER) == [
        ["康县政协召开会议"],
        ["成县政协：让山上人家喝上放心水"],
        ["徽县政协视察白酒产业"],
    ]


def test_shared_words_decide_where_no_place_is_named() -> None:
    assert heads(
        """
        本报康县讯 8月6日，一场关于核桃烘干的协商会在长坝镇举行，核桃种植户和合作社坐到了一起。

        本报成县讯 8月7日，委员们沿着青泥河查看水质监测点，向沿岸居民了解污水处理情况。

        青泥河边看水质

        核桃烘干协商会开到镇上
        """
    ) == [["核桃烘干协商会开到镇上"], ["青泥河边看水质"]]


def test_a_headline_of_another_place_is_not_taken() -> None:
    assert heads(
        """
        8月6日，康县政协组织委员义诊，为群众量血压、讲健康知识。

        通讯员 魏青 摄影报道

        成县政协召开会议

        本报成县讯 8月7日，成县政协召开会议，研究近期工作。
        """
    ) == [[], ["成县政协召开会议"]]


def test_lines_that_no_body_wants_are_labels() -> None:
    parts, found = assigned(
        """
        本报康县讯 8月6日，康县政协召开会议，研究近期工作。

        康县政协召开会议

        履职纪事

        本报成县讯 8月7日，成县政协组织委员调研农村供水。

        成县政协调研农村供水
        """
    )
    assert [line.text for line in found.labels] == ["履职纪事"] and len(found.heads) == len(parts.bodies)


def test_the_name_of_a_body_stays_with_the_line_below_it() -> None:
    assert heads(
        """
        本报康县讯 8月6日，康县政协召开会议，研究近期工作。

        成县政协
        调研农村供水

        本报成县讯 8月7日，成县政协组织委员调研农村供水。
        """
    ) == [[], ["成县政协", "调研农村供水"]]


def test_more_white_space_parts_headlines() -> None:
    assert heads(
        """
        本报康县讯 8月6日，一场协商会在长坝镇举行。

        乡亲坐到一起
        难题有了着落

        委员走到河边
        河水看得见底

        本报成县讯 8月7日，委员们沿着河走了一路。
        """
    ) == [["乡亲坐到一起", "难题有了着落"], ["委员走到河边", "河水看得见底"]]


def test_a_page_of_headlines_only() -> None:
    parts, found = assigned("康县政协召开会议\n成县政协召开会议")
    assert not parts.bodies and len(found.labels) == 2


def test_a_very_long_block_is_divided() -> None:
    body = Body([Paragraph(list(lined("康县政协召开会议。", kind="start")))])
    parts = PageParts([body], [HeadBlock(lined(*["县里办好一件事"] * 40), 0)])
    found = assign(parts, layout(), places())
    assert sum(len(group.lines) for group in found.heads.values()) + len(found.labels) == 40
