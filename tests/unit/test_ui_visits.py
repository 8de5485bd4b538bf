"""What is kept of each visit."""

from __future__ import annotations

from typing import Any

import gradio as gr
import pytest
from fastapi import FastAPI

from assistant.ui.visits import Visits, keep_visits


@pytest.fixture(scope="module")
def page() -> gr.Blocks:
    with gr.Blocks() as blocks:
        box, said = gr.Textbox("ask"), gr.State(["nothing"])
        box.submit(lambda text, before: ("", [*before, text]), [box, said], [box, said])
    return blocks


def mounted(page: gr.Blocks) -> Any:
    app = FastAPI()
    gr.mount_gradio_app(app, page, "/")
    keep_visits(app, page)
    mount: Any = app.routes[-1]
    return mount.app


def part(page: gr.Blocks, kind: type) -> int:
    return next(int(number) for number, block in page.blocks.items() if type(block) is kind)


def test_a_visit_keeps_what_is_said_apart_from_others(page: gr.Blocks) -> None:
    visits = mounted(page).state_holder
    said = part(page, gr.State)
    visits["one"][said] = ["something"]
    assert visits["one"][said] == ["something"]
    assert visits["two"][said] == ["nothing"]
    assert page.blocks[said].value == ["nothing"], "the page itself stays as it was built"


def test_a_changed_component_is_the_visits_own(page: gr.Blocks) -> None:
    visits, box = mounted(page).state_holder, part(page, gr.Textbox)
    visits["one"][box] = gr.Textbox(label="again", render=False)
    visits["one"]._update_config(box)
    visits["one"]._update_value_in_config(box, "text")
    assert visits["one"][box].label == "again"
    assert visits["two"][box] is page.blocks[box]


def test_nothing_is_described(page: gr.Blocks, monkeypatch: pytest.MonkeyPatch) -> None:
    visits, box = mounted(page).state_holder, part(page, gr.Textbox)
    monkeypatch.setattr(gr.Textbox, "get_config", lambda *_: pytest.fail("described"))
    visits["one"][box] = gr.Textbox(render=False)
    assert box in visits["one"]


def test_both_look_at_the_same_visits(page: gr.Blocks) -> None:
    app = mounted(page)
    assert isinstance(app.state_holder, Visits)
    assert page.state_holder is app.state_holder
