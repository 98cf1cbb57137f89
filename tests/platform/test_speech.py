"""Where the speech service is, and what is known of it before it gets a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.platform import this_platform
from reader.platform.base import Platform
from reader.platform.linux import LinuxPlatform
from reader.platform.speech import SpeechDispatcher, SpeechService, socket_path, speech_dispatcher_facts


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, "/run/user/7/speech-dispatcher/speechd.sock"),
        ({"HOME": "/home/a"}, "/home/a/.cache/speech-dispatcher/speechd.sock"),
        ({"XDG_RUNTIME_DIR": "/r", "SPEECHD_ADDRESS": "unix_socket"}, "/r/speech-dispatcher/speechd.sock"),
        ({"XDG_RUNTIME_DIR": "/r", "SPEECHD_ADDRESS": "unix_socket:/s/x.sock"}, "/s/x.sock"),
    ],
)
def test_the_socket_is_where_the_services_own_library_looks(environment: dict[str, str], path: str) -> None:
    assert socket_path(environment) == Path(path)


@pytest.mark.parametrize("address", ["inet_socket", "inet_socket:example.org:6560", "dbus"])
def test_a_service_reached_by_the_network_is_said(address: str, tmp_path: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": "/r", "SPEECHD_ADDRESS": address}
    assert socket_path(environment) is None
    assert speech_dispatcher_facts(environment, ()).is_networked


def configured(folder: Path, text: str, module: str = "Debug 0") -> Path:
    (folder / "modules").mkdir(parents=True)
    (folder / "speechd.conf").write_text(text)
    (folder / "modules" / "espeak-ng.conf").write_text(module)
    return folder


@pytest.mark.parametrize(
    ("text", "module", "writes"),
    [
        ("LogLevel  3\n", "Debug 0", False),
        ("# LogLevel 5\nLogLevel 3\n", "# Debug 1\nDebug 0", False),
        ('LogLevel "5"\n', "Debug 0", True),
        ("  loglevel 5\n", "Debug 0", True),
        ("LogLevel 3\n", "Debug 1", True),
        ("", "", False),
    ],
)
def test_a_log_with_the_text_is_said(text: str, module: str, writes: bool, tmp_path: Path) -> None:
    folder = configured(tmp_path / "own", text, module)
    assert speech_dispatcher_facts({}, [tmp_path / "none", folder]).writes_text is writes


def test_the_persons_own_settings_count_before_the_systems(tmp_path: Path) -> None:
    own, system = configured(tmp_path / "own", "LogLevel 3"), configured(tmp_path / "etc", "LogLevel 5")
    assert not speech_dispatcher_facts({}, [own, system]).writes_text
    assert speech_dispatcher_facts({}, [system, own]).writes_text


def test_linux_finds_its_service_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECHD_ADDRESS", "unix_socket:/nowhere/x.sock")
    assert isinstance(LinuxPlatform().speech_service(), SpeechDispatcher)
    assert LinuxPlatform().speech_facts().ends_with_desk
    monkeypatch.setenv("SPEECHD_ADDRESS", "inet_socket")
    assert type(LinuxPlatform().speech_service()) is SpeechService


def test_the_null_object_claims_nothing() -> None:
    assert not Platform().speech_facts().ends_with_desk
    service = Platform().speech_service()
    service.cancel()
    service.let_go()
    assert this_platform().speech_facts() is not None
