"""The JSON objects have the fields that scripts rely on, no more and no less."""

from __future__ import annotations

import json

from assistant.contracts import answer_json, article_json, hit_json
from assistant.records import Answer, Checks, Citation, Coverage, Row
from index.records import Article, Hit

ARTICLE = (
    "article_id source n kind kicker headline subhead byline dateline place place_code level issue_date "
    "event_date page text lines"
)
HIT = "article_id source headline place issue_date text start end score channels"
ROW = "name code level reported quantity unit detail date citations"
CITATION = "n article_id source headline paper issue_date page lines quote"
ANSWER = "id question language kind status text rows citations coverage checks composed_by timing_ms"


def test_an_article() -> None:
    article = Article(
        "0123456789abcdef", "p.txt", 2, "news", "正文。", headline="标题", lines=((3, 5), (9, 9))
    )
    told = article_json(article)
    assert list(told) == ARTICLE.split()
    assert told["lines"] == [[3, 5], [9, 9]]
    assert told["kicker"] is None
    json.dumps(told)


def test_a_hit() -> None:
    told = hit_json(Hit("a", "p.txt", "标题", "榆中县", "2024", "文", 0, 1, 0.5, {"lexical": 3.0}))
    assert list(told) == HIT.split()
    assert told["channels"] == {"lexical": 3.0}


def test_an_answer() -> None:
    citation = Citation(1, "a", "p.txt", "标题", "报", "2024-08-09", "2", ((19, 19),), "引文", start=7)
    row = Row("榆中县", "620123", "county", "set_up", 24.0, "个", "18个乡镇、6个社区", "2020-10", (1,))
    answer = Answer(
        question="问",
        language="zh",
        kind="list",
        status="answered",
        text="答 [1]",
        rows=(row, Row("某", quantity=1.5)),
        citations=(citation,),
        coverage=Coverage(31, 9, 14, 0),
        checks=Checks(True, ("x",)),
        composed_by="listing",
        timing_ms={"all": 1.5},
        id="q1",
        understood={"kind": "list"},
        notes=("n",),
    )
    told = answer_json(answer)
    assert list(told) == ANSWER.split()
    assert list(told["rows"][0]) == ROW.split()
    assert json.dumps(told["rows"][0]["quantity"]) == "24"
    assert told["rows"][1]["quantity"] == 1.5
    assert list(told["citations"][0]) == CITATION.split()
    assert told["citations"][0]["lines"] == [[19, 19]]
    assert told["coverage"] == {"articles": 31, "matched": 9, "sentences": 14, "unreadable": 0}
    assert told["checks"] == {"quotes_verbatim": True, "unsupported": ["x"]}
    json.dumps(told)


def test_an_explained_answer_has_the_reasoning_too() -> None:
    answer = Answer("问", "zh", "what", "not_found", "没有", understood={"terms": ["站"]}, notes=("n",))
    assert "understood" not in answer_json(answer)
    told = answer_json(answer, explain=True)
    assert told["understood"] == {"terms": ["站"]}
    assert told["notes"] == ["n"]
