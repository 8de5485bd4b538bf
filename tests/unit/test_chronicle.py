"""What a place's body did: its reports in the order of their dates."""

from __future__ import annotations

from assistant.listing import Draft
from assistant.lists.chronicle import Chronicler
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import read


def chronicle(archive: Archive, question: str) -> Draft | None:
    return Chronicler(archive, gazetteer()).answer(read(question))


def test_reports_stand_in_the_order_of_their_dates(reports: Archive) -> None:
    draft = chronicle(reports, "环县政协做了哪些事？")
    assert draft is not None
    assert [c.source for c in draft.citations] == ["huanxian-2023", "huanxian-2024"]
    assert draft.text.index("2023年4月3日") < draft.text.index("2024年4月9日")
    assert draft.coverage.matched == 2 and draft.coverage.articles == reports.count()


def test_a_time_limits_the_reports(reports: Archive) -> None:
    draft = chronicle(reports, "环县政协2024年做了哪些事？")
    assert draft is not None and [c.source for c in draft.citations] == ["huanxian-2024"]


def test_nothing_done_anywhere_is_no_chronicle(reports: Archive) -> None:
    assert chronicle(reports, "政协做了哪些事？") is None
    assert chronicle(reports, "环县政协2022年做了哪些事？") is None


def test_a_level_limits_the_reports_and_each_is_told_with_its_place(reports: Archive) -> None:
    draft = chronicle(reports, "县区级政协2024年都干了些什么？")
    assert draft is not None and "**环县**" in draft.text
    assert chronicle(reports, "地级市政协2019年都干了些什么？") is None
