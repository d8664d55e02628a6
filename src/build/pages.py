"""Reads the printed blocks of the pages and the markers above them. The rules are at the head of printed_blocks.py."""

import pathlib
import re
import typing

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = ("bash", "python", "java", "xml", "yaml", "ini")
NOT_CODE = ("", "text", "json")
RECIPES_GO_HERE = "// Recipes go here."

_FENCE = re.compile(r"^```(\S*)\s*$")
_COMMENT = re.compile(r"^<!-- (.+) -->$")
_GENERATED = re.compile(r"^[\w-]+:(begin|end)$")
_FILE = re.compile(r"^(?:#|//|<!--) ([\w./-]+\.\w+)(?: -->)?$")
_MARKERS = {
    "setup": r"setup",
    "once": r"setup once",
    "continues": r"continues",
    "serves": r"serves",
    "run": r"run: (\S+)(?: as (\S+))?",
    "part": r"part of: (\S+)",
    "image": r"needs image",
    "not run": r"not run: (.+)",
}
# The build runs the phases in this order, so a command that ends with one of them does the work of those before it.
_PHASES = ("compile", "test", "package", "verify", "install")


class Problem(Exception):
    """A block that cannot be run as it is printed, or a marker that is not true."""


class Block(typing.NamedTuple):
    page: str
    line: int
    language: str
    text: str
    markers: dict

    def __str__(self):
        return f"{self.page}:{self.line}"

    @property
    def file(self):
        """The file that the reader saves the block as, named in its first line; None for code that is run."""
        named = _FILE.match(self.text.split("\n", 1)[0])
        return named.group(1) if named and self.language != "bash" else None

    @property
    def here(self):
        """Whether the runner has to do something with it."""
        return not {"run", "part", "not run"} & self.markers.keys()

    @property
    def commands(self):
        """The commands of a shell block, each on one line, without comments."""
        lines = self.text.replace("\\\n", " ").split("\n")
        bare = (re.sub(r"(^|\s)# .*$", "", line) for line in lines)
        return [re.sub(r"\s+", " ", line).strip() for line in bare if line.strip()]


def all_pages():
    pages = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted(CHECKOUT.glob("docs/**/*.md"))]
    return [str(page.relative_to(CHECKOUT)) for page in pages if page.exists()]


def blocks(page):
    """The blocks of a page in a language that is run. Raises Problem for any other language, and for unknown markers."""
    lines = (CHECKOUT / page).read_text().split("\n")
    found, number = [], 0
    while number < len(lines):
        fence = _FENCE.match(lines[number])
        if not fence:
            number += 1
            continue
        end = number + 1
        while end < len(lines) and lines[end].rstrip() != "```":
            end += 1
        if end == len(lines):
            raise Problem(f"{page}:{number + 1}: the block does not end")
        markers = _markers(page, lines, number)
        language = fence.group(1)
        if language in LANGUAGES or markers:
            found.append(Block(page, number + 1, language, "\n".join(lines[number + 1 : end]) + "\n", markers))
        elif language not in NOT_CODE:
            raise Problem(f"{page}:{number + 1}: a block in {language} needs a marker: nothing here can run it")
        number = end + 1
    return found


def _markers(page, lines, fence):
    markers = {}
    above = fence - 1
    while above >= 0 and (comment := _COMMENT.match(lines[above])):
        text = comment.group(1)
        for name, pattern in _MARKERS.items():
            if matched := re.fullmatch(pattern, text):
                markers[name] = matched.groups()
                break
        else:
            if not _GENERATED.match(text):
                raise Problem(f"{page}:{above + 1}: there is no marker <!-- {text} -->")
        above -= 1
    return markers


def problems(page, of_page):
    """What is wrong with a page's blocks before any of them is run."""
    found = []
    for position, block in enumerate(of_page):
        try:
            _check(block, of_page[:position], of_page[position + 1 :])
        except Problem as problem:
            found.append(f"{block}: {problem}")
    return found


def _check(block, before, after):
    if "run" in block.markers:
        _check_run_elsewhere(block, *block.markers["run"])
    elif "part" in block.markers:
        _check_part(block, block.markers["part"][0])
    elif "not run" in block.markers:
        pass
    elif block.file:
        _check_used(block, after)
    elif block.language == "java":
        if not any(RECIPES_GO_HERE in other.text for other in before):
            raise Problem(f"no file above says where it goes ('{RECIPES_GO_HERE}'), and its first line names no file")
    elif block.language not in ("bash", "python"):
        raise Problem("nothing runs it: name its file in the first line, or say by a marker where it is run")


def _check_run_elsewhere(block, file, name):
    script = CHECKOUT / file
    if not script.is_file():
        raise Problem(f"there is no {file}")
    text = script.read_text()
    if name:
        if not re.search(rf"(?:cut|printed) {re.escape(block.page)} {re.escape(name)}\b", text):
            raise Problem(f"{file} does not say 'cut {block.page} {name}'")
        return
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.replace("\\\n", " ").split("\n")]
    lines = [line for line in lines if not line.startswith("#")]
    for command in block.commands:
        if not any(_does(line, command) for line in lines):
            raise Problem(f"{file} does not run: {command}")


def _does(line, command):
    start, _, last = command.rpartition(" ")
    phases = _PHASES[_PHASES.index(last) :] if start.startswith("./mvnw") and last in _PHASES else [last]
    wanted = "|".join(re.escape(f"{start} {phase}".strip()) for phase in phases)
    return re.search(rf"(?:^|[\s;&|(])(?:{wanted})\s*(?:$|[;&|)<>]|\d>)", line)


def _check_part(block, file):
    def plain(text):
        return re.sub(r"\s+", " ", text).strip()

    if not (CHECKOUT / file).is_file():
        raise Problem(f"there is no {file}")
    run = [other.text for other in blocks(file) if other.here or "run" in other.markers] if file.endswith(".md") else [(CHECKOUT / file).read_text()]
    if not any(plain(block.text) in plain(text) for text in run):
        raise Problem(f"it is not part of what is run of {file}")


def _check_used(block, after):
    stem = pathlib.PurePath(block.file).stem
    for other in after:
        if other.here and (re.search(rf"\b{re.escape(stem)}\b", other.text) or _is_built_by(block.file, other)):
            return
    raise Problem(f"no later block uses {block.file}")


def _is_built_by(file, block):
    if not file.endswith((".java", "pom.xml")):
        return False
    recipe = block.language == "java" and not block.file
    return recipe or (block.language == "bash" and "mvn " in block.text)
