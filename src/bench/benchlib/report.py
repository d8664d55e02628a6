"""Prints rows of figures as a table."""

import dataclasses
import json
import statistics


@dataclasses.dataclass
class Row:
    figure: str
    stored: str
    emulator: float | None
    baseline: float | None = None
    unit: str = ""
    reach: tuple[str, float] | None = None  # (">=", "<=" or "<", bound), of the ratio or, with absolute=True, of the figure itself
    absolute: bool = False
    ratio_of: str = ""  # what the ratio is to, when it is not the baseline
    note: str = ""

    def ratio(self):
        return None if not self.baseline or self.emulator is None else self.emulator / self.baseline

    def verdict(self):
        value = self.emulator if self.absolute else self.ratio()
        if self.reach is None or value is None:
            return ""
        sign, bound = self.reach
        good = {">=": value >= bound, "<=": value <= bound, "<": value < bound}[sign]
        return f"{sign} {bound:g} {'yes' if good else 'NO'}"


def median(values):
    return statistics.median(values)


def number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 100 else f"{value:.2f}"


def table(rows):
    head = ["figure", "stored", "emulator", "compared to", "unit", "ratio", "to reach"]
    cells = []
    for row in rows:
        compared = number(row.baseline) + (f" ({row.ratio_of})" if row.ratio_of else "")
        ratio = "-" if row.ratio() is None else f"{row.ratio():.2f}"
        cells.append([row.figure, row.stored, row.note or number(row.emulator), compared, row.unit, ratio, row.verdict()])
    widths = [max(len(line[i]) for line in [head, *cells]) for i in range(len(head))]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(line, widths)) + " |" for line in [head, *cells]]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines)


def as_json(about, rows):
    return json.dumps({"about": about, "rows": [dataclasses.asdict(r) | {"ratio": r.ratio()} for r in rows]}, indent=2)
