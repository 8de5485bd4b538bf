"""Setting up what is judged: pages are segmented where the gold knows them, and what is absent is named."""

from __future__ import annotations

from pathlib import Path

from eval.bench import segment_pages
from eval.cases import ArticleGold

FIRST = "本报静宁讯（通讯员田小满）3月8日，静宁县政协组织委员察看渠道，听取农户意见，提出修渠建议。"
SECOND = "本报康县讯（通讯员魏青禾）3月9日，康县政协组织委员走访茶园，了解春茶采摘，提出销售建议。"


def gold(page: str, n: int, text: str) -> ArticleGold:
    return ArticleGold(page, n, text[:18], text[-18:])


def test_pages_of_the_gold_are_segmented(tmp_path: Path) -> None:
    head = "陇上协商报（样刊） 2022年3月18日 星期五 第二版"
    heads = ("静宁县政协察看渠道", "康县政协走访茶园")
    text = "\n\n".join([head, heads[0], FIRST, heads[1], SECOND])
    (tmp_path / "二版.txt").write_text(text, encoding="utf-8")
    (tmp_path / "别的.txt").write_text(text, encoding="utf-8")
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    wanted = [gold("二版.txt", 1, FIRST), gold("二版.txt", 2, SECOND), gold("空.txt", 1, FIRST)]
    wanted += [gold("无.txt", 1, FIRST), gold("稿.jsonl", 1, FIRST)]
    scored, refused = segment_pages([tmp_path], wanted)
    assert [score.page for score in scored] == ["二版.txt"]
    assert scored[0].found == scored[0].given == 2
    assert [source for source, _ in refused] == ["空.txt", "无.txt"]
