"""Files of rules that ship with the code: what is wrong with one is told with its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.errors import DataError
from index.packaged import load_packaged


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    return tmp_path / "data" / "rules.toml"


def number(raw: dict[str, Any]) -> int:
    return int(raw["number"])


def test_what_is_made_of_the_file_is_returned(folder: Path) -> None:
    folder.write_text("number = 3", encoding="utf-8")
    assert load_packaged("index", "rules.toml", number, "a rule is wrong") == 3


@pytest.mark.parametrize("text", ["= no toml", "", "number = 'drei'"])
def test_a_wrong_file_is_named_with_what_to_do(folder: Path, text: str) -> None:
    folder.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="a rule is wrong: ") as caught:
        load_packaged("index", "rules.toml", number, "a rule is wrong")
    assert caught.value.subject == "rules.toml" and "mend" in str(caught.value.hint)
