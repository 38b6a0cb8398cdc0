#!/usr/bin/env python3
"""Scores what each mention in a passage is linked to, on tests/probes/links.jsonl.

    python3 tools/score/links.py
    python3 tools/score/links.py --readings readings.jsonl     what `chancery read` printed before
    python3 tools/score/links.py --list                        every mention that is not right

It runs `chancery read --format jsonl` on the passages with their dates and compares `actors` with the marked mentions.

- A mention of an actor belongs to the marked mention that it overlaps best (intersection over union, at least 0.3); what
  overlaps none is not judged, for places and things are not marked.
- Entity `RUS`: the state; an actor of that country that is no person, with code `RUS` or `RUSGOV`. `RUS:MIL`: a part of it,
  no person, with that sector in its code; for `GOV` the state will do, for `CVL` also a population of the country.
  `USA+RUS`: an actor with exactly these members. Anything else is a name, `|` between names for the same thing.
- A mention is right when its actor is the entity; wrong when it is another; missing when no actor has it, or one of which
  nothing is known but its own words ("the minister"): not linked. Entity null, who cannot be known: right when no actor or
  such a one has it, wrong otherwise.

The last line is a JSON object for score.py, in percent of the mentions: `right`, `wrong`, and `score` = right - wrong, since a
wrong link counts worse than none. By form, in percent right: `name`, `role`, `pronoun`, `demonym`, `capital`, `nominal`.
Standard library only; needs nothing outside the checkout.
"""

import argparse
import collections
import json
import pathlib
import re

import names
import program

STATE = re.compile(r"(?:[A-Z]{3}|X-[A-Z]{3,4})(?::[A-Z]{3})?")


def is_entity(entity, actor, actors):
    """True when the actor of a reading is the entity of a passage."""
    if "+" in entity:
        members = [actors[m] for m in actor.get("members") or [] if m in actors]
        parts = entity.split("+")
        return len(members) == len(parts) and all(any(is_entity(part, m, actors) for m in members) for part in parts)
    if STATE.fullmatch(entity):
        return is_of_state(*entity.partition(":")[::2], actor)
    return any(names.alike(name, actor.get("name") or "") for name in entity.split("|"))


def is_of_state(state, sector, actor):
    if actor.get("country") != state or actor.get("kind") == "person":
        return False
    code = actor.get("code") or ""
    if code in (state, state + "GOV") and sector in ("", "GOV"):
        return True
    if sector == "CVL" and actor.get("kind") == "population":
        return True
    return bool(sector) and sector in [code[i : i + 3] for i in range(3, len(code), 3)]


def is_vague(actor):
    """True for an actor that stands for nobody in particular: all that is known of it are its own words, "the minister"."""
    if actor.get("kind") == "group" and actor.get("members") or any(m["form"] in ("name", "capital", "demonym") for m in actor["mentions"]):
        return False
    own = {bare(m["span"]["text"]) for m in actor["mentions"]}
    return not actor.get("name") or bare(actor["name"]) in own


def bare(words):
    return re.sub(r"^(the|an?|his|her|its|their) ", "", words.casefold())


def judge(entity, actor, actors):
    """Returns right, wrong or missing for a mention; actor is None when no actor has it."""
    nobody = actor is None or is_vague(actor)
    if entity is None:
        return "right" if nobody else "wrong"
    if actor is not None and is_entity(entity, actor, actors):
        return "right"
    return "missing" if nobody else "wrong"


def overlap(a, b):
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def match(marked, reading, text):
    """Returns for each marked mention the actor that has it, or None."""
    shift = text.find(reading["report"]["text"])
    if shift < 0:
        raise SystemExit(f"links: the text of {reading['report']['id']} came back changed, so no span can be compared")
    best = [(0.0, None)] * len(marked)
    for actor in reading["actors"]:
        for mention in actor["mentions"]:
            span = mention["span"]["start"] + shift, mention["span"]["end"] + shift
            score, at = max(((overlap(span, (m["start"], m["end"])), -i) for i, m in enumerate(marked)), default=(0, 0))
            if score >= 0.3 and score > best[-at][0]:
                best[-at] = (score, actor)
    return [actor for _, actor in best]


def main():
    parser = argparse.ArgumentParser(description="Scores what mentions are linked to.")
    parser.add_argument("--readings", type=pathlib.Path, help="what `chancery read` printed, instead of running it")
    parser.add_argument("--program", type=pathlib.Path, help="the program to run, instead of building this checkout's")
    parser.add_argument("--list", action="store_true", help="print every mention that is not right")
    options = parser.parse_args()

    passages = program.read_lines(program.PROBES / "links.jsonl")
    if options.readings:
        readings = {r["report"]["id"]: r for r in program.read_lines(options.readings)}
    else:
        readings = program.read([{name: p[name] for name in ("id", "published", "text")} for p in passages], options.program)

    counts, forms = collections.Counter(), collections.defaultdict(collections.Counter)
    for passage in passages:
        reading = readings.get(passage["id"], {"report": {"id": passage["id"], "text": ""}, "actors": []})
        actors = {actor["id"]: actor for actor in reading["actors"]}
        for mention, actor in zip(passage["mentions"], match(passage["mentions"], reading, passage["text"])):
            verdict = judge(mention["entity"], actor, actors)
            counts[verdict] += 1
            forms[mention["form"]][verdict] += 1
            if options.list and verdict != "right":
                got = actor and (actor.get("name"), actor.get("kind"), actor.get("code"))
                print(verdict, passage["id"], mention["text"], f"expected {mention['entity']}, got {got}", sep="\t")
    total = sum(counts.values())
    for form in sorted(forms):
        print(form, *(f"{forms[form][verdict]} {verdict}" for verdict in ("right", "wrong", "missing")), sep="   ")
    figures = {"right": counts["right"], "wrong": counts["wrong"], "score": counts["right"] - counts["wrong"]}
    figures = {name: value / total for name, value in figures.items()}
    figures |= {form: forms[form]["right"] / sum(forms[form].values()) for form in sorted(forms)}
    print(json.dumps({name: round(100 * value, 2) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
