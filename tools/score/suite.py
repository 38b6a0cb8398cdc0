#!/usr/bin/env python3
"""Prints the share of literate cases that pass, in percent, as a JSON object: one key for each suite and half.

    python3 tools/score/suite.py          {"assessment_a": 85.3, "assessment_b": 80.0, ...}

The cases are run by the test `suite` of the program, which prints a line `# assessment_a: 64 of 75` for each.
Standard library only.
"""

import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINE = re.compile(r"^# ([a-z_]+): (\d+) of (\d+)$", re.MULTILINE)


def shares(output):
    """Returns the share of cases that pass, by suite."""
    return {suite: round(100 * int(passed) / int(total), 2) for suite, passed, total in LINE.findall(output) if int(total)}


def main():
    command = ["cargo", "test", "--quiet", "-p", "chancery", "--test", "it", "suite"]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = shares(done.stdout)
    if not found:
        sys.exit(f"`{' '.join(command)}` printed no shares:\n{done.stdout[-2000:]}")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
