"""Say whether a thing is only named in what leaders said somewhere, which a meeting studied (讲话精神)."""

from __future__ import annotations

from assistant.parsing.rowrules import load_row_rules
from assistant.records import Question


def only_in_speech(question: Question, text: str, start: int, end: int, at: int) -> bool:
    """Say whether a match lies in the name of a speech or of the meeting whose spirit is studied.

    Args:
        question: as understood; who asks for mentions, or for what was studied, asks for these too.
        text: the article's text.
        start, end: the sentence in it.
        at: where the match stands.
    """
    rules = load_row_rules()
    if question.mention or not question.asked or rules.studied.search(question.text.lower()):
        return False
    return any(found.start() < at < found.end() for found in rules.speech.finditer(text, start, end))
