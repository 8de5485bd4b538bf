"""An OpenAI-compatible model behind an address, asked through LlamaIndex."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from assistant.settings import Settings
from index.errors import ModelError

_log = logging.getLogger(__name__)

_FIRST_PAUSE_S = 0.5
_LONGEST_PAUSE_S = 20.0
_LONGEST_REASON = 200
_CREDENTIALS = re.compile(r"//[^/@\s]+@")


class Endpoint:
    """A chat model of an OpenAI-compatible server.

    Args:
        settings: address, name, key and limits.
        pause: waits so many seconds between two attempts.

    Raises:
        ModelError: LlamaIndex is missing or does not take the settings.
    """

    def __init__(self, settings: Settings, pause: Callable[[float], None] = time.sleep) -> None:
        self.name = settings.model_name or ""
        self._settings = settings
        self._pause = pause
        key = settings.model_api_key
        self._secret = key.get_secret_value() if key else ""
        self._client = self._made()

    def __repr__(self) -> str:
        return f"Endpoint({self.name!r} at {self.address})"

    @property
    def address(self) -> str:
        """The server's address as it may be shown."""
        return _CREDENTIALS.sub("//", self._settings.model_base_url or "")

    def complete(self, system: str, user: str, on_text: Callable[[str], None] | None = None) -> str:
        """Ask the model; a busy or failing server is asked again as long as nothing has come from it.

        Args:
            system: the rules.
            user: the message.
            on_text: told each piece of the answer as it comes.

        Raises:
            ModelError: there is no usable answer after the retries of the settings.
        """
        for attempt in range(self._settings.model_retries + 1):
            told: list[str] = []
            try:
                return self._asked(system, user, told, on_text)
            except ModelError:
                raise
            except Exception as error:  # every way in which a server, its client or its answer can fail
                again = _passing(error) and not told and attempt < self._settings.model_retries
                if not again:
                    raise self._refusal(error, bool(told)) from None
                wait = _wait(error, attempt)
                _log.info("the model is asked again in %.1f s: %s", wait, self._reason(error))
                self._pause(wait)
        raise AssertionError("the last attempt returns or raises")

    def _asked(self, system: str, user: str, told: list[str], on_text: Callable[[str], None] | None) -> str:
        """Return one attempt's answer; `told` gathers what has come."""
        deadline = time.monotonic() + self._settings.model_timeout_s
        finish = None
        for piece, reason in self._pieces(system, user):
            finish = reason or finish
            if piece:
                told.append(piece)
                if on_text:
                    on_text(piece)
            if time.monotonic() > deadline:
                what = f"it took longer than {self._settings.model_timeout_s:g} s"
                raise self._error(what, "raise WENDANG_MODEL_TIMEOUT_S, or take a faster model")
        self._check(told, finish)
        return "".join(told)

    def _pieces(self, system: str, user: str) -> Iterator[tuple[str, str | None]]:
        """Yield each piece of text with the reason for which the answer ended, None before its end."""
        from llama_index.core.base.llms.types import ChatMessage, MessageRole

        messages = [
            ChatMessage(role=MessageRole.SYSTEM, content=system),
            ChatMessage(role=MessageRole.USER, content=user),
        ]
        for response in self._client.stream_chat(messages):
            choices = getattr(response.raw, "choices", None) or []
            yield response.delta or "", choices[0].finish_reason if choices else None

    def _check(self, told: list[str], finish: str | None) -> None:
        if finish == "length":
            raise self._error(
                f"its answer did not end within {self._settings.model_max_tokens} tokens",
                "raise WENDANG_MODEL_MAX_TOKENS",
            )
        if finish == "content_filter":
            raise self._error("its server withheld the answer", "ask otherwise, or take another model")
        if not "".join(told).strip():
            raise self._error("its answer is empty", "check that the address is that of a chat model")
        if finish is None:
            raise self._error("its answer broke off", "ask again; if that goes on, see the server's log")

    def _made(self) -> Any:
        try:
            from llama_index.llms.openai_like import OpenAILike
        except ImportError as error:
            hint = "pip install llama-index-llms-openai-like, or unset WENDANG_MODEL_BASE_URL"
            raise ModelError(f"LlamaIndex cannot be loaded: {error}", subject=self.name, hint=hint) from error
        try:
            return OpenAILike(
                model=self.name,
                api_base=self._settings.model_base_url,
                # A text of ours where there is no key: else a key of another service would be sent.
                api_key=self._secret or "none",
                is_chat_model=True,
                context_window=self._settings.model_context_window,
                max_tokens=self._settings.model_max_tokens,
                temperature=0.0,
                timeout=self._settings.model_timeout_s,
                max_retries=0,
            )
        except ValueError as error:
            raise self._refusal(error, False) from None

    def _refusal(self, error: Exception, begun: bool) -> ModelError:
        status = getattr(error, "status_code", None)
        if status in (401, 403):
            return self._error(f"its server refuses the key (HTTP {status})", "check WENDANG_MODEL_API_KEY")
        if status == 404:
            return self._error(
                "its server does not know this address or model (HTTP 404)",
                "check WENDANG_MODEL_BASE_URL and WENDANG_MODEL_NAME",
            )
        what = f"its answer broke off: {self._reason(error)}" if begun else self._reason(error)
        return self._error(what, f"check that {self.address} is up (wendang doctor)")

    def _reason(self, error: Exception) -> str:
        """Return what went wrong in one line, without the key, a password, or a whole page."""
        cause = error.__cause__ if type(error).__name__ == "APIConnectionError" else None
        said = f"{type(error).__name__}: {error}" + (f" ({cause})" if cause else "")
        said = " ".join(_CREDENTIALS.sub("//", said).split())
        said = said.replace(self._secret, "***") if self._secret else said
        return said if len(said) <= _LONGEST_REASON else said[:_LONGEST_REASON] + "…"

    def _error(self, what: str, hint: str) -> ModelError:
        return ModelError(what, subject=f"model {self.name}", hint=hint)


def _passing(error: Exception) -> bool:
    """Say whether the same request may succeed later: too many requests, a server error, no connection."""
    status = getattr(error, "status_code", None)
    if status is not None:
        return status in (408, 409, 425, 429) or status >= 500
    return type(error).__name__ in ("APIConnectionError", "ConnectError", "ReadError", "RemoteProtocolError")


def _wait(error: Exception, attempt: int) -> float:
    """Return the seconds until the next attempt: what the server asks for, else doubling from 0.5 s."""
    response = getattr(error, "response", None)
    asked = response.headers.get("retry-after", "") if response is not None else ""
    wait = float(asked) if asked.replace(".", "", 1).isdigit() else _FIRST_PAUSE_S * 2.0**attempt
    return min(wait, _LONGEST_PAUSE_S)
