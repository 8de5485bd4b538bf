"""What speaks for headline lines being the headline of a body."""

from __future__ import annotations

from index.segmenter.headscores import HeadScorer
from index.segmenter.parts import Body, PageParts, Paragraph
from tests.pages import layout, lined, places

KANG, CHENG = "621224", "621221"


def scorer() -> HeadScorer:
    bodies = [
        Body([Paragraph(list(lined("康县政协召开会议，研究核桃烘干。", kind="start")))], place=KANG),
        Body([Paragraph(list(lined("成县政协视察供水。", kind="start")))], place=CHENG),
    ]
    return HeadScorer(PageParts(bodies), layout(), places())


def of(made: HeadScorer, text: str, body: int) -> float:
    lines = lined(text)
    return made.group(lines, made.named(lines), body, 0)


def test_a_place_that_agrees_and_one_that_does_not() -> None:
    made = scorer()
    assert of(made, "康县政协办好小事", 0) > 3 > -3 > of(made, "康县政协办好小事", 1)
    assert made.conflict(["621224"], 1) and not made.conflict(["621200"], 1)


def test_shared_words() -> None:
    made = scorer()
    assert made.shared(lined("核桃烘干有了着落"), 0) == 3
    assert of(made, "核桃烘干有了着落", 0) > of(made, "核桃烘干有了着落", 1)


def test_the_name_of_a_body_alone_is_no_headline() -> None:
    made = scorer()
    assert of(made, "康县政协", 0) < of(made, "康县政协研究核桃烘干", 0)


def test_labels() -> None:
    made = scorer()
    assert (
        made.label(lined("履职纪事")[0])
        > 0
        > made.label(lined("把事情办好")[0])
        > made.label(lined("康县纪事")[0])
    )


def test_bodies_that_often_have_no_headline() -> None:
    made = scorer()
    report = Body([*made.parts.bodies[0].paragraphs, *made.parts.bodies[1].paragraphs])
    assert made.bare(report) < made.bare(made.parts.bodies[0]) < 0
