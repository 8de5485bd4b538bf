"""Articles that were read are remembered, as long as there is room."""

from __future__ import annotations

from pathlib import Path

from index.kept import Held, KeptArticles
from index.records import Annotation, Article, Sentence
from index.search import Archive
from index.store import Store
from tests.archives import ready_archive, tokeniser


def opened(tmp_path: Path) -> Store:
    """Return the database of an archive of three articles of ten characters each."""
    folder = ready_archive(tmp_path, ({"text": c * 9 + "。"} for c in "甲乙丙"))
    return Archive.open(folder, tokeniser=tokeniser())._state.store


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    store, kept = opened(tmp_path), KeptArticles()
    rows = store.article_rows()
    first = kept.by_row(store, rows)
    again = kept.by_row(store, rows[::-1])
    assert list(first) == rows and list(again) == rows[::-1]
    assert all(first[row] is again[row] for row in rows)
    assert kept.by_row(store, [*rows, 999]).keys() == set(rows)


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    store, kept = opened(tmp_path), KeptArticles(room=20)
    a, b, c = store.article_rows()
    first = kept.by_row(store, [a, b])
    kept.by_row(store, [a])
    kept.by_row(store, [c])
    now = kept.by_row(store, [a, b])
    assert now[a] is first[a]
    assert now[b] is not first[b]


def test_sentences_are_compared_normalised_and_without_white_space() -> None:
    text = "委员 工作站１８个。\n第二句，協商。"
    sentences = (Sentence(0, 10, 0), Sentence(11, 18, 1))
    held = Held(1, Article("i", "s", 1, "news", text), Annotation(sentences))
    assert held.lines == ("委员工作站18个。", "第二句,协商。")


def test_an_id_leads_to_the_row_that_there_is(tmp_path: Path) -> None:
    store, kept = opened(tmp_path), KeptArticles()
    row = store.article_rows()[0]
    key = kept.by_row(store, [row])[row].article.article_id
    assert kept.by_id(store, [key, "ffff"])[key].row == row
    # It came in again under another row, and the old one is gone.
    kept._rows[key] = 999
    found = kept.by_id(store, [key])
    assert found[key].row == row
    kept.forget_ids()
    assert kept.by_id(store, [key])[key] is found[key]
