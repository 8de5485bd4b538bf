"""What the tests of answers share: small invented reports, and the parts that answer from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from assistant.chat import Assistant
from assistant.generate import LanguageModel
from assistant.lists.attribution import Attributor
from assistant.lists.evidence import Finder
from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.question import Reader
from assistant.records import Answer, Question
from assistant.sentences.candidates import Scorer
from assistant.settings import Settings
from index.articles import complete
from index.mentions import annotate
from index.records import Annotation, Article, ReadyArticle, Sentence
from index.search import Archive
from index.terms import Terms
from tests.archives import PairEncoder, build_archive, gazetteer, tokeniser

TODAY = date(2024, 6, 1)

# Invented for these tests; only the names of the places are real.
REPORTS: dict[str, dict[str, str]] = {
    "gaotai-2023": {
        "headline": "高台县政协把站点建到群众身边",
        "date": "2023-03-10",
        "place": "高台县",
        "text": "本报高台讯（通讯员沙晓雨）3月6日，高台县政协召开基层协商推进会，县政协主席骆怀远主持会议。"
        "去年11月，高台县在9个镇和3个社区成立了政协委员工作站。骆怀远说，站点建起来只是开了个头。",
    },
    "guazhou-2023": {
        "headline": "瓜州县政协为委员工作站授牌",
        "date": "2023-05-12",
        "place": "瓜州县",
        "text": "本报瓜州讯 5月8日，瓜州县政协建成委员工作站15个，集中授牌。"
        "县政协副主席柏青松要求，各站每月公开一次办理结果。",
    },
    "guazhou-again": {
        "headline": "瓜州县政协为委员工作站授牌（网络版）",
        "date": "2023-05-13",
        "place": "瓜州县",
        "text": "本报瓜州讯 5月8日，瓜州县政协建成委员工作站15个，集中授牌。"
        "县政协副主席柏青松要求，各站每月公开一次办理结果。",
    },
    "minle-2023": {
        "headline": "民乐县政协筹划站点建设",
        "date": "2023-06-02",
        "place": "民乐县",
        "text": "本报民乐讯 5月30日，民乐县政协计划在年底前建设委员工作站6个，目前正在选址。",
    },
    "tianzhu-2023": {
        "headline": "天祝县政协调研履职平台",
        "date": "2023-06-20",
        "place": "天祝县",
        "text": "本报天祝讯 6月15日，天祝县政协召开座谈会。"
        "受经费限制，全县尚未建立委员工作站，协商借用乡镇会议室进行。",
    },
    "jinta-2023": {
        "headline": "金塔县委员进站接待群众",
        "date": "2023-05-26",
        "place": "金塔县",
        "text": "本报金塔讯 5月20日，金塔县政协委员深入羊井子湾乡委员工作站接待群众46人次，收到意见19条。",
    },
    "zhengning-2023": {
        "headline": "正宁县政协外出学习",
        "date": "2023-07-07",
        "place": "正宁县",
        "text": "本报正宁讯 7月3日，正宁县政协主席戚广田带队赴张掖市高台县考察学习，看了黑泉镇委员工作站。",
    },
    "jiuquan-2023": {
        "headline": "酒泉市政协推进基层协商",
        "date": "2023-07-14",
        "place": "酒泉市",
        "text": "本报酒泉讯 7月10日，酒泉市政协召开会议。"
        "到今年6月底，全市共建成委员工作站68个，住站委员530名。",
    },
    "huanxian-2023": {
        "headline": "环县成立委员工作室",
        "date": "2023-04-07",
        "place": "环县",
        "text": "本报环县讯 4月3日，环县政协成立委员工作室11个，其中法律类4个、医疗类7个。"
        "县政协主席庹长林介绍，工作室实行预约制，三天内上门。",
    },
    "huanxian-2024": {
        "headline": "环县委员工作室增加到十四个",
        "date": "2024-04-12",
        "place": "环县",
        "text": "本报环县讯 4月9日，环县政协新授牌一批站室，全县委员工作室增加到14个。",
    },
    "huining-2023": {
        "headline": "会宁县政协十届九次常委会会议召开",
        "date": "2023-09-15",
        "place": "会宁县",
        "text": "本报会宁讯 9月12日，会宁县政协十届九次常委会会议召开，县政协主席邢望川主持会议。"
        "会议围绕“旱作农业”专题议政，7名常委作了发言。",
    },
    "jingtai-2024": {
        "headline": "景泰县政协召开常委会会议",
        "date": "2024-03-22",
        "place": "景泰县",
        "text": "本报景泰讯 3月18日，景泰县政协召开常委会会议，审议年度协商计划。"
        "会议通过人事事项，增补委员3名。",
    },
    "huachi-2023": {
        "headline": "华池县政协调研农村养老",
        "date": "2023-08-11",
        "place": "华池县",
        "text": "本报华池讯 8月7日，华池县政协组织委员就农村养老服务开展专题调研。"
        "调研组走访了悦乐镇等4个镇的互助院。委员们建议，每院每年补助1.2万元。",
    },
    "wushan-2023": {
        "headline": "武山县政协提案交办",
        "date": "2023-10-20",
        "place": "武山县",
        "text": "本报武山讯 10月16日，武山县政协召开提案交办会。"
        "今年共立案提案88件，其中教育类21件、交通类17件、农业类50件。会议要求，年底前全部办结。",
    },
    "qingshui-2023": {
        "headline": "清水县政协商量建渠",
        "date": "2023-11-10",
        "place": "清水县",
        "text": "本报清水讯（通讯员田一禾）11月6日，清水县红堡镇的协商议事室里，村民和委员商量修渠的事。"
        "渠道年久失修，浇地要等五天。大家最后商定，由合作社出料、农户出工，通过以工代赈修好渠道3.6公里。",
    },
}


def ready(text: str, **given: str) -> Article:
    """Return an invented ready article as the write path makes it."""
    fields = {"headline": None, "date": None, "place": None, "source": "试.jsonl#1", **given}
    source = str(fields.pop("source"))
    return complete(
        ReadyArticle(source=source, path="/试.jsonl", line=1, digest="d", text=text, **fields), gazetteer()
    )


def told(text: str, **given: str) -> tuple[Article, Annotation]:
    """Return an invented article with what it mentions."""
    article = ready(text, **given)
    return article, annotate(article, gazetteer())


def sentence_with(article: Article, annotation: Annotation, words: str) -> Sentence:
    """Return the first sentence that holds the words."""
    at = article.text.index(words)
    return next(s for s in annotation.sentences if s.start <= at < s.end)


def written(folder: Path, reports: Iterable[tuple[str, dict[str, str]]]) -> Path:
    """Write reports as a file of ready articles."""
    path = folder / "reports.jsonl"
    lines = [json.dumps({"id": name, **fields}, ensure_ascii=False) for name, fields in reports]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def archive_of(folder: Path, reports: dict[str, dict[str, str]] | None = None) -> Archive:
    """Build and open a small archive with the tests' encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    source = written(folder, (reports if reports is not None else REPORTS).items())
    build_archive(folder / "index", source)
    return Archive.open(folder / "index", encoder=PairEncoder(), tokeniser=tokeniser())


@cache
def terms() -> Terms:
    """Return the domain's terms, read once for all tests."""
    return Terms.load()


def reader(today: date = TODAY) -> Reader:
    """Return what understands questions."""
    return Reader(load_question_rules(), gazetteer(), terms(), tokeniser(), today)


def read(text: str, *history: str) -> Question:
    """Return a question as understood on the tests' day."""
    return reader().read(text, history)


def finder(archive: Archive) -> Finder:
    """Return what finds matching sentences."""
    return Finder(archive, gazetteer(), load_assertion_rules(), tokeniser())


def scorer(archive: Archive) -> Scorer:
    """Return what scores sentences."""
    return Scorer(archive, gazetteer(), tokeniser())


def attributor() -> Attributor:
    """Return what says of whom a sentence speaks."""
    return Attributor(gazetteer(), load_assertion_rules())


def assistant(archive: Archive, folder: Path, model: LanguageModel | None = None) -> Assistant:
    """Return an assistant that asks on the tests' day, without a model unless one is given."""
    return Assistant(archive, Settings(index=folder, today=TODAY), model)


def quotes(answer: Answer, cited: Sequence[int] | None = None) -> str:
    """Return the quotes of an answer, or those with the given numbers, one a line."""
    kept = answer.citations if cited is None else [c for c in answer.citations if c.n in cited]
    return "\n".join(c.quote for c in kept)
