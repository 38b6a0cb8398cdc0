#!/usr/bin/env python3
"""Scores our own sentences with one event or none: `crates/chancery-reader/tests/probes/events.tsv`.

    python3 tools/score/event_probes.py [--program target/debug/chancery]

A row is right when an event has the type, the status (`-`: any; `happened` takes `ongoing` too) and on each side an actor
mentioned in the words (`-`: any); a row of type `-` when no event is found. Prints the rows that are wrong; the last line
is a JSON object for score.py. Standard library only.
"""

import argparse
import json

import program


def covers(reading, actors, text, words):
    if words == "-":
        return True
    start = text.find(words)
    spans = [m["span"] for actor in reading["actors"] if actor["id"] in actors for m in actor["mentions"]]
    return any(span["start"] < start + len(words) and start < span["end"] for span in spans)


def fits(event, row, reading):
    status = row["status"] in ("-", event["status"]) or (row["status"], event["status"]) == ("happened", "ongoing")
    sides = all(covers(reading, event[side], row["text"], row[side]) for side in ("source", "target"))
    return event["plover"]["type"] == row["type"] and status and sides


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", help="the program to run; the release build when not given")
    options = parser.parse_args()
    rows = program.read_table(program.PROBES / "events.tsv")
    readings = program.read([{"id": str(at), "text": row["text"]} for at, row in enumerate(rows)], options.program)
    right = 0
    for at, row in enumerate(rows):
        reading = readings[str(at)]
        good = not reading["events"] if row["type"] == "-" else any(fits(e, row, reading) for e in reading["events"])
        right += good
        if not good:
            found = [f"{e['rule']} {e['cameo']} {e['status']}" for e in reading["events"]]
            print(f"{row['type']} {row['status']}: {row['text']}\n    {'; '.join(found) or 'nothing'}")
    print(json.dumps({"right": round(100 * right / len(rows), 2), "rows": len(rows)}))


if __name__ == "__main__":
    main()
