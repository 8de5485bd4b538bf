"""Start the web chat, and all that answers beside it, on a host and port."""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.feedback import Feedback
from assistant.serving.access import Access, visitor_of
from assistant.serving.application import application
from assistant.serving.calls import Calls
from assistant.serving.desk import Desk
from assistant.serving.running import Running
from assistant.settings import Settings
from assistant.ui.app import build_app
from assistant.ui.assets import script, style
from assistant.ui.endpoints import add_endpoints
from assistant.ui.manage import Manage
from assistant.ui.managelayout import Amounts
from assistant.ui.theme import theme
from assistant.ui.visits import keep_visits

ICON = Path(__file__).with_name("icon.svg")
log = logging.getLogger(__name__)


def serve(
    assistant: Any,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    settings: Settings | None = None,
    desk: Desk | None = None,
    feedback: Feedback | None = None,
    block: bool = True,
) -> Running:
    """Serve the web chat.

    Args:
        assistant: answers the questions (an `Asker`, and for the API an `Asked`); its archive supplies
            the sources.
        host: address to listen on; 127.0.0.1 is reachable from this machine only.
        port: port to listen on; 0 for any that is free.
        settings: passwords and limits; as delivered where None.
        desk: what editors work with; None has no management tab.
        feedback: where verdicts on answers are kept; None asks for none.
        block: wait until interrupted; False returns at once with the server running.

    Returns:
        The running server; `.local_url` is its address, `.close()` ends it.

    Raises:
        SettingsError: the port is taken, the address is not this machine's, or others could reach it and no
            password is set.
    """
    settings = (settings or Settings()).model_copy(update={"host": host, "port": port})
    access = Access.from_settings(settings)
    _without_plots()
    # Gradio keeps here what visitors upload and what is made for them; nobody else may look into it.
    files = tempfile.TemporaryDirectory(prefix="wendang-")
    os.environ["GRADIO_TEMP_DIR"] = files.name
    amounts = Amounts(settings.upload_files, settings.upload_mb)
    manage = Manage(desk, amounts, feedback) if desk is not None else None
    blocks = build_app(assistant, manage=manage, feedback=feedback)
    with blocks:
        add_endpoints(Calls(assistant))

    def mount(app: FastAPI) -> None:
        _mount(app, blocks, settings)

    app = application(assistant, settings, access, Path(files.name), mount)
    running = Running(app, host, port, proxied=bool(settings.allowed_hosts))
    running.on_close(files.cleanup)
    log.info("web chat on %s", running.local_url)
    if block:
        running.block_thread()
    return running


def _without_plots() -> None:
    """Let Gradio, which asks for matplotlib twice in every event, hear at once that it is not installed."""
    if find_spec("matplotlib") is None:
        sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]


def _mount(app: FastAPI, blocks: gr.Blocks, settings: Settings) -> None:
    gr.mount_gradio_app(
        app,
        blocks,
        "/",
        server_name=settings.host,
        server_port=settings.port,
        auth_dependency=_name,
        max_file_size=settings.upload_mb * 1024 * 1024,
        show_error=False,
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        pwa=False,
        footer_links=[],
        favicon_path=str(ICON),
        theme=theme(),
        css=style(),
        js=script(),
    )
    keep_visits(app, blocks)


def _name(request: Any) -> str:
    return visitor_of(request).name
