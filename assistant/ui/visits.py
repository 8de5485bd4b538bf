"""What Gradio keeps of each visit: the conversation, and nothing that could be made again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.state_holder import SessionState, StateHolder
from starlette.routing import Mount


class Visit(SessionState):
    """The state of one visit.

    Gradio describes every component of the page anew at the start of a visit and at each change, and keeps
    the description for links into a state of the page. There are none here, and describing takes as long as
    most answers.
    """

    def __init__(self, blocks: gr.Blocks) -> None:
        bare: Any = SimpleNamespace(default_config=blocks.default_config, blocks={})
        super().__init__(bare)
        config: Any = self.blocks_config  # a copy of the visit's own
        config.config_for_block = _undescribed


class Visits(StateHolder):
    """The visits of a server."""

    def __getitem__(self, session_id: str) -> SessionState:
        """Return the state of a visit; it begins where there is none of this name."""
        if session_id not in self.session_data:
            self.session_data[session_id] = Visit(self.blocks)
        return super().__getitem__(session_id)


def keep_visits(app: FastAPI, blocks: gr.Blocks) -> None:
    """Have a page that is mounted on an application keep its visits so."""
    for route in app.routes:
        page: Any = route.app if isinstance(route, Mount) else None
        if hasattr(page, "state_holder"):
            page.state_holder = Visits()
            page.state_holder.set_blocks(blocks)


def _undescribed(_id: int, _rendered: list[int], _block: Any, _within: Any = None) -> dict[str, Any]:
    return {}
