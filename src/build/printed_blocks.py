#!/usr/bin/env python3
"""Runs what the pages print, as a reader would: README.md, CONTRIBUTING.md and docs/**/*.md.

    printed_blocks.py run [PAGE …]       checks the markers of these pages, or of all, and runs their blocks
    printed_blocks.py check              checks the markers of all pages only
    printed_blocks.py list               says of each block how it is run
    printed_blocks.py cut PAGE NAME      prints the block that is marked <!-- run: FILE as NAME -->, for FILE

A block is a fence in bash, python, java, xml or yaml. Each one is run alone, in a new process, in a copy of the checkout that was just made
(tracked files and jars), after the blocks of its page that are marked as setup. Afterwards, `git status` there has to be clean: an
example that writes files begins with `mkdir -p try && cd try`. An emulator listens at port 3473, with everything reset before each block.

What happens to a block:

    bash               is run by bash; the first command that fails, and an HTTP error that curl gets, is a failure
    python             is run by venv/bin/python, which the page has to make, in one file with the python blocks that are setup
    a named file       if the first line is a comment with a file name (`# tune.py`, `// src/test/java/MyTest.java`, `<!-- pom.xml -->`), the
                       block is saved as that file for all later blocks of the page, one of which has to use it
    java               without a file name is a recipe: it goes into the file of the page that says `// Recipes go here.`
    mvn test           has to run at least one test; mvn is the Maven of the checkout's ./mvnw, without the checkout's settings

Markers are comments directly above the fence:

    <!-- setup -->                  it is run before each later block of the page, in the same shell
    <!-- setup once -->             it is run once for the page, for what takes long and leaves only files, such as `pip install`
    <!-- continues -->              it goes on where the block above left off, in the same shell
    <!-- serves -->                 it starts an emulator at port 3473, which stays until the end of the page
    <!-- run: FILE -->              FILE runs these commands, literally (of Maven's phases, a later one does as well)
    <!-- run: FILE as NAME -->      FILE runs what `printed_blocks.py cut PAGE NAME` prints
    <!-- part of: PAGE -->          the text is part of a block of PAGE that is run
    <!-- needs image -->            it is run where EMULATOR_IMAGE names an image that was built, and listed in the output elsewhere
    <!-- not run: REASON -->        cannot be run; each one is listed in the output

Needs ./mvnw package (or install, for mvn), and port 3473 free: `unshare -n` or a container gives it a network of its own.
"""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from pages import CHECKOUT, RECIPES_GO_HERE, Problem, all_pages, blocks, problems

PORT = 3473
URL = f"http://localhost:{PORT}"
PORT_FREE_WITHIN = 300
READY_WITHIN = 120
BLOCK_WITHIN = 600
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
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._process = None
        self._is_ours = False

    @staticmethod
    def _is_ready():
        try:
            urllib.request.urlopen(f"{URL}/_emulator/health/readiness", timeout=5).close()
            return True
        except OSError:
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
        self._setup = []
        self._ran = set()
        self._scripts = 0

    def run(self):
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
                self._execute([*self._setup, block], self._base)
            elif "serves" in block.markers:
                script = self._script([*self._setup, block])
                self._emulator.start(["bash", *BASH, script], self._base, self._environment)
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
        directory = self._work / f"run-{self._scripts}"
        shutil.copytree(self._base, directory, symlinks=True, copy_function=os.link)
        try:
            self._execute([*self._setup, *group], directory, tests, name)
        except Problem as problem:
            self.failed = True
            print(f"FAILED {problem}", flush=True)
        shutil.rmtree(directory)

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
                os.killpg(process.pid, signal.SIGKILL)
                output = process.communicate()[0] + f"\nstill running after {BLOCK_WITHIN} s"
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
                lines.append(step.text.rstrip("\n"))
        return self._save("\n".join(lines) + "\n")

    def _save(self, text):
        self._scripts += 1
        file = self._work / f"{self._scripts}.saved"
        file.write_text(text)
        return str(file)


def lacks_image(block):
    return "image" in block.markers and not os.environ.get("EMULATOR_IMAGE")


BASH = ("-O", "expand_aliases", "-e", "-o", "pipefail")


def copy_checkout(directory):
    """What a reader has after `git clone` and a build, as a repository of its own, so that nothing happens to the real one."""
    directory.mkdir()
    for file in git(CHECKOUT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0"):
        if file and (CHECKOUT / file).is_file():
            (directory / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / file, directory / file)
    git(directory, "init", "-q")
    git(directory, "add", "-A")
    git(directory, "-c", "user.name=reader", "-c", "user.email=reader@localhost", "commit", "-q", "-m", "as cloned")
    (directory / "target").mkdir()
    for built in CHECKOUT.glob("target/fireworks-emulator*.jar"):
        shutil.copy2(built, directory / "target")


def git(directory, *arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(["git", *arguments], cwd=directory, env=environment, check=True, capture_output=True, text=True).stdout


def reader_environment(work):
    """The reader's own, without settings of the emulator or its clients, and with what stands for curl and mvn."""
    commands = work / "bin"
    commands.mkdir()
    curl = shutil.which("curl")
    write_command(commands / "curl", f"""
        for argument; do [[ ! $argument =~ ^-[a-zA-Z]*f ]] || exec {curl} "$@"; done
        exec {curl} --fail-with-body "$@"
        """)
    write_command(commands / "mvn", f'MAVEN_BASEDIR="$PWD" exec "{CHECKOUT}/mvnw" -B "$@"\n')
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FIREWORKS_", "EMULATOR_"))}
    # Each page has the jar at a path of its own, and none of them is worth a cache.
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


def check(pages):
    found = [problem for page in pages for problem in problems(page, blocks(page))]
    if found:
        raise Problem("\n".join(found))


def run(chosen):
    chosen = chosen or all_pages()
    check(chosen)
    await_free_port()
    failures = []
    # Maven and venv want a path without links.
    work = pathlib.Path(tempfile.mkdtemp(prefix="printed-")).resolve()
    emulator = Emulator(work)
    try:
        environment = reader_environment(work)
        for page in chosen:
            if not any(block.here for block in blocks(page)):
                continue
            print(page, flush=True)
            try:
                emulator.start_ours(work, environment)
                running = Page(page, work, emulator, environment)
                running.run()
                if running.failed:
                    failures.append(page)
            except Problem as problem:
                failures.append(page)
                print(f"FAILED {problem}", flush=True)
    finally:
        emulator.stop()
        shutil.rmtree(work, ignore_errors=True)
    for page in chosen:
        for block in blocks(page):
            if "not run" in block.markers:
                print(f"not run: {block}, because {block.markers['not run'][0]}")
            elif lacks_image(block):
                print(f"skipped: {block}, because EMULATOR_IMAGE is not set")
    if failures:
        raise Problem("failed: " + ", ".join(failures))
    print("printed blocks: all of them do what they say")


def list_blocks():
    for page in all_pages():
        for block in blocks(page):
            how = ", ".join(" ".join(filter(None, (name, *values))) for name, values in block.markers.items())
            print(f"{block}  {block.language}  {how or block.file or 'run alone'}")


def cut(page, name):
    for block in blocks(page):
        if block.markers.get("run", ("", None))[1] == name:
            return print(block.text, end="")
    raise Problem(f"{page} has no block that is run as {name}")


def main(command="", *arguments):
    if command == "run":
        run(arguments)
    elif command == "check" and not arguments:
        check(all_pages())
    elif command == "list" and not arguments:
        list_blocks()
    elif command == "cut" and len(arguments) == 2:
        cut(*arguments)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main(*sys.argv[1:])
    except Problem as problem:
        sys.exit(str(problem))
