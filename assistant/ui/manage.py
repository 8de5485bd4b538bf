"""The management tab: what an editor does there. What it does is in `assistant/serving/desk.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.feedback import Feedback
from assistant.records import Language
from assistant.serving.access import visitor_of
from assistant.serving.desk import Desk
from assistant.serving.jobs import Job
from assistant.serving.staging import Staged
from assistant.ui import ledger
from assistant.ui.asking import PRIVATE
from assistant.ui.managelayout import Amounts, layout, words
from assistant.ui.texts import Texts, texts
from index.errors import WendangError

_EVENT: dict[str, Any] = {**PRIVATE, "concurrency_limit": 8}
_LISTED = 3000
_ON, _OFF = gr.update(visible=True), gr.update(visible=False)

Row = dict[Any, Any]
"""Updates by component; those left out stay as they are."""
Handler = Callable[..., Iterator[Row]]


class Manage:
    """The tab for one archive.

    Args:
        desk: does what the editor asks for.
        amounts: how much may be uploaded at once.
        feedback: what visitors said; None shows none.
    """

    def __init__(self, desk: Desk, amounts: Amounts, feedback: Feedback | None = None) -> None:
        self._desk, self._amounts, self._feedback = desk, amounts, feedback

    def allowed(self, request: gr.Request) -> bool:
        """Say whether a visitor may see the tab."""
        return visitor_of(request).may_edit

    def tab(self, language: gr.Radio, tab: gr.Tab) -> None:
        """Fill the tab.

        Args:
            language: the switch of the interface's language.
            tab: the tab that is being filled.
        """
        self._parts = parts = layout(texts("zh"), self._amounts)
        worded = {name: getattr(parts, name) for name in words(texts("zh"), self._amounts)}
        language.change(self._reword, language, list(worded.values()), **_EVENT)
        shown = [parts.facts, parts.settings, parts.verdicts, parts.sources]
        bringing = [parts.report, parts.staged, parts.take_in, parts.discard, parts.files]
        asking = [parts.asked, parts.question, parts.intent]

        def on(trigger: Any, handler: Handler, given: Sequence[Any], outputs: Sequence[Any]) -> None:
            trigger(
                self._guarded(handler), [language, *given], [parts.report, parts.stop, *outputs], **_EVENT
            )

        on(tab.select, self._look_round, [], shown)
        on(parts.refresh.click, self._look_round, [], shown)
        on(parts.files.upload, self._uploaded, [parts.files], bringing[1:])
        on(parts.look.click, self._folder, [parts.folder], bringing[1:])
        on(parts.take_in.click, self._take_in, [parts.staged], [*bringing[1:], *shown])
        on(parts.discard.click, self._discard, [parts.staged], bringing[1:])
        on(parts.stop.click, self._end, [], [])
        on(parts.reread.click, self._reread, [], shown)
        on(parts.check.click, self._check, [], [parts.settings])
        on(parts.rebuild.click, self._ask_rebuild, [], asking)
        on(parts.remove.click, self._ask_remove, [parts.sources], asking)
        on(parts.no.click, self._unask, [], asking)
        on(parts.yes.click, self._do, [parts.intent], [*asking, *shown])

    def _guarded(self, handler: Handler) -> Callable[..., Iterator[Row]]:
        """Return a handler that lets only editors in and tells errors where the report is."""

        def guarded(request: gr.Request, language: Language, *given: Any) -> Iterator[Row]:
            say = texts(language)
            if not self.allowed(request):
                yield {self._parts.report: ledger.remark(say("manage.forbidden"), "bad")}
                return
            try:
                yield from handler(say, *given)
            except WendangError as error:
                yield {self._parts.report: ledger.remark(say("manage.failed", error=error), "bad")}

        # Gradio finds the request by its annotation, which has to be the class itself.
        guarded.__annotations__["request"] = gr.Request
        return guarded

    def _reword(self, language: Language) -> list[Any]:
        return [gr.update(**written) for written in words(texts(language), self._amounts).values()]

    # Looking

    def _shown(self, say: Texts) -> Row:
        desk, parts = self._desk, self._parts
        entries = list(self._feedback.entries()) if self._feedback else []
        return {
            parts.facts: ledger.facts_html(desk.facts(), desk.refused(), say),
            parts.settings: ledger.settings_html(desk.shown_settings(), say),
            parts.verdicts: ledger.feedback_html(entries, say),
            parts.sources: gr.update(choices=desk.sources()[:_LISTED], value=[]),
        }

    def _look_round(self, say: Texts) -> Iterator[Row]:
        yield self._shown(say)
        job = self._desk.job
        if job is not None and job.state.running:
            yield from self._followed(job, say)
            yield self._shown(say)

    def _followed(self, job: Job, say: Texts, replaced: Sequence[str] = (), told: str = "") -> Iterator[Row]:
        for state in job.updates():
            report = told + ledger.job_html(state, say, replaced)
            yield {self._parts.report: report, self._parts.stop: gr.update(visible=state.running)}

    def _check(self, say: Texts) -> Iterator[Row]:
        parts, settings = self._parts, ledger.settings_html(self._desk.shown_settings(), say)
        yield {parts.settings: settings + ledger.remark(say("manage.checking"))}
        yield {parts.settings: settings + ledger.checks_html(self._desk.checks(), say)}

    # Bringing in

    def _uploaded(self, say: Texts, files: Sequence[str] | None) -> Iterator[Row]:
        staged = self._desk.stage([Path(file) for file in files or ()])
        yield from self._previewed(staged, staged.paths, say)

    def _folder(self, say: Texts, name: str) -> Iterator[Row]:
        folder = self._desk.folder(name)
        yield from self._previewed(Staged(folder), [folder], say)

    def _previewed(self, staged: Staged, paths: Sequence[Path], say: Texts) -> Iterator[Row]:
        parts = self._parts
        told = "".join(ledger.remark(f"{item.source}: {item.reason}", "bad") for item in staged.refused)
        if not paths:
            self._desk.discard(staged)
            yield {parts.report: told, parts.files: None}
            return
        job = self._desk.preview(paths)
        yield from self._followed(job, say, staged.replaced, told)
        readable = any(file["count"] or file["name"] == "archive.toml" for file in job.state.files)
        yield {parts.staged: staged, parts.take_in: _ON if readable else _OFF, parts.discard: _ON}

    def _take_in(self, say: Texts, staged: Staged | None) -> Iterator[Row]:
        parts = self._parts
        yield {parts.take_in: _OFF, parts.discard: _OFF}
        job = self._desk.take_in(staged) if staged else None
        if job is None:
            return
        yield from self._followed(job, say)
        if job.state.phase == "failed" and staged and staged.names:
            report = ledger.job_html(job.state, say) + ledger.remark(say("manage.keeps"))
            yield {parts.report: report}
        yield {parts.staged: None, parts.files: None, **self._shown(say)}

    def _discard(self, say: Texts, staged: Staged | None) -> Iterator[Row]:
        parts = self._parts
        if staged:
            self._desk.discard(staged)
        yield {parts.report: ledger.remark(say("manage.discarded")), parts.staged: None, parts.files: None}
        yield {parts.take_in: _OFF, parts.discard: _OFF}

    def _end(self, say: Texts) -> Iterator[Row]:
        job = self._desk.job
        if job is not None and job.state.running:
            job.stop()
            yield {self._parts.report: ledger.remark(say("manage.stopping"))}

    def _reread(self, say: Texts) -> Iterator[Row]:
        yield from self._followed(self._desk.reread(), say)
        yield self._shown(say)

    # Changing

    def _ask_rebuild(self, say: Texts) -> Iterator[Row]:
        yield self._asked(say("manage.sure_rebuild"), ())

    def _ask_remove(self, say: Texts, sources: Sequence[str] | None) -> Iterator[Row]:
        if sources:
            yield self._asked(say("manage.sure_remove", count=len(sources)), tuple(sources))

    def _asked(self, question: str, intent: tuple[str, ...] | None) -> Row:
        parts = self._parts
        row = gr.update(visible=intent is not None)
        return {
            parts.asked: row,
            parts.question: ledger.remark(question, "bad") if question else "",
            parts.intent: intent,
        }

    def _unask(self, say: Texts) -> Iterator[Row]:
        yield self._asked("", None)

    def _do(self, say: Texts, intent: tuple[str, ...] | None) -> Iterator[Row]:
        yield self._asked("", None)
        if intent is None:
            return
        yield from self._followed(self._desk.remove(intent) if intent else self._desk.rebuild(), say)
        yield self._shown(say)
