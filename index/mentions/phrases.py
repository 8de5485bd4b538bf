"""The noun phrases that stand beside a number: after its unit, or before it."""

from __future__ import annotations

import re

from index.mentions.wordlists import Tagged, lists, tagger

# Characters looked at on each side; longer names of things are rare, and each costs time.
_REACH = 24
_LONGEST = 20
_EDGES = r"，,。；;：:！!？?、\n\r（）()《》<>〈〉—…｜|▲■●·\[\]【】"
_EDGE = re.compile(rf"[{_EDGES}“”‘’\"「」『』]")
_CLAUSE_EDGE = re.compile(rf"[{_EDGES}]")
_OPENING = frozenset('“‘「『"')
_QUOTED_AFTER = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"\n]{1,20})[”’」』\"]")
_QUOTED_BEFORE = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"\n]{1,20})[”’」』\"]([^“”‘’「」『』\"\n]*)$")
_QUOTES = re.compile(r"[“”‘’\"「」『』]")
# Parts of speech in jieba's tags that cannot be inside a noun phrase: adverb, preposition, conjunction,
# pronoun, numeral, time, measure word, direction, interjection.
_OUTSIDE = frozenset(
    {"d", "p", "c", "r", "m", "q", "t", "f", "y", "e", "o"}
    | {"ad", "df", "mq", "rr", "rz", "dg", "tg", "x", "k"}
)
_QUALIFYING = frozenset({"a", "an", "b", "z", "ag", "v", "vd"})
_NOUNS = frozenset({"n", "ng", "nr", "nrt", "ns", "nt", "nz", "vn", "j", "eng", "s", "b", "a"})
_VERBS = frozenset({"v", "vd"})
_IDIOMS = frozenset({"i", "l"})
_LEVELS = re.compile("[一二两三四五]级")


def noun_after(text: str, start: int, kind: str = "thing") -> str:
    """Return the noun phrase that begins at an offset.

    Args:
        text: the whole text.
        start: the offset directly after a unit; one space is passed over.
        kind: what the unit measures. After 名 and 个 ("thing", "people") the phrase may begin with a verb
            (退休教师); otherwise a verb is the predicate (60人参加). After a length of time ("time") a 的 is
            passed over, and only what can last is taken (两天的培训班).

    Returns:
        The phrase without quotation marks, "" where there is none.
    """
    start += text.startswith((" ", "\u3000"), start)
    start += kind == "time" and text.startswith("的", start)
    quoted = ""
    if text[start : start + 1] in _OPENING and (match := _QUOTED_AFTER.match(text, start)):
        quoted, start = match[1], match.end()
    edge = _EDGE.search(text, start, start + _REACH)
    chunk = text[start : edge.start() if edge else start + _REACH]
    words = _leading(tagger()(chunk), begun=bool(quoted), kind=kind) if chunk else []
    name = (quoted + "".join(words))[:_LONGEST].strip()
    return name if kind != "time" or name.endswith(tuple(lists().events)) else ""


def noun_before(text: str, floor: int, end: int, kind: str = "thing") -> str:
    """Return the noun phrase that ends at an offset.

    Args:
        text: the whole text.
        floor: the phrase begins here or later (the end of the quantity before, or of the sentence before).
        end: where the number begins.
        kind: what the unit measures; for "action" the verb belongs to the name (信访接待14人次).

    Returns:
        The phrase without quotation marks and determiners, "" where there is none.
    """
    begin = max(floor, end - _REACH)
    for edge in _CLAUSE_EDGE.finditer(text, begin, end):
        begin = edge.end()
    tail = text[begin:end].strip()
    if kind == "length" and any(word in tail for word in lists().distances):
        return ""
    quoted = None
    if _QUOTES.search(tail):
        quoted = _QUOTED_BEFORE.search(tail)
        tail = quoted[2].strip() if quoted else _QUOTES.split(tail)[-1]
    tags = _without_passed(tagger()(tail), kind) if tail else []
    if not tags and not quoted and tail and text[begin - 1 : begin] in ("，", ","):
        # 像这样的集中学习，已开展了70余次: the clause says only that it was done; what, the one before.
        return noun_before(text, floor, begin - 1, kind)
    words = _trailing(tags, kind) if tags else []
    if quoted and len(words) == len(tags):
        words.insert(0, quoted[1])
    name = "".join(words)[-_LONGEST:].strip()
    if kind != "time":
        return name
    return name if name.endswith(tuple(lists().events | lists().durations)) else ""


def _leading(tags: Tagged, *, begun: bool, kind: str) -> list[str]:
    known = lists()
    kept: list[tuple[str, str]] = []
    for i, (word, tag) in enumerate(tags):
        first = not kept and not begun
        if first and (word in known.determiners or (kind == "action" and word in known.lead_over)):
            continue
        if not (_may_begin(tags, i, kind) if first else _may_go_on(tags, i, kind)):
            break
        if word == "的" and any([t not in _QUALIFYING for _, t in kept]):
            # 重要的项目 goes on, 乡镇的委员工作站 does not: there the thing counted is complete.
            break
        kept.append((word, tag))
    while kept and (kept[-1][0] == "的" or (len(kept) > 1 and kept[-1][1] in ("a", "vd", "z"))):
        kept.pop()
    words = [word for word, _ in kept]
    carried = len(words) > 1 and words[0] in known.carriers and words[-1] in known.abstract_ends
    return words[:1] if carried else words


def _may_begin(tags: Tagged, i: int, kind: str) -> bool:
    """Say whether a word can be the first of what is counted."""
    word, tag = tags[i]
    known = lists()
    if word in known.ends:
        return word in known.may_begin and (
            kind == "action" or (kind in ("thing", "people") and _followed(tags, i))
        )
    if tag[0] == "u" or (tag in _OUTSIDE and word not in known.nominal):
        return bool(_LEVELS.fullmatch(word))
    if tag in _VERBS and word not in known.nominal:
        return kind in ("thing", "people") and _followed(tags, i)
    return True


def _followed(tags: Tagged, i: int) -> bool:
    """Say whether a noun follows a word."""
    return i + 1 < len(tags) and tags[i + 1][1] in _NOUNS


def _may_go_on(tags: Tagged, i: int, kind: str) -> bool:
    """Say whether a word can be a further one of what is counted."""
    word, tag = tags[i]
    known = lists()
    nominal = word in known.nominal
    if word in known.ends:
        # 党员学习小组: before the last noun of a phrase it is a part of the compound; an act may end in it.
        last = i + 1 == len(tags)
        return nominal and (kind == "action" if last else i + 2 == len(tags) and tags[i + 1][1] in _NOUNS)
    if nominal or word == "的":
        return True
    if tag[0] == "u" or tag in _OUTSIDE or tag in _VERBS or tag in _IDIOMS:
        return _LEVELS.fullmatch(word) is not None
    return True


def _without_passed(tags: Tagged, kind: str) -> Tagged:
    known = lists()
    people = kind in ("people", "action")
    end = len(tags)
    while end:
        word, tag = tags[end - 1]
        if not (
            word in known.passed
            or tag in ("x", "ul")
            or (tag == "d" and word not in known.light)
            or (people and word in known.passed_people)
            or (end < len(tags) and tags[end][1] == "ul" and word in known.light)
        ):
            break
        end -= 1
    return tags[:end]


def _trailing(tags: Tagged, kind: str) -> list[str]:
    known = lists()
    verbs = kind in ("action", "money")
    kept: list[str] = []
    acts = 0
    for word, tag in reversed(tags):
        nominal = word in known.nominal
        if word in known.light and (kept or not verbs or not nominal):
            break
        if word == "的":
            if kind != "action" or not kept:
                break
        elif kept and word in known.modifiers:
            kept.append(word)
            break
        elif tag in _VERBS and not nominal:
            # One verb may stand between the noun and the number (车辆进水42辆); alone it names an act only.
            if kept and kind == "action":
                kept.append(word)
            if kept or acts:
                break
            acts += 1
        elif tag in _VERBS and kind == "action" and len(kept) > 1:
            kept.append(word)
            break
        elif not nominal and not _LEVELS.fullmatch(word) and (tag in _OUTSIDE or tag.startswith("u")):
            break
        kept.append(word)
    if acts == len(kept) and (kind != "action" or len("".join(kept)) < 2):
        return []
    return _trimmed(list(reversed(kept)))


def _trimmed(words: list[str]) -> list[str]:
    known = lists()
    while words and (words[0] in known.determiners or words[0] == "的"):
        words.pop(0)
    if words:
        words[0] = _without_light(words[0])
    return words


def _without_light(word: str) -> str:
    """Return what is left of a dictionary word that holds verb and object (开展调查 → 调查)."""
    if len(word) >= 4 and word[:2] in lists().light:
        return word[2:]
    return word
