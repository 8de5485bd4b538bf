"""How an answer was found: what was understood, what was searched, how the passages ranked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.records import Answer, Language
from assistant.ui.actions import address, button
from assistant.ui.chips import place_name
from assistant.ui.render import composed_by, coverage_line
from assistant.ui.texts import Texts, texts
from index.records import Hit

# Parts of an understood question whose values are names, with the table of words for them.
_NAMED = {"kind": "kind", "rows": "row", "language": "tongue"}


def why_html(answer: Answer, hits: Sequence[Hit], turn: int, language: Language) -> str:
    """Return the explanation of an answer.

    Args:
        answer: the answer.
        hits: the passages that the search ranks first for its question, best first.
        turn: 0-based number of the turn.
        language: of the interface.
    """
    say = texts(language)
    parts = (
        f"<header><h2>{escape(say('why_title'))}</h2><p>{escape(answer.question)}</p></header>",
        _section(say("how.understood"), _understood(answer, language, say)),
        _section(say("how.found"), _found(answer, say)),
        _section(say("how.ranked"), _ranked(answer, hits, turn, say)),
    )
    return f'<article class="wd-reader wd-why-page">{"".join(parts)}</article>'


def _section(title: str, inner: str) -> str:
    return f"<section><h3>{escape(title)}</h3>{inner}</section>" if inner else ""


def _understood(answer: Answer, language: Language, say: Texts) -> str:
    rows = []
    for name, value in answer.understood.items():
        # What has no name for people is of use to the program only.
        if words := say.get(f"reading.{name}", ""):
            rows.append(f"<dt>{escape(words)}</dt><dd>{escape(_words(name, value, language, say))}</dd>")
    return f'<dl class="wd-read">{"".join(rows)}</dl>'


def _words(name: str, value: object, language: Language, say: Texts) -> str:
    if name == "places" and isinstance(value, list):
        return "、".join(place_name(str(code), language) for code in value)
    if name == "levels" and isinstance(value, list):
        return say("joint").join(say.get(f"level.{level}", str(level)) for level in value)
    if name in _NAMED:
        return say.get(f"{_NAMED[name]}.{value}", str(value))
    if isinstance(value, list):
        return "；".join("、".join(map(str, v)) if isinstance(v, list) else str(v) for v in value)
    return str(value)


def _found(answer: Answer, say: Texts) -> str:
    stages = " · ".join(
        f"{say.get(f'stage.{stage}', stage)} {ms:,.0f} ms" for stage, ms in answer.timing_ms.items()
    )
    seen = answer.coverage
    searched = say("coverage", articles=seen.articles, matched=seen.matched, sentences=seen.sentences)
    lines = [composed_by(answer, say), searched if seen.articles else coverage_line(answer, say), stages]
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _ranked(answer: Answer, hits: Sequence[Hit], turn: int, say: Texts) -> str:
    cited = {(c.article_id, c.start): c.n for c in answer.citations}
    body = "".join(_hit(place, hit, cited, turn, say) for place, hit in enumerate(hits, 1))
    if not body:
        return ""
    names = ("rank", "passage", "score", "lexical", "vector", "cited")
    head = "".join(f'<th scope="col">{escape(say(f"ranked.{name}"))}</th>' for name in names)
    return (
        f'<p class="wd-empty">{escape(say("how.ranked_note"))}</p><div class="wd-table-wrap" tabindex="0">'
        f'<table class="wd-rows wd-ranked"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _hit(place: int, hit: Hit, cited: dict[tuple[str, int], int], turn: int, say: Texts) -> str:
    numbers = [
        n
        for (article, start), n in cited.items()
        if article == hit.article_id and hit.start <= start < hit.end
    ]
    text = hit.text if len(hit.text) <= 60 else hit.text[:60] + "…"
    head = button(
        address("desk", "read", hit.article_id, turn), escape(hit.headline or say("untitled")), "wd-link"
    )
    scores = (hit.score, hit.channels.get("lexical"), hit.channels.get("vector"))
    cells = "".join(f"<td>{'–' if score is None else f'{score:.3f}'}</td>" for score in scores)
    marks = "".join(f'<span class="wd-n">{n}</span>' for n in numbers)
    return (
        f'<tr><td>{place}</td><td>{head}<br><span class="wd-where">{escape(text)}</span></td>'
        f"{cells}<td>{marks}</td></tr>"
    )
