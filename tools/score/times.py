#!/usr/bin/env python3
"""Scores the times that chancery finds against texts with TIMEX3 labels.

    python3 tools/score/times.py ../shared/data/time/wikiwars                 every document
    python3 tools/score/times.py ../shared/data/time/wikiwars --half even     every second one; `odd` the others
    python3 tools/score/times.py crates/chancery-reader/tests/time/expressions.tsv    our own table of sentences
    python3 tools/score/times.py ... --errors 40                              and show what went wrong

Builds the example `timex`, reads the set's texts and hands both to the set's own scorer. The last line is a JSON
object for score.py, all in percent: F1 of values (`value`), of spans that overlap (`relaxed`) and that are the
same (`strict`). Standard library only.
"""

import argparse
import collections
import importlib.util
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score_timex.py"


def load_scorer():
    found = importlib.util.spec_from_file_location("score_timex", SCORER)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def find_times(texts, model=None):
    """Returns the times of each text, read by the example program."""
    build = ["cargo", "build", "--quiet", "--release", "-p", "chancery-reader", "--example", "timex", "--message-format=json"]
    built = subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    paths = [row.get("executable") for row in map(json.loads, built.splitlines()) if row.get("target", {}).get("name") == "timex"]
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = [path for path in paths if path][:1] + ([model] if model else [])
    done = subprocess.run(command, input=lines, check=True, stdout=subprocess.PIPE, text=True)
    return [json.loads(line)["times"] for line in done.stdout.splitlines()]


def load_table(path):
    """Returns the sentences of our own table as documents: id, published, text, gold."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    documents = []
    for number, (published, text, times) in enumerate((line.split("\t") for line in lines), 1):
        gold, at = [], 0
        for words, kind, value in (time.rsplit(" ", 2) for time in times.split(" | ") if time):
            start = text.index(words, at)
            at = start + len(words)
            gold.append((start, at, kind, value))
        documents.append((f"row {number}", None if published == "-" else published, text, gold))
    return documents


def load_folder(folder, half, scorer):
    """Returns the documents of a folder of .tml files: id, published, text, gold."""
    paths = sorted(folder.glob("*.tml"))
    if not paths:
        sys.exit(f"times: no .tml file in {folder}; give the folder of a set with TIMEX3 labels")
    paths = paths[{"even": 1, "odd": 0}[half] :: 2] if half else paths
    return [(path.stem, *scorer.load_tml(str(path))) for path in paths]


def show_errors(documents, systems, limit):
    """Prints the commonest disagreements: missed, spurious, and values that differ."""
    kinds = {"missed": collections.Counter(), "spurious": collections.Counter(), "value": collections.Counter()}
    for (name, text, gold), times in zip(documents, systems):
        for start, end, _, value in gold:
            near = [time for time in times if time["start"] < end and start < time["end"]]
            words = " ".join(text[start:end].split())
            before = " ".join(text[max(0, start - 35) : start].split())
            if not near:
                kinds["missed"][f"{before} [{words}] {value}  ({name})"] += 1
            elif value not in [time["value"] for time in near]:
                kinds["value"][f"{before} [{words}] gold {value}, here {near[0]['text']!r} {near[0]['value']} ({near[0]['rule']}, {name})"] += 1
        for time in times:
            if not any(time["start"] < end and start < time["end"] for start, end, _, _ in gold):
                around = " ".join(text[max(0, time["start"] - 35) : time["end"] + 25].split())
                kinds["spurious"][f"{time['text']!r} {time['value']} ({time['rule']}, {name}): {around}"] += 1
    for kind, rows in kinds.items():
        print(f"--- {kind}: {sum(rows.values())}")
        for row, count in rows.most_common(limit):
            print(f"  {count}  {row}")


def main():
    parser = argparse.ArgumentParser(description="Scores the times that chancery finds.")
    parser.add_argument("set", type=pathlib.Path, help="a folder of .tml files, or our own table")
    parser.add_argument("--half", choices=["even", "odd"], help="only every second document")
    parser.add_argument("--errors", type=int, default=0, help="show that many disagreements of each kind")
    parser.add_argument("--model", help="a converted model, for the tense of verbs")
    options = parser.parse_args()
    scorer = load_scorer()
    set_path = options.set
    rows = load_table(set_path) if set_path.suffix == ".tsv" else load_folder(set_path, options.half, scorer)
    documents = [(name, text, gold) for name, _, text, gold in rows]
    texts = [{"id": name, "text": text, "published": published} for name, published, text, _ in rows]
    systems = find_times(texts, options.model)
    if options.errors:
        show_errors(documents, systems, options.errors)
    rows = [[(time["start"], time["end"], time["type"], time["value"]) for time in times] for times in systems]
    found = scorer.score([gold for _, _, gold in documents], rows)
    for (name, _, gold), row in zip(documents, rows) if set_path.is_dir() else []:
        one = scorer.score([gold], [row])
        print(f"{name:30} relaxed {one['relaxed'][2]:6} value {one['value'][2]:6}")
    print(json.dumps({key: found[key] for key in ("gold", "sys", "relaxed", "strict", "value")}))
    print(json.dumps({key: found[key][2] for key in ("value", "relaxed", "strict")}))


if __name__ == "__main__":
    main()
