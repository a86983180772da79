"""Fetch the files of others that the browser tests use: axe-core, which finds faults of access.

They are committed, so tests need no network; this script is how they came here, and how a newer
version comes: change VERSION, run it, and it prints the digests that it found beside those it
expected. Nothing is written unless every digest is the expected one. It needs npm.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "axe-core"
VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
"""Of the package as published, in base64, as the registry's own "integrity" gives it."""

FILES = {
    "axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
    "LICENSE": "af175b9d96ee93c21a036152e1b905b0b95304d4ae8c2c921c7609100ba8df7e",
    "LICENSE-3RD-PARTY.txt": "4f8563870d0fca38bbc3e00b6f670cb7fa9f380ba9f26a7f7d1184a6b18b1653",
}
"""The files taken from the package, each with its SHA-256."""

VENDOR = Path(__file__).resolve().parent.parent / "tests" / "browser" / "vendor"


def main() -> int:
    """Fetch, verify, write; 0, or 1 with what differed on standard error."""
    with tempfile.TemporaryDirectory() as folder:
        package = pack(Path(folder))
        found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
        if found != SHA512:
            sys.stderr.write(f"{package.name}: expected sha512 {SHA512}\nfound {found}\n")
            return 1
        contents = take(package)
    faults = [
        f"{name}: expected sha256 {wanted}\nfound {hashlib.sha256(contents[name]).hexdigest()}\n"
        for name, wanted in FILES.items()
        if hashlib.sha256(contents[name]).hexdigest() != wanted
    ]
    if faults:
        sys.stderr.writelines(faults)
        return 1
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (VENDOR / name).write_bytes(content)
    print(f"{PACKAGE} {VERSION}: {', '.join(contents)}")
    return 0


def pack(folder: Path) -> Path:
    """The package as npm publishes it, put into `folder`."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (package,) = folder.glob("*.tgz")
    return package


def take(package: Path) -> dict[str, bytes]:
    """The wanted files' contents; KeyError when the package lacks one."""
    contents = {}
    with tarfile.open(package) as archive:
        for name in FILES:
            member = archive.extractfile(f"package/{name}")
            if member is None:
                raise KeyError(name)
            contents[name] = member.read()
    return contents


if __name__ == "__main__":
    sys.exit(main())
