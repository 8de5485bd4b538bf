"""The one tokeniser: normal forms, words, pairs, stop words."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.simplified import simplify
from index.words import JiebaTokeniser, fold, needed_pairs, normalise, pairs, spread, stop_words

_ALPHABET = "县委员工作站乾隆於裡發展會議㎡…１Ａa b9.5，。！\u3000\néñ"
_TEXTS = st.one_of(st.text(alphabet=_ALPHABET, max_size=40), st.text(max_size=40))

# Sentences of our own in many styles: reports, figures, names, dialogue, science, mixed scripts.
_SENTENCES = (
    "柳湾县政协组织二十三名委员到河西三个乡镇调研冬小麦越冬管理情况，并与种粮大户座谈。",
    "会议指出，要把协商民主贯穿于履行职能全过程，推动基层治理提质增效。",
    "这条穿山隧道全长3.2公里，总投资1.8亿元，预计明年九月底建成通车。",
    "老支书刘长顺笑着说：“路通了，苹果再也不愁卖不出去啦！”",
    "截至10月15日，全市新增就业人员4126人，完成年度任务的103.15%。",
    "研究人员用气相色谱法测定了水样中多环芳烃的含量，误差不超过百分之五。",
    "她把奶奶留下的剪纸底样一张张扫描成电子档，发到网上供人免费下载。",
    "国务院办公厅印发通知，要求各地区各部门做好汛期安全生产工作。",
    "小王在北京大学读完硕士后，回到老家开了一家卖 coffee 和 bread 的小店。",
    "APEC会议期间，5G网络和AI技术成为与会代表热议的话题。",
    "青稞酒的香气从土墙小院里飘出来，惹得过路人都停下了脚步。",
    "球队在最后三分钟连进两球，以二比一逆转取胜，晋级半决赛。",
    "市场监管局对二十八家超市的散装食品进行了抽检，合格率为九成六。",
    "《山乡纪事》第二卷收录了六十七篇文史资料，由县档案馆整理出版。",
    "气象台发布暴雨蓝色预警信号：未来十二小时内降雨量将达五十毫米以上。",
    "医生提醒，糖尿病患者应当少食多餐，定期监测空腹血糖。",
    "委员们建议把闲置校舍改造成互助养老院，让老人在家门口安度晚年。",
    "那年冬天特别冷，河面结了一尺厚的冰，孩子们天天在上面抽陀螺。",
    "合作社采用“公司+基地+农户”的模式，带动三百余户村民增收。",
    "股市周二收盘小幅上扬，成交额较前一交易日放大约两成。",
    "请问从火车站到博物馆坐几路公交车最方便？",
    "他一边翻着泛黄的族谱，一边讲起祖先从山西迁来的故事。",
    "省政协副主席率队赴陇南开展重点提案督办，听取了承办单位的汇报。",
    "工程队连续奋战七昼夜，终于把断裂的输水管道修复完毕。",
)


def test_normalise_brings_written_forms_together() -> None:
    assert normalise("ＡＢ１２，漢語後來發展") == "ab12,汉语后来发展"
    assert normalise("㎡ …") == "m2 ..."
    assert normalise("Lanzhou") == "lanzhou"
    assert normalise("") == ""


def test_traditional_and_simplified_twins_meet() -> None:
    twins = [("乾縣", "乾县"), ("乾隆年間", "乾隆年间"), ("不瞭解", "不了解"), ("裡面", "里面")]
    for traditional, simplified in twins:
        assert normalise(traditional) == normalise(simplified)


def test_conversion_equals_the_package_converter() -> None:
    from opencc import OpenCC

    to_traditional, to_simplified = OpenCC("s2t"), OpenCC("t2s")
    for sentence in _SENTENCES:
        twin = to_traditional.convert(sentence)
        assert twin != sentence
        assert simplify(twin) == to_simplified.convert(twin) == sentence


@given(_TEXTS)
def test_normalise_changes_nothing_twice_on_ordinary_text(text: str) -> None:
    kept = "".join(c for c in text if c.isascii() or c in _ALPHABET)
    assert normalise(normalise(kept)) == normalise(kept)


@given(_TEXTS)
def test_fold_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    if len(normalise(text)) == len(text) and text.isprintable() and text.isascii():
        assert folded == normalise(text)


def test_fold_changes_what_keeps_its_width() -> None:
    assert fold("㎡Ａ漢…") == "㎡a汉…"
    assert fold("ＡＢ１２，漢語後來發展") == normalise("ＡＢ１２，漢語後來發展")


@pytest.mark.parametrize("text", ["气温35℃……Ⅲ级㎡", "縣政協、县政协", "İstanbul ﬁne", "（一）１２％"])
def test_a_folded_text_spreads_into_its_normal_form(text: str) -> None:
    assert spread(fold(text)) == normalise(text)


def test_few_and_many_traditional_characters_change_alike() -> None:
    few, many = "这是一段很长的简体文字，只有縣字是繁体的，其余都不是。", "縣政協調研組赴鄉鎮調研產業發展"
    assert simplify(few) == few.replace("縣", "县") and simplify(many) == "县政协调研组赴乡镇调研产业发展"
    assert simplify(few + many) == simplify(few) + simplify(many)


def test_words_are_normalised_without_punctuation() -> None:
    found = JiebaTokeniser().words("榆中縣設立 3.5萬個，Ａ類 COVID-19！？\n")
    assert {"榆中县", "设立", "3.5", "a", "covid-19"} <= set(found)
    assert not {"，", " ", "！", "\n", "?"} & set(found)


def test_search_mode_also_gives_the_words_inside_a_word() -> None:
    assert {"中国", "人民", "政治", "协商"} <= set(JiebaTokeniser().words("中国人民政治协商会议"))


@pytest.mark.parametrize("text", ["", " \n\u3000", "，。！？…——", "🙂🙃", "\x00\ud800"])
def test_odd_text_gives_no_words_and_no_error(text: str) -> None:
    assert JiebaTokeniser().words(text) == []
    assert pairs(text) == []
    assert len(fold(text)) == len(text)


def test_tokeniser_names_itself_for_the_manifest() -> None:
    tokeniser = JiebaTokeniser()
    assert tokeniser.name == "rjieba-search"
    assert tokeniser.version.split(".")[0].isdigit()


def test_spans_agree_with_jieba() -> None:
    import jieba
    import rjieba

    jieba.setLogLevel(logging.WARNING)
    agreed = total = 0
    for sentence in _SENTENCES:
        ours = set(rjieba.tokenize(sentence, mode="search"))
        theirs = set(jieba.tokenize(sentence, mode="search"))
        agreed += len(ours & theirs)
        total += len(ours | theirs)
    assert total > 450
    assert agreed / total >= 0.99


def test_pairs_overlap_and_stop_at_punctuation() -> None:
    assert pairs("18个乡 镇，A站") == ["18", "18个", "个乡", "乡镇", "a", "a站"]
    assert pairs("县") == ["县"]
    assert pairs("县，委") == ["县", "委"]
    assert pairs("约3.5万 AI model") == ["约3.5", "3.5", "3.5万", "万ai", "ai", "aimodel", "model"]


def test_needed_pairs_are_certain_ones_only() -> None:
    assert needed_pairs("8个乡镇") == ["个乡", "乡镇"]
    assert needed_pairs("委员，委员") == ["委员"]
    assert needed_pairs("AI") == []


@given(st.text(alphabet="县委员会工作站8a.，。 １Ａ裡", max_size=30), st.data())
def test_whatever_stands_in_a_text_has_its_needed_pairs_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    needle = text[start : data.draw(st.integers(start, len(text)))]
    assert set(needed_pairs(needle)) <= set(pairs(text))


def test_stop_words_cover_both_languages_and_spare_subjects() -> None:
    stops = stop_words()
    assert {"的", "哪些", "多少", "the", "which"} <= stops
    assert not {"县", "委员", "工作站", "政协", "#", "not_a_word"} & stops
    assert all(word == normalise(word) and word.strip() for word in stops)


def test_importing_words_loads_no_dictionary() -> None:
    heavy = ("rjieba", "jieba", "opencc", "numpy")
    code = f"import sys, index.words; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.text(st.sampled_from("县委员工作站发展会议々〇"), min_size=2, max_size=30))
def test_pairs_of_plain_runs_are_those_of_spaced_ones(text: str) -> None:
    assert pairs(text) == pairs(" ".join(text))
