"""Parses the texts of the statement cases with spaCy and writes them as CoNLL-U, for tests without a model.

    cd crates/chancery-reader/src/statement
    python ../../../../tools/statements/parse_cases.py MODEL cases.md > cases.conllu

A case is a line that starts with "> " (a "\\n" in it is a line break) and the expected findings below it.
"""

import sys

import spacy


def escaped(text):
    for sign, escape in (("\\", "\\\\"), (" ", "\\s"), ("\n", "\\n"), ("|", "\\p")):
        text = text.replace(sign, escape)
    return text


def row(sentence, token):
    head = 0 if token.head == token else token.head.i - sentence.start + 1
    misc = [f"Entity={token.ent_iob_}-{token.ent_type_}"] if token.ent_type_ else []
    if not token.whitespace_:
        misc.append("SpaceAfter=No")
    form, lemma = token.text, token.lemma_
    if token.is_space:
        misc.append(f"SpacesInToken={escaped(token.text)}")
        form = lemma = escaped(token.text)
    columns = [str(token.i - sentence.start + 1), form, lemma, token.pos_, token.tag_, str(token.morph)]
    columns += [str(head), token.dep_, "", "|".join(misc)]
    return "\t".join(column or "_" for column in columns)


def main():
    model, path = sys.argv[1:]
    nlp = spacy.load(model)
    for line in open(path, encoding="utf-8"):
        if line.startswith("> "):
            print("# newdoc")
            for sentence in nlp(line[2:].rstrip("\n").replace("\\n", "\n")).sents:
                for token in sentence:
                    print(row(sentence, token))
                print()


main()
