#!/usr/bin/env python3
"""Writes what spaCy makes of our own examples, for the test that compares without Python.

    python3 tools/parity/reference.py --model WHEEL_OR_DIR

One CoNLL-U-like file: form, lemma, tags, features, head and label of every token, sentences apart, entities as B-/I-.
"""

import argparse
import pathlib
import sys
import tempfile

import parity

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "crates/chancery/tests/reference/examples.tsv"


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def main():
    parser = argparse.ArgumentParser(description="Writes the reference for the parity test.")
    parser.add_argument("--model", required=True, type=pathlib.Path)
    options = parser.parse_args()
    spacy = parity.import_spacy()
    with tempfile.TemporaryDirectory() as folder:
        nlp = parity.load_spacy(spacy, options.model, pathlib.Path(folder))
    with open(OUT, "w", encoding="utf-8") as out:
        out.write(f"# {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}, spaCy {spacy.__version__}; tools/parity/reference.py\n")
        for path in sorted((ROOT / "examples/moscow-2017").glob("*.txt")):
            out.write(f"# {path.name}\n")
            for token in nlp(path.read_text(encoding="utf-8")):
                entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
                fields = [
                    escaped(token.text), escaped(token.lemma_), token.pos_, token.tag_, str(token.morph) or "_",
                    str(token.head.i), token.dep_, "start" if token.is_sent_start else "-", entity,
                ]
                out.write("\t".join(fields) + "\n")


if __name__ == "__main__":
    sys.exit(main())
