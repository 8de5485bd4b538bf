"""Whether the sentence that seems to answer is of another place, which the report names only far off."""

from __future__ import annotations

from assistant.records import Question
from assistant.sentences.candidates import Candidate
from index.places import Gazetteer

_KINDS = frozenset({"who", "number", "count"})
_FAR_OFF = 0.7  # fit of a sentence whose report names a place in another paragraph (assistant/lists/scope.py)


def far_off(question: Question, best: Candidate, gazetteer: Gazetteer) -> bool:
    """Say whether a report of another place answers that names the place asked about in another paragraph.

    Of what a city has done its counties are named as examples; its people and numbers are not theirs.

    Args:
        question: as understood; one for a time may be answered from what an issue sums up.
        best: the best sentence.
        gazetteer: the place names.
    """
    home = best.article.place_code or ""
    if question.kind not in _KINDS or not (home and question.places) or question.times:
        return False
    own = any(gazetteer.contains(code, home) for code in question.places)
    names = [place.short for code in question.places if (place := gazetteer.get(code))]
    headed = any(name in best.article.title for name in names)
    return not (own or headed) and best.fit <= _FAR_OFF
