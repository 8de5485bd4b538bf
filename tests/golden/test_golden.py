"""Pages of the samples → articles, as reviewed. After a wanted change: python -m tests.golden.regenerate"""

from __future__ import annotations

import pytest

from tests.golden.regenerate import GOLDEN, golden_files

MADE = golden_files()


def test_every_page_has_its_golden_file() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == set(MADE)


@pytest.mark.parametrize("name", sorted(MADE))
def test_page(name: str) -> None:
    hint = "other articles are made of this page; if they are right: python -m tests.golden.regenerate"
    assert MADE[name] == (GOLDEN / name).read_text(encoding="utf-8"), hint
