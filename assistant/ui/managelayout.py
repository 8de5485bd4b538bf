"""The components of the management tab, and their words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.ui import ledger
from assistant.ui.texts import Texts
from index.readers.kinds import SUPPORTED


@dataclass(frozen=True, slots=True)
class Parts:
    """The components of the tab."""

    bring: gr.HTML
    files: gr.File
    folder: gr.Textbox
    look: gr.Button
    take_in: gr.Button
    discard: gr.Button
    stop: gr.Button
    report: gr.HTML
    about_status: gr.HTML
    facts: gr.HTML
    refresh: gr.Button
    reread: gr.Button
    rebuild: gr.Button
    about_remove: gr.HTML
    sources: gr.Dropdown
    remove: gr.Button
    asked: gr.Row
    question: gr.HTML
    yes: gr.Button
    no: gr.Button
    about_settings: gr.HTML
    settings: gr.HTML
    check: gr.Button
    about_feedback: gr.HTML
    verdicts: gr.HTML
    staged: gr.State
    intent: gr.State


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much may be uploaded at once."""

    files: int
    megabytes: int


def words(say: Texts, amounts: Amounts) -> dict[str, dict[str, Any]]:
    """Return what is written on each component, by its name in `Parts`.

    Args:
        say: the words.
        amounts: named beside the upload.
    """
    kinds = "、".join(kind.lstrip(".") for kind in SUPPORTED)
    hint = say("manage.bring_hint", kinds=kinds, files=amounts.files, mb=amounts.megabytes)
    buttons = (
        "look",
        "take_in",
        "discard",
        "stop",
        "refresh",
        "reread",
        "rebuild",
        "remove",
        "yes",
        "no",
        "check",
    )
    return {
        **{name: {"value": say(f"manage.{name}")} for name in buttons},
        "bring": _about(say("manage.bring"), hint),
        "files": {"label": say("manage.upload")},
        "folder": {"label": say("manage.folder"), "info": say("manage.folder_hint")},
        "about_status": _about(say("manage.status"), say("manage.rebuild_hint")),
        "about_remove": _about(say("manage.remove"), say("manage.remove_hint")),
        "sources": {"label": say("manage.choose")},
        "about_settings": _about(say("manage.settings"), ""),
        "about_feedback": _about(say("manage.feedback"), ""),
    }


def layout(say: Texts, amounts: Amounts) -> Parts:
    """Make the components inside the tab that is open.

    Args:
        say: the words.
        amounts: how much may be uploaded at once.
    """
    given = words(say, amounts)

    def button(name: str, variant: str = "secondary", **more: Any) -> gr.Button:
        return gr.Button(**given[name], variant=variant, size="sm", elem_id=f"wd-m-{name}", **more)

    def about(name: str) -> gr.HTML:
        return gr.HTML(**given[name], elem_classes="wd-m-about")

    made: dict[str, Any] = {"staged": gr.State(None), "intent": gr.State(None)}
    with gr.Column(elem_id="wd-m"):
        with gr.Column(elem_classes="wd-m-section"):
            made["bring"] = about("bring")
            kinds = [*SUPPORTED, ".toml"]
            made["files"] = gr.File(
                **given["files"], file_count="multiple", file_types=kinds, elem_id="wd-m-files", height=150
            )
            with gr.Row(equal_height=True):
                made["folder"] = gr.Textbox(**given["folder"], elem_id="wd-m-folder", scale=4, max_lines=1)
                made["look"] = button("look", scale=0, min_width=120)
            with gr.Row():
                made["take_in"] = button("take_in", "primary", visible=False)
                made["discard"] = button("discard", visible=False)
                made["stop"] = button("stop", visible=False)
            made["report"] = gr.HTML(ledger.remark(say("manage.nothing_yet")), elem_id="wd-m-report")
        with gr.Column(elem_classes="wd-m-section"):
            made["about_status"] = about("about_status")
            made["facts"] = gr.HTML(elem_id="wd-m-facts")
            with gr.Row():
                made |= {name: button(name) for name in ("refresh", "reread", "rebuild")}
            made["about_remove"] = about("about_remove")
            with gr.Row(equal_height=True):
                made["sources"] = gr.Dropdown(
                    [], **given["sources"], multiselect=True, elem_id="wd-m-sources", scale=4
                )
                made["remove"] = button("remove", scale=0, min_width=120)
            with gr.Row(visible=False, elem_id="wd-m-asked") as made["asked"]:
                made["question"] = gr.HTML()
                made |= {"yes": button("yes", "stop"), "no": button("no")}
        with gr.Column(elem_classes="wd-m-section"):
            made["about_settings"] = about("about_settings")
            made["settings"] = gr.HTML(elem_id="wd-m-settings")
            made["check"] = button("check")
            made["about_feedback"] = about("about_feedback")
            made["verdicts"] = gr.HTML(elem_id="wd-m-feedback")
    return Parts(**made)


def _about(heading: str, hint: str) -> dict[str, Any]:
    below = f"<p>{escape(hint)}</p>" if hint else ""
    return {"value": f"<h2>{escape(heading)}</h2>{below}"}
