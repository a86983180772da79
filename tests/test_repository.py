"""What holds for the repository's files as such: nothing of one machine in them, no loose ends."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

LONGEST = 400
"""Lines of a file of the product: more is not read in one sitting."""

LOCKS = ("site.txt", "dev.txt", "bench.txt")
"""Each holds the ones before it."""

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("mirrors", "aliyun", "com"),
        ("tuna", "tsinghua", "edu"),
    )
]
MACHINES = [
    "/" + folder + "/" for folder in ("root", "Users", "home/[a-z]+", "work/[a-z]+", "tmp/[a-z]+")
]


@cache
def files_of_the_repository() -> tuple[Path, ...]:
    """What is committed, and what is about to be: everything that git does not ignore."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git repository, or no git")
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    paths = (ROOT / name.decode() for name in answer.stdout.split(b"\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def texts(paths: tuple[Path, ...]) -> dict[str, str]:
    """Path to content of those that are text."""
    found = {}
    for path in paths:
        content = path.read_bytes()
        if b"\0" not in content[:8000]:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", "replace")
    return found


def test_no_file_names_a_package_registry_or_a_folder_of_one_machine() -> None:
    wanted = re.compile("|".join([*map(re.escape, REGISTRIES), *MACHINES]))
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts(files_of_the_repository()).items()
        if "/vendor/" not in path
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]
    assert found == []


def test_no_file_of_the_product_is_too_long_to_be_read_in_one_sitting() -> None:
    product = tuple(
        path
        for path in files_of_the_repository()
        if path.is_relative_to(ROOT / "hooks") and "vendor" not in path.parts
        if path.suffix in {".py", ".html", ".css", ".js"}
    )
    lengths = {path: len(text.splitlines()) for path, text in texts(product).items()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_every_make_target_that_is_spoken_of_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    spoken = {
        (path, target)
        for path, text in texts(files_of_the_repository()).items()
        if path.endswith(".md") and not path.startswith("records/")
        for code in re.findall(
            r"```.*?```|`[^`\n]+`|^ {4}.*$", text, flags=re.DOTALL | re.MULTILINE
        )
        for target in re.findall(r"(?:^|[`$\s])make ([a-z-]+)", code)
    }
    assert {(path, target) for path, target in spoken if target not in targets} == set()


def test_what_others_made_has_its_licence_beside_it() -> None:
    folders = {path.parent for path in files_of_the_repository() if "vendor" in path.parts}
    without = {
        folder.relative_to(ROOT).as_posix()
        for folder in folders
        if not any(
            any(place.glob("*LICENSE*"))
            for place in (folder, *folder.parents)
            if "vendor" in place.parts
        )
    }
    assert without == set()


def test_what_building_needs_is_locked_to_one_version_everywhere() -> None:
    site, dev, bench = (_locked(name) for name in LOCKS)
    assert site
    assert {name: dev.get(name) for name in site} == site
    assert {name: bench.get(name) for name in dev} == dev


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [p for p in packages if not re.match(r"\S+==\S+ \\\n +--hash=sha256:", p)] == []


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, flags=re.MULTILINE))
