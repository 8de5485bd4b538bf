"""Say whether something is only named in what a meeting studied (讲话精神) or in the name of a document."""

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


def only_in_title(question: Question, text: str, start: int, end: int, at: int) -> bool:
    """Say whether a doing is asked about and the match lies in the name of a document (《……调研报告》).

    Args:
        question: as understood; who asks for mentions asks for these too.
        text: the article's text.
        start, end: the sentence in it.
        at: where the match stands.
    """
    if question.mention or not question.asked or not question.activities:
        return False
    if not any(text.startswith(name, at) for group in question.activities for name in group):
        return False
    opened = text.rfind("《", start, at)
    return opened >= 0 and text.find("》", opened, end) > at
