"""Messages that ask several questions: taken apart, and put together with marks that still point right."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import MARK
from assistant.listing import Draft
from assistant.parsing.parts import join, separate, split
from assistant.records import Citation, Status


def citation(n: int, quote: str) -> Citation:
    return Citation(n, "a", "a.txt", None, "", None, None, (), quote)


def draft(quotes: list[str], status: Status = "answered") -> Draft:
    """Return a draft with a line for each quote, marked with its number."""
    made = tuple(citation(n, quote) for n, quote in enumerate(quotes, 1))
    return Draft("\n".join(f"{c.quote} [{c.n}]" for c in made), status, (), made)


def test_questions_are_taken_apart() -> None:
    assert split("谁主持？在哪里？") == ["谁主持？", "在哪里？"]
    assert split("Who chaired it? When was it?") == ["Who chaired it?", "When was it?"]
    assert split("谁主持") == ["谁主持"]
    assert split("谁主持？？？") == ["谁主持？"]
    assert split("？？") == []


@given(st.text(alphabet="谁在哪里？? 。\nab", max_size=40))
def test_no_word_is_lost(text: str) -> None:
    def words(said: str) -> str:
        return re.sub(r"[\s？?。]", "", said)

    assert words("".join(split(text))) == words(text)


def test_a_list_and_its_rider_stay_together() -> None:
    assert not separate(["list", "number"])
    assert separate(["who", "when"])
    assert not separate(["who"])


@given(st.lists(st.lists(st.text(alphabet="甲乙丙丁", min_size=1), max_size=4), min_size=1, max_size=4))
def test_marks_still_point_to_their_quotes(groups: list[list[str]]) -> None:
    joined = join([draft(quotes) for quotes in groups])
    assert [c.n for c in joined.citations] == list(range(1, len(joined.citations) + 1))
    assert len({(c.article_id, c.start, c.quote) for c in joined.citations}) == len(joined.citations)
    quotes = {c.n: c.quote for c in joined.citations}
    lines = [line for line in joined.text.split("\n") if line.strip()]
    assert len(lines) == sum(map(len, groups))
    for line in lines:
        (mark,) = MARK.findall(line)
        assert MARK.sub("", line).strip() == quotes[int(mark)]


def test_the_status_of_several_answers() -> None:
    good, bad = draft(["甲"]), Draft("没有", "not_found")
    assert join([good, good]).status == "answered"
    assert join([good, bad]).status == "partial"
    assert join([bad, bad]).status == "not_found"


def test_a_clause_that_asks_the_same_of_another_is_a_question() -> None:
    assert split("环县政协主席是谁，瓜州县的又是谁？") == ["环县政协主席是谁", "瓜州县的又是谁？"]
    assert split("环县有多少个工作室，什么时候建的？") == ["环县有多少个工作室，什么时候建的？"]
