"""Read single signs from a question: flags, units, the thing that is counted, the post that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.parsing.rules import QuestionRules
from assistant.parsing.subject import blank
from assistant.records import Language
from index.terms import Terms
from index.words import fold

# What stands between a thing and how many of it there are (工作站现在一共有多少个).
_BESIDE = re.compile('(?:现在|目前|如今|至今|到底|究竟|大[概约]|[总一]共|总计|已经|[现已共都各有，,”"])+$')

_HOW_MANY = re.compile("how many ")

# What was done with a thing of which the number is asked for (工作站建成多少).
_DONE = re.compile("(?:[建组]成|建立|[成设]立|建设|[建设]有|建起|挂牌|揭牌|开设|设置|建|设)了?$")


def read_signs(text: str, placeless: str, language: Language, rules: QuestionRules) -> dict[str, Any]:
    """Return the signs of a folded question that `assistant.records.Question` has fields for.

    Args:
        text: the question.
        placeless: the question with its times and places blanked out (永登 tells of no printing).
        language: its language.
        rules: the rules of questions.
    """
    signs = {
        "founding": rules.founding,
        "total": rules.total,
        "issue_only": rules.issue_only,
        "byline": rules.byline,
        "mention": rules.mention,
        "how": rules.how,
        "changed": rules.changed,
        "held": rules.held,
        "founded": rules.founded,
        "photos": rules.photos,
        "things_done": rules.things_done,
    }
    found = {name: bool(patterns[language].search(text.lower())) for name, patterns in signs.items()}
    found["printed"] = bool(rules.printed[language].search(placeless.lower()))
    # Two numbers asked for are no sum (一共走访了多少人，满意率是多少).
    found["total"] = found["total"] and len(rules.counted[language].findall(text.lower())) < 2
    return found


def summed_beside(text: str, language: Language, rules: QuestionRules) -> bool:
    """Say whether a sum is asked for beside how many rows there are (一共多少个，涉及几个县).

    Args:
        text: the folded question without what asks for the rows.
        language: its language.
        rules: the rules of questions.
    """
    summed = rules.total[language].search(text.lower())
    return bool(summed and rules.counted[language].search(text.lower()))


def counted_thing(
    text: str, groups: Sequence[tuple[str, ...]], language: Language, rules: QuestionRules, terms: Terms
) -> tuple[str, ...]:
    """Return the names of the thing of which a folded question asks how many there are.

    Args:
        text: the question.
        groups: its subject.
        language: its language.
        rules: the rules of questions.
        terms: the domain's terms.
    """
    asked = rules.counted[language].search(text)
    if not asked:
        return ()
    if language == "en":
        after = terms.find_english(text[asked.end() :])
        said = tuple(fold(n) for n in after[0][2]) if after and after[0][0] <= 2 else ()
        return next((g for g in groups if set(said) & set(g)), ())
    after_text = text[asked.end() :].lstrip('“"的')
    before = _BESIDE.sub("", text[: asked.start()].rstrip('”"有共又呢，,'))
    if not after_text.strip("?？。了呢"):
        before = _BESIDE.sub("", _DONE.sub("", before))
    for group in groups:
        if any(after_text.startswith(n) for n in group) or any(before.endswith(n) for n in group):
            return group
    return ()


def asked_post(text: str, language: Language, rules: QuestionRules) -> str:
    """Return the post whose holders a question asks for, "" where it asks for none."""
    found = rules.post[language].search(text.lower())
    if not found:
        return ""
    return next((post for said, post in rules.posts.items() if found["post"].startswith(said)), "")


def units_of(text: str, language: Language, rules: QuestionRules) -> tuple[str, ...]:
    """Return the units that an answer in numbers may have, empty where any does."""
    found = [rule.units for rule in rules.units if rule.patterns[language].search(text.lower())]
    return tuple(dict.fromkeys(unit for units in found for unit in units))


def without_units(text: str, rules: QuestionRules) -> str:
    """Return an English question without the words that only name a unit ("how many people").

    What is counted is left where it says what the number is of ("how many education proposals").
    """
    spans = [m.span() for rule in rules.units if (m := rule.patterns["en"].search(text.lower()))]
    return blank(text, [part for span in spans for part in _unit_spans(text.lower(), span, rules)])


def _unit_spans(text: str, span: tuple[int, int], rules: QuestionRules) -> list[tuple[int, int]]:
    """Return the parts of a stretch that names a unit which say nothing but that."""
    start, end = span
    counts = _HOW_MANY.match(text, start, end)
    if not counts:
        return [span]
    noun = text.rindex(" ", start, end) + 1
    told = rules.told_units.fullmatch(text, noun, end) is not None
    return [counts.span(), *([] if told else [(noun, end)])]
