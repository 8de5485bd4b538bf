"""One question in other words has one answer: rewordings by rule, over the invented reports of the tests."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant.chat import Assistant
from assistant.records import Answer
from tests.asking import archive_of, assistant

Reword = Callable[[str], str]


def _core(text: str) -> str:
    return text.rstrip("？?。")


FRAMES: dict[str, Reword] = {
    "without a mark": _core,
    "please": lambda q: f"请问{q}",
    "greeting and thanks": lambda q: f"编辑您好，{q}多谢！",
    "wish": lambda q: f"我想知道{_core(q)}",
    "request": lambda q: f"帮我查一下，{_core(q)}。",
    "can you": lambda q: f"能告诉我{_core(q)}吗？",
    "particle": lambda q: f"{_core(q)}呢？",
    "spaces": lambda q: " ".join(_core(q)),
    "wide digits": lambda q: q.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    "narrow marks": lambda q: q.replace("，", ",").replace("？", "?"),
}
LISTS: dict[str, Reword] = {
    "which few": lambda q: q.replace("哪些", "哪几个"),
    "all of them": lambda q: re.sub("^(.*?)哪些(县)", r"\1都有哪些\2", q),
    "asked at the end": lambda q: re.sub("^(.*?)哪些(县)(.+)？$", r"\1\3的\2有哪些？", q),
    "asked behind": lambda q: re.sub("^(.*?)哪些(县)(.+)？$", r"\1\3的，是哪几个\2？", q),
    "list them": lambda q: re.sub("^(.*?)哪些(县)(.+)？$", r"请列出\1\3的\2。", q),
    "topic first": lambda q: re.sub("^(.*?哪些县)(建立|计划建设)了?(.+)？$", r"\3，\1\2了？", q),
}
COUNTS: dict[str, Reword] = {
    "a few": lambda q: q.replace("多少个", "几个"),
    "how many at the end": lambda q: re.sub("^(.+县)(?:有|建了)多少个(.+)？$", r"\1的\2有多少个？", q),
    "thing first": lambda q: re.sub("^(.+县)(?:有|建了)多少个(.+)？$", r"\2，\1建了多少个？", q),
    "number of": lambda q: re.sub("^(.+县)(?:有|建了)多少个(.+)？$", r"\1\2的数量是多少？", q),
}
ENGLISH: dict[str, Reword] = {
    "lower case": str.lower,
    "no mark": lambda q: q.rstrip("?"),
    "please": lambda q: f"Please tell me: {q}",
    "greeting": lambda q: f"Hello, {q[0].lower()}{q[1:]} Thank you!",
    "list": lambda q: re.sub("^Which counties (.+)\\?$", r"List the counties that \1.", q),
    "name": lambda q: re.sub("^Which counties (.+)\\?$", r"Name all counties that \1.", q),
    "what are": lambda q: re.sub("^Which counties (.+)\\?$", r"What are the counties that \1?", q),
    "wish": lambda q: re.sub("^Which (.+)\\?$", r"I'd like to know which \1.", q),
}
ASKED: dict[str, dict[str, Reword]] = {
    "哪些县建立了委员工作站？": FRAMES | LISTS,
    "2023年哪些县建立了委员工作站？": FRAMES | LISTS,
    "哪些县计划建设委员工作站？": FRAMES | LISTS,
    "瓜州县有多少个委员工作站？": FRAMES | COUNTS,
    "高台县建了多少个委员工作站？": FRAMES | COUNTS,
    "谁主持了高台县政协的推进会？": FRAMES,
    "高台县和瓜州县哪个委员工作站多？": FRAMES,
    "Which counties set up committee workstations?": ENGLISH,
    "Which counties established committee workstations in 2023?": ENGLISH,
    "How many committee workstations does Guazhou County have?": ENGLISH,
}
CASES = [
    pytest.param(question, reword(question), id=f"{question}-{name}")
    for question, ways in ASKED.items()
    for name, reword in ways.items()
    if reword(question) != question
]


def told(answer: Answer) -> object:
    """Return what an answer says: its rows with their numbers, else its sentences."""
    rows = sorted((row.name, row.quantity or 0) for row in answer.rows)
    return answer.status, rows or answer.text


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("rewordings")
    return assistant(archive_of(folder), folder)


@pytest.mark.parametrize("question", ASKED)
def test_what_is_reworded_has_an_answer(asked: Assistant, question: str) -> None:
    assert asked.ask(question).answers


@pytest.mark.parametrize(("question", "other"), CASES)
def test_other_words_have_the_same_answer(asked: Assistant, question: str, other: str) -> None:
    assert told(asked.ask(other)) == told(asked.ask(question))
