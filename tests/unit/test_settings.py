"""Settings: which source counts, and errors that name the setting, its source and what is allowed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings, load_settings, unknown_variables
from index.errors import SettingsError


@pytest.fixture(autouse=True)
def _plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"WENDANG_{name.upper()}", raising=False)
    monkeypatch.delenv("WENDANG_CONFIG", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_anything_the_defaults_hold() -> None:
    settings = load_settings()
    assert settings.index == Path("archive-index")
    assert (settings.max_question, settings.encoder, settings.home_province) == (2000, "builtin", "62")
    assert (settings.host, settings.port, settings.today) == ("127.0.0.1", 7860, None)
    assert not settings.has_model


def test_file_then_environment_then_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("wendang.toml").write_text('port = 1111\nhost = "0.0.0.0"\ntoday = 2024-08-09\n')
    monkeypatch.setenv("WENDANG_PORT", "2222")
    settings = load_settings(port=None)
    assert (settings.host, settings.port, settings.today) == ("0.0.0.0", 2222, date(2024, 8, 9))
    assert load_settings(port=3333, host=None).port == 3333


def test_another_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other.toml"
    other.write_text("port = 99\n")
    assert load_settings(other).port == 99
    monkeypatch.setenv("WENDANG_CONFIG", str(other))
    assert load_settings().port == 99
    monkeypatch.setenv("WENDANG_CONFIG", str(tmp_path / "gone.toml"))
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        load_settings()


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENDANG_TODAY", "")
    assert load_settings().today is None


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load_settings().port = 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "many"),
        ("port", "70000"),
        ("today", "yesterday"),
        ("max_question", "0"),
        ("home_province", "甘肃"),
        ("model_base_url", "ftp://x"),
        ("model_timeout_s", "-1"),
    ],
)
def test_a_value_that_cannot_work_is_named_with_its_source(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError) as by_flag:
        load_settings(**{name: value})
    assert by_flag.value.subject == f"--{name.replace('_', '-')}"
    assert value in by_flag.value.what
    assert by_flag.value.hint.startswith("allowed: ")
    monkeypatch.setenv(f"WENDANG_{name.upper()}", value)
    with pytest.raises(SettingsError) as by_environment:
        load_settings()
    assert by_environment.value.subject == f"WENDANG_{name.upper()}"
    monkeypatch.delenv(f"WENDANG_{name.upper()}")
    Path("wendang.toml").write_text(f'{name} = "{value}"\n')
    with pytest.raises(SettingsError) as by_file:
        load_settings()
    assert by_file.value.subject == f"{name} in wendang.toml"


def test_a_slip_in_a_name_is_pointed_out() -> None:
    Path("wendang.toml").write_text("prot = 1\n")
    with pytest.raises(SettingsError, match="did you mean port"):
        load_settings()


def test_a_broken_file_is_named() -> None:
    Path("wendang.toml").write_text("port = = 1\n")
    with pytest.raises(SettingsError, match=r"wendang\.toml"):
        load_settings()


def test_slips_in_variables_are_found() -> None:
    environment = {"WENDANG_PROT": "1", "WENDANG_PORT": "1", "WENDANG_CONFIG": "x", "PATH": ""}
    assert unknown_variables(environment) == ["WENDANG_PROT"]


def test_a_key_comes_from_the_environment_only_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "sk-very-secret"
    monkeypatch.setenv("WENDANG_MODEL_API_KEY", secret)
    settings = load_settings(model_base_url="http://127.0.0.1:8000/v1/", model_name="m")
    assert settings.has_model
    assert settings.model_base_url == "http://127.0.0.1:8000/v1"
    assert settings.model_api_key is not None
    assert settings.model_api_key.get_secret_value() == secret
    assert secret not in repr(settings) + str(settings) + settings.model_dump_json()
    Path("wendang.toml").write_text(f'model_api_key = "{secret}"\n')
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert secret not in str(caught.value)
    assert "WENDANG_MODEL_API_KEY" in caught.value.hint


@pytest.mark.parametrize("given", [{"model_name": "m"}, {"model_base_url": "http://127.0.0.1:1/v1"}])
def test_a_model_needs_address_and_name(given: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="both its address and its name"):
        load_settings(**given)


def test_every_setting_says_what_is_allowed() -> None:
    assert all(field.description for field in Settings.model_fields.values())
