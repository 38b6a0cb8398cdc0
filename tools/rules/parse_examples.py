#!/usr/bin/env python3
"""Parses the example texts of rule files and writes them as CoNLL-U, for tests that need no model.

    cargo build && python3 tools/rules/parse_examples.py

Runs `chancery parse` of the dev build (or --program) over the examples of crates/chancery-reader/rules and writes
crates/chancery-reader/src/rule/examples.conllu. Standard library only.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
READER = ROOT / "crates/chancery-reader"


def texts(folder):
    for path in sorted(pathlib.Path(folder).glob("*/*.toml")):
        rule = tomllib.loads(path.read_text("utf-8"))
        yield from (example["text"] for example in rule["yes"])
        yield from rule.get("no", [])


def main():
    parser = argparse.ArgumentParser(description="Parses the examples of the rules.")
    parser.add_argument("--program", default=ROOT / "target/debug/chancery")
    options = parser.parse_args()
    lines = "".join(
        json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(dict.fromkeys(texts(READER / "rules")))
    )
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "examples.jsonl")
        path.write_text(lines, encoding="utf-8")
        command = [options.program, "parse", "--format", "conllu", path]
        done = subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    kept = [
        "# newdoc" if line.startswith("# newdoc") else line
        for line in done.stdout.split("\n")
        if not line.startswith("# sent_id")
    ]
    (READER / "src/rule/examples.conllu").write_text("\n".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
