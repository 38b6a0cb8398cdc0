"""python3 -m unittest discover -s tools/score"""

import collections
import unittest

import coref
import speakers

TEXT = "Anna Roe left. She said so. A clerk agreed."
CONLLU = "\n".join(
    f"{at}\t{form}\t_\t{tag}\t_\t_\t{head}\t_\t_\t_" if at else ""
    for at, form, tag, head in [
        (1, "Anna", "PROPN", 3), (2, "Roe", "PROPN", 1), (3, "left", "VERB", 0), (4, ".", "PUNCT", 3), (0, "", "", 0),
        (1, "She", "PRON", 2), (2, "said", "VERB", 0), (3, "so", "ADV", 2), (4, ".", "PUNCT", 2), (0, "", "", 0),
        (1, "A", "DET", 2), (2, "clerk", "NOUN", 3), (3, "agreed", "VERB", 0), (4, ".", "PUNCT", 3),
    ]
)  # fmt: skip
GOLD = {"text": TEXT, "clusters": [{"type": "person", "mentions": [[0, 8], [15, 18]]}, {"type": "person", "mentions": [[28, 35]]}]}


def mention(start, end, form):
    return {"span": {"start": start, "end": end, "text": TEXT[start:end]}, "form": form}


def verdicts(speaker_of_she):
    reading = {
        "actors": [
            {"id": "a1", "mentions": [mention(0, 8, "name")] + ([mention(15, 18, "pronoun")] if speaker_of_she == "a1" else [])},
            {"id": "a2", "mentions": [mention(28, 35, "nominal")]},
        ],
        "statements": [
            {"speaker_span": {"start": 15, "end": 18}, "speaker": speaker_of_she},
            {"speaker_span": {"start": 28, "end": 35}, "speaker": "a2"},
            {"speaker_span": None, "speaker": None},
        ],
    }
    return [(form, verdict) for _, form, verdict in speakers.judge(GOLD, reading, coref.Tree(TEXT, CONLLU))]


class Speakers(unittest.TestCase):
    def test_a_pronoun_is_right_with_its_person(self):
        self.assertEqual(verdicts("a1"), [("pronoun", "right"), ("nominal", "right")])

    def test_a_pronoun_is_wrong_with_another(self):
        self.assertEqual(verdicts("a2")[0], ("pronoun", "wrong"))

    def test_an_open_one_is_none(self):
        self.assertEqual(verdicts(None)[0], ("pronoun", "none"))

    def test_figures(self):
        counts = collections.defaultdict(collections.Counter)
        counts["pronoun"].update(right=3, wrong=1, none=1)
        counts["name"].update(right=4)
        self.assertEqual(speakers.figures(counts), {"canonical": 75.0, "given": 80.0, "precision": 87.5})


if __name__ == "__main__":
    unittest.main()
