"""Whether a figure counts only some: what somebody went to see, or those who went somewhere together."""

from __future__ import annotations

import re

from assistant.records import Question
from assistant.sentences.slotrules import load_slot_rules
from index.records import Mention
from index.words import compact

_MARKS = re.compile("[,，;；:：。！!？?]")


def was_seen(text: str, start: int, mention: Mention) -> bool:
    """Say whether a figure counts what somebody went to see, which is not all that there is.

    Args:
        text: the article's.
        start: where the sentence begins.
        mention: the figure.
    """
    rules, after = load_slot_rules(), _MARKS.split(text[mention.end : mention.end + 16])[0]
    return bool(rules.seen.search(text[start : mention.start]) or rules.seen_after.search(after))


def asks_seen(question: Question) -> bool:
    """Say whether it is asked what somebody went to see."""
    return load_slot_rules().visiting.search(question.text) is not None


def asks_members(question: Question) -> bool:
    """Say whether it is asked how many members a committee has in all."""
    return load_slot_rules().members.search(compact(question.text)) is not None


def was_gathered(text: str, start: int, mention: Mention) -> bool:
    """Say whether a figure counts people who went somewhere together, which are not all.

    Args:
        text: the article's.
        start: where the sentence begins.
        mention: the figure.
    """
    return load_slot_rules().gathered.search(text[start : mention.start]) is not None
