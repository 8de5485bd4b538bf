"""Passages prepared for comparing, and the memory of those that were found lately."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

import pytest

from index import prepared
from index.prepared import PreparedPassages, prepare_passage
from index.tables.passagetable import PassageRow, PassageTable


def row(passage: int, text: str = "开会。散会！", headline: str | None = None) -> PassageRow:
    return PassageRow(passage, 1, "a", "f", headline, None, None, 0, len(text), text)


class Table:
    """Has the passages 1 to 99, and remembers which were read."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def rows(self, ids: Collection[int]) -> dict[int, PassageRow]:
        self.read += ids
        return {i: row(i) for i in ids if i < 100}


def test_texts_are_folded_and_cut_into_sentences() -> None:
    found = prepare_passage(row(1, "縣里 ＡＢ開會！\n第二句，說話？ 尾", "頭 題"))
    assert found.parts == ("头题", "县里ab开会", "第二句,说话", "尾")
    assert prepare_passage(row(2, "")).parts == ("",)


def test_passages_come_in_order_and_are_read_once() -> None:
    table = Table()
    passages = PreparedPassages(cast(PassageTable, table))
    assert [p.row.passage for p in passages.get([3, 1, 100, 2])] == [3, 1, 2]
    assert [p.row.passage for p in passages.get([2, 4, 1])] == [2, 4, 1]
    assert table.read == [3, 1, 100, 2, 4]


def test_what_is_found_again_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_KEPT", 4)
    table = Table()
    passages = PreparedPassages(cast(PassageTable, table))
    for number in range(1, 40):
        passages.get([50, number])
    assert table.read.count(50) == 1
    passages.get([1])
    assert table.read.count(1) == 2
