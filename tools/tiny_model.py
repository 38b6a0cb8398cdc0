#!/usr/bin/env python3
"""Train the tiny pipeline that tests and documentation run without a download.

A real spaCy pipeline of the same architecture as en_core_web_md, with narrow layers and no word vectors, overfitted
on a few sentences of our own (below). It knows nothing else. Needs spaCy 3.8 (tools/parity/requirements.txt):

    python3 tools/tiny_model.py crates/chancery-nlp/tests/data/tiny.whl
"""

import random
import shutil
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.training import Example
from spacy.tokens import Doc

# form/tag/head/label, entities as (first, last, label); heads count from 1 within the sentence, 0 is the root.
SENTENCES = [
    ("Moscow/NNP/2/nsubj said/VBD/0/ROOT the/DT/4/det talks/NNS/6/nsubj had/VBD/6/aux failed/VBN/2/ccomp ././2/punct", [(0, 1, "GPE")]),
    ("Lavrov/NNP/2/nsubj met/VBD/0/ROOT Tillerson/NNP/2/dobj in/IN/2/prep Moscow/NNP/4/pobj ././2/punct", [(0, 1, "PERSON"), (2, 3, "PERSON"), (4, 5, "GPE")]),
    ("The/DT/2/det minister/NN/3/nsubj denied/VBD/0/ROOT the/DT/5/det report/NN/3/dobj ././3/punct", []),
    ("Iran/NNP/2/nsubj condemned/VBD/0/ROOT the/DT/4/det strike/NN/2/dobj on/IN/4/prep Syria/NNP/5/pobj ././2/punct", [(0, 1, "GPE"), (5, 6, "GPE")]),
    ("He/PRP/2/nsubj said/VBD/0/ROOT that/IN/6/mark the/DT/5/det council/NN/6/nsubj voted/VBD/2/ccomp ././2/punct", []),
    ("The/DT/3/det United/NNP/3/compound States/NNPS/4/nsubj rejected/VBD/0/ROOT the/DT/6/det claim/NN/4/dobj ././4/punct", [(0, 3, "GPE")]),
    ("Talks/NNS/3/nsubj will/MD/3/aux resume/VB/0/ROOT on/IN/3/prep Monday/NNP/4/pobj ././3/punct", [(4, 5, "DATE")]),
    ("``/``/4/punct We/PRP/4/nsubj do/VBP/4/aux agree/VB/6/ccomp ''/''/6/punct said/VBD/0/ROOT Johnson/NNP/6/nsubj ././6/punct", [(6, 7, "PERSON")]),
]


def examples(nlp):
    """Each sentence alone, then each with the one behind it: sentences must come apart."""
    for index, sentence in enumerate(SENTENCES):
        yield example(nlp, [sentence])
        yield example(nlp, [sentence, SENTENCES[(index + 1) % len(SENTENCES)]])


def example(nlp, sentences):
    words, tags, heads, deps, spaces, entities = [], [], [], [], [], []
    for line, found in sentences:
        first = len(words)
        parts = [part.rsplit("/", 3) for part in line.split(" ")]
        for index, (word, tag, head, dep) in enumerate(parts):
            words.append(word)
            tags.append(tag)
            heads.append(first + (int(head) - 1 if head != "0" else index))
            deps.append(dep)
            spaces.append(index + 1 == len(parts) or parts[index + 1][0] != ".")
        entities += [(first + a, first + b, label) for a, b, label in found]
    doc = Doc(nlp.vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps)
    doc.ents = [doc.char_span(doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), label) for a, b, label in entities]
    return Example(nlp.make_doc(doc.text), doc)


def embed(attributes, rows):
    return {
        "@architectures": "spacy.MultiHashEmbed.v2", "width": 16, "attrs": attributes, "rows": rows,
        "include_static_vectors": False,
    }


ENCODE = {
    "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 16, "depth": 4, "window_size": 1, "maxout_pieces": 3,
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "tok2vec"}
COMMON = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]


def transition(state, tok2vec):
    return {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": state, "extra_state_tokens": False,
        "hidden_width": 16, "maxout_pieces": 2, "use_upper": True, "tok2vec": tok2vec,
    }


def build():
    random.seed(0)
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en", meta={"name": "tiny", "version": "1.0.0", "license": "MIT OR Apache-2.0"})
    shared = {"@architectures": "spacy.Tok2Vec.v2", "encode": ENCODE}
    nlp.add_pipe("tok2vec", config={"model": {**shared, "embed": embed([*COMMON, "SPACY", "IS_SPACE"], [100, 50, 100, 50, 5, 5])}})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    nlp.add_pipe("parser", config={"model": transition("parser", LISTENER), "min_action_freq": 1})
    ruler = nlp.add_pipe("attribute_ruler")
    for tag, attributes in TAGS.items():
        ruler.add([[{"TAG": tag}]], attributes)
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    nlp.add_pipe("ner", config={"model": transition("ner", {**shared, "embed": embed(COMMON, [100, 50, 100, 50])})})
    return nlp


TAGS = {
    "NNP": {"POS": "PROPN", "MORPH": "Number=Sing"}, "NNPS": {"POS": "PROPN", "MORPH": "Number=Plur"},
    "NN": {"POS": "NOUN", "MORPH": "Number=Sing"}, "NNS": {"POS": "NOUN", "MORPH": "Number=Plur"},
    "VBD": {"POS": "VERB", "MORPH": "Tense=Past|VerbForm=Fin"}, "VBN": {"POS": "VERB", "MORPH": "Tense=Past|VerbForm=Part"},
    "VB": {"POS": "VERB", "MORPH": "VerbForm=Inf"}, "VBP": {"POS": "AUX"}, "MD": {"POS": "AUX"}, "DT": {"POS": "DET"},
    "IN": {"POS": "ADP"}, "PRP": {"POS": "PRON"}, ".": {"POS": "PUNCT"}, "``": {"POS": "PUNCT"}, "''": {"POS": "PUNCT"},
}
LEMMAS = {
    "lemma_rules": {"verb": [["ed", ""], ["ed", "e"], ["s", ""]], "noun": [["s", ""]]},
    "lemma_exc": {"verb": {"said": ["say"], "denied": ["deny"], "met": ["meet"], "had": ["have"]}, "noun": {}},
    "lemma_index": {"verb": ["fail", "vote", "reject", "resume", "condemn"], "noun": ["talk", "report"]},
}


def main(out):
    nlp = build()
    lookups = spacy.lookups.Lookups()
    for name, table in LEMMAS.items():
        lookups.add_table(name, table)
    nlp.get_pipe("lemmatizer").initialize(lookups=lookups)
    data = list(examples(nlp))
    trained = ["tok2vec", "tagger", "parser", "ner"]
    with nlp.select_pipes(enable=trained):
        optimizer = nlp.initialize(lambda: data)
        optimizer.learn_rate = 0.01
        for _ in range(150):
            random.shuffle(data)
            nlp.update(data, sgd=optimizer, drop=0.1)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "en_tiny"
        nlp.to_disk(root)
        made = shutil.make_archive(str(Path(folder) / "tiny"), "zip", folder, "en_tiny")
        Path(out).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(made, out)
    for made in examples(nlp):
        doc = nlp(made.reference.text)
        print([(t.text, t.tag_, t.head.i, t.dep_, t.lemma_, t.ent_type_) for t in doc])


if __name__ == "__main__":
    main(sys.argv[1])
