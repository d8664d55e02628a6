"""The check of the markers above printed blocks: nothing is skipped without a reason, and every marker is true."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "build"))

import pages  # noqa: E402


@pytest.fixture
def problems(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "CHECKOUT", tmp_path)
    (tmp_path / "script").write_text("# ./mvnw verify\n./mvnw -DskipTests install >log\ndocker build \\\n  -t name .\ncut page.md named\n")
    (tmp_path / "other.md").write_text(block("bash", "echo one", "echo two"))

    def of(text):
        (tmp_path / "page.md").write_text(text)
        return pages.problems("page.md", pages.blocks("page.md"))

    return of


def block(language, *lines, marker=None):
    return "\n".join([*([f"<!-- {marker} -->"] if marker else []), f"```{language}", *lines, "```", ""])


@pytest.mark.parametrize(
    "text",
    [
        block("bash", "echo"),
        block("python", "print()"),
        block("text", "Ready"),
        block("yaml", "# seed.yaml", "a: 1") + block("bash", "cat seed.yaml"),
        block("xml", "<!-- pom.xml -->", "<project/>") + block("bash", "mvn test"),
        block("java", "// src/test/java/ATest.java", "// Recipes go here.") + block("java", "@Test void a() {}"),
        block("bash", "./mvnw -DskipTests install", marker="run: script"),
        block("bash", "./mvnw -DskipTests package  # a phase before", marker="run: script"),
        block("bash", "docker build -t name .", marker="run: script"),
        block("bash", "docker run name", marker="run: script as named"),
        block("bash", "echo two", marker="part of: other.md"),
        block("powershell", "echo", marker="not run: there is no Windows"),
    ],
)
def test_what_is_run_is_accepted(problems, text):
    assert problems(text) == []


@pytest.mark.parametrize(
    "text",
    [
        block("xml", "<dependency/>"),
        block("yaml", "services:"),
        block("yaml", "# seed.yaml", "a: 1"),
        block("java", "class A {}"),
        block("bash", "./mvnw verify", marker="run: script"),
        block("bash", "docker build", marker="run: script"),
        block("bash", "docker run name", marker="run: script as unnamed"),
        block("bash", "echo", marker="run: no-script"),
        block("bash", "echo three", marker="part of: other.md"),
        block("bash", "echo", marker="part of: nothing.md"),
    ],
)
def test_what_nothing_runs_is_a_problem(problems, text):
    assert len(problems(text)) == 1


@pytest.mark.parametrize("text", [block("ruby", "puts"), block("bash", "echo", marker="skipped"), "```bash\necho\n"])
def test_what_is_not_understood_is_a_problem(problems, text):
    with pytest.raises(pages.Problem):
        problems(text)
