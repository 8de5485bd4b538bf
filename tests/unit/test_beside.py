"""Whether what may answer stands beside what the question says."""

from __future__ import annotations

import pytest

from assistant.chat import Assistant
from assistant.sentences.beside import NAMES, beside
from assistant.sentences.lost import Lost
from index.search import Archive
from tests.asking import assistant, read


@pytest.fixture(scope="module")
def asking(reports: Archive) -> Assistant:
    return assistant(reports, reports.folder)


def near(asking: Assistant, question: str) -> dict[str, float]:
    understood, scorer = read(question), asking.extractor.scorer
    best = asking.extractor.ranked(understood, scorer.best(understood))[0]
    lost = Lost(understood, scorer.archive, scorer.tokeniser, scorer.clues)
    found = beside(lost, best)
    assert tuple(found) == NAMES and all(0.0 <= value <= 1.0 for value in found.values())
    return found


def test_a_figure_in_the_clause_of_the_thing_is_beside_it(asking: Assistant) -> None:
    assert near(asking, "景泰县政协增补了几名委员？")["beside"] > 0.4


def test_without_a_figure_nothing_is_beside_it(asking: Assistant) -> None:
    assert set(near(asking, "景泰县政协常委会会议在哪里召开？").values()) == {0.0}
