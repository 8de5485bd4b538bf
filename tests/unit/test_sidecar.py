"""archive.toml: what it says of files, what counts more, and that a change of it has its files read again."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePath

import pytest

from index.articles import segment
from index.errors import UnreadableInput
from index.readers import read, sidecar
from index.records import Page
from index.search import Archive
from index.writing.inputs import digest
from tests.archives import PairEncoder, build_archive, tokeniser
from tests.pages import gazetteer

REPORT = "本报海棠讯 近日，海棠县政协组织委员视察河道，提出建议六条。\n"
PRINTED = "2019年3月5日 星期二 第二版 责任编辑：丁一\n\n视察河道\n\n" + REPORT


def say(folder: Path, text: str) -> None:
    (folder / "archive.toml").write_text(text, encoding="utf-8")


def only(path: Path) -> Page:
    (page,) = [item for item in read(path) if isinstance(item, Page)]
    return page


@pytest.mark.parametrize(
    ("given", "expected", "source"),
    [
        ('"a.txt" = "2019-03-06"', "2019-03-06", "sidecar"),
        ('"*.txt" = 2018-01-02', "2018-01-02", "sidecar"),
        ('"a.txt" = "2019-03"', "2019-03-05", "masthead"),
        ('"a.txt" = "2018"', "2018", "sidecar"),
        ('"b.txt" = "2018"', "2019-03-05", "masthead"),
    ],
)
def test_a_date_given_for_a_file_counts_more_than_the_masthead(
    tmp_path: Path, given: str, expected: str, source: str
) -> None:
    say(tmp_path, f"[dates]\n{given}\n")
    (tmp_path / "a.txt").write_text(PRINTED, encoding="utf-8")
    (article,) = segment(only(tmp_path / "a.txt"), gazetteer())
    assert (article.issue_date, article.date_from) == (expected, source)


def test_a_date_of_a_file_name_counts_less_than_the_masthead(tmp_path: Path) -> None:
    say(tmp_path, 'file_names = ["HT-{yy}-{month}-{day}-*"]\n')
    for name, text in (("HT-19-4-7-x.txt", PRINTED), ("HT-19-4-8-y.txt", REPORT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (printed,) = segment(only(tmp_path / "HT-19-4-7-x.txt"), gazetteer())
    assert (printed.issue_date, printed.date_from) == ("2019-03-05", "masthead")
    (named,) = segment(only(tmp_path / "HT-19-4-8-y.txt"), gazetteer())
    assert (named.issue_date, named.date_from) == ("2019-04-08", "file name")


def test_the_nearest_one_speaks(tmp_path: Path) -> None:
    (tmp_path / "里").mkdir()
    say(tmp_path, 'paper = "外报"')
    say(tmp_path / "里", 'paper = "里报"')
    for file in (tmp_path / "a.txt", tmp_path / "里" / "b.txt"):
        file.write_text(REPORT, encoding="utf-8")
    assert only(tmp_path / "a.txt").paper == "外报"
    assert only(tmp_path / "里" / "b.txt").paper == "里报"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("paper = ", "malformed"),
        ("paper = 3", "quotation marks"),
        ('name = "报"', "there is no field name"),
        ('[dates]\n"a.txt" = "2024-13-01"', "is no date"),
        ('file_names = ["{jahr}"]', "stands for nothing"),
        ('[pages]\n"a.txt" = true', "no page number"),
    ],
)
def test_a_malformed_one_is_refused_with_the_reason(tmp_path: Path, text: str, told: str) -> None:
    say(tmp_path, text)
    with pytest.raises(UnreadableInput, match=told):
        sidecar.read(tmp_path / "archive.toml")


def test_what_it_says_of_a_file_is_part_of_its_digest(tmp_path: Path) -> None:
    one, other, rows = (tmp_path / name for name in ("a.txt", "b.txt", "c.jsonl"))
    for file in (one, other, rows):
        file.write_text(REPORT, encoding="utf-8")
    bare = [digest(file) for file in (one, other, rows)]
    say(tmp_path, '[dates]\n"a.txt" = "2019"\n')
    dated = [digest(file) for file in (one, other, rows)]
    assert dated[0] != bare[0] and dated[2] == bare[2]
    say(tmp_path, '[dates]\n"a.txt" = "2020"\n# 编者改过\n')
    again = [digest(file) for file in (one, other, rows)]
    assert again[0] != dated[0] and again[1] == dated[1]


def test_all_of_it_is_part_of_the_digest_of_a_zip(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr("x.txt", REPORT)
    say(tmp_path, '[pages]\n"x.txt" = "1"\n')
    first = digest(tmp_path / "a.zip")
    say(tmp_path, '[pages]\n"x.txt" = "2"\n')
    assert digest(tmp_path / "a.zip") != first


def test_says_is_all_that_is_filled_in(tmp_path: Path) -> None:
    say(tmp_path, 'paper = "报"\nfile_names = ["{year}{month}{day}_{page}"]\n[pages]\n"q*" = 7\n')
    found = sidecar.read(tmp_path / "archive.toml")
    assert "2024-08-09" in found.says(PurePath("20240809_02.txt"))
    assert "'7'" in found.says(PurePath("q1.txt")) and found.says(PurePath("z.txt")).startswith("('报'")


def test_a_change_of_it_has_its_files_read_again(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("a.txt", "b.txt"):
        (pages / name).write_text(f"{REPORT}{name}处处有桥。", encoding="utf-8")
    say(pages, '[dates]\n"a.txt" = "2019-03-06"\n')
    build_archive(tmp_path / "index", pages)
    say(pages, '[dates]\n"a.txt" = "2019-03-07"\n')
    report = build_archive(tmp_path / "index", pages)
    assert report.read == 2  # the page, and archive.toml itself, which holds none
    with Archive.open(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        dates = {article.source: article.issue_date for article in archive.articles()}
    assert dates["a.txt"] == "2019-03-07"
