"""What an editor does: previews change nothing, what is taken in is found, and one task runs at a time."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from assistant.commands.index import build_once
from assistant.serving.desk import Desk
from assistant.serving.jobs import Job, State, taken
from assistant.serving.preview import SHOWN, preview
from assistant.serving.staging import Staged, Staging, unwanted
from assistant.serving.writer import MOST_FILES, tell
from assistant.settings import Settings, load_settings
from index.errors import ArchiveBusy, InputRefused, MissingInput
from index.folder import UPLOADS
from index.locks import writer_lock
from index.search import Archive
from tests.archives import gazetteer, page

BODY = (
    "本报环县讯 4月3日，环县政协成立委员工作室11个，其中法律类4个、医疗类7个，群众可以预约，三天内有人上门。"
)

FIRST = "本报讯 一件与别的都不相干的小事，写在这里。"


def paper(folder: Path, name: str = "2024-08-06_02.txt", body: str = BODY) -> Path:
    """Write a page with one article."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(page("环县成立委员工作室", body), encoding="utf-8")
    return path


class Here:
    """A task that is done at once, in this process."""

    def __init__(self, task: Any, ended: Callable[[State], object]) -> None:
        self.state = reduce(taken, tell(task), State(task["task"]))
        ended(self.state)

    def wait(self) -> State:
        return self.state


def desk_of(archive: Archive, settings: Settings) -> Desk:
    """Return a desk whose tasks need no process of their own."""
    return Desk(archive, settings, Here)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an index with one page, with the built-in encoder, once for all tests."""
    folder = tmp_path_factory.mktemp("made")
    build_once(Settings(index=folder / "index"), [paper(folder / "pages", "first.txt", FIRST)])
    return folder


@pytest.fixture
def settings(made: Path, tmp_path: Path) -> Settings:
    """Return the settings of a copy of that index."""
    shutil.copytree(made / "index", tmp_path / "index")
    return Settings(index=tmp_path / "index", upload_files=3, upload_mb=1)


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    with Archive.open(settings.index) as archive:
        yield archive


# Previews


def test_a_preview_names_articles_and_doubts(tmp_path: Path) -> None:
    found = preview(paper(tmp_path), gazetteer())
    assert (found.name, found.count, found.is_refused) == ("2024-08-06_02.txt", 1, False)
    article = found.articles[0]
    assert (article.headline, article.place, article.date) == ("环县成立委员工作室", "环县", "2024-08-06")
    assert article.characters > 40 and not article.doubts and not found.doubted


def test_a_preview_doubts_what_is_short_or_bare(tmp_path: Path) -> None:
    path = tmp_path / "稿.jsonl"
    lines = [{"text": "只有一句。"}, {"text": BODY, "headline": "有题", "date": "2024", "place": "环县"}]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    found = preview(path, gazetteer())
    assert (found.count, found.doubted) == (2, 1)
    assert set(found.articles[0].doubts) == {"no_headline", "no_place", "short"}


def test_a_preview_gives_reasons_and_never_fails(tmp_path: Path) -> None:
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "空.txt").write_text("")
    for name in ("坏.pdf", "空.txt"):
        found = preview(tmp_path / name, gazetteer())
        assert found.is_refused and found.refused[0].reason, name


def test_of_a_file_with_many_articles_the_first_are_named(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    lines = [json.dumps({"text": f"第{n}件事。"}, ensure_ascii=False) for n in range(SHOWN + 5)]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = preview(path, gazetteer())
    assert (found.count, len(found.articles)) == (SHOWN + 5, SHOWN)


# Uploads


@pytest.mark.parametrize("name", ["a.exe", ".hidden.txt", "README.md", "a.txt.sh", "doc.doc", "a"])
def test_files_of_other_kinds_are_not_taken(name: str) -> None:
    assert unwanted(name)


@pytest.mark.parametrize("name", ["版.TXT", "a.jsonl.gz", "archive.toml", "b.zip"])
def test_pages_are_taken(name: str) -> None:
    assert not unwanted(name)


def test_uploads_are_limited_in_number_and_size(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "index", most=2, megabytes=1)
    small = [paper(tmp_path, f"{n}.txt") for n in range(3)]
    with pytest.raises(InputRefused, match="more than 2"):
        staging.take(small, ())
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(InputRefused, match="1 MB"):
        staging.take([large], ())
    with pytest.raises(MissingInput):
        staging.take([], ())
    assert not (tmp_path / "index").exists()


def test_what_is_discarded_or_left_over_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    staging = Staging(folder, 5, 5)
    staged = staging.take([paper(tmp_path)], {"2024-08-06_02.txt"})
    assert staged.replaced == ("2024-08-06_02.txt",)
    staging.discard(staged)
    assert not staged.folder.exists()
    left = staging.take([paper(tmp_path)], ())
    Staging(folder, 5, 5)
    # Another server over the same archive leaves alone what this one is at work on.
    assert left.folder.exists()
    assert staging._handle is not None
    os.close(staging._handle)  # as the operating system does when a server ends
    Staging(folder, 5, 5)
    assert not left.folder.exists()
    with pytest.raises(MissingInput):
        staging.accept(left)


def test_a_folder_of_the_server_is_never_deleted(tmp_path: Path) -> None:
    paper(tmp_path / "mine")
    Staging(tmp_path / "index", 5, 5).discard(Staged(tmp_path / "mine"))
    assert (tmp_path / "mine" / "2024-08-06_02.txt").exists()


# The desk


def test_nothing_changes_before_it_is_taken_in_and_then_it_is_found(
    tmp_path: Path, settings: Settings, archive: Archive
) -> None:
    desk = Desk(archive, settings)
    staged = desk.stage([paper(tmp_path / "up")])
    before = archive.sequence
    seen = desk.preview(staged.paths).wait()
    assert seen.phase == "done" and [file["count"] for file in seen.files] == [1]
    archive.refresh()
    assert (archive.sequence, archive.count()) == (before, 1)
    done = desk.take_in(staged).wait()
    assert (done.phase, done.result["added"]) == ("done", 1)
    # The archive that answers knows it at once, without being asked to refresh.
    assert archive.containing([["委员工作室"]])
    assert (settings.index / UPLOADS / "2024-08-06_02.txt").exists()
    assert desk.sources() == ["2024-08-06_02.txt", "first.txt"]


def test_a_later_build_from_the_command_line_knows_the_uploads(
    made: Path, tmp_path: Path, settings: Settings, archive: Archive
) -> None:
    desk = desk_of(archive, settings)
    desk.take_in(desk.stage([paper(tmp_path / "up")])).wait()
    (settings.index / UPLOADS / "2024-08-06_02.txt").write_text(page("改过的题", BODY), encoding="utf-8")
    report = build_once(settings, [made / "pages"])
    assert (report.read, report.unchanged) == (1, 1)
    archive.refresh()
    assert "改过的题" in [article.headline for article in archive.articles()]


def test_what_is_removed_is_gone_from_the_archive_and_from_the_uploads(
    tmp_path: Path, settings: Settings, archive: Archive
) -> None:
    desk = desk_of(archive, settings)
    desk.take_in(desk.stage([paper(tmp_path / "up")])).wait()
    state = desk.remove(["2024-08-06_02.txt"]).wait()
    assert (state.phase, state.result["removed"]) == ("done", 1)
    assert not (settings.index / UPLOADS / "2024-08-06_02.txt").exists()
    assert archive.count() == 1
    gone = desk.remove(["no-such.txt"]).wait()
    assert gone.phase == "failed" and "no such file" in gone.error["error"]


def test_a_rebuild_is_taken_up_by_the_archive_that_answers(settings: Settings, archive: Archive) -> None:
    state = desk_of(archive, settings).rebuild().wait()
    assert state.phase == "done"
    assert (settings.index / "current").read_text().strip() == "generation-2"
    assert archive.count() == 1 and archive.containing([["小事"]])


def test_a_lock_that_another_holds_is_told_and_the_upload_is_kept(
    tmp_path: Path, settings: Settings, archive: Archive
) -> None:
    desk = desk_of(archive, settings)
    staged = desk.stage([paper(tmp_path / "up")])
    with writer_lock(settings.index):
        assert desk.facts()["being_written"]
        state = desk.take_in(staged).wait()
    assert state.phase == "failed" and str(os.getpid()) in state.error["error"]
    assert not desk.facts()["being_written"]
    assert desk.reread().wait().result["added"] == 1


def test_one_task_at_a_time(tmp_path: Path, settings: Settings, archive: Archive) -> None:
    endless = (sys.executable, "-c", "import time; time.sleep(60)")

    def start(task: Any, ended: Callable[[State], object]) -> Job:
        return Job(task, ended, endless)

    desk = Desk(archive, settings, start)
    job = desk.rebuild()
    with pytest.raises(ArchiveBusy, match="another task"):
        desk.remove(["first.txt"])
    job.stop()
    assert job.wait().error["error"] == "stopped"
    desk.rebuild().stop()


@pytest.mark.parametrize("name", ["", "  ", "/no/such/folder"])
def test_folders_that_are_not_there_are_told(settings: Settings, archive: Archive, name: str) -> None:
    with pytest.raises(MissingInput):
        Desk(archive, settings).folder(name)


def test_beyond_the_loopback_only_named_folders_are_read(
    tmp_path: Path, settings: Settings, archive: Archive
) -> None:
    (tmp_path / "papers" / "2024").mkdir(parents=True)
    (tmp_path / "pages").mkdir()
    (tmp_path / "papers" / "out").symlink_to(tmp_path / "pages")
    office = settings.model_copy(update={"host": "0.0.0.0"})
    with pytest.raises(MissingInput, match="page_folders"):
        Desk(archive, office).folder(str(tmp_path / "papers"))
    named = office.model_copy(update={"page_folders": str(tmp_path / "papers")})
    desk = Desk(archive, named)
    assert desk.folder(f" {tmp_path}/papers/2024 ") == (tmp_path / "papers" / "2024").resolve()
    for outside in ("/etc", f"{tmp_path}/papers/../pages", f"{tmp_path}/papers/out"):
        with pytest.raises(MissingInput):
            desk.folder(outside)
    assert Desk(archive, settings).folder(str(tmp_path / "pages")) == (tmp_path / "pages").resolve()


def test_no_key_or_password_is_shown(
    settings: Settings, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENDANG_MODEL_API_KEY", "sk-0123456")
    monkeypatch.setenv("WENDANG_EDITOR_PASSWORD", "pw-0123456")
    given = load_settings(index=settings.index)
    desk = Desk(archive, given)
    checks = desk.checks()
    assert "0123456" not in str(desk.shown_settings()) + str(checks)
    assert not [name for name in desk.shown_settings() if "key" in name or name.endswith("_password")]
    assert {check.name for check in checks} == {"settings", "encoder", "index", "model"}


# The writing process


def test_the_writing_process_gets_no_passwords_and_its_silence_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WENDANG_EDITOR_PASSWORD", "secret-two")
    monkeypatch.setenv("WENDANG_MODEL_API_KEY", "sk-secret-1")
    monkeypatch.setenv("WENDANG_ENCODER_API_KEY", "for-the-embedding-server")
    tells = "import os, json; print(json.dumps({'done': dict(os.environ)}))"
    state = Job({"task": "build"}, command=(sys.executable, "-c", tells)).wait()
    assert state.phase == "done" and "secret" not in str(state.result)
    assert "for-the-embedding-server" in str(state.result), "it encodes what it takes in"
    silent = Job({"task": "build"}, command=(sys.executable, "-c", "raise SystemExit(3)")).wait()
    assert silent.phase == "failed" and "status 3" in silent.error["error"]
    garbled = Job({"task": "build"}, command=(sys.executable, "-c", "print('no json')")).wait()
    assert garbled.phase == "failed"


def test_a_preview_of_a_large_folder_says_how_much_it_looked_at(tmp_path: Path) -> None:
    for n in range(MOST_FILES + 2):
        (tmp_path / f"{n}.jsonl").write_text('{"text": "一句。"}')
    (tmp_path / "notes.xyz").write_text("x")
    task = {"task": "preview", "paths": [str(tmp_path)], "home_province": "62"}
    *_, last = tell(task)
    assert last["done"] == {
        "files": MOST_FILES + 2,
        "looked_at": MOST_FILES,
        "passed_over": {".xyz": 1},
    }
    assert list(tell({**task, "paths": [str(tmp_path / "gone")]}))[-1]["error"]
