#!/usr/bin/env python3
"""Scores who the atlas says held an office on a day, on tests/probes/holders.tsv.

    python3 tools/score/holders.py
    python3 tools/score/holders.py --answers answers.jsonl     what the program answered before
    python3 tools/score/holders.py --list                      every row that is not right

It asks the program in one run, one JSON object a line:

    chancery atlas resolve --format jsonl
    in   {"id": "holders-1", "string": "foreign minister", "of": "Russia", "date": "2017-04-12"}
    out  {"id": "holders-1", "actor": "sergei_lavrov", "name": "Sergei Lavrov", "kind": "person", "country": "RUS", "code": "RUSGOV",
          "certain": true, "confidence": 0.98, "candidates": [{"actor", "name", "confidence"}], "reason": "RUS.foreign 2004-03-09.."}

Answers may come in any order, one for each line. `name` null: nobody. `certain` false: a name past "known until", or a guess;
left out it counts as true. `string` alone (see actors.py) asks for an actor; with `of` it is an office of that state or organisation.

Verdicts
- right    the name is one of those expected (same words, accents, case, titles and particles aside) and certain;
           for `?` (nobody can know yet) and `-` (vacant): no name, or an uncertain one
- wrong    another name, said to be certain; for `?` and `-` any name said to be certain
- missing  no name, or an uncertain one, where the holder is known

The last line is a JSON object for score.py: `right` and `wrong` in percent of all rows, `wrong_after`: how many `?` rows got
a name said to be certain (must be 0). Standard library only; needs nothing outside the checkout.
"""

import argparse
import collections
import json
import pathlib

import names
import program


def judge(expected, answer):
    """Returns right, wrong or missing."""
    name = answer.get("name") if answer.get("certain", True) else None
    if expected in ("?", "-"):
        return "wrong" if name else "right"
    if not name:
        return "missing"
    return "right" if any(names.equal(name, wanted) for wanted in expected.split("|")) else "wrong"


def main():
    parser = argparse.ArgumentParser(description="Scores the atlas on offices and their holders.")
    parser.add_argument("--answers", type=pathlib.Path, help="what the program answered, instead of running it")
    parser.add_argument("--program", type=pathlib.Path, help="the program to run, instead of building this checkout's")
    parser.add_argument("--list", action="store_true", help="print every row that is not right")
    options = parser.parse_args()

    rows = {f"holders-{n}": row for n, row in enumerate(program.read_table(program.PROBES / "holders.tsv"), 1)}
    if options.answers:
        answers = {answer["id"]: answer for answer in program.read_lines(options.answers)}
    else:
        questions = [{"id": i, "string": row["office"], "of": row["of"], "date": row["date"]} for i, row in rows.items()]
        answers = program.resolve(questions, options.program)

    counts, after = collections.Counter(), 0
    for i, row in rows.items():
        answer = answers.get(i, {})
        verdict = judge(row["expected"], answer)
        counts[verdict] += 1
        after += verdict == "wrong" and row["expected"] == "?"
        if options.list and verdict != "right":
            print(verdict, row["of"], row["office"], row["date"], f"expected {row['expected']}, got {answer.get('name')}", sep="\t")
    print(f"{len(rows)} rows: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("right", "wrong", "missing")))
    print(json.dumps({name: round(100 * counts[name] / len(rows), 2) for name in ("right", "wrong")} | {"wrong_after": after}))


if __name__ == "__main__":
    main()
