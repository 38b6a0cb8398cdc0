"""Parses the example texts of rule files with spaCy and writes them as CoNLL-U, for tests without a model.

    cd crates/chancery-reader
    python ../../tools/rules/parse_examples.py MODEL rules > src/rule/examples.conllu

MODEL is a name or a folder that spacy.load takes.
"""

import pathlib
import sys
import tomllib

import spacy


def texts(folder):
    for path in sorted(pathlib.Path(folder).glob("*/*.toml")):
        rule = tomllib.loads(path.read_text("utf-8"))
        yield from (example["text"] for example in rule["yes"])
        yield from rule.get("no", [])


def row(sentence, token):
    head = 0 if token.head == token else token.head.i - sentence.start + 1
    misc = []
    if token.ent_type_:
        misc.append(f"Entity={token.ent_iob_}-{token.ent_type_}")
    if not token.whitespace_:
        misc.append("SpaceAfter=No")
    place, features, head = str(token.i - sentence.start + 1), str(token.morph), str(head)
    columns = [place, token.text, token.lemma_, token.pos_, token.tag_, features, head, token.dep_, "", "|".join(misc)]
    return "\t".join(column or "_" for column in columns)


def main():
    model, folder = sys.argv[1:]
    nlp = spacy.load(model)
    for text in dict.fromkeys(texts(folder)):
        print("# newdoc")
        for sentence in nlp(text).sents:
            print(f"# text = {sentence.text}")
            for token in sentence:
                print(row(sentence, token))
            print()


main()
