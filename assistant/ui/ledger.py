"""What the writing process and the archive tell → the HTML of the management tab.

File names, headlines and errors come from outside: everything is escaped here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from assistant.doctor import Check
from assistant.serving.jobs import State
from assistant.ui.texts import Texts
from index.records import Refused

if TYPE_CHECKING:
    from assistant.feedback import Entry

_COLUMNS = ("headline", "kind", "place", "date", "page", "characters", "doubts")
_FACTS = ("folder", "files", "articles", "passages", "refused", "sequence", "encoder", "tokeniser", "schema")
_FEW = 3
_MOST_REFUSED = 50
_MOST_FEEDBACK = 20


def remark(text: str, kind: str = "") -> str:
    """Return one line for the editor; kind "bad" or "good" colours it."""
    role = ' role="alert"' if kind == "bad" else ' role="status"'
    return f'<p class="wd-m-remark {kind}"{role}>{escape(text)}</p>'


def job_html(state: State, say: Texts, replaced: Sequence[str] = ()) -> str:
    """Return how far a task has come, or how it ended.

    Args:
        state: of the task.
        say: the words.
        replaced: names of files that take the place of others.
    """
    if state.running:
        return _progress(state, say) + _files(state, say, replaced)
    if state.phase == "failed":
        return remark(say("manage.failed", error=_reason(state.error)), "bad")
    if state.task == "preview":
        return _preview(state, say, replaced)
    return _sum(state, say)


def facts_html(facts: Mapping[str, object], refused: Sequence[Refused], say: Texts) -> str:
    """Return what the archive holds."""
    rows = [(say(f"manage.facts.{name}"), str(facts[name])) for name in _FACTS if name in facts]
    written = remark(say("manage.being_written")) if facts.get("being_written") else ""
    told = _table((), rows)
    if not refused:
        return written + told
    shown = [(item.source, item.reason) for item in refused[:_MOST_REFUSED]]
    heads = (say("manage.heads.source"), say("manage.heads.reason"))
    more = len(refused) - len(shown)
    rest = remark(say("manage.more", count=more)) if more else ""
    heading = f"{say('manage.unreadable')} ({len(refused)})"
    return (
        f"{written}{told}<details><summary>{escape(heading)}</summary>{_table(heads, shown)}{rest}</details>"
    )


def settings_html(settings: Mapping[str, str], say: Texts) -> str:
    """Return the settings that an editor may see."""
    heads = (say("manage.heads.setting"), say("manage.heads.value"))
    return _table(heads, list(settings.items())) + remark(say("manage.hidden"))


def checks_html(checks: Iterable[Check], say: Texts) -> str:
    """Return what the checks found, and what to do."""
    lines = []
    for check in checks:
        word = say("manage.good") if check.ok else say("manage.bad")
        hint = f'<div class="wd-m-hint">{escape(check.hint)}</div>' if check.hint else ""
        badge = f'<span class="wd-m-badge {"good" if check.ok else "bad"}">{escape(word)}</span>'
        lines.append(f"<li>{badge} <b>{escape(check.name)}</b> {escape(check.found)}{hint}</li>")
    return f'<ul class="wd-m-checks">{"".join(lines)}</ul>'


def feedback_html(entries: Sequence[Entry], say: Texts) -> str:
    """Return the sum of the verdicts and the last of them."""
    if not entries:
        return remark(say("manage.feedback_none"))
    counts = Counter(entry.verdict for entry in entries)
    total = say("manage.feedback_sum", **{name: counts[name] for name in ("right", "wrong", "missing")})
    heads = [say(f"manage.heads.{name}") for name in ("date", "user", "verdict", "question", "note")]
    rows = [
        (entry.at[:10], entry.user, say(f"manage.verdicts.{entry.verdict}"), entry.question, entry.note)
        for entry in reversed(entries[-_MOST_FEEDBACK:])
    ]
    return remark(total) + _table(heads, rows)


def _progress(state: State, say: Texts) -> str:
    stage = say.get(f"manage.stages.{state.stage}", state.stage)
    label = say("manage.running", task=say(f"manage.tasks.{state.task}"), stage=stage)
    amount = f"{state.done}/{state.total}" if state.total else str(state.done or "")
    value = f' value="{state.done}" max="{state.total}"' if state.total else ""
    return (
        f'<div class="wd-m-progress" role="status"><span>{escape(label)} {amount}</span>'
        f'<progress{value} aria-label="{escape(label)}"></progress><span>{escape(state.detail)}</span></div>'
    )


def _preview(state: State, say: Texts, replaced: Sequence[str]) -> str:
    told = state.result
    total = say(
        "manage.found",
        files=len(state.files),
        articles=sum(file["count"] for file in state.files),
        doubted=sum(file["doubted"] for file in state.files),
        refused=sum(len(file["refused"]) for file in state.files),
    )
    parts = [remark(total)]
    if told.get("looked_at", 0) < told.get("files", 0):
        parts.append(remark(say("manage.looked_at", files=told["files"], looked=told["looked_at"])))
    if told.get("passed_over"):
        kinds = "、".join(f"{suffix or '?'} ({count})" for suffix, count in told["passed_over"].items())
        parts.append(remark(say("manage.passed_over", kinds=kinds)))
    parts.append(_files(state, say, replaced))
    if any(file["count"] for file in state.files):
        parts.append(remark(say("manage.not_yet"), "good"))
    return "".join(parts)


def _files(state: State, say: Texts, replaced: Sequence[str]) -> str:
    few = len(state.files) <= _FEW
    return "".join(_file(file, say, file["name"] in replaced, few) for file in state.files)


def _file(file: Mapping[str, Any], say: Texts, replaces: bool, opened: bool) -> str:
    badges = [_badge(say(f"manage.doubts.{name}"), "doubt") for name in file["doubts"]]
    if file["doubted"]:
        badges.append(_badge(f"{say('manage.heads.doubts')} {file['doubted']}", "doubt"))
    if file["refused"]:
        badges.append(_badge(say("manage.refused_file"), "bad"))
    if replaces:
        badges.append(_badge(say("manage.replaces"), "doubt"))
    heads = [say(f"manage.heads.{name}") for name in _COLUMNS]
    body = _table(heads, [_article(article, say) for article in file["articles"]]) if file["articles"] else ""
    reasons = "".join(remark(f"{item['source']}: {item['reason']}", "bad") for item in file["refused"])
    more = file["count"] - len(file["articles"])
    rest = remark(say("manage.more", count=more)) if more else ""
    count = escape(say("manage.count", count=file["count"]))
    shown = " open" if badges or opened else ""
    return (
        f'<details class="wd-m-file"{shown}><summary><b>{escape(file["name"])}</b> {count} {"".join(badges)}'
        f"</summary>{reasons}{body}{rest}</details>"
    )


def _article(article: Mapping[str, Any], say: Texts) -> tuple[str, ...]:
    doubts = "、".join(say(f"manage.doubts.{name}") for name in article["doubts"])
    kind = say.get(f"manage.kinds.{article['kind']}", article["kind"])
    headline = article["headline"] or say("manage.no_headline_shown")
    where = (article["place"], article["date"], article["page"])
    return (headline, kind, *where, str(article["characters"]), doubts)


def _sum(state: State, say: Texts) -> str:
    told = state.result
    seconds = f"{told.get('elapsed', 0.0):.1f}"
    counts = {
        name: told.get(name, 0)
        for name in ("read", "unchanged", "added", "changed", "removed", "files_removed")
    }
    done = remark(say(f"manage.done_{state.task}", **counts, seconds=seconds), "good")
    return done + "".join(
        remark(f"{item['source']}: {item['reason']}", "bad") for item in told.get("refused", ())
    )


def _reason(error: Mapping[str, str]) -> str:
    parts = (error.get("subject", ""), error.get("error", ""), error.get("hint", ""))
    return " · ".join(part for part in parts if part)


def _badge(text: str, kind: str) -> str:
    return f'<span class="wd-m-badge {kind}">{escape(text)}</span>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    top = f"<thead><tr>{head}</tr></thead>" if heads else ""
    return f'<div class="wd-m-scroll" tabindex="0"><table>{top}<tbody>{body}</tbody></table></div>'
