"""Roles, passwords and sessions: who gets in, for how long, and that no password can be read back."""

from __future__ import annotations

import gc
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.serving.access import SCOPE, Access, Visitor, is_local, visitor_of
from assistant.settings import Settings
from index.errors import SettingsError

READER, EDITOR = "leser-geheim", "redaktion-geheim"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def access(clock: Clock | None = None) -> Access:
    passwords = {"reader": READER, "editor": EDITOR}
    return Access(passwords, anyone=None, session_s=60, clock=clock or Clock())  # type: ignore[arg-type]


def settings(**values: Any) -> Settings:
    return Settings.model_validate(values)


@pytest.mark.parametrize(
    ("host", "local"),
    [
        *(("127.0.0.1", True), ("127.5.5.5", True), ("localhost", True), ("LocalHost", True), ("::1", True)),
        *(("[::1]", True), ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("archive.lan", False)),
    ],
)
def test_what_is_reachable_from_this_machine_only(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_on_the_loopback_without_passwords_it_is_one_s_own_machine() -> None:
    found = Access.from_settings(settings())
    visitor = found.visitor("", "", "127.0.0.1")
    assert visitor is not None and visitor.may_edit
    assert not found.has_passwords


@pytest.mark.parametrize("values", [{"host": "0.0.0.0"}, {"allowed_hosts": "archive.example"}])
def test_beyond_it_a_password_is_needed_or_the_word_that_it_is_open(values: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="no password") as told:
        Access.from_settings(settings(**values))
    assert "--open" in told.value.hint
    opened = Access.from_settings(settings(**values, open_access=True)).visitor("", "", "10.0.0.1")
    assert opened is not None and not opened.may_edit
    closed = Access.from_settings(settings(**values, reader_password=READER))
    assert closed.visitor("", "", "10.0.0.1") is None


def test_a_password_on_the_loopback_is_asked_for_there_too() -> None:
    found = Access.from_settings(settings(editor_password=EDITOR))
    assert found.visitor("", "", "127.0.0.1") is None


def test_an_open_archive_lets_editors_log_in() -> None:
    found = Access.from_settings(settings(host="0.0.0.0", open_access=True, editor_password=EDITOR))
    token = found.log_in(EDITOR)
    visitor = found.visitor(token or "", "", "10.0.0.1")
    assert visitor is not None and visitor.may_edit


def test_one_password_for_both_roles_is_refused() -> None:
    with pytest.raises(SettingsError, match="one password"):
        Access.from_settings(settings(reader_password=READER, editor_password=READER))


def test_each_password_gives_its_role_and_others_none() -> None:
    found = access()
    assert (found.role_of(READER), found.role_of(EDITOR)) == ("reader", "editor")
    for wrong in ("", READER[:-1], READER + " ", EDITOR.upper(), "密码"):
        assert found.role_of(wrong) is None
        assert found.log_in(wrong) is None


def test_a_session_lasts_as_long_as_it_is_set_and_ends_when_logged_out() -> None:
    clock = Clock()
    found = access(clock)
    first, second = found.log_in(READER, "  小 林 "), found.log_in(READER)
    assert first and second and first != second
    visitor = found.visitor(first, "", "a")
    assert visitor == Visitor("小 林", "reader", visitor.key if visitor else "")
    assert visitor.key != getattr(found.visitor(second, "", "a"), "key", "")
    found.log_out(second)
    assert found.visitor(second, "", "a") is None
    clock.now = 59.0
    assert found.visitor(first, "", "a") is not None
    clock.now = 60.0
    assert found.visitor(first, "", "a") is None


def test_a_made_up_token_opens_nothing() -> None:
    found = access()
    found.log_in(EDITOR)
    assert found.visitor("x" * 43, "", "a") is None


def test_programs_send_the_password_with_each_request() -> None:
    found = access()
    visitor = found.visitor("", EDITOR, "10.0.0.7")
    assert visitor is not None and visitor.may_edit
    assert EDITOR not in visitor.key
    assert found.visitor("", "wrong-password", "10.0.0.7") is None


def test_no_password_is_kept_in_clear() -> None:
    secret = "unique-" + "secret-1"
    found = Access({"reader": secret}, anyone=None, session_s=1)
    held = [
        value for holder in gc.get_referents(found.__dict__) for value in [holder, *gc.get_referents(holder)]
    ]
    assert not any(secret in str(value) or secret.encode() in bytes(str(value), "utf-8") for value in held)


def test_sessions_do_not_pile_up() -> None:
    found = access()
    tokens = [found.log_in(READER) for _ in range(10_050)]
    assert len(found._sessions) <= 10_000
    assert found.visitor(tokens[-1] or "", "", "a") is not None


def test_an_event_without_a_guard_before_it_is_a_reader_s() -> None:
    request = SimpleNamespace(scope={SCOPE: Visitor("e", "editor", "k")})
    assert visitor_of(SimpleNamespace(request=request)).may_edit
    assert visitor_of(request).may_edit
    assert not visitor_of(object()).may_edit
