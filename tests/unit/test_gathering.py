"""What a model reads beside what is cited: the best sentences, with those around them and their dates."""

from __future__ import annotations

from assistant.chat import Assistant
from assistant.gathering import Gatherer
from assistant.settings import Settings
from index.search import Archive
from tests.asking import TODAY

ASKED = "环县的工作室实行什么制度？"


def gatherer(reports: Archive, most: int = 4) -> tuple[Assistant, Gatherer]:
    assistant = Assistant(reports, Settings(index=reports.folder, today=TODAY))
    return assistant, Gatherer(assistant.extractor.scorer, most)


def test_what_is_cited_keeps_its_number_and_the_best_sentences_follow(reports: Archive) -> None:
    assistant, gather = gatherer(reports)
    plain, question = assistant.ask(ASKED), assistant.reader.read(ASKED)
    found = gather.gathered(question, plain.citations)
    assert found[: len(plain.citations)] == plain.citations
    assert [c.n for c in found] == list(range(1, len(found) + 1))
    assert len({(c.article_id, c.start) for c in found}) == len(found)
    assert any("预约制" in c.quote for c in found) and any("11个" in c.quote for c in found)
    for citation in found:
        text = reports.article(citation.article_id).text
        assert text[citation.start : citation.start + len(citation.quote)] == citation.quote


def test_where_none_are_wanted_only_the_cited_are_there(reports: Archive) -> None:
    assistant, gather = gatherer(reports, 0)
    plain, question = assistant.ask(ASKED), assistant.reader.read(ASKED)
    assert gather.gathered(question, plain.citations) == plain.citations
    assert gather.gathered(question) == ()


def test_words_for_times_that_name_no_year_are_told_with_what_they_mean(reports: Archive) -> None:
    assistant, gather = gatherer(reports)
    plain = assistant.ask("高台县的政协委员工作站是什么时候成立的？")
    dates = gather.dated(plain.citations)
    assert {"去年11月": "2022-11"} in list(dates.values())
