"""Finding the files to read, and choosing a reader for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import EmptyInput, InputRefused, MissingInput, UnreadableInput, UnsupportedInput
from index.readers import find_inputs, passed_over, read
from index.records import Page


def put(folder: Path, name: str, text: str = "县政协召开会议。\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_searched_and_the_result_is_sorted(tmp_path: Path) -> None:
    second = put(tmp_path, "b/2.HTML")
    first = put(tmp_path, "a/1.txt")
    third = put(tmp_path, "c.jsonl.gz")
    put(tmp_path, "a/style.css")
    assert find_inputs([tmp_path]) == sorted([first, second, third])
    assert passed_over([tmp_path]) == {".css": 1}


def test_hidden_files_readme_and_companion_folders_are_no_pages(tmp_path: Path) -> None:
    page = put(tmp_path, "page.htm")
    put(tmp_path, ".hidden.txt")
    put(tmp_path, ".git/x.txt")
    put(tmp_path, "README.md")
    put(tmp_path, "page_files/advert.html")
    lone = put(tmp_path, "other_files/kept.txt")
    assert find_inputs([tmp_path]) == sorted([page, lone])


def test_a_named_file_is_never_skipped_and_counts_once(tmp_path: Path) -> None:
    readme, other = put(tmp_path, "README.md"), put(tmp_path, "x.bin")
    assert find_inputs([readme, readme, other]) == [readme, other]


def test_pages_of_unread_kinds_are_found_so_that_they_are_refused_by_name(tmp_path: Path) -> None:
    wps = put(tmp_path, "2024-08-09.wps")
    assert find_inputs([tmp_path]) == [wps]
    with pytest.raises(UnsupportedInput) as caught:
        list(read(wps))
    assert caught.value.subject == "2024-08-09.wps"
    assert ".txt" in caught.value.hint and ".html" in caught.value.hint and ".jsonl" in caught.value.hint


def test_missing_paths_and_empty_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="nowhere"):
        find_inputs([tmp_path / "nowhere"])
    put(tmp_path, "only.css")
    with pytest.raises(MissingInput, match="holds no page"):
        find_inputs([tmp_path])


@pytest.mark.parametrize("kind", ["absent.txt", "folder.txt"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputRefused):
        list(read(tmp_path / kind))


def test_a_web_page_saved_as_text_is_read_as_a_web_page(tmp_path: Path) -> None:
    html = "<!DOCTYPE html>\n<html><body><h1>标题</h1><p>县政协召开会议，研究协商计划。</p></body></html>"
    page = next(iter(read(put(tmp_path, "saved.txt", html))))
    assert isinstance(page, Page)
    assert page.format == "html"


def test_the_size_limit_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.readers.text.MAX_BYTES", 10)
    with pytest.raises(UnreadableInput, match="MB"):
        list(read(put(tmp_path, "big.txt")))


def test_a_broken_link_is_missing(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    with pytest.raises(MissingInput):
        list(read(link))


def test_an_empty_file_is_empty_whatever_its_kind(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.jsonl"):
        with pytest.raises(EmptyInput):
            list(read(put(tmp_path, name, "")))
