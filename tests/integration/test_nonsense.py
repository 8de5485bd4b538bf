"""A real model that writes nonsense, behind a real server process: none of its words reaches the user."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.chat import Assistant
from assistant.generate import load_model
from assistant.settings import Settings
from tests.asking import TODAY, archive_of

ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("哪些县建立了委员工作站？各有多少？", ()),
    ("瓜州县政协建成了多少个委员工作站？", ()),
    ("会宁县政协主席是谁？", ()),
    ("武山县提案交办会是什么时候开的？", ()),
    ("清水县怎么修好渠道的？", ()),
    ("Which counties set up committee workstations?", ()),
    ("How many committee workstations did Guazhou County set up?", ()),
    ("那瓜州县呢？", ("高台县建成了多少个委员工作站？",)),
    ("清水县的飞机场有多大？", ()),
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start the server in a process of its own and yield where it is."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.nonsense_server"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        process.terminate()


def test_no_nonsense_is_an_answer(address: str, tmp_path: Path) -> None:
    with archive_of(tmp_path) as archive:
        settings = Settings(
            index=archive.folder, today=TODAY, model_base_url=address, model_name="babble", model_timeout_s=60
        )
        babbling = Assistant(archive, settings, load_model(settings))
        plain = Assistant(archive, Settings(index=archive.folder, today=TODAY))
        for question, history in ASKED:
            heard: list[str] = []
            answer, wanted = (
                babbling.ask(question, history, on_text=heard.append),
                plain.ask(question, history),
            )
            assert (answer.text, answer.status) == (wanted.text, wanted.status), question
            assert not answer.composed_by.startswith("model") and "rewritten" not in answer.understood
            if wanted.status == "answered":
                assert heard and answer.notes, "the model was asked, and the user is told that it failed"
