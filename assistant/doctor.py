"""What is installed, configured and reachable; what is wrong, and how to mend it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import WendangError

if TYPE_CHECKING:
    from assistant.settings import Settings

_PYTHON = (3, 11)
_REACH_S = 5.0
_INSTALL = "make setup"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: what was looked at.
        ok: nothing has to be done.
        found: what was found.
        hint: how to mend it, or what could be done; empty where there is nothing.
    """

    name: str
    ok: bool
    found: str
    hint: str = ""


def examine(index: Path | None = None) -> Iterator[Check]:
    """Look at the installation, the configuration, the index and the model, in this order.

    Args:
        index: the index folder; None for that of the settings.

    Yields:
        One check after the other; a problem in one never stops the next.
    """
    yield _python()
    yield from _packages()
    from assistant.settings import load_settings, unknown_variables

    slips = unknown_variables(os.environ)
    if slips:
        yield Check("environment", False, f"no such settings: {', '.join(slips)}", "unset or correct them")
    try:
        settings = load_settings(index=index)
    except WendangError as error:
        yield _problem("settings", error)
        return
    yield Check("settings", True, _told(settings))
    yield _guarded("data files", _data_files, settings)
    yield _guarded("encoder", _encoder, settings)
    yield _guarded("index", _index, settings)
    yield _guarded("model", _model, settings)


def _guarded(name: str, look: Callable[[Settings], Check], settings: Settings) -> Check:
    try:
        return look(settings)
    except WendangError as error:
        return _problem(name, error)
    except (ImportError, OSError) as error:
        return Check(name, False, f"{type(error).__name__}: {error}", _INSTALL)


def _problem(name: str, error: WendangError) -> Check:
    return Check(name, False, f"{error.subject}: {error.what}" if error.subject else error.what, error.hint)


def _python() -> Check:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    ok = sys.version_info[:2] >= _PYTHON
    return Check("Python", ok, found, "" if ok else "install Python 3.11 or later")


def _packages() -> Iterator[Check]:
    """Check each direct dependency against the version that this release was tested with."""
    try:
        wanted = requires("wendang") or []
    except PackageNotFoundError:
        yield Check("packages", False, "wendang itself is not installed", _INSTALL)
        return
    core = [entry for entry in wanted if ";" not in entry]
    problems = [problem for entry in core if (problem := _package_problem(entry))]
    found = "; ".join(problems) or f"wendang {version('wendang')} with {len(core)} packages as tested"
    yield Check("packages", not problems, found, _INSTALL if problems else "")


def _package_problem(requirement: str) -> str:
    name, _, tested = requirement.partition("==")
    try:
        there = version(name.strip())
    except PackageNotFoundError:
        return f"{name.strip()} is missing"
    # A local build such as 2.13.0+cpu is the version that was tested.
    return "" if there.partition("+")[0] == tested.strip() else f"{name} is {there}, tested with {tested}"


def _told(settings: Settings) -> str:
    changed = {name: getattr(settings, name) for name in sorted(settings.model_fields_set)}
    return ", ".join(f"{name}={value}" for name, value in changed.items()) or "all as delivered"


def _data_files(settings: Settings) -> Check:
    import prompts
    from assistant.parsing.rules import load_question_rules
    from index.places import Gazetteer
    from index.terms import Terms

    Terms.load()
    load_question_rules()
    places = len(Gazetteer.load(home=settings.home_province))
    return Check("data files", True, f"{places} places, {len(prompts.names())} prompts, terms and rules")


def _encoder(settings: Settings) -> Check:
    from index.encoder import load_encoder

    encoder = load_encoder(settings.encoder)
    return Check("encoder", True, f"{encoder.name} {encoder.version}, {encoder.dimensions} dimensions")


def _index(settings: Settings) -> Check:
    from index.search import Archive

    with Archive.open(settings.index) as archive:
        refused = archive.refused()
        found = f"{settings.index}: {archive.count()} articles, sequence {archive.sequence}"
    if not refused:
        return Check("index", True, found)
    names = ", ".join(item.source for item in refused[:5]) + (" ..." if len(refused) > 5 else "")
    hint = "`wendang index status` gives the reasons; mend the files and build again"
    return Check("index", False, f"{found}; {len(refused)} inputs could not be read: {names}", hint)


def _model(settings: Settings) -> Check:
    if not settings.has_model:
        hint = "answers need none; WENDANG_MODEL_BASE_URL and WENDANG_MODEL_NAME configure one"
        return Check("model", True, "none configured", hint)
    import httpx

    key = settings.model_api_key
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    try:
        reply = httpx.get(f"{settings.model_base_url}/models", headers=headers, timeout=_REACH_S)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        hint = "start its server, or correct WENDANG_MODEL_BASE_URL"
        return Check("model", False, f"{settings.model_name} cannot be reached: {type(error).__name__}", hint)
    if reply.status_code in (401, 403):
        return Check("model", False, "its server refuses the key", "check WENDANG_MODEL_API_KEY")
    served = _served(settings.model_name or "", reply.status_code, reply.text)
    return _answers(settings) if served.ok else served


def _answers(settings: Settings) -> Check:
    """Ask the model one word, as answers are asked for: streamed, with the key, within the time allowed."""
    import time

    from assistant.endpoint import Endpoint

    once = settings.model_copy(update={"model_retries": 0})
    heard: list[float] = []
    started = time.perf_counter()
    Endpoint(once).complete("Answer with one word.", "OK?", lambda _: heard.append(time.perf_counter()))
    begun, ended = (at - started for at in (heard[0], time.perf_counter()))
    told = f"{settings.model_name}: answers, first words after {begun:.1f} s, all within {ended:.1f} s"
    return Check("model", True, told)


def _served(name: str, status: int, body: str) -> Check:
    """Tell whether the server lists the model; servers that have no list are taken at their word."""
    if status >= 500:
        return Check("model", False, f"its server fails with HTTP {status}", "see the server's log")
    if status == 200 and '"data"' in body and f'"{name}"' not in body:
        hint = "set WENDANG_MODEL_NAME to one of those under /models"
        return Check("model", False, f"the server is up and does not list {name}", hint)
    return Check("model", True, f"{name}: its server answers")
