"""Archives of earlier schema versions open, and hold what they held."""

from __future__ import annotations

import gzip
import logging
import shutil
from pathlib import Path

import pytest

from index.errors import ArchiveMismatch
from index.search import Archive
from index.store import Store
from index.tables.migrations import can_migrate
from index.tables.schema import SCHEMA_VERSION
from index.writing.maintain import verify
from index.writing.rebuild import rebuild
from tests.archives import PairEncoder, build_archive, page, tokeniser


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def old(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> Path:
    """Return the database of an archive of an earlier version."""
    packed = root / "tests" / "golden" / f"archive-schema-{request.param}.sqlite.gz"
    path = tmp_path / "index" / "generation-1" / "archive.sqlite"
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    (tmp_path / "index" / "current").write_text("generation-1", encoding="utf-8")
    return path


def test_an_earlier_version_holds_what_it_held(old: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        store = Store.open(old)
    assert store.manifest.schema == SCHEMA_VERSION
    assert "brought from version" in caplog.text
    assert list(store.faults()) == []
    held = store.articles_by_row(store.article_rows()).values()
    found = sorted((article.source, article.headline) for article, _ in held)
    assert found == [
        ("a.txt", "永川镇办好老年食堂"), ("b.txt", "白水村修通产业路"), ("c1", "清泉村装上路灯"),
    ]  # fmt: skip
    store.close()
    caplog.clear()
    Store.open(old).close()
    assert not caplog.text


def test_an_earlier_version_is_searched_and_added_to(old: Path, tmp_path: Path) -> None:
    index = old.parents[1]
    # Made by an earlier version of the tokeniser, perhaps.
    rebuild(index, encoder=PairEncoder(), tokeniser=tokeniser())
    new = tmp_path / "d.txt"
    new.write_text(page("石门村办起茶厂", "本报金川讯 8月9日，石门村茶厂开工。"), encoding="utf-8")
    build_archive(index, new)
    with Archive.open(index, encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        assert archive.search("产业路果园", 1)[0].source == "b.txt"
        assert [f.article.source for f in archive.containing([["路灯"]])] == ["c1"]
        assert archive.count() == 4
    assert all(check.sound for check in verify(index, tokeniser=tokeniser()))


def test_what_cannot_be_migrated_is_named(old: Path) -> None:
    with Store.open(old).writing() as transaction:
        transaction.set_manifest({"schema": "0"})
    assert not can_migrate(0)
    assert not can_migrate(SCHEMA_VERSION)
    with pytest.raises(ArchiveMismatch):
        Store.open(old)


def test_two_processes_may_open_at_once(old: Path, tmp_path: Path) -> None:
    copy = shutil.copy(old, tmp_path / "copy.sqlite")
    first = Store.open(Path(copy))
    second = Store.open(Path(copy))
    assert first.manifest == second.manifest
