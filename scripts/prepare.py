"""Make or renew .venv from the hash-locked requirements.

`python3 scripts/prepare.py [site|dev|bench]`: for building, developing, measuring.

It runs before anything is installed, so it uses the standard library only, and it is written so
that an old Python can read it far enough to say that it is too old. What .venv holds is noted in
.venv/site.stamp, .venv/dev.stamp and .venv/bench.stamp as a digest of the files it was made from;
when they have not changed, nothing happens.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
HOLDS = {"site": (), "dev": ("site",), "bench": ("dev", "site")}
"""What can be prepared, and which others each one holds at the same versions."""


def main() -> int:
    """Prepare .venv for what is asked for: `site`, the default, `dev` or `bench`."""
    what = sys.argv[1] if len(sys.argv) > 1 else "site"
    if what not in HOLDS:
        return complain(
            "用法：python3 scripts/prepare.py [site|dev|bench]",
            "usage: python3 scripts/prepare.py [site|dev|bench]",
        )
    if sys.version_info < OLDEST:
        return complain_of_version()
    lock = ROOT / "requirements" / (what + ".txt")
    digest = digest_of(lock)
    stamp = VENV / (what + ".stamp")
    if runs(python()) and stamp.is_file() and stamp.read_text(encoding="utf-8") == digest:
        return 0
    print(
        "正在准备 .venv，首次需要一两分钟…… / preparing .venv, a minute or two at first", flush=True
    )
    if not runs(python()):
        problem = make_venv()
        if problem:
            return problem
    # The lock is whole, so nothing is left to resolve; a pip that resolves all the same looks for
    # the newest version of what another package asks for with an extra, and then finds no hash.
    problem = install("--no-deps", "--require-hashes", "--requirement", str(lock))
    if not problem:
        problem = install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    if problem:
        return complain(
            ".venv 没有装好，原因见上。请检查网络后再运行一次；内网请先用 pip config 设好软件源。",
            ".venv could not be filled; the reason stands above. Check the network, or name your "
            "own package index with pip config, and run it again.",
        )
    compile_sources()
    stamp.write_text(digest, encoding="utf-8")
    for held in HOLDS[what]:
        digest = digest_of(ROOT / "requirements" / (held + ".txt"))
        (VENV / (held + ".stamp")).write_text(digest, encoding="utf-8")
    return 0


def python() -> Path:
    """The interpreter inside .venv."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def digest_of(lock: Path) -> str:
    """What .venv depends on: the locked versions, the project's own table, and its place."""
    whole = hashlib.sha256(str(ROOT).encode())
    for file in (lock, ROOT / "pyproject.toml"):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def runs(interpreter: Path) -> bool:
    """Whether `interpreter` is there, works, is new enough and has pip.

    After an upgrade of the system, or when the folder was moved, a .venv may be none of it.
    """
    question = (
        "import importlib.util, sys; "
        f"sys.exit(sys.version_info < {OLDEST} or importlib.util.find_spec('pip') is None)"
    )
    try:
        answer = subprocess.run(
            [str(interpreter), "-c", question], capture_output=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0


def make_venv() -> int:
    """Make an empty .venv; 0, or the exit code after having said what is missing."""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out of the plain python3 package
        import venv  # noqa: F401, PLC0415 - likewise
    except ImportError:
        return complain(
            "这个 Python 缺少 venv。Debian、Ubuntu 请运行：sudo apt install python3-venv",
            "this Python has no venv. On Debian and Ubuntu: sudo apt install python3-venv",
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    return subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False).returncode


def install(*arguments: str) -> int:
    """Run pip inside .venv, showing errors only; pip's exit code."""
    command = [str(python()), "-m", "pip", "install", "--quiet", "--quiet", "--no-input"]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return subprocess.run([*command, *arguments], env=environment, check=False).returncode


def compile_sources() -> None:
    """Write the bytecode of the product, as pip does for what it installs.

    Python does so by itself, unless it may not (PYTHONDONTWRITEBYTECODE, as in many containers);
    then each command would compile for a third of a second first. Failing costs only that.
    """
    command = [str(python()), "-m", "compileall", "-q", str(ROOT / "hooks")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def complain_of_version() -> int:
    """Say that this Python is too old, and name one on this machine that would do."""
    have = f"{sys.version_info[0]}.{sys.version_info[1]}"
    newer = [
        name
        for name in ("python3.14", "python3.13", "python3.12", "python3.11")
        if shutil.which(name)
    ]
    hint = "make site PYTHON=" + (newer[0] if newer else "/usr/local/bin/python3.12")
    return complain(
        "需要 Python 3.11 或更新的版本，现在是 " + have + "。装好后可指定：" + hint,
        "Python 3.11 or newer is needed, this is " + have + ". To choose another: " + hint,
    )


def complain(chinese: str, english: str) -> int:
    """Print one message in both languages; the exit code for "could not run"."""
    sys.stderr.write(chinese + "\n" + english + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
