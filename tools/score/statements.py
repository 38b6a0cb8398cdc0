#!/usr/bin/env python3
"""Scores `chancery read` on a set of reports whose statements people have labelled.

    python3 tools/score/statements.py ../shared/data/statements/polnear_dev.jsonl.gz

Builds the program, reads the set's texts and hands both to the set's own scorer. The last line is a JSON object
for score.py, F1 in percent: content with speaker (`content_speaker`, and for `direct`, `mixed` and `indirect` ones),
content alone (`content`, `content_exact`), and content, speaker and cue exact to the word (`exact`).

The set labels no statement inside another one: of the 19,832 attributions in its training part three lie in another's
content. The reading gives those, too, as the contract asks. So the figures count statements without a parent; those
with `_all` count every statement. Standard library only.
"""

import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score_attribution.py"

FIGURES = {
    "content_speaker": "all/e2e content+source",
    "content": "all/content soft",
    "content_exact": "all/content exact-norm",
    "exact": "all/e2e-strict (content+source+cue exact)",
    "direct": "direct/e2e content+source",
    "mixed": "mixed/e2e content+source",
    "indirect": "indirect/e2e content+source",
}


def read_lines(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]


def to_report(gold):
    """Returns the input line for `chancery read`."""
    report = {"id": gold["doc_id"], "text": gold["text"]}
    return report | {name: gold[key] for name, key in (("published", "date"), ("outlet", "publisher")) if gold.get(key)}


def to_attributions(reading, gold_text, nested):
    """Returns a reading's statements as the scorer's attributions.

    The reader keeps every position: it puts a space for a control character and changes nothing else.
    """
    if len(reading["report"]["text"]) != len(gold_text):
        raise SystemExit(f"statements: the text of {reading['report']['id']} came back with another length")

    def spans(found):
        return [[s["start"], s["end"]] for s in found if s and s["end"] > s["start"]]

    return [
        {"source": spans([s["speaker_span"]]), "cue": spans([s["cue"]]), "content": spans(s["content"])}
        for s in reading["statements"]
        if nested or s["parent"] is None
    ]


def read(reports):
    """Runs the program over the reports and returns their readings."""
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "chancery"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "reports.jsonl")
        path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
        run = ["cargo", "run", "--release", "--quiet", "--package", "chancery", "--", "read", "--format", "jsonl", str(path)]
        done = subprocess.run(run, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def main():
    parser = argparse.ArgumentParser(description="Scores `chancery read` on labelled statements.")
    parser.add_argument("gold", type=pathlib.Path, help="the labelled set, .jsonl or .jsonl.gz")
    parser.add_argument("--readings", type=pathlib.Path, help="score these readings instead of running the program")
    parser.add_argument("--write", type=pathlib.Path, help="keep the predictions here, to look at what is wrong")
    options = parser.parse_args()

    gold = read_lines(options.gold)
    readings = read_lines(options.readings) if options.readings else read(map(to_report, gold))
    by_id = {reading["report"]["id"]: reading for reading in readings}
    missing = [g["doc_id"] for g in gold if g["doc_id"] not in by_id]
    if missing:
        raise SystemExit(f"statements: no reading for {len(missing)} of {len(gold)} reports, the first is {missing[0]}")
    figures = {}
    for nested in (False, True):
        found = [
            {"doc_id": g["doc_id"], "attributions": to_attributions(by_id[g["doc_id"]], g["text"], nested)} for g in gold
        ]
        if options.write and not nested:
            options.write.write_text("".join(json.dumps(line) + "\n" for line in found), encoding="utf-8")
        report = score(gold, found)
        figures |= {name + ("_all" if nested else ""): report[key]["F1"] for name, key in FIGURES.items()}
    print(json.dumps(figures))


def score(gold, found):
    """Returns what the set's own scorer says."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, name) for name in ("gold.jsonl", "found.jsonl")]
        for path, lines in zip(paths, (gold, found)):
            path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(SCORER), *map(str, paths), "--json"], check=True, stdout=subprocess.PIPE, text=True
        )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
