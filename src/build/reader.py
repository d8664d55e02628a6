"""Runs the blocks of a page as its reader would. The rules are at the head of printed_blocks.py."""

import contextlib
import functools
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.request

from pages import CHECKOUT, RECIPES_GO_HERE, Problem, blocks

PORT = 3473
URL = f"http://localhost:{PORT}"
PORT_FREE_WITHIN = 300
READY_WITHIN = 300  # ./mvnw spring-boot:run compiles everything first
BLOCK_WITHIN = 600
ANY_CERTIFICATE = ssl._create_unverified_context()
_TESTS = re.compile(r"Tests run: (\d+), Failures: 0, Errors: 0, Skipped: (\d+)\s*$", re.MULTILINE)


class Emulator:
    """The emulator at port 3473: the runner's own, or one that a block has started."""

    def __init__(self, work):
        self._log = work / "emulator.log"
        self._process = None
        self._is_ours = False

    def start_ours(self, work, environment):
        """Unless it runs still, and no block has started another one since."""
        if not self._is_ours or self._process.poll() is not None:
            self.start(["java", "-jar", CHECKOUT / "target/fireworks-emulator.jar"], work, environment)
            self._is_ours = True

    def start(self, command, directory, environment):
        self.stop()
        with open(self._log, "w") as log:
            self._process = subprocess.Popen(
                command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + READY_WITHIN
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"no emulator is ready at port {PORT}:\n{self._log.read_text()}")
            time.sleep(0.1)

    def reset(self):
        request = urllib.request.Request(f"{URL}/_emulator/v1:reset", b"{}", {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=60).close()

    def stop(self):
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                kill_group(self._process)
                self._process.wait()
            # Maven may end before the emulator that it has started.
            while self._is_ready():
                time.sleep(0.1)
        self._process = None
        self._is_ours = False

    @staticmethod
    def _is_ready():
        for url in (URL, URL.replace("http:", "https:")):
            try:
                urllib.request.urlopen(f"{url}/_emulator/health/readiness", timeout=5, context=ANY_CERTIFICATE).close()
                return True
            except (OSError, http.client.HTTPException):
                pass
        return False


class Page:
    """Runs the blocks of one page in their order."""

    failed = False

    def __init__(self, name, work, emulator, environment):
        self._blocks = [block for block in blocks(name) if block.here and not lacks_image(block)]
        self._work = work / name.replace("/", "_")
        self._emulator = emulator
        self._environment = environment
        self._base = self._work / "base"
        # Always the same path, because programs in a venv name it.
        self._checkout = self._work / "checkout"
        self._setup = []
        self._ran = set()
        self._scripts = 0

    def run(self):
        before = git(CHECKOUT, "status", "--porcelain")
        self._run_all()
        after = git(CHECKOUT, "status", "--porcelain")
        if after != before:
            raise Problem(f"the blocks change the checkout:\n{after}")

    def _run_all(self):
        self._work.mkdir()
        copy_checkout(self._base)
        group, recipes = [], []
        for block in self._blocks:
            if "continues" in block.markers:
                group.append(block)
                continue
            if group:
                self._run(group)
            group = []
            if block.file or "setup" in block.markers:
                self._setup.append(block)
            elif "once" in block.markers:
                copy_tree(self._base, self._checkout)
                self._execute([*self._setup, block], self._checkout)
                copy_tree(self._checkout, self._base)
            elif "serves" in block.markers:
                script = self._script([*self._setup, block])
                self._emulator.stop()
                copy_tree(self._base, self._work / "server")
                self._emulator.start(["bash", *BASH, script], self._work / "server", self._environment)
                print(f"  serves    {block}", flush=True)
            elif block.language == "java":
                recipes.append(block)
            else:
                group = [block]
        if group:
            self._run(group)
        if recipes:
            self._run_recipes(recipes)
        if any(block.line not in self._ran and not block.file for block in self._setup):
            self._run([])

    def _run_recipes(self, recipes):
        """All recipes in one run of Maven, each in a class and a process of its own."""
        skeleton = next(block for block in self._setup if RECIPES_GO_HERE in block.text)
        path = pathlib.PurePath(skeleton.file)
        files = []
        for number, recipe in enumerate(recipes, 1):
            name = path.stem.removesuffix("Test") + f"{number}Test"
            text = re.sub(rf"\b{path.stem}\b", name, skeleton.text).replace(RECIPES_GO_HERE, recipe.text)
            files.append(recipe._replace(text=text.replace(str(path), str(path.with_name(name + ".java")), 1)))
        command = recipes[-1]._replace(language="bash", text="mvn test -DreuseForks=false\n")
        setup = self._setup
        self._setup = [block for block in setup if block is not skeleton]
        self._run([*files, command], tests=len(recipes), name=", ".join(map(str, recipes)))
        self._setup = setup

    def _run(self, group, tests=1, name=None):
        copy_tree(self._base, self._checkout)
        try:
            self._execute([*self._setup, *group], self._checkout, tests, name)
        except Problem as problem:
            self.failed = True
            print(f"FAILED {problem}", flush=True)

    def _execute(self, steps, directory, tests=1, name=None):
        begin = time.monotonic()
        self._ran.update(step.line for step in steps)
        self._emulator.reset()
        script = self._script(steps)
        with subprocess.Popen(
            ["bash", *BASH, script], cwd=directory, env=self._environment, stdin=subprocess.DEVNULL, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                output, _ = process.communicate(timeout=BLOCK_WITHIN)
            except subprocess.TimeoutExpired:
                kill_group(process)
                output = process.communicate()[0] + f"\nstill running after {BLOCK_WITHIN} s"
            finally:
                kill_group(process)  # also what a block leaves behind
        block = steps[-1]
        if process.returncode:
            raise Problem(f"{name or block}: exit code {process.returncode} of\n{pathlib.Path(script).read_text()}\n{output}")
        if re.search(r"^mvn .*\b(test|verify)\b", pathlib.Path(script).read_text(), re.MULTILINE):
            totals = [int(run) - int(skipped) for run, skipped in _TESTS.findall(output)]
            if not totals or totals[-1] < tests:
                raise Problem(f"{name or block}: Maven has run too few tests\n{output}")
        changed = git(directory, "status", "--porcelain")
        if changed:
            raise Problem(f"{name or block}: git status is not clean afterwards:\n{changed}")
        print(f"  {time.monotonic() - begin:5.1f} s   {name or block}", flush=True)

    def _script(self, steps):
        """One script of all the steps, as they would be pasted into one shell."""
        lines, code = [], ""
        for step in steps:
            self._scripts += 1
            if step.file:
                saved = self._save(step.text)
                lines.append(f'mkdir -p "{pathlib.PurePath(step.file).parent}" && cp "{saved}" "{step.file}"')
            elif step.language == "python":
                code += step.text
                if step is steps[-1] or "setup" not in step.markers:
                    lines.append(f'venv/bin/python - <"{self._save(code)}"')
            else:
                image = os.environ.get("EMULATOR_IMAGE") if "image" in step.markers else None
                text = step.text.replace("=fireworks-emulator ", f"={image} ") if image else step.text
                lines.append(text.rstrip("\n"))
        return self._save("\n".join(lines) + "\n")

    def _save(self, text):
        self._scripts += 1
        file = self._work / f"{self._scripts}.saved"
        file.write_text(text)
        return str(file)


def kill_group(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def lacks_image(block):
    return "image" in block.markers and not image_exists()


@functools.cache
def image_exists():
    image = os.environ.get("EMULATOR_IMAGE")
    return bool(image) and subprocess.run([shutil.which("docker") or "false", "image", "inspect", image], capture_output=True).returncode == 0


BASH = ("-O", "expand_aliases", "-e", "-o", "pipefail")


def copy_checkout(directory):
    """What a reader has after `git clone` and a build, as a repository of its own. Directories of the real one are links, which is quick."""
    directory.mkdir()
    for file in {pathlib.Path(file).parts[0] for file in tracked_files()}:
        if (CHECKOUT / file).is_dir():
            (directory / file).symlink_to(CHECKOUT / file)
        else:
            shutil.copy2(CHECKOUT / file, directory / file)
    git(directory, "init", "-q")
    git(directory, "add", "-A")
    git(directory, "-c", "user.name=reader", "-c", "user.email=reader@localhost", "commit", "-q", "-m", "as cloned")
    (directory / "target").mkdir()
    for jar in CHECKOUT.glob("target/fireworks-emulator*.jar"):
        (directory / "target" / jar.name).symlink_to(jar)


def tracked_files():
    files = git(CHECKOUT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [file for file in files if file and (CHECKOUT / file).exists()]


def copy_tree(source, target):
    """Replaces the target. Files are links: what replaces a file, as programs do, leaves the other one alone."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True, copy_function=os.link)


def git(directory, *arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(["git", *arguments], cwd=directory, env=environment, check=True, capture_output=True, text=True).stdout


def reader_environment(work):
    """The environment of this process, without settings of the emulator and its clients, and with wrappers for curl and mvn."""
    commands = work / "bin"
    commands.mkdir()
    curl = shutil.which("curl")
    write_command(commands / "curl", f"""
        for argument; do [[ ! $argument =~ ^-[a-zA-Z]*f ]] || exec {curl} "$@"; done
        exec {curl} --fail-with-body "$@"
        """)
    image = os.environ.get("EMULATOR_IMAGE")
    # Only the Java fixtures get the name of the image. The pytest plug-in would prefer it to the jar in a printed pytest.ini.
    variable = f"FIREWORKS_EMULATOR_IMAGE='{image}' " if image else ""
    write_command(commands / "mvn", f'MAVEN_BASEDIR="$PWD" {variable}exec "{CHECKOUT}/mvnw" -B "$@"\n')
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FIREWORKS_", "EMULATOR_"))}
    # Each page starts the jar at another path, so a class cache would never be used again.
    return kept | {"PATH": f"{commands}:{kept['PATH']}", "EMULATOR_START_CACHE": "false", "PYTHONDONTWRITEBYTECODE": "1"}


def write_command(file, text):
    file.write_text("#!/usr/bin/env bash\n" + text)
    file.chmod(0o755)


def await_free_port():
    deadline = time.monotonic() + PORT_FREE_WITHIN
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                return probe.bind(("127.0.0.1", PORT))
            except OSError:
                if time.monotonic() > deadline:
                    raise Problem(f"port {PORT} is in use: give this its own network, by `unshare -n` or a container") from None
        time.sleep(1)
