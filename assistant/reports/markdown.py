"""Answers as Markdown: the question, the answer, its sources with their quotations."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.records import Answer, Citation


def conversation(answers: Sequence[Answer], title: str) -> str:
    """Return a conversation as one Markdown document.

    Args:
        answers: the answers in order.
        title: heading of the document.
    """
    return f"# {_line(title)}\n\n" + "\n\n".join(answer_text(answer) for answer in answers) + "\n"


def answer_text(answer: Answer) -> str:
    """Return one answer: its question as a heading, its text as it is, its sources as a list."""
    sources = "\n".join(f"- [{c.n}] {source_line(c)}\n  > {_line(c.quote)}" for c in answer.citations)
    parts = (f"## {_line(answer.question)}", answer.text.strip(), sources)
    return "\n\n".join(part for part in parts if part)


def source_line(citation: Citation) -> str:
    """Return where a quotation stands: headline, paper, date, page, file and lines."""
    lines = "、".join(f"{a}" if a == b else f"{a}–{b}" for a, b in citation.lines)
    page = ""
    if citation.page:
        page = f"第{citation.page}版"
    parts = (
        f"《{_line(citation.headline)}》" if citation.headline else "",
        citation.paper,
        citation.issue_date or "",
        page,
        f"{citation.source}:{lines}" if lines else citation.source,
    )
    return "，".join(part for part in parts if part)


def _line(text: str) -> str:
    return " ".join(text.split())
