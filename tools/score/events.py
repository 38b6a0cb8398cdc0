#!/usr/bin/env python3
"""Scores events on sentences with a marked source, a marked target and one gold PLOVER root.

    python3 tools/score/events.py                                       all rows
    python3 tools/score/events.py --rows 0:500 --write wrong.tsv        the rows that are looked at
    python3 tools/score/events.py --program target/debug/chancery

A row is one report. Of the events found in it that one counts whose source and target both overlap the gold words, the
surest first; where there is none, the surest of those that share most with them; where no event is found, the row is
wrong. An actor overlaps gold words where one of its mentions in the sentence does; a side that is not marked is not asked for. CONCEDE and RETREAT are YIELD.

The last line is a JSON object for score.py, in percent:

    root        macro-F1 over the gold roots of the rows (15 classes in the whole set)
    quad        macro-F1 over the four quad classes
    binary      macro-F1 over cooperation (quad 1, 2) and conflict (3, 4)
    actors      rows in which an event has both actors right
    found       rows in which an event is found at all
    *_seen      the same for the first 500 rows, which may be looked at
    *_unseen    the same for the others, which may not

Prints SKIPPED and nothing else when the set is not there. Standard library only.
"""

import argparse
import collections
import json
import pathlib

import program

SET = program.ROOT.parent / "shared" / "data" / "events" / "plv_dev.jsonl"
SEEN = 500
QUAD = {
    **dict.fromkeys(["AGREE", "CONSULT", "SUPPORT"], 1),
    **dict.fromkeys(["COOPERATE", "AID", "YIELD"], 2),
    **dict.fromkeys(["REQUEST", "ACCUSE", "REJECT", "THREATEN"], 3),
    **dict.fromkeys(["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"], 4),
}


def spans(row, tag):
    """Returns the marked spans of a row, as code points of its sentence."""
    marked, found, at, start = row["marked_sentence"], [], 0, {}
    position = 0
    while position < len(marked):
        for mark in ("<s>", "</s>", "<t>", "</t>"):
            if marked.startswith(mark, position):
                name = mark.strip("</>")
                if mark.startswith("</"):
                    found.append((name, start.pop(name, at), at))
                else:
                    start[name] = at
                position += len(mark)
                break
        else:
            at += 1
            position += 1
    return [(begin, end) for name, begin, end in found if name == tag]


def overlaps(reading, actors, gold):
    by_id = {actor["id"]: actor for actor in reading["actors"]}
    mentions = [mention["span"] for actor in actors for mention in by_id[actor]["mentions"]]
    for actor in actors:
        for member in by_id[actor]["members"]:
            mentions += [mention["span"] for mention in by_id[member]["mentions"]]
    return any(span["start"] < end and start < span["end"] for span in mentions for start, end in gold)


def best(reading, row):
    """Returns the event that counts, and whether its actors are right."""
    source, target = spans(row, "s"), spans(row, "t")

    def rank(event):
        first = not source or overlaps(reading, event["source"], source)
        second = not target or overlaps(reading, event["target"], target)
        return (first and second, first + second, event["confidence"])

    events = sorted(reading["events"], key=rank, reverse=True)
    return (events[0], rank(events[0])[0]) if events else (None, False)


def root(event):
    kind = event["plover"]["type"] if event else None
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def macro(pairs, classes):
    scores = {}
    for name in classes:
        right = sum(gold == found == name for gold, found in pairs)
        gold = sum(gold == name for gold, _ in pairs)
        found = sum(found == name for _, found in pairs)
        scores[name] = 200 * right / (gold + found) if gold + found else 0.0
    return sum(scores.values()) / len(scores) if scores else 0.0, scores


def figures(rows, answers):
    pairs = [(row["gold_root"], root(event)) for row, (event, _) in zip(rows, answers)]
    classes = sorted({gold for gold, _ in pairs})
    quads = [(QUAD[gold], QUAD.get(found)) for gold, found in pairs]
    sides = [(gold > 2, None if found is None else found > 2) for gold, found in quads]
    share = lambda number: 100 * number / len(rows)
    report = {
        "root": macro(pairs, classes)[0],
        "quad": macro(quads, sorted({gold for gold, _ in quads}))[0],
        "binary": macro(sides, sorted({gold for gold, _ in sides}))[0],
        "actors": share(sum(right for _, right in answers)),
        "found": share(sum(event is not None for event, _ in answers)),
    }
    return {name: round(value, 2) for name, value in report.items()}, macro(pairs, classes)[1], pairs


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", nargs="?", type=pathlib.Path, default=SET)
    parser.add_argument("--program", help="the program to run; the release build when not given")
    parser.add_argument("--rows", default=":", help="which rows, as FIRST:END")
    parser.add_argument("--write", type=pathlib.Path, help="a table of the wrong rows among the first 500")
    options = parser.parse_args()
    if not options.gold.exists():
        print("SKIPPED")
        return
    rows = program.read_lines(options.gold)
    first, end = (int(part) if part else None for part in options.rows.split(":"))
    rows = list(enumerate(rows))[first:end]
    reports = [{"id": str(at), "text": row["sentence"]} for at, row in rows]
    readings = program.read(reports, options.program)
    answers = {at: best(readings[str(at)], row) for at, row in rows}
    groups = {"": rows, "_seen": [r for r in rows if r[0] < SEEN], "_unseen": [r for r in rows if r[0] >= SEEN]}
    report = {}
    for ending, group in groups.items():
        if not group:
            continue
        found, classes, pairs = figures([row for _, row in group], [answers[at] for at, _ in group])
        report.update({name + ending: value for name, value in found.items()})
        if ending == "_seen":
            print({name: round(value) for name, value in classes.items()})
            wrong = collections.Counter(pair for pair in pairs if pair[0] != pair[1])
            print("  ", ", ".join(f"{gold} as {found} {times}" for (gold, found), times in wrong.most_common(12)))
    if options.write:
        write(options.write, groups["_seen"], answers, readings)
    print(json.dumps(report))


def write(path, rows, answers, readings):
    lines = []
    for at, row in rows:
        event, right = answers[at]
        if root(event) == row["gold_root"] and right:
            continue
        names = {actor["id"]: actor["name"] for actor in readings[str(at)]["actors"]}
        told = [
            f"{e['rule']} {e['cameo']} {[t['text'] for t in e['trigger']]} {[names[a] for a in e['source']]} -> "
            f"{[names[a] for a in e['target']]} {e['status']}"
            for e in readings[str(at)]["events"]
        ]
        mark = "type" if root(event) != row["gold_root"] else "actors"
        lines.append(f"{at}\t{mark}\t{row['gold_root']}\t{root(event)}\t{row['marked_sentence']}\n\t" + "\n\t".join(told))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
