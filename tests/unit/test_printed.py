"""What lines say of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.records import Line
from index.segmenter.printed import observe
from tests.pages import layout, page


def own(text: str) -> list[str]:
    return [item.kind for item in observe(page(text), layout())]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("（接一版）", "mark"),
        ("（下转第三版）", "turn"),
        ("综 合", "label"),
        ("## 调研视察", "label"),
        ("县区政协简讯", "label"),
        ("▲委员在村里走访。", "caption"),
        ("（图为会议现场）", "caption"),
        ("（陈玉）", "signature"),
        ("（作者系康县政协委员）", "signature"),
        ("章新 摄影报道", "credit"),
        ("本报记者 李小雨", "byline"),
        ("记者｜王 璐", "byline"),
        ("审核：张国庆", "boilerplate"),
        ("2 综 合 2031年8月9日 星期五 责任编辑：某某", "masthead"),
        ("榆中县政协召开会议", ""),
        ("（一）摸清底数", ""),
        ("本报记者：县里今年有什么打算", ""),
    ],
)
def test_a_line_alone(line: str, kind: str) -> None:
    filler = "\n".join(["会议听取了有关部门的情况说明，并对下一步工作提出要求。"] * 12)
    assert own(f"{filler}\n{line}\n{filler}")[12] == kind


def test_a_masthead_in_parts() -> None:
    kinds = own(
        "03\n要闻\n责任编辑：某某\n2031年8月9日　星期五\n\n县政协召开会议\n会议开得很好，大家都说好。"
    )
    assert kinds == ["masthead", "label", "boilerplate", "masthead", "", ""]


def test_a_date_alone_is_no_masthead() -> None:
    assert own("2031年8月9日\n县政协召开会议，研究部署工作。\n会议开得很好。")[0] == ""


def test_bullets_and_inline_marks_are_taken_off_the_text() -> None:
    items = observe(page("● 8月6日，县政协召开会议。\n（接一版）他们又走访了三户人家。"), layout())
    assert items[0].bullet and items[0].text.startswith("8月6日") and items[0].dated
    assert items[0].line.text[items[0].skip :].lstrip().startswith("8月6日")
    assert items[1].resumes and items[1].text.startswith("他们")


def test_a_signed_brief_with_a_caption_sign_is_no_caption() -> None:
    items = observe(
        page("△ 6月5日，两当县政协召开主席会议。（通讯员 马丽）\n▲6月5日，委员们走访。"), layout()
    )
    assert [item.kind for item in items] == ["", "caption"]
    assert items[0].bullet and items[0].text.startswith("6月5日")


def test_roles_of_the_format_count() -> None:
    lines = (
        Line(1, "首页", "boilerplate"),
        Line(2, "县政协召开会议", "title"),
        Line(3, "图中是会场", "caption"),
    )
    given = replace(page(""), lines=lines, format="html")
    assert [item.kind for item in observe(given, layout())] == ["boilerplate", "", "caption"]
