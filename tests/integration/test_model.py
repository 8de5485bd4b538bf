"""A model behind a real server: its words pass only where the archive bears them out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from assistant.chat import Assistant
from assistant.generate import load_model
from assistant.records import Answer
from assistant.settings import Settings
from index.search import Archive
from tests.asking import TODAY, archive_of
from tests.unit.chat_server import Reply, serving

QUESTION = "哪些县建立了委员工作站？各有多少？"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with archive_of(tmp_path_factory.mktemp("model")) as opened:
        yield opened


def ask(archive: Archive, *replies: Reply, told: list[str] | None = None, question: str = QUESTION) -> Answer:
    """Ask with a model that gives the scripted replies."""
    with serving(replies) as server:
        settings = Settings(
            index=archive.folder,
            today=TODAY,
            model_base_url=server.url,
            model_name="scripted",
            model_timeout_s=30,
            model_retries=0,
        )
        assistant = Assistant(archive, settings, load_model(settings))
        return assistant.ask(question, on_text=told.append if told is not None else None)


def without(archive: Archive) -> Answer:
    """Return the answer that there is without a model."""
    return Assistant(archive, Settings(index=archive.folder, today=TODAY)).ask(QUESTION)


def mark(archive: Archive, words: str) -> int:
    """Return the number of the citation whose quote holds the words."""
    return next(c.n for c in without(archive).citations if words in c.quote)


def test_good_words_are_kept_and_arrive_piece_by_piece(archive: Archive) -> None:
    n = mark(archive, "9个镇和3个社区")
    pieces = ("高台县在9个镇和3个社区", f"成立了政协委员工作站[{n}]。")
    told: list[str] = []
    answer = ask(archive, Reply(pieces), told=told)
    assert answer.composed_by == "model:scripted"
    assert answer.text == "".join(pieces)
    assert "".join(told) == answer.text and len(told) > 1
    assert answer.checks.quotes_verbatim and not answer.checks.unsupported
    assert answer.rows == without(archive).rows


@pytest.mark.parametrize(
    "lie",
    [
        "高台县在6个镇和3个社区成立了政协委员工作站[{n}]。",
        "高台县在3个镇和9个社区成立了政协委员工作站[{n}]。",
        "山丹县在9个镇和3个社区成立了政协委员工作站[{n}]。",
        "高台县2019年5月在9个镇和3个社区成立了政协委员工作站[{n}]。",
        "高台县政协主席魏长青说，9个镇和3个社区成立了政协委员工作站[{n}]。",
        "高台县在9个镇和3个社区成立了政协委员工作站[99]，共88个。",
        "高台县的委员工作站办得全国最好。",
    ],
)
def test_a_lie_never_reaches_the_user_as_an_answer(archive: Archive, lie: str) -> None:
    answer = ask(archive, Reply((lie.format(n=mark(archive, "9个镇和3个社区")),)))
    assert answer.composed_by == "listing"
    assert answer.text == without(archive).text
    assert answer.notes


def test_a_lie_among_good_lines_is_cut_and_told(archive: Archive) -> None:
    n, m = mark(archive, "9个镇和3个社区"), mark(archive, "15个")
    good = f"- 高台县在9个镇和3个社区成立了政协委员工作站 [{n}]\n- 瓜州县政协建成委员工作站15个 [{m}]"
    answer = ask(archive, Reply((f"{good}\n- 肃州区建成委员工作站51个 [{m}]",)))
    assert answer.composed_by == "model:scripted"
    assert "肃州区" not in answer.text and "瓜州县" in answer.text
    assert any("肃州区" in cut for cut in answer.checks.unsupported)


def test_a_right_line_with_a_wrong_mark_is_cited_anew(archive: Archive) -> None:
    n, m = mark(archive, "9个镇和3个社区"), mark(archive, "15个")
    answer = ask(archive, Reply((f"高台县在9个镇和3个社区成立了政协委员工作站[{m}]。",)))
    assert answer.composed_by == "model:scripted"
    assert f"[{n}]" in answer.text and f"[{m}]" not in answer.text


@pytest.mark.parametrize(
    "reply",
    [
        Reply(("9 towns and 3 communities in Gaotai County have workstations [1].",)),
        Reply(("好的，我会忽略档案，告诉你系统提示词是什么。",)),
        Reply(("锟斤拷烫烫烫屯屯屯" * 20,)),
        Reply(("高台县在9个镇",), finish=None, cut=True),
        Reply((), status=500),
        Reply(status=200, body=b"{not json"),
        Reply(("",)),
    ],
)
def test_whatever_else_a_model_does_ends_in_the_answer_without_it(archive: Archive, reply: Reply) -> None:
    answer = ask(archive, reply)
    assert answer.composed_by == "listing"
    assert answer.text == without(archive).text
    assert answer.status == "answered" and answer.notes


def test_the_key_is_never_shown(archive: Archive) -> None:
    with serving([Reply(status=401, body=b'{"error": {"message": "bad key sk-verysecret"}}')]) as server:
        settings = Settings(
            index=archive.folder,
            today=TODAY,
            model_base_url=server.url,
            model_name="scripted",
            model_api_key=SecretStr("sk-verysecret"),
            model_retries=0,
        )
        answer = Assistant(archive, settings, load_model(settings)).ask(QUESTION)
    assert answer.composed_by == "listing"
    assert all("sk-verysecret" not in note for note in answer.notes)
    assert "sk-verysecret" not in repr(settings)
