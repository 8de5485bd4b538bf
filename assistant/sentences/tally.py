"""Whether a figure that is shown is of the thing, and of the doing, that a number is asked of.

接待了多少群众 asks for a number of people who were received: 5户 that came on one day, or the members of
the body, are others. Rules are in part [tally] of `data/presumed.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.lists.paraphrase import load_thesaurus
from assistant.sentences.candidates import Candidate
from assistant.sentences.clues import load_clues
from index.mentions.units import units
from index.mentions.wordlists import tagger
from index.packaged import load_packaged
from index.records import Mention, Sentence
from index.words import solid

_MARKS = re.compile("[,，;；:：。！!？?]")
# People of whom it is asked behind them how many there are: 副主席有几位.
_HAVING = re.compile(
    "(?P<noun>(?:副)?(?:主席|主任|书记|秘书长)|常委|委员|代表|干部|党员|教师|医生)(?:一共|总共|现|共)?有$"
)
_POST = re.compile("(?:政协)?(?:委员|常委|代表|(?:副)?(?:主席|书记|主任|秘书长)|干部)")
_NOT_MEETING = {"常委": "(?!会)"}  # 常委会 counts no 常委
_NOUN = frozenset("nlij")
_NOMINAL = frozenset({"vn", "an"})


@dataclass(frozen=True, slots=True)
class TallyRules:
    """The compiled rules; the comments of the file say what each is for."""

    people: re.Pattern[str]
    money: re.Pattern[str]
    heads: frozenset[str]
    light: frozenset[str]
    skipped: frozenset[str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a number is asked of: "接待了多少名群众" is of 群众, in 名, that were received (接待)."""

    doing: str
    unit: str
    noun: str


def asked_of(said: str) -> Asked | None:
    """Return of what the only number of a Chinese question is asked; None of several, or of none.

    Args:
        said: the question without white space.
    """
    rules = load_tally()
    measures = load_clues().measures + "".join(name for name in units().units if len(name) == 1)
    found = list(re.finditer(f"(?:多少|几)(?P<unit>[{re.escape(measures)}]次?)?", said))
    if len(found) != 1 or (found[0]["unit"] and said[found[0].end() : found[0].end() + 1] in tuple("届版期")):
        return None
    doing = ""
    for word, tag in reversed(tagger()(said[: found[0].start()])):
        if word in rules.skipped:
            continue
        plain = tag.startswith("v") and word[-1] not in "是有为" and word not in rules.light
        doing = word if plain else ""
        break
    noun, phrase = "", ""
    for word, tag in tagger()(_MARKS.split(said[found[0].end() :])[0]):
        if tag[0] not in _NOUN and tag not in _NOMINAL:
            break
        noun, phrase = word, phrase + word
    if noun in rules.heads:
        noun = phrase  # 工作人员 are not any people
    before = _HAVING.search(said[: found[0].start()]) if found[0]["unit"] in ("名", "位") else None
    noun = noun or (before["noun"] if before else "")
    return Asked(doing, found[0]["unit"] or "", noun if len(noun) > 1 else "")


def mistold(said: str, shown: Sequence[Candidate]) -> bool:
    """Say whether no figure shown is of what a number is asked of.

    Args:
        said: the question without white space.
        shown: the best sentences, best first.
    """
    asked = asked_of(said)
    if asked is None or not (asked.noun or asked.doing):
        return False
    own = [c for c in shown if c.article.article_id == shown[0].article.article_id]
    told = [(c, s, m) for c in own for s, m in _figures(c)]
    return bool(told) and not any(_fits(asked, *figure) for figure in told)


def _fits(asked: Asked, candidate: Candidate, sentence: Sentence, figure: Mention) -> bool:
    return _counts(asked, candidate, sentence, figure) and _done(asked, candidate)


def _counts(asked: Asked, candidate: Candidate, sentence: Sentence, figure: Mention) -> bool:
    """Say whether a figure may count what is asked for: by its unit, and by what is named beside it."""
    rules = load_tally()
    people = rules.people.search(asked.noun) is not None
    if people and not _of_people(figure):
        return False
    money = rules.money.search(asked.noun) is not None
    if money or not asked.noun:
        return not money or _kind(figure) == "money"
    names = _names(asked.noun)
    counted = solid(figure.name)
    if counted and any(name in counted or counted in name for name in names):
        return True
    if _POST.fullmatch(asked.noun):
        # Posts stand beside names everywhere: only what is counted by that name is.
        text = candidate.article.text
        before = _MARKS.split(text[sentence.start : figure.start])[-1]
        clause = solid(before + _MARKS.split(text[figure.start : sentence.end])[0])
        return any(re.search(f"{name}(?!会)", clause) for name in names)
    if people and asked.noun in rules.heads:
        return True  # 群众 may be any people
    # 211名委员 are no 常委, but 15名委员 may be made 监督员.
    told = solid(candidate.article.text[sentence.start : sentence.end])
    return any(_alike(name, told) for name in names)


def _done(asked: Asked, candidate: Candidate) -> bool:
    """Say whether a sentence, or one beside it, speaks of the doing that a number is asked of."""
    if not asked.doing:
        return True
    around = candidate.around
    near = solid(candidate.article.text[around[0].start : around[-1].end])
    names = _names(asked.doing)
    return any(name in near for name in names) or any(letter in near for letter in asked.doing[-2:])


def _names(word: str) -> tuple[str, ...]:
    return (word, *load_thesaurus().told.get(word, ()))


def _alike(name: str, text: str) -> bool:
    """Say whether a text names a thing: in full, or by its last character and another (老人: 老年人)."""
    if name in _NOT_MEETING:
        return re.search(name + _NOT_MEETING[name], text) is not None
    held = sum(letter in text for letter in set(name))
    return name in text or (len(name) > 1 and name[-1] in text and held > len(name) / 2)


def _of_people(figure: Mention) -> bool:
    return _kind(figure) == "people" or bool(load_tally().people.search(solid(figure.name)))


def _kind(figure: Mention) -> str:
    known = units().units.get(figure.unit)
    return known.kind if known else ""


def _figures(candidate: Candidate) -> Iterator[tuple[Sentence, Mention]]:
    """Yield the figures of a sentence and of those beside it."""
    for sentence in candidate.around:
        for mention in candidate.annotation.within(sentence.start, sentence.end):
            if mention.kind == "quantity":
                yield sentence, mention


@cache
def load_tally() -> TallyRules:
    """Read and compile the packaged rules.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "presumed.toml", _rules, "a rule of [tally] is wrong")


def _rules(raw: dict[str, Any]) -> TallyRules:
    told = raw["tally"]
    return TallyRules(
        people=re.compile(told["people"]),
        money=re.compile(told["money"]),
        heads=frozenset(told["heads"].split()),
        light=frozenset(told["light"].split()),
        skipped=frozenset(told["skipped"].split()),
    )
