"""What a model may do with an answer and with a follow-up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.chat import Assistant
from assistant.phrasing import Phraser
from assistant.settings import Settings
from index.errors import ModelError
from index.search import Archive
from tests.archives import gazetteer
from tests.asking import TODAY


class Fixed:
    """A model that always says the same, or fails."""

    name = "fixed"

    def __init__(self, text: str | None) -> None:
        self.text = text

    def complete(self, system: str, user: str, on_text: Callable[[str], None] | None = None) -> str:
        if self.text is None:
            raise ModelError("no")
        return self.text


def phraser(reports: Archive, text: str | None, **prices: float) -> Phraser:
    settings = Settings.model_validate({"index": reports.folder, "today": TODAY, **prices})
    return Phraser(Fixed(text), settings, Assistant(reports, settings).checker, gazetteer())


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("环县成立了多少个委员工作室？", True),
        ("环县政协成立了多少个委员工作室？", True),
        ("庆阳市成立了多少个委员工作室？", False),
        ("环县2022年成立了多少个委员工作室？", False),
        ("瓜州县成立了多少个委员工作站？", False),
        ("环县的机场跑道有多长，谁修的，什么时候通航？", False),
        ("http://x.example", False),
        ("", False),
        (None, False),
    ],
)
def test_a_follow_up_in_full_holds_what_was_said_and_no_more(
    reports: Archive, said: str | None, taken: bool
) -> None:
    told = phraser(reports, said).in_full("环县呢？", ["瓜州县成立了多少个委员工作室？"])
    assert told == (said if taken else None)


def test_what_a_model_took_is_told_with_its_price(reports: Archive) -> None:
    plain = Assistant(reports, Settings(index=reports.folder, today=TODAY)).ask("瓜州县有多少个委员工作站？")
    dear = phraser(reports, "不知道。", model_price_in=1000.0).worded(plain, [], None)
    assert dear.text == plain.text and any("费用" in note for note in dear.notes)
    free = phraser(reports, "不知道。").worded(plain, [], None)
    assert any("词元" in note for note in free.notes) and not any("费用" in note for note in free.notes)
