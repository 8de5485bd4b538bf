"""Whether a sentence holds a value of the kind that is asked for: a fitting figure, a name, all places."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.parsing.rules import load_assertion_rules, load_question_rules
from assistant.records import Question
from assistant.sentences.candidates import Candidate
from assistant.sentences.clues import load_clues
from assistant.sentences.focus import BARE, WRITER, names_counted
from assistant.sentences.presumed import load_presumptions
from assistant.sentences.sought import Sought
from index.records import Mention, Sentence
from index.words import compact, fold, solid

NAMES = ("unfigured", "unnamed", "place_missed", "thing_missed", "only_planned")
"""What `fulfilled` returns.

unfigured       1 where a number is asked for and neither the sentence nor its neighbours have one that counts
                what is asked, or counts in its unit, and that the question does not say itself; 0.5 where
                only a neighbour has.
unnamed         the same of the name of a person, or of things that are set up.
place_missed    share of the places named that the report neither names nor is from, where several are named;
                1 where it misses one and all are said to have had part in one thing.
thing_missed    1 where a thing that is set up is asked about that the report nowhere names, 0.5 where it is
                not named nearby.
only_planned    1 where it is asked how or when something came about of which the whole report tells only that
                it is planned or not done.
"""

_BESIDE = 0.5
_JUST = 8  # characters
_NUMERAL = re.compile("[0-9.]+")
_COUNT = re.compile("[0-9][0-9.]*(?![0-9.]|[年月日])")
_WHOLE = re.compile("[0-9]+")
_EACH = re.compile("(?:乡镇|镇|乡|街道|社区|村|行政村|县|县区|区|市|市州)")


def fulfilled(question: Question, sought: Sought, best: Candidate) -> dict[str, float]:
    """Return how far a sentence lacks what is asked for, by the names of `NAMES`.

    Args:
        question, sought: the question.
        best: the sentence that seems to answer.
    """
    presumed, said = load_presumptions(), _said(question)
    values = dict.fromkeys(NAMES, 0.0)
    held = presumed.attribute_held(question, _near(best))  # 一周之内 is no quantity
    if question.kind in ("number", "count") and not question.yes_no and not held:
        values["unfigured"] = _lacking(best, lambda s: _figured(question, sought, best, s))
    if presumed.person.search(said):
        lacking = _lacking(best, lambda s: _named(question, said, best, s))
        values["unnamed"] = 1.0 if lacking and _of_things(question) else lacking
    values["place_missed"] = _place_missed(question, best)
    values["thing_missed"] = _thing_missed(question, fold(said), best)
    values["only_planned"] = float(_only_planned(question, said, best))
    return values


def _said(question: Question) -> str:
    """Return the question as patterns are searched in it."""
    return question.text.lower() if question.language == "en" else compact(question.text)


def _lacking(best: Candidate, holds: Callable[[Sentence], bool]) -> float:
    """Return how far something is lacking: in the sentence only, or in its neighbours too."""
    if holds(best.sentence):
        return 0.0
    around = best.around
    return _BESIDE if any(map(holds, around)) else 1.0


def figured_about(question: Question, sought: Sought, best: Candidate) -> bool:
    """Say whether a sentence or one beside it has a number that may be the one asked for.

    Args:
        question, sought: the question.
        best: the sentence.
    """
    if load_presumptions().attribute_held(question, _near(best)):
        return True
    return any(_figured(question, sought, best, sentence) for sentence in best.around)


def _figured(question: Question, sought: Sought, best: Candidate, sentence: Sentence) -> bool:
    """Say whether a sentence has a number that may be the one asked for and is not the question's own."""
    text = solid(best.article.text[sentence.start : sentence.end])
    asked = set(_NUMERAL.findall(_said(question)))
    like, thing = load_clues().unit(sought.text, True), _thing(question, sought)
    if like and not (thing and _asks_bare(sought)):
        return any(not asked & set(_NUMERAL.findall(m.group())) for m in like.finditer(text))
    figures = [m for m in best.annotation.within(sentence.start, sentence.end) if m.kind == "quantity"]
    fresh = [m for m in figures if not asked & set(_NUMERAL.findall(best.article.text[m.start : m.end]))]
    if any(m.unit in question.units and (m.unit not in BARE or not m.name) for m in fresh):
        return True
    if any(m.unit in thing or names_counted(m, [thing] if thing else question.pieces) for m in fresh):
        return True
    if any(_named_before(thing, best, m, sentence) for m in fresh):
        return True
    if any(re.search(f"{re.escape(name)}[约为达是有在]?[0-9]", text) for name in thing):
        return True  # 水深0.5至3公尺, whose unit nobody counts in
    if thing:
        # Each of 18 townships has one, or the thing is named in the sentence before.
        each = any(_EACH.fullmatch(m.name) for m in fresh) and any(name in text for name in thing)
        near = _near(best)
        alone = any(name in near for name in thing) and any(not m.name and m.unit in BARE for m in fresh)
        return each or alone
    others = (number for number in _COUNT.findall(text) if number not in asked)
    return not question.units and (bool(fresh) or any(others))


def _named_before(thing: tuple[str, ...], best: Candidate, figure: Mention, sentence: Sentence) -> bool:
    """Say whether a thing stands right before a figure that is named after another (意见和建议87条)."""
    before = solid(best.article.text[max(sentence.start, figure.start - _JUST) : figure.start])
    # What is named behind the number is counted, and nothing else (走进工作站和两个议事室).
    return before.endswith(solid(figure.name) or "。") and any(name in before for name in thing)


def _thing(question: Question, sought: Sought) -> tuple[str, ...]:
    """Return the names of what is counted; of a follow-up (那里呢，有多少个？) what was counted before."""
    if question.counted or not _asks_bare(sought):
        return question.counted
    things = load_question_rules().things
    return next((group for group in question.groups if things.search(group[0])), ())


def _asks_bare(sought: Sought) -> bool:
    """Say whether a question asks 几个 or the like, which says nothing of what is counted."""
    return any(f"{ask}{unit}" in sought.text for ask in ("几", "多少") for unit in BARE)


def _near(best: Candidate) -> str:
    """Return a sentence with its neighbours and the title, folded."""
    around = best.around
    return solid(f"{best.article.title}。{best.article.text[around[0].start : around[-1].end]}")


def _thing_missed(question: Question, said: str, best: Candidate) -> float:
    """Return how far a thing that is set up is not told of: not nearby, or nowhere in the report."""
    things = load_question_rules().things
    # As the question says it: 茶馆议事会 is no 协商议事会.
    asked = [g for g in question.groups if things.search(g[0]) and any(name in said for name in g)]
    whole = solid(f"{best.article.title}。{best.article.text}")
    if any(not any(name in whole for name in group) for group in asked):
        return 1.0
    near = _near(best)
    return _BESIDE if any(not any(name in near for name in group) for group in asked) else 0.0


def _of_things(question: Question) -> bool:
    """Say whether a question is about things that are set up, which have names of their own."""
    return any(load_question_rules().things.search(group[0]) for group in question.groups)


def _named(question: Question, said: str, best: Candidate, sentence: Sentence) -> bool:
    """Say whether a sentence names what is asked for: a person who is not its writer, or things."""
    presumed, text = load_presumptions(), best.article.text[sentence.start : sentence.end]
    if _of_things(question):
        several = any(float(number) > 1 for number in _WHOLE.findall(said))
        return bool((presumed.names if several else presumed.named).search(text))
    within = best.annotation.within(sentence.start, sentence.end)
    if any(m.kind == "person" and not WRITER.search(m.post) for m in within):
        return True
    return question.kind != "who" and bool(presumed.named.search(text))


def _place_missed(question: Question, best: Candidate) -> float:
    """Return the share of several places that a report does not tell of, by their codes."""
    if len(question.places) < 2:
        return 0.0
    told = {m.code for m in best.annotation.mentions if m.kind == "place" and m.code}
    told |= {best.article.place_code} if best.article.place_code else set()
    missed = [c for c in question.places if not any(_lies_in(one, c) for one in told)]
    if missed and not (question.yes_no or load_presumptions().each.search(_said(question))):
        return 1.0
    return len(missed) / len(question.places)


def _lies_in(inner: str, outer: str) -> bool:
    """Say whether one code of GB/T 2260 is that of a place or of one in it: each level has two digits."""
    stem = outer
    while stem.endswith("00"):
        stem = stem[:-2]
    return inner.startswith(stem)


def _only_planned(question: Question, said: str, best: Candidate) -> bool:
    """Say whether what a question takes to have come about is told in the whole report as planned only."""
    presumed, planned = load_presumptions(), load_assertion_rules().planned
    meant = question.planned or presumed.meant.search(said) or planned.search(said)
    if meant or question.negated or not presumed.done.search(said):
        return False
    doings = {m.group() for p in ("".join(x) for x in question.pieces) for m in presumed.ended.finditer(p)}
    doings |= {m.group() for m in presumed.ended.finditer(said)}
    text = best.article.text
    told = [solid(text[s.start : s.end]) for s in best.annotation.sentences]
    of_it = [s for s in told if any(word in s for word in doings)]
    open_ = [s for s in of_it if planned.search(s) or presumed.unfinished.search(s)]
    return bool(of_it) and len(open_) == len(of_it) and not any(presumed.come.search(s) for s in of_it)
