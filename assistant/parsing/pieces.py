"""Pieces of a question: stretches that the archive would say, and what no term covers cut into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.parsing.rules import QuestionRules

_LISTED_WORD = re.compile("([\u4e00-\u9fff]{2,4}?)(?=$|或|和|与|及|等)")
_DONE = re.compile("[做办搞开有出当上提报写去来用给说看到成评][了过着]")  # 出过, 办了: that it was done
# How far something went (漏损率降到多少): no part of what is measured.
_CHANGED = re.compile(
    "(?:下?降|回?升|上升|提升|提高|上涨|涨|下跌|跌|减少?|压减|缩减?|缩短|增加?|增长|扩大?|恢复|达)[到至低高]了?"
)
_RATE = re.compile("[\u4e00-\u9fff]{1,3}[率额]")  # what is measured: never a word beside the subject
_SAYS = frozenset(("要求", "建议", "提议", "希望", "决定", "强调", "指出", "提出", "表示", "认为"))
_LONGEST = 6  # characters; a longer stretch of unknown words is several things


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the question with the strings by which the archive would say it."""

    start: int
    end: int
    names: tuple[str, ...]
    activity: bool
    said: bool = True  # as a phrase, in quotes, or as a domain term; else only a word
    joins: bool = True  # may be an alternative of what stands beside it; a word from a word list may not


_TOWN = re.compile(
    "[上下大小中新老东西南北前后][\u4e00-\u9fff]{1,2}?(?<![全各那这个村乡县])(?:镇|乡|街道)(?![镇乡村政级长里上各])"
)


def words_of(
    chunk: str, offset: int, cut: Sequence[str], rules: QuestionRules, *, listed: bool
) -> list[Piece]:
    """Cut a stretch that no term covers into the tokeniser's words; what stands together stays together.

    Common words and activities part it: a thing that no dictionary knows (民情茶室) is one piece, and is
    looked for word by word only where the archive nowhere has it whole.

    Args:
        chunk: the stretch.
        offset: where it stands in the question.
        cut: the words of the question, from the tokeniser.
        rules: the rules of questions.
        listed: True where it stands behind another thing of a list.
    """
    # What no dictionary knows is a word all the same where it stands in a list (微信群、钉钉群或者电话).
    unknown = _LISTED_WORD.match(chunk) if listed else None
    if unknown and not any(len(word) > 1 and word in unknown[1] for word in cut):
        rest = words_of(chunk[unknown.end(1) :], offset + unknown.end(1), cut, rules, listed=False)
        return [Piece(offset, offset + unknown.end(1), (unknown[1],), False, said=False), *rest]
    pieces: list[Piece] = []
    position, apart = 0, True
    known = sorted({w for w in cut if w in chunk}, key=lambda w: -len(w))
    while position < len(chunk):
        if position == 0 and (town := _TOWN.match(chunk)):
            # Its first character may be a common word (上秦镇).
            pieces.append(Piece(offset, offset + town.end(), (town.group(),), False, said=False))
            position, apart = town.end(), True
            continue
        if changed := _CHANGED.match(chunk, position):
            position, apart = changed.end(), True
            continue
        word = next((w for w in known if chunk.startswith(w, position)), chunk[position])
        start, position = offset + position, position + len(word)
        whole = len(word) > 1 or word.isascii()
        if not whole or word in rules.stop["zh"] or word in rules.founding_words or _DONE.fullmatch(word):
            apart = True
            continue
        activity, says = word in rules.activities, word in _SAYS
        apart = apart or activity or says
        last = pieces[-1] if pieces and not apart and not pieces[-1].activity else None
        if last is not None and len(last.names[0]) + len(word) <= _LONGEST:
            pieces[-1] = Piece(last.start, start + len(word), (last.names[0] + word,), False, said=False)
        else:
            said = _RATE.fullmatch(word) is not None
            pieces.append(Piece(start, start + len(word), (word,), activity, said=said))
        apart = says
    return pieces
