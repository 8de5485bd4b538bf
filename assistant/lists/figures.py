"""Read from a sentence how many of a thing there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from index.mentions.units import units
from index.misread import mended
from index.records import Annotation, Mention, Sentence
from index.words import fold

CARRIERS = re.compile(
    "(?:乡镇|乡|镇|街道|社区|行政村|村|县区|县市区|县|区|企业|园区|学校|单位|部门|小区|办事处)$"
)
_REACH = 48
_SHORTEST = 3  # characters of a name that lost its first word
_GROWN = re.compile(
    "(?:(?:增加|增|增长|扩大|提高|上升|发展|减少|降|降低|缩短)(?:到|至|为)了?|现有|现已有|达到|已达)$"
)
# Of what was planned so much is there by now (计划建设120处，目前已建成58处).
_PLAN = re.compile("计划|拟|规划|力争|预计|列入")
_BY_NOW = re.compile(
    "已经?(?:累计|全部|先后)?(?:建成|建起|建好|建设|完成|安装|投用|完工|竣工|交付|设立|成立|揭牌|挂牌)(?:投用|启用)?了?$"
)
_HAVING = re.compile("(?:已经?|一?共|全部|现有|有|建成|建起|设立|成立|达到?|为)+$")
_MODIFIED = re.compile(
    "[^，,、。；;和与及在为对0-9]{0,10}的|(?:新建|新设|标准化|规范化|示范|各类|特色|首批|高标准)*"
)
_PARTS = re.compile("其中|包括|含|分别")  # between a whole and its parts
_SPREAD = re.compile("(?:在|覆盖了?|进驻了?|延伸到)$")
_EACH = re.compile("(?:各自?|都|均)[^，,；;。0-9]{0,6}$")  # 17个镇各有一个书屋
# Before a number that was chosen from the thing: it is no number of all of it (从立案提案中遴选8件).
_CHOSEN = re.compile(
    "(?:从|在)[^，,；;。]{0,16}[中里](?:遴选|筛选|挑选|评选|精选|选|抽|确定|推荐)[出取定了]?$"
)
_AGES = frozenset({"岁", "周岁"})  # 3岁以下婴幼儿1.4万名: an age counts nobody
_SPANS = frozenset({"time"})  # 为期两天的政协委员培训班: days count no members
_IN_ALL = re.compile("(?:总数|总量|总计|总共|累计总数)$")  # what is counted, where it is all there is
_PART = re.compile("[；;。]")
_OF_THEM = re.compile("[中里][，,]?(?:目前|现在?|已经?)?有?$")
_VERB = re.compile("建立|成立|设立|建成|创建|组建|搭建|召开|开展|举办|组织|实现")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of a thing there are.

    Attributes:
        value: the number, summed where the sentence gives parts.
        unit: unit as printed.
        detail: the parts as printed, joined by 、; empty where the number stands alone.
        parts: the numbers summed.
        printed: the quantity as printed, where it is a single one.
        grown: True where the sentence tells that the number has become this (增加到, 现有).
    """

    value: float
    unit: str
    detail: str = ""
    parts: tuple[float, ...] = ()
    printed: str = ""
    grown: bool = False


def _counted(mention: Mention, names: Sequence[str]) -> bool:
    counted = _plain(mention)
    if any(counted.endswith(name) for name in names):
        return True
    # A name that lost its first word (个人工作室 for 委员个人工作室) is still the thing.
    return len(counted) >= _SHORTEST and any(name.endswith(counted) for name in names)


def _plain(mention: Mention) -> str:
    return _bare(mention.name)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """Return what is counted without quotation marks and words of having before it."""
    bare = fold(name).replace("“", "").replace("”", "").replace('"', "")
    return _HAVING.sub("", bare) or bare


def _modified(mention: Mention, positions: Sequence[int], text: str) -> bool:
    """Say whether a number counts the thing behind words that describe it (15个新建成的委员工作站)."""
    if CARRIERS.search(mention.name):
        return False
    after = (p for p in positions if 0 <= p - mention.end <= 12)
    return any(_MODIFIED.fullmatch(text, mention.end, p) for p in after)


def chosen_from(mention: Mention, text: str, sentence: Sentence) -> bool:
    """Say whether a number is of what was chosen from others (从立案提案中遴选8件), not of all of them."""
    return bool(_CHOSEN.search(text, max(sentence.start, mention.start - _REACH), mention.start))


def _spread(quantities: Sequence[Mention], position: int, text: str) -> list[Mention]:
    """Return the places counted after a thing over which it has spread (工作站先在16个镇铺开)."""
    after = [m for m in quantities if position < m.start and CARRIERS.search(m.name)]
    return [m for m in after if _SPREAD.search(text, max(position, m.start - 4), m.start)]


_PEOPLE = ("人", "人次", "名", "位")
_JOINED = re.compile("(?:和|与|及|、)[\u4e00-\u9fff]{1,4}$")


def _follows(mention: Mention, names: Sequence[str], text: str, sentence: Sentence) -> bool:
    """Say whether a number stands right behind the thing (委员工作站建成18个)."""
    counted = _plain(mention)
    fitting = tuple([name for name in names if name.endswith(counted)])
    if not fitting and mention.unit not in _PEOPLE:
        return False
    before = _HAVING.sub("", fold(text[max(sentence.start, mention.start - 24) : mention.start]))
    if mention.unit in _PEOPLE and before.endswith(counted):
        # 接待群众和职工5460人次 counts both together.
        first = _JOINED.sub("", before)
        if first != before and first.endswith(tuple(names)):
            return True
    return bool(fitting) and before.endswith(fitting)


def _figure(mentions: Sequence[Mention], text: str, spelled: bool) -> Figure:
    values = tuple(m.value or 0.0 for m in mentions)
    parts = [_spoken(m, text) for m in mentions]
    detail = "、".join(parts) if spelled or len(parts) > 1 else ""
    printed = mended(mentions[0].text) if len(mentions) == 1 else ""
    return Figure(sum(values), mentions[0].unit, detail, values, printed)


def _spoken(mention: Mention, text: str) -> str:
    """Return a quantity with what it counts, in the order in which it is printed."""
    printed = mended(mention.text)
    if not mention.name or mention.name in printed:
        return printed
    after = text.startswith(mention.name, mention.end)
    return f"{printed}{mention.name}" if after else f"{mention.name}{printed}"


def figure_of(
    text: str,
    annotation: Annotation,
    sentence: Sentence,
    names: Sequence[str],
    positions: Sequence[int],
    added: bool = False,
    planned: bool = False,
) -> Figure | None:
    """Return how many of a thing a sentence tells of.

    Args:
        text: the article's text.
        annotation: what it mentions.
        sentence: the sentence.
        names: the names of the thing, folded.
        positions: where the thing stands in the text, each time.
        added: True where it is asked how many came in addition, not how many there are.
        planned: True where it is asked how many were planned.

    Returns:
        The number that counts the thing itself, else that of the places which have one each
        (18个乡镇和6个社区成立了…), None where there is neither.
    """
    quantities = [
        m
        for m in annotation.within(sentence.start, sentence.end)
        if m.kind == "quantity"
        and m.value is not None
        and m.unit not in _AGES
        and units().units[m.unit].kind not in _SPANS
        and not chosen_from(m, text, sentence)
    ]
    if not quantities:
        return None
    direct = [
        m
        for m in quantities
        if _counted(m, names) or _follows(m, names, text, sentence) or _modified(m, positions, text)
    ]
    in_all = [] if added else _in_all(quantities, names, positions, text)
    if in_all:
        return replace(_figure(in_all[-1:], text, spelled=False), grown=True)
    things = [m for m in quantities if units().units[m.unit].kind == "thing"]
    if by_now := [] if planned else _by_now(direct, things, text, sentence):
        return replace(_figure(by_now, text, spelled=False), grown=True)
    grown = [m for m in things if _GROWN.search(text, max(sentence.start, m.start - 6), m.start)]
    grown = [m for m in grown if _counted(m, names) or (not m.name and _begun(m, positions, text))]
    if grown and (not direct or direct[0].unit == grown[-1].unit):
        return replace(_figure(grown[-1:], text, spelled=False), grown=True)
    one_each = (
        len(direct) == 1 and direct[0].value == 1.0 and _EACH.search(text, sentence.start, direct[0].start)
    )
    if direct and not one_each:
        return _figure(_of_one_kind(direct, text), text, spelled=False)
    for position in positions:
        carriers = [m for m in quantities if CARRIERS.search(m.name) and _carries(m, position, text)]
        if carriers:
            among = _among(quantities, carriers[-1], position, text)
            return _figure(among or _together(carriers, text), text, spelled=True)
    if direct:
        return _figure(direct, text, spelled=False)
    spread = _spread(quantities, positions[0], text) if positions else []
    return _figure(spread, text, spelled=True) if spread else None


def _by_now(
    direct: Sequence[Mention], things: Sequence[Mention], text: str, sentence: Sentence
) -> list[Mention]:
    """Return how much of what a sentence tells as planned is there by now, empty where it does not say."""
    if len(direct) != 1 or not _PLAN.search(text, sentence.start, direct[0].start):
        return []
    meant = direct[0]
    done = [m for m in things if m.start > meant.end and m.unit == meant.unit and not m.name]
    return [m for m in done if _BY_NOW.search(text, meant.end, m.start)][:1]


def _in_all(
    quantities: Sequence[Mention], names: Sequence[str], positions: Sequence[int], text: str
) -> list[Mention]:
    """Return the numbers said to be of all of the thing (新建工作站5个，总数达19个)."""
    totals = [(m, _IN_ALL.search(fold(m.name))) for m in quantities]
    named = [(m, fold(m.name)[: said.start()]) for m, said in totals if said]
    return [
        m
        for m, thing in named
        if any(name in thing for name in names) or (not thing and _begun(m, positions, text))
    ]


def _begun(mention: Mention, positions: Sequence[int], text: str) -> bool:
    """Say whether the thing stands before a number, in the same part of the sentence."""
    return any(p < mention.start and not _PART.search(text, p, mention.start) for p in positions)


def _carries(mention: Mention, position: int, text: str) -> bool:
    """Say whether places counted before a thing are those that have it: one verb at most stands between."""
    between = text[mention.end : position].removeprefix(mention.name)
    if between.startswith("的") and "、" in between:
        return False  # 12个乡镇的甲、部分村的乙: the places counted have the first thing only
    return 0 <= position - mention.end <= _REACH and len(_VERB.findall(between)) <= 1


def _among(quantities: Sequence[Mention], carrier: Mention, position: int, text: str) -> list[Mention]:
    """Return how many of the places counted have the thing (21个乡镇中已有20个建成……), empty where none."""
    inside = [m for m in quantities if carrier.end <= m.start < position and not m.name]
    told = [m for m in inside if _OF_THEM.search(text, carrier.end, m.start)]
    return [replace(m, name=carrier.name) for m in told[-1:] if m.unit == carrier.unit]


def _of_one_kind(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Return the quantities of the first one's unit: parts of one sum; the first alone where it is their sum.

    A whole may be told with its parts (书屋26个，其中镇上9个、村里17个).
    """
    same = [m for m in mentions if m.unit == mentions[0].unit]
    whole, rest = same[0], same[1:]
    parts = sum(m.value or 0.0 for m in rest)
    told = rest and _PARTS.search(text, whole.end, rest[0].start)
    return same[:1] if told or (len(rest) > 1 and parts == whole.value) else same


def _together(carriers: Sequence[Mention], text: str) -> list[Mention]:
    """Return the last carriers that are listed side by side."""
    chosen = [carriers[-1]]
    for mention in reversed(carriers[:-1]):
        between = text[mention.end : chosen[0].start]
        if len(between) > 8 or re.search("[。；;]|[的中]$", between):
            break  # 9个乡镇的102个村: the villages lie in the townships
        chosen.insert(0, mention)
    return chosen
