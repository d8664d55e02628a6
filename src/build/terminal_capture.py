#!/usr/bin/env python3
"""Makes docs/images/terminal.svg: runs the commands below against the built jar, and draws what a terminal shows.

The emulator listens at port 3473, as readers see it. To leave that port alone on a machine that uses it, run this in a network namespace:

    unshare -rn sh -c 'ip link set lo up && src/build/terminal_capture.py'
"""

import html
import pathlib
import re
import subprocess
import tempfile

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
JAR = CHECKOUT / "target/fireworks-emulator.jar"
IMAGE = CHECKOUT / "docs/images/terminal.svg"
START = "java -jar target/fireworks-emulator.jar"
SETUP = r"""
    auth="Authorization: Bearer fw_local" control=http://localhost:3473/_emulator/v1/accounts/local
    jobs=http://localhost:3473/v1/accounts/local/supervisedFineTuningJobs
"""
STEPS = (
    "# stop the clock, and create a job that takes eight minutes",
    r"""curl -s --json '{}' $control/clock:freeze | grep -o '"time".*"frozen":true'""",
    r"""curl -s -o /dev/null -w '%{http_code}\n' -H "$auth" "$jobs?supervisedFineTuningJobId=first" \
    -H 'X-Emulator-Plan: completes-realistically' \
    -d '{"dataset": "train", "baseModel": "accounts/fireworks/models/qwen3-8b"}'""",
    "# let ten minutes pass, in no time",
    r"""curl -s --json '{"by": "PT10M"}' $control/clock:advance | grep -o '"toState":"[^}]*'""",
    """curl -s -H "$auth" "$jobs/first?readMask=state\"""",
)
WIDTH, LINE, LEFT, TOP = 880, 20, 20, 52
PROMPT, COMMENT, OUTPUT, COMMAND = "#7ee787", "#8b949e", "#c9d1d9", "#ffffff"


def main():
    with tempfile.TemporaryDirectory() as directory:
        emulator = subprocess.Popen(START.split()[:2] + [JAR], cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            lines = [(COMMAND, START), *((OUTPUT, line) for line in _ready(emulator)), (OUTPUT, "")]
            for command in STEPS:
                lines += [(COMMENT if command.startswith("#") else COMMAND, command)] + [(OUTPUT, line) for line in _run(command)]
        finally:
            emulator.terminate()
            emulator.wait()
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_text(_draw(lines))


def _ready(emulator):
    """The two lines that the emulator prints when it is ready."""
    for line in emulator.stdout:
        if line.startswith("Ready on "):
            # In a container the line goes on with a remark about published ports.
            return [line.split(" in the container")[0].strip(), emulator.stdout.readline().strip()]
    raise SystemExit("the emulator did not start")


def _run(command):
    if command.startswith("#"):
        return []
    result = subprocess.run(["bash", "-c", SETUP + command], capture_output=True, text=True, check=True)
    return result.stdout.strip().split("\n")


def _draw(lines):
    rows = []
    for colour, text in lines:
        for number, part in enumerate(text.split("\n")):
            prompt = f'<tspan fill="{PROMPT}">$ </tspan>' if colour == COMMAND and number == 0 else ""
            y = TOP + LINE * len(rows)
            part = html.escape(re.sub(r"\s+$", "", part), quote=False)
            rows.append(f'  <text x="{LEFT}" y="{y}" fill="{colour}" xml:space="preserve">{prompt}{part}</text>')
    height = TOP + LINE * len(rows)
    dots = "".join(f'<circle cx="{20 + 18 * i}" cy="18" r="6" fill="{c}"/>' for i, c in enumerate(("#ff5f56", "#ffbd2e", "#27c93f")))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"\n'
        '     font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace" font-size="13" role="img">\n'
        "  <title>A terminal: the emulator starts, a job is created, ten minutes pass at once, and the job is completed</title>\n"
        f'  <rect width="{WIDTH}" height="{height}" rx="8" fill="#0d1117"/>\n  {dots}\n' + "\n".join(rows) + "\n</svg>\n"
    )


if __name__ == "__main__":
    main()
