"""Which words of a question are not to be found."""

from __future__ import annotations

from assistant.sentences.clues import load_clues
from assistant.sentences.lost import Lost
from index.search import Archive
from tests.archives import tokeniser
from tests.asking import read


def lost(reports: Archive, question: str, words: str) -> dict[str, float]:
    found = next(f for f in reports.containing([(words,)]))
    asked = Lost(read(question), reports, tokeniser(), load_clues())
    return asked.of(found.article, found.annotation, found.sentences[0])


def test_nothing_is_lost_where_every_word_stands(reports: Archive) -> None:
    told = lost(reports, "华池县委员建议每院补助多少？", "1.2万元")
    assert told["here"] < 0.35 and told["noun_article"] == 0.0


def test_a_noun_that_is_nowhere_is_lost_wholly(reports: Archive) -> None:
    told = lost(reports, "华池县的直升机补助多少？", "1.2万元")
    assert told["noun_article"] > 0.99 and told["article"] > 0.3
    assert all(0.0 <= value <= 1.0 for value in told.values())


def test_a_question_of_no_words_loses_nothing(reports: Archive) -> None:
    assert set(lost(reports, "多少？", "1.2万元").values()) == {0.0}


def test_a_word_is_held_in_part_by_its_characters(reports: Archive) -> None:
    asked = Lost(read("华池县的茶园面积多少？"), reports, tokeniser(), load_clues())
    whole, part, none = (asked.told(text)[0] for text in ("茶园面积", "采茶的人走过果园", "直升机"))
    assert whole == 1.0 and 0.0 < part < whole and none == 0.0


def test_what_a_report_tells_in_other_words_is_not_lost(reports: Archive) -> None:
    asked = Lost(read("华池县捐赠了什么？"), reports, tokeniser(), load_clues())
    assert asked.told("当场捐款的有二十人")[0] == 1.0
