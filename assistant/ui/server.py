"""Start the web chat on a host and port."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import gradio as gr

from assistant.ui.app import asset, build_app
from assistant.ui.conversation import Asker
from assistant.ui.theme import theme
from index.errors import SettingsError

ICON = Path(__file__).with_name("icon.svg")
log = logging.getLogger(__name__)


def serve(assistant: Asker, host: str = "127.0.0.1", port: int = 7860, *, block: bool = True) -> gr.Blocks:
    """Serve the web chat.

    Args:
        assistant: answers the questions; its archive supplies the sources.
        host: address to listen on; 127.0.0.1 is reachable from this machine only.
        port: port to listen on; 0 for any that is free.
        block: wait until interrupted; False returns at once with the server running.

    Returns:
        The running page; `.close()` ends it.

    Raises:
        SettingsError: if the port is taken or the address is not this machine's.
    """
    _reach_ourselves_directly(host)
    blocks = build_app(assistant)
    try:
        port = port or _free_port(host)
        blocks.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            share=False,
            quiet=True,
            inbrowser=False,
            show_error=False,
            run_history=False,
            ssr_mode=False,
            enable_monitoring=False,
            footer_links=[],
            favicon_path=ICON,
            theme=theme(),
            css=asset("style.css"),
            js=asset("page.js"),
        )
    except OSError as error:
        hint = "take another with --port (or PORT= for make), or end what listens there"
        raise SettingsError(f"cannot listen there: {error}", subject=f"{host}:{port}", hint=hint) from error
    log.info("web chat on http://%s:%d", host, port)
    if block:
        blocks.block_thread()
    return blocks


def _free_port(host: str) -> int:
    with socket.create_server((host, 0)) as probe:
        return int(probe.getsockname()[1])


def _reach_ourselves_directly(host: str) -> None:
    """Keep Gradio's start-up request to its own address away from any proxy."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        wanted = [part for part in ("127.0.0.1", "localhost", host) if part not in known]
        os.environ[name] = ",".join([*known, *wanted])
