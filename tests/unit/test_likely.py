"""Rows that no rule finds: what a question asks, how far sentences tell it, which places are likely rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.lists.aspects import Sought, sought
from assistant.lists.evidence import Matches
from assistant.lists.likely import ITEM, NAMES, Likely, compared, fitting
from assistant.lists.looking import Search
from assistant.lists.narrowing import narrowed
from assistant.lists.telling import NAMES as TOLD
from assistant.lists.telling import Teller
from assistant.records import Question
from index.search import Archive
from tests.archives import gazetteer, tokeniser
from tests.asking import archive_of, finder, read

TREES = {
    "place": "安定区",
    "date": "2024-04-02",
    "headline": "委员带头添新绿",
    "text": "本报安定讯 3月30日，安定区政协组织委员到凤凰山植树造林，栽下云杉600株。",
}
SCHOOL = {
    "place": "临洮县",
    "date": "2024-04-09",
    "headline": "临洮县政协走访校园",
    "text": "本报临洮讯 4月6日，临洮县政协到城北小学察看教室和食堂。",
}
ASKED = "哪些地方的政协种过树？"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("likely")
    return archive_of(folder, {"trees": TREES, "school": SCHOOL})


def asked(archive: Archive, text: str) -> tuple[Question, Sought]:
    question = narrowed(read(text))
    found = sought(question, Search(archive, question, gazetteer()), tokeniser(), archive.count())
    assert found is not None
    return question, found


def test_rare_words_weigh_more_and_weights_add_up(small: Archive) -> None:
    _, found = asked(small, "哪些县的政协到小学走访过？")
    assert found.weights.sum() == pytest.approx(1.0) and found.pair_weights.sum() == pytest.approx(1.0)
    assert len(found.aspects) == len(found.weights)


def test_a_sentence_that_tells_what_is_asked_tells_more(small: Archive) -> None:
    _, found = asked(small, "哪些县的政协察看过小学食堂？")
    teller, own = Teller(found), TOLD.index("own_wide")
    best = {}
    for article in small.articles():
        annotation = small.annotation(article.article_id)
        looks = teller.looks(article, annotation, range(len(annotation.sentences)), ())
        table = teller.table(looks)
        assert table.shape == (len(looks), len(TOLD)) and np.isfinite(table).all()
        best[article.source] = table[:, own].max()
    assert best["school"] > best["trees"]


def test_every_candidate_has_every_feature(small: Archive) -> None:
    question, _ = asked(small, ASKED)
    likely = Likely(finder(small))
    found, table = likely.table(question, likely.finder.find(question))
    assert table.shape == (len(found), len(NAMES))
    assert {c.code for c in found} == {"621102", "621124"}
    assert np.isfinite(table).all()


def test_what_the_rules_found_stays(reports: Archive) -> None:
    question = narrowed(read("哪些县的政协调研过养老服务？"))
    likely = Likely(finder(reports))
    found = likely.finder.find(question)
    more = likely.more(question, found)
    assert more.evidence[: len(found.evidence)] == found.evidence
    added = {a.code for e in more.evidence[len(found.evidence) :] for a in e.acting}
    assert not added & {a.code for e in found.evidence for a in e.acting}
    assert added <= more.reworded
    assert more.coverage.sentences == len(more.evidence)
    assert more.coverage.articles == reports.count()


def test_lists_of_numbers_are_left_alone(reports: Archive) -> None:
    question = narrowed(read("哪些县建立了委员工作站？各有多少？"))
    assert not fitting(question)
    empty = Matches()
    assert Likely(finder(reports)).more(question, empty) is empty


@pytest.mark.parametrize(
    "change", [{"negated": True}, {"planned": True}, {"order": "most"}, {"asked": "person"}]
)
def test_other_questions_do_not_fit(change: dict[str, object]) -> None:
    question = narrowed(read(ASKED))
    assert fitting(question)
    assert not fitting(replace(question, **change))  # type: ignore[arg-type]


def test_places_are_compared_with_the_best() -> None:
    values = np.random.default_rng(1).random((4, len(ITEM)))
    below, rank = np.hsplit(compared(values), 2)
    assert (below <= 0).all() and (below.max(axis=0) == 0).all()
    assert sorted(rank[:, 0]) == [0, 0.25, 0.5, 0.75]


def test_an_archive_of_elsewhere_is_left_to_the_rules(tmp_path: Path) -> None:
    elsewhere = {
        "a": {
            "place": "朝阳区",
            "date": "2024-04-02",
            "text": "本报朝阳讯 3月30日，朝阳区组织居民植树造林。",
        },
        "b": {"place": "丰台区", "date": "2024-04-03", "text": "本报丰台讯 4月1日，丰台区栽下国槐600株。"},
    }
    question = narrowed(read(ASKED))
    with archive_of(tmp_path, elsewhere) as archive:
        likely = Likely(finder(archive))
        found = likely.finder.find(question)
        assert likely.more(question, found) is found
