#!/usr/bin/env python3
"""Runs the vendor's generated contract tests, as they stand in the SDK's source distribution, against an emulator.

    EMULATOR_LIFECYCLE_STAGES=PAUSED EMULATOR_VALIDATION=lenient java -jar target/fireworks-emulator.jar &
    python src/test/python/contract/run.py [--base-url http://localhost:3473] [--cache-dir DIR] [-- pytest options]

Run it in a virtual environment that has contract/requirements.txt. The source distribution has the version of the SDK
that is installed there; its tests and its pytest configuration are used as they are, with placeholders.py plugged in.
"""

import argparse
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
RESOURCES = (
    "supervised_fine_tuning_jobs",
    "dpo_jobs",
    "accounts",
    "datasets",
    "models",
    "deployments",
    "lora",
    "deployment_shapes",
    "deployment_shape_versions",
    "completions",
    "chat/completions",
    "messages",
)
FILES = [f"tests/api_resources/{Path(name).with_name('test_' + Path(name).name)}.py" for name in RESOURCES]
IMPORTED = ["fireworks-ai", "pytest", "pytest-asyncio", "httpx-aiohttp"]


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="contract-") as temporary:
        require_dependencies()
        sources = unpack(download(options.cache_dir or Path(temporary)), Path(temporary))
        passed, total, status = run_tests(sources, options, Path(temporary) / "report.xml")
    print(f"vendor contract tests: {passed} of {total} passed", flush=True)
    return 0 if status == 0 and passed == total > 0 else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run the vendor's contract tests against a running emulator.")
    parser.add_argument("--base-url", default=os.environ.get("TEST_API_BASE_URL", "http://localhost:3473"))
    parser.add_argument("--cache-dir", type=Path, help="keep the downloaded source distribution here")
    parser.add_argument("pytest_options", nargs="*", metavar="pytest option")
    return parser.parse_args()


def require_dependencies() -> None:
    missing = [name for name in IMPORTED if not is_installed(name)]
    if missing:
        print(f"installing what the contract tests import: {', '.join(missing)}", flush=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)


def is_installed(name: str) -> bool:
    try:
        return bool(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False


def download(cache: Path) -> Path:
    """The source distribution of the installed SDK; from the cache when it is there already."""
    version = importlib.metadata.version("fireworks-ai")
    archive = cache / f"fireworks_ai-{version}.tar.gz"
    if not archive.exists():
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
        subprocess.run([*pip, "-d", cache, f"fireworks-ai=={version}"], check=True)
    return archive


def unpack(archive: Path, into: Path) -> Path:
    shutil.unpack_archive(archive, into)
    return into / archive.name.removesuffix(".tar.gz")


def run_tests(sources: Path, options: argparse.Namespace, report: Path) -> tuple[int, int, int]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(HERE),
        "PYTHONDONTWRITEBYTECODE": "1",
        "RUN_MOCK_SERVER_TESTS": "1",
        "TEST_API_BASE_URL": options.base_url,
    }
    pytest = [sys.executable, "-m", "pytest", "-p", "placeholders", "-q", f"--junitxml={report}"]
    status = subprocess.run([*pytest, *options.pytest_options, *FILES], cwd=sources, env=environment).returncode
    cases = ElementTree.parse(report).findall(".//testcase") if report.exists() else []
    passed = [case for case in cases if not any(case.find(end) is not None for end in ("failure", "error", "skipped"))]
    return len(passed), len(cases), status


if __name__ == "__main__":
    sys.exit(main())
