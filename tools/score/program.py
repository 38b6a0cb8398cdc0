"""Runs the program for the scripts beside this file. Standard library only."""

import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROBES = ROOT / "crates" / "chancery-reader" / "tests" / "probes"


def find(program=None):
    """Returns the program's path: the one given, or the release build of this checkout, built when needed."""
    if program:
        return pathlib.Path(program)
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "chancery"], cwd=ROOT, check=True)
    return pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "chancery"


def read(reports, program=None):
    """Returns {report id: reading} of `chancery read` over the reports."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "reports.jsonl")
        path.write_text(to_lines(reports), encoding="utf-8")
        readings = run(find(program), "read", "--format", "jsonl", str(path))
    return {reading["report"]["id"]: reading for reading in readings}


def resolve(questions, program=None):
    """Returns {question id: answer} of `chancery atlas resolve`, which answers one line for each line of its input."""
    answers = run(find(program), "atlas", "resolve", "--format", "jsonl", text=to_lines(questions))
    return {answer["id"]: answer for answer in answers}


def run(*command, text=""):
    done = subprocess.run([str(word) for word in command], input=text, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(f"`{' '.join(map(str, command[1:4]))}` ended with status {done.returncode}")
    return [json.loads(line) for line in done.stdout.split("\n") if line.strip()]


def to_lines(records):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def read_lines(path):
    """Returns the objects of a JSONL file."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_table(path):
    """Returns the rows of a probe table as dictionaries: `#` lines are comments, the first other line names the columns."""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    head = rows.pop(0)
    for number, row in enumerate(rows, 1):
        if len(row) != len(head):
            raise SystemExit(f"{path}: row {number} ({row[0]}) has {len(row)} cells, the head has {len(head)}")
    return [dict(zip(head, row)) for row in rows]
