"""People by their post."""

from __future__ import annotations

from pathlib import Path

from assistant.chat import Assistant
from assistant.citations import MARK
from assistant.listing import Draft
from assistant.lists.roster import Roster
from assistant.parsing.rules import load_assertion_rules
from assistant.settings import Settings
from index.search import Archive
from tests.archives import PairEncoder, build_archive, gazetteer, tokeniser
from tests.asking import archive_of, read


def people(archive: Archive, question: str) -> Draft | None:
    return Roster(archive, gazetteer(), load_assertion_rules()).answer(read(question))


def test_the_holders_of_a_post_and_no_others(reports: Archive) -> None:
    draft = people(reports, "列出所有被提到的政协主席")
    assert draft is not None
    names = [row.name for row in draft.rows]
    assert {"骆怀远", "戚广田", "邢望川"} <= set(names) and len(names) == len(set(names))
    assert "柏青松" not in names


def test_deputies_where_deputies_are_asked_for(reports: Archive) -> None:
    draft = people(reports, "列出所有被提到的政协副主席")
    assert draft is not None and [row.name for row in draft.rows] == ["柏青松"]


def test_each_is_cited_to_a_sentence_with_the_name(reports: Archive) -> None:
    draft = people(reports, "列出所有被提到的政协主席")
    assert draft is not None
    quotes = {c.n: c.quote for c in draft.citations}
    for row in draft.rows:
        assert all(row.name in quotes[n] for n in row.citations)
        line = next(line for line in draft.text.split("\n") if row.name in line)
        assert tuple(int(n) for n in MARK.findall(line)) == row.citations


def test_people_of_a_place(reports: Archive) -> None:
    draft = people(reports, "列出张掖市的政协主席")
    assert draft is not None and [row.name for row in draft.rows] == ["骆怀远"]


def test_a_post_that_nobody_has(reports: Archive) -> None:
    assert people(reports, "列出所有被提到的秘书长") is None


def test_of_people_with_a_post_those_who_did_what_is_asked(tmp_path: Path) -> None:
    made = archive_of(
        tmp_path,
        {
            "one": {
                "date": "2023-05-12",
                "place": "民勤县",
                "text": "5月10日，民勤县政协召开推进会。县政协副主席钟秋实在会上通报了进展。",
            },
            "two": {
                "date": "2023-06-12",
                "place": "古浪县",
                "text": "6月10日，古浪县政协察看苗圃。县政协副主席卢北望带队。",
            },
        },
    )
    every = people(made, "县政协副主席见报的都有哪几位？")
    assert every is not None and {row.name for row in every.rows} == {"钟秋实", "卢北望"}
    spoke = people(made, "县政协副主席在会上讲过话的有谁？")
    assert spoke is not None and [row.name for row in spoke.rows] == ["钟秋实"]


def test_places_are_asked_for_with_who_holds_the_post(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "陇原协商报 2022年6月10日 星期五 第四版 综合\n\n皋兰县政协调研水利\n\n"
        "本报皋兰讯（通讯员石头）6月7日，皋兰县政协主席周沐川带队到什川镇调研水利。\n\n"
        "古浪县政协调研林业\n\n本报古浪讯（通讯员雷鸣）6月6日，古浪县政协主席何望舒到黄花滩镇调研林业。\n",
        encoding="utf-8",
    )
    build_archive(tmp_path / "index", tmp_path / "page.txt")
    with Archive.open(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        rows = Assistant(archive, Settings()).ask("哪些县的政协主席到乡镇调研过？都是谁？").rows
    assert {row.name: row.detail[-3:] for row in rows} == {"皋兰县": "周沐川", "古浪县": "何望舒"}


def test_women_where_women_are_asked_for(tmp_path: Path) -> None:
    texts = {
        "康县": "本报康县讯 3月6日，康县政协主席葛秀兰（女，回族）主持召开座谈会。",
        "两当县": "本报两当讯 3月7日，两当县政协主席邱大成、县妇联干部于敏（女）到站儿巷镇调研。",
    }
    reports = {name: {"date": "2024-03-09", "place": name, "text": text} for name, text in texts.items()}
    with archive_of(tmp_path, reports) as archive:
        draft = people(archive, "哪些县的政协主席是女的？")
        assert draft is not None and [row.name for row in draft.rows] == ["葛秀兰"]
        everybody = people(archive, "列出所有被提到的政协主席")
        assert everybody is not None and {row.name for row in everybody.rows} == {"葛秀兰", "邱大成"}
    with archive_of(tmp_path / "none", {"两当县": reports["两当县"]}) as archive:
        assert people(archive, "哪些县的政协主席是女的？") is None
