"""One self-contained HTML page of a run: plots, tables, and every wrong case with all that led to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from eval.measures import measures
from eval.reporting.charts import intervals, trend
from eval.reporting.history import Entry
from eval.reporting.record import CaseRecord, Report
from eval.reporting.terminal import columns, latency, names, row_line, shown
from eval.significance import Figure

# Figures whose course over earlier runs is drawn.
_TREND = ("right", "list.f1", "citation.precision", "citation.recall", "refusal.right")


def page(kept: Report, chat: str = "", history: Sequence[Entry] = (), *, reveal: bool = False) -> str:
    """Return a run as one HTML page that loads nothing from anywhere.

    Args:
        kept: the run.
        chat: address of a web chat that cases are linked into; "" for none.
        history: earlier runs, oldest first.
        reveal: show cases of the held-out half too.
    """
    template = Template(files("eval.reporting").joinpath("page.html").read_text(encoding="utf-8"))
    cases = kept.shown(reveal)
    wrong = [case for case in cases if not case.right]
    body = [
        _plots(kept),
        _table(kept),
        _judged(kept),
        _trend(history),
        f"<h2>Wrong: {len(wrong)} of {len(cases)}</h2>",
        _withheld(len(kept.cases) - len(cases)),
        *(_case(case, chat) for case in wrong),
        "<h2>Right, but with statements or citations that do not hold</h2>",
        *(_case(case, chat) for case in cases if case.right and case.problems),
    ]
    return template.substitute(title="Evaluation", about=escape(about(kept)), body="\n".join(body))


def about(kept: Report) -> str:
    """Return in one line what a run was made with."""
    made = kept.where
    version = f"version {made.version}" + (f" ({made.revision})" if made.revision else "")
    archive = made.archive
    held = f"{archive['articles']} articles, encoder {archive['encoder']}" if "articles" in archive else ""
    parts = (made.made, version, made.machine, held, ", ".join(made.cases), latency(kept))
    return " · ".join(part for part in parts if part)


def _plots(kept: Report) -> str:
    sides = columns(kept)
    listed = [measure for measure in measures() if measure.name in kept.figures]
    rows = [
        (m.title, {side: found[m.name] for side, found in sides.items() if m.name in found}) for m in listed
    ]
    kinds = [name for name in kept.figures if name.startswith("right.")]
    groups = [
        (name.removeprefix("right."), {side: found[name] for side, found in sides.items() if name in found})
        for name in kinds
    ]
    return (
        f"<h2>Figures</h2><div class='wide'>{intervals(rows)}</div>"
        f"<h2>Right answers by kind and language</h2><div class='wide'>{intervals(groups)}</div>"
    )


def _table(kept: Report) -> str:
    sides = columns(kept)
    head = "".join(f"<th>{escape(name)}</th>" for name in ("figure", "cases", *sides))
    rows = [
        [title, str(kept.figures[name].cases), *(_cell(side, name) for side in sides.values())]
        for name, title in names(kept)
    ]
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h2>Table</h2><div class='wide'><table><tr>{head}</tr>{body}</table></div>"


def _cell(side: Mapping[str, Figure], name: str) -> str:
    return shown(side[name]) if name in side else "–"


def _judged(kept: Report) -> str:
    if not kept.judge:
        return ""
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{shown(found)}</td><td>{found.cases}</td></tr>"
        for name, found in kept.judge.items()
    )
    note = "What a model says of the same answers, and how often it agrees with the code."
    return f"<h2>A model as judge</h2><p class='quiet'>{note}</p><table>{rows}</table>"


def _withheld(cases: int) -> str:
    text = f"{cases} cases of the held-out half are counted above and not shown (eval run --reveal)."
    return f"<p class='quiet'>{text}</p>" if cases else ""


def _trend(history: Sequence[Entry]) -> str:
    if len(history) < 2:
        return ""
    titles = {measure.name: measure.title for measure in measures()}
    lines = {titles[name]: [entry.figures.get(name) for entry in history] for name in _TREND}
    return f"<h2>Over {len(history)} runs</h2>" + trend([entry.made[:10] for entry in history], lines)


def _case(case: CaseRecord, chat: str) -> str:
    mark = "" if case.right else "<span class='bad'>✗</span> "
    earlier = "".join(f"<span class='quiet'>{escape(turn)} → </span>" for turn in case.history)
    head = f"{mark}<b>{escape(case.id)}</b> {escape(case.type)} · {earlier}{escape(case.question)}"
    link = f"{chat.rstrip('/')}/?q={quote(case.question)}" if chat and not case.history else ""
    asked = f"<p><a href='{escape(link)}'>ask it in the chat</a></p>" if link else ""
    why = "".join(f"<li class='bad'>{escape(reason)}</li>" for reason in (*case.reasons, *case.problems))
    sides = (
        ("How it was understood", _parse(case)),
        ("Evidence", _evidence(case)),
        ("Answer", _answer(case)),
    )
    columns = "".join(f"<div><h3>{title}</h3>{content}</div>" for title, content in sides)
    return (
        f"<details><summary>{head}</summary><ul>{why}</ul>{asked}<div class='sides'>{columns}</div></details>"
    )


def _parse(case: CaseRecord) -> str:
    understood = case.answer.get("understood") or {}
    lines = [f"{name}: {value}" for name, value in understood.items() if value not in ("", [], (), None, {})]
    text = "\n".join([f"kind: {case.answer['kind']}", *lines])
    return f"<pre>{escape(text)}</pre>"


def _evidence(case: CaseRecord) -> str:
    wanted = "a refusal" if case.abstain else "、".join(case.expected)
    gold = "".join(
        f"<blockquote>{escape(sentence)}<br><span class='quiet'>{escape(page)} #{n}</span></blockquote>"
        for page, n, sentence in case.evidence
    )
    note = f"<p class='quiet'>{escape(case.note)}</p>" if case.note else ""
    return f"<p>Expected: {escape(wanted)}</p>{gold}{note}"


def _answer(case: CaseRecord) -> str:
    answer = case.answer
    rows = "".join(f"<li>{escape(row_line(row))}</li>" for row in answer["rows"])
    cited = _quotes(answer["citations"])
    return (
        f"<p class='quiet'>{escape(str(answer['status']))}, {escape(str(answer['composed_by']))}</p>"
        f"<pre>{escape(str(answer['text']))}</pre><ul>{rows}</ul>{cited}"
    )


def _quotes(citations: Iterable[Mapping[str, object]]) -> str:
    return "".join(
        f"<blockquote>[{c['n']}] {escape(str(c['quote']))}<br>"
        f"<span class='quiet'>{escape(str(c['source']))}</span></blockquote>"
        for c in citations
    )
