"""Which places lack a thing, as far as the archive reports from them."""

from __future__ import annotations

from assistant.listing import Draft
from assistant.lists.lacking import Lacker
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import finder, read


def lacking(archive: Archive, question: str) -> Draft | None:
    return Lacker(archive, finder(archive), gazetteer()).answer(read(question))


def test_what_is_denied_is_told_apart_from_silence(reports: Archive) -> None:
    draft = lacking(reports, "哪些县没有委员工作站？")
    assert draft is not None
    denied = {row.code for row in draft.rows}
    assert denied == {"620722", "620623"}
    assert all(row.citations and row.reported == "mentioned" for row in draft.rows)
    silent = draft.text.split("\n")[-3]
    assert "会宁县" in silent and "景泰县" in silent
    for having in ("高台县", "瓜州县", "金塔县"):
        assert having not in draft.text


def test_only_places_of_the_archive_and_of_the_level_are_named(reports: Archive) -> None:
    draft = lacking(reports, "哪些县没有委员工作站？")
    assert draft is not None
    assert "敦煌市" not in draft.text and "酒泉市" not in draft.text


def test_quotes_are_verbatim(reports: Archive) -> None:
    draft = lacking(reports, "哪些县没有委员工作站？")
    assert draft is not None and draft.citations
    for citation in draft.citations:
        text = reports.article(citation.article_id).text
        assert text[citation.start :].startswith(citation.quote)


def test_without_a_thing_nothing_can_lack(reports: Archive) -> None:
    assert lacking(reports, "哪些县没有？") is None
