#!/usr/bin/env python3
"""Runs what the pages print, as a reader would: README.md, CONTRIBUTING.md and docs/**/*.md.

    printed_blocks.py run [PAGE …]       checks the markers of these pages, or of all, and runs their blocks
    printed_blocks.py check              checks the markers of all pages only
    printed_blocks.py list               says of each block how it is run
    printed_blocks.py cut PAGE NAME      prints the block that is marked <!-- run: FILE as NAME -->, for FILE, or saved as the file NAME

A block is a fence in bash, python, java, xml, yaml or ini. Each one is run alone, in a new process, in a new copy of the checkout, after the
blocks of its page that are marked as setup. The copy has links to the directories of the checkout, and to the jars. Afterwards, `git status`
has to be clean in both: an example that writes files begins with `mkdir -p try && cd try`. An emulator listens at port 3473, with
everything reset before each block.

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
    <!-- part of: FILE -->          the text is part of FILE, which CI runs, or of a block of FILE that is run, if that is a page
    <!-- needs image -->            it is run where EMULATOR_IMAGE names an image that was built, instead of `fireworks-emulator`, and
                                    listed in the output elsewhere
    <!-- not run: REASON -->        cannot be run; each one is listed in the output

Needs ./mvnw package (or install, for mvn), and port 3473 free: `unshare -n` or a container gives it a network of its own.
"""

import pathlib
import shutil
import signal
import sys
import tempfile

from pages import Problem, all_pages, blocks, problems
from reader import Emulator, Page, await_free_port, lacks_image, reader_environment


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
                print(f"skipped: {block}, because EMULATOR_IMAGE names no image that was built")
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
        if name in (block.file, block.markers.get("run", ("", None))[1]):
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
