#!/usr/bin/env python3
"""Scores strings of news text against the state and the actor code they stand for, on tests/probes/actors.tsv.

    python3 tools/score/actors.py
    python3 tools/score/actors.py --answers answers.jsonl     what the program answered before
    python3 tools/score/actors.py --list                      every row that is not right

It asks the program in one run, one JSON object a line (holders.py describes the answers):

    chancery atlas resolve --format jsonl
    in   {"id": "actors-1", "string": "South Korean police", "date": "2008-06-10"}     date may be missing
    out  {"id": "actors-1", "actor": "...", "name": "...", "country": "KOR", "code": "KORCOP", ...}

`country` null or missing is the empty country, `code` null or missing the empty code; both count whether certain or not.
tests/probes/README.md has the grammar of the codes and of the table's alternatives.

The last line is a JSON object for score.py, in percent of all rows: `country` right, `code` right as a whole, `code_plain`
the same over the rows without a note (nothing debatable about them), `wrong_country` a state named that is not the right one.
Standard library only; needs nothing outside the checkout.
"""

import argparse
import functools
import json
import pathlib
import re

import program


@functools.cache
def pattern(codes):
    """Returns the expression for a code cell: `|` between alternatives, `(ABC)` optional, `(*)` any one code or none."""
    alternatives = []
    for code in codes.split("|"):
        if not re.fullmatch(r"(?:[A-Z]{3}|\((?:[A-Z]{3}|\*)\))*", code):
            raise SystemExit(f"actors.tsv: {code!r} is no code; write three-letter parts, in brackets what may be missing")
        alternatives.append(re.sub(r"\(([A-Z]{3})\)", r"(?:\1)?", code).replace("(*)", "(?:[A-Z]{3})?"))
    return re.compile("|".join(alternatives))


def main():
    parser = argparse.ArgumentParser(description="Scores the atlas on strings of news text.")
    parser.add_argument("--answers", type=pathlib.Path, help="what the program answered, instead of running it")
    parser.add_argument("--program", type=pathlib.Path, help="the program to run, instead of building this checkout's")
    parser.add_argument("--list", action="store_true", help="print every row that is not right")
    options = parser.parse_args()

    rows = {f"actors-{n}": row for n, row in enumerate(program.read_table(program.PROBES / "actors.tsv"), 1)}
    if options.answers:
        answers = {answer["id"]: answer for answer in program.read_lines(options.answers)}
    else:
        questions = [{"id": i, "string": r["string"]} | ({"date": r["date"]} if r["date"] else {}) for i, r in rows.items()]
        answers = program.resolve(questions, options.program)

    country = code = plain = of_plain = wrong = 0
    for i, row in rows.items():
        answer = answers.get(i, {})
        state, found = answer.get("country") or "", answer.get("code") or ""
        right_country = state in row["country"].split("|")
        right_code = bool(pattern(row["code"]).fullmatch(found))
        country += right_country
        code += right_code
        wrong += bool(state) and not right_country
        of_plain += not row["note"]
        plain += right_code and not row["note"]
        if options.list and not (right_country and right_code):
            print(row["string"], row["date"], f"expected {row['country'] or 'none'} {row['code']}, got {state or 'none'} {found}", sep="\t")
    figures = {"country": country / len(rows), "code": code / len(rows), "code_plain": plain / of_plain, "wrong_country": wrong / len(rows)}
    print(f"{len(rows)} rows: {country} countries right, {wrong} wrong; {code} codes right; {plain} of {of_plain} without a note")
    print(json.dumps({name: round(100 * value, 2) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
