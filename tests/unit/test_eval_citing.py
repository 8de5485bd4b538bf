"""The independent check of citations against the files on disk."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.records import Answer, Citation, Row
from eval.cases import Case
from eval.citing import check_citations, same_sentence
from eval.sources import Sources

EVIDENCE = "全县9个乡镇共设立委员联络站9个。"
CASE = Case(
    id="t",
    question="问？",
    lang="zh",
    type="number",
    answer=("9个",),
    evidence=(EVIDENCE,),
    evidence_articles=(("三版.txt", 2),),
)


def citation(quote: str, source: str = "三版.txt", n: int = 1, article: str = "b") -> Citation:
    return Citation(n, article, source, None, "", None, None, ((1, 1),), quote)


def answer(text: str, *citations: Citation, rows: tuple[Row, ...] = ()) -> Answer:
    return Answer("问？", "zh", "number", "answered", text, rows, citations)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    page = "本报讯 记者和 委员 and 群众座谈。\n\n目前,全县9个乡镇共设立委员\n\n联络站9个。\n"
    (tmp_path / "三版.txt").write_text(page, encoding="utf-8")
    (tmp_path / "旧版.txt").write_bytes("梨花开了，会议结束。".encode("gb18030"))
    web = "<html><style>p{color:red}</style><script>var 甲</script><p>甲&amp;<b>乙</b>两村</p></html>"
    (tmp_path / "web.html").write_text(web, encoding="utf-8")
    lines = [{"id": "a-1", "text": "头一篇\n两段"}, {"headline": "题", "text": "第二篇"}]
    data = "\n".join(json.dumps(line, ensure_ascii=True) for line in [*lines]) + "\n坏的一行\n"
    (tmp_path / "稿.jsonl").write_text(data, encoding="utf-8")
    (tmp_path / "包.jsonl.gz").write_bytes(gzip.compress(data.encode()))
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


@pytest.fixture
def sources(folder: Path) -> Sources:
    return Sources(sorted(folder.iterdir()))


def test_quotes_are_found_across_broken_lines(sources: Sources) -> None:
    assert sources.holds("三版.txt", EVIDENCE)
    assert sources.holds("三版.txt", "记者和委员和群众座谈")
    assert not sources.holds("三版.txt", "全县8个乡镇")
    assert not sources.holds("三版.txt", "") and not sources.holds("无.txt", "全县")


def test_other_formats(sources: Sources) -> None:
    assert sources.holds("旧版.txt", "梨花开了")
    assert sources.holds("web.html", "甲&乙两村")
    assert not sources.holds("web.html", "var 甲") and not sources.holds("web.html", "color")
    assert sources.holds("a-1", "头一篇两段") and sources.holds("稿.jsonl#2", "第二篇")
    assert sources.holds("包.jsonl.gz#2", "第二篇")
    assert "scan.pdf" not in sources


def test_same_sentence() -> None:
    assert same_sentence("全县9个乡镇", EVIDENCE)
    assert same_sentence("目前," + EVIDENCE, EVIDENCE)
    assert same_sentence("据悉个乡镇共设立委员联络站9个在内", EVIDENCE)
    assert not same_sentence("全县8个乡镇", EVIDENCE)
    assert not same_sentence("", EVIDENCE)


def test_verbatim_dangling_and_unchecked(sources: Sources) -> None:
    rows = (Row("广河县", citations=(1, 4)),)
    given = answer(
        "9个 [1][2, 7]",
        citation(EVIDENCE),
        citation("没有这话", n=2),
        citation("图里的字", source="scan.pdf", n=3),
        rows=rows,
    )
    found = check_citations(given, CASE, sources, lambda _: None)
    assert (found.total, found.verbatim, found.unchecked) == (2, 1, 1)
    assert found.failed == (("三版.txt", "没有这话"),)
    assert found.dangling == (4, 7)


def test_cited_by_evidence_or_by_article(sources: Sources) -> None:
    def cited(given: Citation, n: int | None) -> bool | None:
        return check_citations(answer("9个 [1]", given), CASE, sources, lambda _: n).cited

    assert cited(citation(EVIDENCE), None)
    assert cited(citation("记者和委员"), 2)
    assert not cited(citation("记者和委员"), 1)
    assert not cited(citation(EVIDENCE, source="web.html"), 2)


def test_nothing_to_cite_where_the_archive_does_not_tell(sources: Sources) -> None:
    unknown = Case("t", "问？", "zh", "unanswerable", abstain=True, evidence=CASE.evidence)
    assert check_citations(answer("没有"), unknown, sources, lambda _: None).cited is None
    bare = Case("t", "问？", "zh", "number", answer=("9个",))
    assert check_citations(answer("9个"), bare, sources, lambda _: None).cited is None


def test_a_ready_article_is_found_under_its_given_id(sources: Sources) -> None:
    ready = Case(
        "t", "问？", "zh", "what", ("两段",), evidence=("头一篇两段",), evidence_articles=(("稿.jsonl", 1),)
    )
    given = answer("两段 [1]", citation("头一篇\n两段", source="a-1"))
    assert check_citations(given, ready, sources, lambda _: None).cited
