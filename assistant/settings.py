"""One frozen settings object: file < environment < flags.

The file is `wendang.toml` in the folder where the command runs, or the one that WENDANG_CONFIG names;
in the environment a setting is called WENDANG_ and its name in capitals.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
)

from index.errors import SettingsError

FILE = "wendang.toml"
PREFIX = "WENDANG_"
# Keys are never taken from a file: files are copied, committed and shown.
_ENVIRONMENT_ONLY = frozenset({"model_api_key", "encoder_api_key", "reader_password", "editor_password"})
_NO_SETTINGS = frozenset({PREFIX + "CONFIG"})


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not a web address")
    return value.rstrip("/")


_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Password = Annotated[SecretStr, Field(min_length=8)]
_WebAddress = Annotated[_Name, AfterValidator(_web_address)]


class Settings(BaseModel):
    """Everything that can be set; each description says which values are allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=(), hide_input_in_errors=True)

    index: Path = Field(default=Path("archive-index"), description="a folder")
    today: date | None = Field(
        default=None, description="the day that questions are asked on, such as 2024-08-09"
    )
    max_question: int = Field(default=2000, ge=10, le=100_000, description="characters, 10 to 100000")
    encoder: _Name = Field(
        default="builtin",
        description='"builtin", the folder of a sentence-transformers model, or http://SERVER/v1#MODEL',
    )
    encoder_api_key: SecretStr | None = Field(
        default=None, description="the key of an embedding server, from the environment only"
    )
    reranker: _Name | None = Field(
        default=None, description="the folder of a cross-encoder that sentence-transformers loads"
    )
    home_province: str = Field(
        default="62", pattern=r"^\d{2}$", description="two digits of GB/T 2260, such as 62"
    )
    host: _Name = Field(
        default="127.0.0.1", description="an address of this machine, such as 127.0.0.1 or 0.0.0.0"
    )
    port: int = Field(default=7860, ge=0, le=65_535, description="a port, 1 to 65535; 0 for any that is free")
    reader_password: _Password | None = Field(
        default=None, description="8 characters or more, from the environment only"
    )
    editor_password: _Password | None = Field(
        default=None, description="8 characters or more, from the environment only"
    )
    open_access: bool = Field(default=False, description="true or false")
    allowed_hosts: _Name | None = Field(
        default=None, description="names under which a proxy is reached, such as archive.example.org"
    )
    cors_origins: _Name | None = Field(
        default=None, description="sites whose pages may call the server, such as https://example.org"
    )
    session_hours: float = Field(default=12.0, gt=0, le=720, description="hours, over 0 to 720")
    requests_per_minute: int = Field(default=120, ge=0, le=1_000_000, description="a number; 0 for no limit")
    upload_mb: int = Field(default=200, ge=1, le=100_000, description="megabytes, 1 to 100000")
    upload_files: int = Field(default=100, ge=1, le=100_000, description="a number, 1 to 100000")
    page_folders: _Name | None = Field(
        default=None, description="folders below which editors may name pages, such as /data/papers"
    )
    model_base_url: _WebAddress | None = Field(
        default=None,
        description="the address of an OpenAI-compatible model, such as http://127.0.0.1:8000/v1",
    )
    model_name: _Name | None = Field(default=None, description="the model's name as its server knows it")
    model_api_key: SecretStr | None = Field(
        default=None, description="the server's key, from the environment only"
    )
    model_timeout_s: float = Field(default=60.0, gt=0, le=3600, description="seconds, over 0 to 3600")
    model_retries: int = Field(default=2, ge=0, le=10, description="a number, 0 to 10")
    model_context_window: int = Field(
        default=8192, ge=1024, le=4_000_000, description="tokens, 1024 to 4000000"
    )
    model_max_tokens: int = Field(default=1024, ge=16, le=100_000, description="tokens, 16 to 100000")
    model_rows: int = Field(
        default=60, ge=0, le=1000, description="places of a list, 0 to 1000; 0 leaves lists to the rules"
    )
    model_sentences: int = Field(
        default=12, ge=0, le=100, description="sentences beside those cited, 0 to 100"
    )
    model_price_in: float = Field(default=0.0, ge=0, description="price of a million tokens read, 0 for none")
    model_price_out: float = Field(default=0.0, ge=0, description="price of a million tokens written")

    @property
    def has_model(self) -> bool:
        """Say whether a language model is configured."""
        return self.model_base_url is not None and self.model_name is not None


def load_settings(file: Path | None = None, /, **flags: object) -> Settings:
    """Load the settings from file, environment and flags; the later counts.

    Args:
        file: a settings file; else that of WENDANG_CONFIG, else `wendang.toml` if it is there.
        **flags: values by setting name; None stands for a flag that was not given.

    Raises:
        SettingsError: a value cannot work; the error names the setting, where it was set, and what
            is allowed.
    """
    path = _file(file)
    layers = {
        str(path): _from_file(path) if path else {},
        "environment": _from_environment(os.environ),
        "flag": {name: value for name, value in flags.items() if value is not None},
    }
    for origin, values in layers.items():
        for name in values:
            _check_name(name, origin)
    merged = {name: value for values in layers.values() for name, value in values.items()}
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as error:
        raise _refusal(error, layers) from None
    _check_model(settings)
    return settings


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Return the variables that begin like settings and are none: slips of the pen.

    Args:
        environment: the environment, as in os.environ.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields} | _NO_SETTINGS
    return sorted(name for name in environment if name.startswith(PREFIX) and name not in known)


def _file(named: Path | None) -> Path | None:
    chosen = named or (Path(os.environ[PREFIX + "CONFIG"]) if os.environ.get(PREFIX + "CONFIG") else None)
    if chosen is not None and not chosen.is_file():
        hint = f"check the path, or unset {PREFIX}CONFIG"
        raise SettingsError("there is no such settings file", subject=str(chosen), hint=hint)
    return chosen or (Path(FILE) if Path(FILE).is_file() else None)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"not a TOML file: {error}", subject=str(path), hint="mend or remove it"
        ) from None
    for name in _ENVIRONMENT_ONLY & values.keys():
        hint = f"remove it there and set {PREFIX}{name.upper()}"
        raise SettingsError("a key is read from the environment only", subject=f"{name} in {path}", hint=hint)
    return values


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    named = ((name, environment.get(PREFIX + name.upper(), "")) for name in Settings.model_fields)
    return {name: value for name, value in named if value.strip()}


def _check_name(name: str, origin: str) -> None:
    if name not in Settings.model_fields:
        near = difflib.get_close_matches(name, Settings.model_fields, 1)
        hint = f"did you mean {near[0]}?" if near else f"settings are {', '.join(Settings.model_fields)}"
        raise SettingsError("there is no such setting", subject=_where(name, origin), hint=hint)


def _refusal(error: ValidationError, layers: Mapping[str, Mapping[str, Any]]) -> SettingsError:
    """Turn pydantic's first complaint into ours: which setting, set where, and what is allowed."""
    name = str(error.errors()[0]["loc"][0])
    origin = next(origin for origin in reversed(list(layers)) if name in layers[origin])
    shown = "its value" if name in _ENVIRONMENT_ONLY else repr(layers[origin][name])
    allowed = Settings.model_fields[name].description
    return SettingsError(f"{shown} cannot work", subject=_where(name, origin), hint=f"allowed: {allowed}")


def _where(name: str, origin: str) -> str:
    if origin == "environment":
        return PREFIX + name.upper()
    return f"--{name.replace('_', '-')}" if origin == "flag" else f"{name} in {origin}"


def _check_model(settings: Settings) -> None:
    if (settings.model_base_url is None) != (settings.model_name is None):
        missing = "model_name" if settings.model_name is None else "model_base_url"
        raise SettingsError(
            "a model needs both its address and its name",
            subject=missing,
            hint=f"set {PREFIX}{missing.upper()}, or unset the other to answer without a model",
        )
