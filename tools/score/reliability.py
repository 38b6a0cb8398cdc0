#!/usr/bin/env python3
"""Says how often statements of a given confidence are right: the table of docs/statements.md.

    python3 tools/score/reliability.py ../shared/data/statements/polnear_dev.jsonl.gz

Right is what the scorer of the set calls so: half of the words of content shared with a labelled one, and a speaker that
overlaps. Statements without a parent, as the set labels no others. The last line is a JSON object for score.py: the
mean distance between what was said and what was right, weighted (`calibration_error`, in points). Standard library only.
"""

import argparse
import json
import pathlib
import sys

import statements

sys.path.insert(0, str(statements.SCORER.parent))


def judged(gold, reading):
    """Yields (confidence, right) for every statement without a parent."""
    import score_attribution as scorer

    document = scorer.Doc(gold["text"])
    told = [s for s in reading["statements"] if s["parent"] is None]
    span = lambda s: [s["start"], s["end"]]
    found = [
        {
            "source": [span(s["speaker_span"])] if s["speaker_span"] else [],
            "cue": [span(s["cue"])] if s["cue"] else [],
            "content": [span(c) for c in s["content"]],
        }
        for s in told
    ]
    kept = [(s, f) for s, f in zip(told, found) if document.toks(f["content"])]
    ours, theirs = scorer.prep(document, [f for _, f in kept]), scorer.prep(document, gold["attributions"])
    pairs = {j: i for i, j in scorer.greedy(theirs, ours, "c", lambda g, p: scorer.iou(g["c"], p["c"]))}
    for j, ((statement, _), ours_j) in enumerate(zip(kept, ours)):
        gold_i = theirs[pairs[j]] if j in pairs else None
        right = gold_i is not None and scorer.iou(gold_i["c"], ours_j["c"]) >= 0.5
        right = right and (bool(gold_i["s"] & ours_j["s"]) or not gold_i["s"] and not ours_j["s"])
        yield statement["confidence"], right


def main():
    parser = argparse.ArgumentParser(description="Says how often statements of a confidence are right.")
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--readings", type=pathlib.Path, help="use these readings instead of running the program")
    options = parser.parse_args()
    gold = statements.read_lines(options.gold)
    readings = statements.read_lines(options.readings) if options.readings else statements.read(map(statements.to_report, gold))
    by_id = {r["report"]["id"]: r for r in readings}
    pairs = [pair for g in gold for pair in judged(g, by_id[g["doc_id"]])]
    error = 0
    print("confidence      statements   said   right")
    for low in range(0, 10):
        inside = [(c, r) for c, r in pairs if low / 10 <= c < (low + 1) / 10 or low == 9 and c >= 1]
        if inside:
            said, right = (sum(x) / len(inside) for x in zip(*inside))
            error += len(inside) * abs(said - right)
            print(f"{low / 10:.1f} to {(low + 1) / 10:.1f} {len(inside):14} {said:8.2f} {right:7.2f}")
    print(json.dumps({"calibration_error": round(100 * error / len(pairs), 2)}))


if __name__ == "__main__":
    main()
