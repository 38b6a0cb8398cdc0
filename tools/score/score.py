#!/usr/bin/env python3
"""Measures what scores.toml promises and compares it with what was committed.

    python3 tools/score/score.py                 measure every figure whose set is here
    python3 tools/score/score.py parity speed    only figures whose name contains one of these words
    python3 tools/score/score.py --update        and write the new values and today's date into scores.toml
    python3 tools/score/score.py --list          the committed figures, nothing measured

A row of scores.toml:

    [[score]]
    figure    = "statements, end to end F1"   # what is measured; unique
    issue     = 2                             # the issue that asked for it
    value     = 0.61                          # the committed measurement; absent until the first --update
    floor     = 0.50                          # what may never be undercut once reached
    aim       = 0.75                          # where the figure should go
    set       = "../shared/data/statements"   # what it is measured on; the row is skipped where this is missing
    date      = 2026-11-22                    # when value was measured
    command   = "cargo run ..."               # its last line of output is the number, or a JSON object with `key`
    key       = "f1"                          # only for JSON
    better    = "higher"                      # or "lower"
    tolerance = 0.002                         # how much worse is still noise

`floor`, `aim`, `key` and `tolerance` may be left out, and `set` too when the command needs nothing but the checkout.
Paths are relative to the repository, and commands run in its root.

Exit status: 0 nothing fell (skipped rows are fine), 1 a figure fell or a command failed, 2 scores.toml is wrong.
Standard library only.
"""

import argparse
import datetime
import json
import math
import pathlib
import re
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORES = pathlib.Path(__file__).resolve().parents[2] / "scores.toml"

REQUIRED = {"figure": str, "issue": int, "command": str, "better": str}
OPTIONAL = {"value": float, "floor": float, "aim": float, "tolerance": float, "set": str, "key": str, "date": datetime.date}


class ScoreError(Exception):
    """scores.toml or a measurement is not what it should be; the message says which row."""


def read_rows(text):
    """Returns the checked rows of scores.toml."""
    try:
        rows = tomllib.loads(text).get("score", [])
    except tomllib.TOMLDecodeError as error:
        raise ScoreError(f"scores.toml: {error}") from error
    seen = set()
    for number, row in enumerate(rows, 1):
        check_row(row, f"scores.toml, row {number} ({row.get('figure', 'no figure')})")
        if row["figure"] in seen:
            raise ScoreError(f"scores.toml, row {number}: figure {row['figure']!r} is listed twice")
        seen.add(row["figure"])
    return rows


def check_row(row, where):
    for name in REQUIRED:
        if name not in row:
            raise ScoreError(f"{where}: {name} is missing")
    for name, value in row.items():
        kind = REQUIRED.get(name) or OPTIONAL.get(name)
        if kind is None:
            raise ScoreError(f"{where}: unknown field {name}")
        accepted = (int, float) if kind is float else kind
        if not isinstance(value, accepted) or isinstance(value, bool):
            raise ScoreError(f"{where}: {name} = {value!r} is not a {kind.__name__}")
    if row["better"] not in ("higher", "lower"):
        raise ScoreError(f"{where}: better must be \"higher\" or \"lower\"")


def read_number(output, key=None):
    """Returns the number on the last line of a command's output."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if not lines:
        raise ScoreError("the command printed nothing")
    last = lines[-1]
    try:
        found = json.loads(last)
        number = float(found[key] if key else found)
    except (ValueError, TypeError, KeyError) as error:
        wanted = f"a JSON object with a number under {key!r}" if key else "a number"
        raise ScoreError(f"the last line is {last[:80]!r}, not {wanted}") from error
    if not math.isfinite(number):
        raise ScoreError(f"the last line is {last!r}, which cannot be compared")
    return number


def measure(row, root):
    """Runs a row's command and returns its number."""
    done = subprocess.run(
        row["command"], shell=True, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        tail = "\n    ".join(done.stderr.strip().splitlines()[-5:])
        raise ScoreError(f"`{row['command']}` ended with status {done.returncode}\n    {tail}")
    return read_number(done.stdout, row.get("key"))


def missing_set(row, root):
    """Returns the path of the set when it is not here."""
    path = row.get("set", "")
    return path if path and not (root / path).exists() else None


def judge(row, number):
    """Returns (word, failed) for a measurement beside its committed value."""
    sign = 1 if row["better"] == "higher" else -1
    tolerance = row.get("tolerance", 0)
    value, floor = row.get("value"), row.get("floor")

    def under(bound, reading):
        return sign * (reading - bound) < 0

    if value is None:
        return ("new, below the floor" if floor is not None and under(floor, number) else "new"), False
    gain = sign * (number - value)
    if gain < -tolerance:
        return "WORSE", True
    if floor is not None and under(floor, number):
        reached = not under(floor, value)
        return ("BELOW THE FLOOR" if reached else "below the floor"), reached
    return ("better" if gain > tolerance else "ok"), False


def write_value(text, figure, number, date):
    """Returns scores.toml with one row's value and date replaced, everything else untouched."""
    lines = text.split("\n")
    start, end = row_lines(lines, figure)
    put(lines, start, end, "date", date.isoformat())
    put(lines, start, row_lines(lines, figure)[1], "value", show(number))
    return "\n".join(lines)


def row_lines(lines, figure):
    heads = [i for i, line in enumerate(lines) if line.strip() == "[[score]]"] + [len(lines)]
    for start, end in zip(heads, heads[1:]):
        if any(read.get("figure") == figure for read in map(read_line, lines[start + 1 : end])):
            return start, end
    raise ScoreError(f"scores.toml: no row has figure {figure!r}")


def read_line(line):
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return {}


def put(lines, start, end, name, value):
    for i in range(start, end):
        found = re.match(rf"(\s*{name}\s*=\s*)([^#\s]+)(.*)$", lines[i])
        if found:
            lines[i] = found[1] + value + found[3]
            return
    at = next(i for i in range(start, end) if re.match(r"\s*figure\s*=", lines[i]))
    lines.insert(at + 1, f"{name} = {value}")


def show(number):
    return str(int(number)) if float(number).is_integer() and abs(number) < 1e15 else f"{number:.6g}"


def table(rows):
    """Prints rows of equal length as aligned columns."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip(), flush=True)


def cells(row, number, word):
    return [row["figure"], *(show(x) if x is not None else "-" for x in (number, row.get("value"), row.get("floor"), row.get("aim"))), word]


def main(arguments=None, root=ROOT, scores=SCORES):
    parser = argparse.ArgumentParser(description="Measures the figures of scores.toml and compares them with the committed values.")
    parser.add_argument("word", nargs="*", help="only figures whose name contains one of these words")
    parser.add_argument("--update", action="store_true", help="write the new values and today's date")
    parser.add_argument("--list", action="store_true", help="print the committed figures and stop")
    options = parser.parse_args(arguments)
    head = ["figure", "now", "committed", "floor", "aim", ""]
    try:
        text = scores.read_text(encoding="utf-8")
        rows = [row for row in read_rows(text) if not options.word or any(word in row["figure"] for word in options.word)]
    except (OSError, ScoreError) as error:
        print(f"score: {error}", file=sys.stderr)
        return 2
    if options.list:
        table([head, *(cells(row, None, row["date"].isoformat() if "date" in row else "not measured yet") for row in rows)])
        return 0

    lines, failed = [head], False
    for row in rows:
        absent = missing_set(row, root)
        if absent:
            lines.append(cells(row, None, f"skipped: {absent} is not here"))
            continue
        print(f"measuring {row['figure']} ...", file=sys.stderr, flush=True)
        try:
            number = measure(row, root)
        except ScoreError as error:
            print(f"score: {row['figure']}: {error}", file=sys.stderr)
            lines.append(cells(row, None, "FAILED"))
            failed = True
            continue
        word, fell = judge(row, number)
        failed = failed or (fell and not options.update)
        lines.append(cells(row, number, word))
        if options.update and show(number) != show(row["value"] if "value" in row else math.inf):
            text = write_value(text, row["figure"], number, datetime.date.today())
            scores.write_text(text, encoding="utf-8")
    table(lines)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
