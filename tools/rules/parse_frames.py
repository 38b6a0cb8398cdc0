"""Parses the example texts of event frames with the program itself and writes them as CoNLL-U, for tests without a model.

    python3 tools/rules/parse_frames.py [PROGRAM]      writes crates/chancery-reader/src/event/examples.conllu

PROGRAM is `target/debug/chancery` when not given. The runtime gives what spaCy gives to the last label (`tools/parity`), so
both kinds of rules may keep their own file.
"""

import pathlib
import subprocess
import sys
import tempfile
import json
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
READER = ROOT / "crates" / "chancery-reader"


def texts():
    for path in sorted(READER.glob("rules/event/*/*.toml")):
        frame = tomllib.loads(path.read_text("utf-8"))
        yield from (example["text"] for example in frame.get("yes", []))
        yield from frame.get("no", [])


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "debug" / "chancery"
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "examples.jsonl")
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in dict.fromkeys(texts())), encoding="utf-8")
        command = [str(program), "parse", "--format", "conllu", str(path)]
        parsed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    (READER / "src" / "event" / "examples.conllu").write_bytes(parsed)


main()
