#!/usr/bin/env python3
"""Set-up, run, test, bench, lint and package for people who work on Hearth. Standard library only.

    python3 dev.py run [ARGS…]         start Hearth, or its command line
    python3 dev.py test [ARGS…]        the suite, offscreen; --onscreen adds the windowed part on an Xvfb of its own
    python3 dev.py bench NAME [ARGS…]  one of tests/bench; the last line of stdout is JSON
    python3 dev.py gallery FOLDER      pictures of the page, of hard documents in every look
    python3 dev.py lint                style, types, import rules
    python3 dev.py package             installers (not yet)

Each verb first makes .venv from the lock files, and does so again only when they change.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BENCHES = ROOT / "tests" / "bench"
OLDEST_PYTHON = (3, 11)

LIBRARIES = {
    # What PySide6-Essentials loads on a bare Debian 12 or Ubuntu 24.04: shared object, package that brings it.
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfreetype.so.6": "libfreetype6",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libseccomp.so.2": "libseccomp2",
}
FONT_PACKAGES = {
    "ko": "fonts-noto-cjk",
    "zh": "fonts-noto-cjk",
    "ar": "fonts-noto-core",
    "fa": "fonts-noto-core",
    "th": "fonts-noto-core",
    "km": "fonts-noto-core",
    "bo": "fonts-noto-core",
}
TEST_TOOLS = {"dbus-daemon": "dbus-daemon"}
"""Programs that the suite uses offscreen too: the triggers' tests run a bus of their own."""
WINDOWED_TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "setxkbmap": "x11-xkb-utils",
    "dbus-run-session": "dbus-daemon",
    "dbus-send": "dbus-bin",
    "xrandr": "x11-xserver-utils",
    "picom": "picom",
    "ibus-daemon": "ibus",
    "sway": "sway",
    "Xwayland": "xwayland",
}
WINDOWED_FILES = {
    # The same for what is started by others and not on PATH.
    Path("/usr/libexec/at-spi-bus-launcher"): "at-spi2-core",
    Path("/usr/libexec/ibus-engine-hangul"): "ibus-hangul",
}


def main(argv: list[str]) -> int:
    """Run one verb; its own exit status is ours."""
    verbs = {"run": run, "test": test, "bench": bench, "gallery": gallery, "lint": lint, "package": package}
    if not argv or argv[0] not in verbs:
        say(__doc__ or "")
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    if sys.version_info < OLDEST_PYTHON:
        say(f"Hearth needs Python {OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or later; this is {sys.version.split()[0]}.")
        return 1
    return verbs[argv[0]](argv[1:])


def run(arguments: list[str]) -> int:
    """Start Hearth with what stands behind the verb."""
    return prepare("requirements.txt") or python([str(ROOT / "main.py"), *arguments])


def test(arguments: list[str]) -> int:
    """Run pytest with what stands behind the verb."""
    windowed = "--onscreen" in arguments
    return prepare("requirements.txt", "requirements-dev.txt", tested=True, windowed=windowed) or python(
        ["-m", "pytest", *arguments]
    )


def bench(arguments: list[str]) -> int:
    """Run one benchmark as a module."""
    modules = (path.stem for path in BENCHES.glob("*.py") if path.stem not in {"__init__", "harness"})
    names = {module.rstrip("_"): module for module in modules}  # `import` is no name for a module
    if not arguments or arguments[0] not in names:
        say("Name one of: " + ", ".join(sorted(names)))
        return 2
    return prepare("requirements.txt", "requirements-dev.txt", windowed=True) or python(
        ["-m", f"tests.bench.{names[arguments[0]]}", *arguments[1:]]
    )


def gallery(arguments: list[str]) -> int:
    """Take the gallery's pictures; see tests/gallery."""
    return prepare("requirements.txt", "requirements-dev.txt") or python(["-m", "tests.gallery", *arguments])


def lint(arguments: list[str]) -> int:
    """Check style, form and types; every check runs even when an earlier one failed."""
    failed = prepare("requirements.txt", "requirements-dev.txt")
    if failed:
        return failed
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy", *arguments])
    return max([subprocess.call([venv_python(), "-m", *check], cwd=ROOT) for check in checks])


def package(_arguments: list[str]) -> int:
    """Say that there is nothing to say yet."""
    say("Not yet: installers, portable folders and releases are a later piece of work.")
    return 1


def prepare(*locks: str, tested: bool = False, windowed: bool = False) -> int:
    """Bring the virtual environment and the system's libraries to what the lock files and Qt need; 0 when ready."""
    return prepare_venv(*locks) or prepare_system(tested=tested, windowed=windowed)


def prepare_venv(*locks: str) -> int:
    """Make .venv anew when a lock changed; add to it when only the second lock is missing."""
    wanted = [stamp_of(lock) for lock in locks]
    if all(stamp.exists() for stamp in wanted):
        return 0
    if not stamp_of("requirements.txt").exists():
        say("Making .venv from the lock files; this happens once.")
        shutil.rmtree(VENV, ignore_errors=True)
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            say("Python's venv is incomplete. On Debian or Ubuntu: apt-get install python3-venv")
            return 1
    for lock, stamp in zip(locks, wanted, strict=True):
        if stamp.exists():
            continue
        code = subprocess.call(
            [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
             "--only-binary=:all:", "-r", str(ROOT / lock)]
        )  # fmt: skip
        if code:
            say(f"Installing {lock} failed; what pip printed above says why.")
            return 1
        for old in VENV.glob(f"{lock}.*.stamp"):
            old.unlink()
        stamp.touch()
    return 0


def stamp_of(lock: str) -> Path:
    """The empty file that says: this lock, for this Python, is installed."""
    seed = (ROOT / lock).read_bytes() + sys.version.encode()
    return VENV / f"{lock}.{hashlib.sha256(seed).hexdigest()[:16]}.stamp"


def prepare_system(*, tested: bool = False, windowed: bool) -> int:
    """On Debian and Ubuntu: install what Qt lacks when we are root, else print the line to type."""
    if not sys.platform.startswith("linux") or not Path("/etc/debian_version").exists():
        return 0
    missing = sorted(
        {
            *missing_libraries(),
            *missing_fonts(),
            *(missing_programs(TEST_TOOLS) if tested else []),
            *(missing_tools() if windowed else []),
        }
    )
    if not missing:
        return 0
    if os.geteuid() != 0:
        say("Missing from this system. Type this, then try again:\n    sudo apt-get install " + " ".join(missing))
        return 1
    say("Installing from the system's packages: " + " ".join(missing))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    subprocess.call(["apt-get", "update", "-qq"], stdout=quiet, env=environment)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    return subprocess.call(command, stdout=quiet, env=environment)


def missing_libraries() -> list[str]:
    """Packages of the shared objects that the dynamic linker does not know."""
    linker = shutil.which("ldconfig") or "/sbin/ldconfig"
    known = subprocess.run([linker, "-p"], capture_output=True, text=True, check=False).stdout
    return [package for soname, package in LIBRARIES.items() if f"\t{soname} " not in known]


def missing_fonts() -> list[str]:
    """Font packages for the scripts that no installed font covers: without one every glyph is a box."""
    lister = shutil.which("fc-list")
    if lister is None:
        return ["fontconfig", *FONT_PACKAGES.values()]
    covered = {
        language: subprocess.run([lister, f":lang={language}"], capture_output=True, check=False).stdout
        for language in FONT_PACKAGES
    }
    return [package for language, package in FONT_PACKAGES.items() if not covered[language]]


def missing_programs(tools: dict[str, str]) -> list[str]:
    """Packages of the programs that are not on PATH."""
    return [package for tool, package in tools.items() if shutil.which(tool) is None]


def missing_tools() -> list[str]:
    """Packages of the programs that the windowed tests and benchmarks use."""
    files = [package for path, package in WINDOWED_FILES.items() if not path.exists()]
    return [*missing_programs(WINDOWED_TOOLS), *files]


def venv_python() -> str:
    """The interpreter inside .venv."""
    scripts = sysconfig.get_path("scripts", "venv", {"base": str(VENV), "platbase": str(VENV)})
    return str(Path(scripts) / ("python.exe" if os.name == "nt" else "python"))


def python(arguments: list[str]) -> int:
    """Run the inner interpreter from the checkout; on POSIX it takes this process's place."""
    command = [venv_python(), *arguments]
    if arguments[0].endswith("main.py"):
        return hand_over(command)
    os.chdir(ROOT)
    return hand_over(command)


def hand_over(command: list[str]) -> int:
    """Become `command`, so that signals and exit status need no passing on; where that can't be, wait for it."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    return subprocess.call(command)


def say(text: str) -> None:
    """Speak to the person on standard error; standard output belongs to the verb."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
