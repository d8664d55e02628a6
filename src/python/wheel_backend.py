"""Builds the wheel: a PEP 517 backend for this one package, which Maven runs as a program.

The usual backends would have to be fetched at every build, and cannot take the version from the pom.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import re
import sys
import time
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
PACKAGE = "fireworks_emulator"
POM = "{http://maven.apache.org/POM/4.0.0}"

# The earliest that a zip file can tell; the same for every build, so that the same sources give the same bytes.
EPOCH = 315532800


class UnsupportedOperation(Exception):
    """What PEP 517 has a backend raise that cannot make a source distribution."""


def build_wheel(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Writes the wheel into a directory and returns its name."""
    return _build(Path(wheel_directory), _package_files())


def build_editable(
    wheel_directory: str, config_settings: dict[str, Any] | None = None, metadata_directory: str | None = None
) -> str:
    """Writes a wheel that leads to the sources as they are here."""
    return _build(Path(wheel_directory), {f"{PACKAGE}.pth": f"{HERE}\n".encode()})


def build_sdist(sdist_directory: str, config_settings: dict[str, Any] | None = None) -> str:
    raise UnsupportedOperation("the version and the license are taken from the checkout, so there is only a wheel")


def version() -> str:
    """The pom's version in Python's terms (PEP 440)."""
    found = str(ElementTree.parse(CHECKOUT / "pom.xml").findtext(f"{POM}version"))
    translated = found.replace("-SNAPSHOT", ".dev0")
    if not re.fullmatch(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", translated):
        raise SystemExit(f'pom.xml: the version "{found}" cannot be told in Python\'s terms')
    return translated


def _build(directory: Path, files: dict[str, bytes]) -> str:
    project = _project()
    info = f"{PACKAGE}-{version()}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": _metadata(project).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: wheel_backend\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": _entry_points(project).encode(),
        f"{info}/licenses/LICENSE": (CHECKOUT / "LICENSE").read_bytes(),
    }
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    name = f"{PACKAGE}-{version()}-py3-none-any.whl"
    directory.mkdir(parents=True, exist_ok=True)
    stamp = time.gmtime(max(EPOCH, int(os.environ.get("SOURCE_DATE_EPOCH", EPOCH))))[:6]
    with zipfile.ZipFile(directory / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            wheel.writestr(entry, content)
    return name


def _package_files() -> dict[str, bytes]:
    package = HERE / PACKAGE
    found = [*package.rglob("*.py"), package / "py.typed"]
    return {path.relative_to(HERE).as_posix(): path.read_bytes() for path in sorted(found)}


def _project() -> dict[str, Any]:
    return _toml().loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]  # type: ignore[no-any-return]


def _toml() -> Any:
    if sys.version_info >= (3, 11):
        import tomllib

        return tomllib
    import tomli  # type: ignore[import-not-found]

    return tomli


def _metadata(project: dict[str, Any]) -> str:
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {version()}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        "License-File: LICENSE",
        *(f"Classifier: {classifier}" for classifier in project["classifiers"]),
        f"Requires-Python: {project['requires-python']}",
    ]
    for extra, requirements in project["optional-dependencies"].items():
        lines.append(f"Provides-Extra: {extra}")
        lines += (f'Requires-Dist: {requirement}; extra == "{extra}"' for requirement in requirements)
    lines.append("Description-Content-Type: text/markdown")
    readme = (HERE / str(project["readme"])).read_text("utf-8")
    return "\n".join(lines) + "\n\n" + readme


def _entry_points(project: dict[str, Any]) -> str:
    groups = project["entry-points"].items()
    return "\n".join(f"[{group}]\n" + "".join(f"{name} = {at}\n" for name, at in points.items()) for group, points in groups)


def _record(files: dict[str, bytes], own: str) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.writerow((path, f"sha256={digest}", len(content)))
    rows.writerow((own, "", ""))
    return text.getvalue().encode()


def main(arguments: list[str]) -> None:
    """Puts the wheel into a directory, or says why there is none: a build of the emulator itself needs no Python."""
    (directory,) = map(Path, arguments)
    try:
        _toml()
    except ImportError:
        print(f"the Python wheel is left out: it takes Python 3.11, or tomli, and this is {sys.version.split()[0]}")
    else:
        print(directory / build_wheel(str(directory)))


if __name__ == "__main__":
    main(sys.argv[1:])
