"""python3 -m unittest discover -s tools/score"""

import unittest

import coref

GOLD = [list("abc"), list("defg")]
FOUND = [list("ab"), list("cd"), list("fghi")]


class Metrics(unittest.TestCase):
    """Values worked out by hand on two gold clusters against three found ones, with e missed and h, i invented."""

    def test_muc(self):
        # recall: abc falls into {ab} {c}, one link of two; defg into {d} {e} {fg}, one of three; precision: ab one of one,
        # cd none of one, fghi one of three
        self.assertEqual(coref.muc(GOLD, FOUND), ((2, 5), (2, 5)))

    def test_b_cubed(self):
        # recall: 2/3 + 2/3 + 1/3 + 1/4 + 0 + 2/4 + 2/4; precision: 1 + 1 + 1/2 + 1/2 + 2/4 + 2/4 + 0 + 0
        (kept, gold), (right, found) = coref.b_cubed(GOLD, FOUND)
        self.assertAlmostEqual(kept, 35 / 12)
        self.assertAlmostEqual(right, 4)
        self.assertEqual((gold, found), (7, 8))

    def test_ceaf_e(self):
        # abc-ab 4/5, abc-cd 2/5, defg-cd 2/6, defg-fghi 4/8: the best pairs are the first and the last
        (best, gold), (again, found) = coref.ceaf_e(GOLD, FOUND)
        self.assertAlmostEqual(best, 1.3)
        self.assertEqual((best, gold, found), (again, 2, 3))

    def test_conll_is_the_mean(self):
        scores = coref.conll([(GOLD, FOUND)])
        self.assertAlmostEqual(scores["MUC"][2], 0.4)
        self.assertAlmostEqual(scores["B3"][2], 2 * (5 / 12) * 0.5 / (5 / 12 + 0.5))
        self.assertAlmostEqual(scores["CEAFe"][2], 2 * 0.65 * (1.3 / 3) / (0.65 + 1.3 / 3))
        self.assertAlmostEqual(scores["CoNLL"][2], (0.4 + 5 / 11 + 0.52) / 3)

    def test_counts_add_up_over_documents(self):
        # a perfect pair of mentions beside the example: MUC 3/6, CEAF-e 2.3 over 3 and 4
        scores = coref.conll([(GOLD, FOUND), ([list("xy")], [list("xy")])])
        self.assertAlmostEqual(scores["MUC"][2], 0.5)
        self.assertAlmostEqual(scores["CEAFe"][0], 2.3 / 3)
        self.assertAlmostEqual(scores["CEAFe"][1], 2.3 / 4)

    def test_nothing_found_is_nothing_right(self):
        self.assertEqual(coref.conll([(GOLD, [])])["CoNLL"], (0, 0, 0))
        self.assertEqual(coref.conll([([], [])])["CoNLL"], (0, 0, 0))

    def test_singletons_do_not_touch_muc(self):
        self.assertEqual(coref.muc(GOLD + [["s"]], FOUND + [["t"]]), coref.muc(GOLD, FOUND))

    def test_assign_takes_the_best_sum_not_the_best_pair(self):
        self.assertAlmostEqual(coref.assign([[0.9, 0.8], [0.8, 0.1]]), 1.6)
        self.assertAlmostEqual(coref.assign([[0.9], [0.8], [1.0]]), 1.0)
        self.assertAlmostEqual(coref.assign([[0.2, 0.9, 0.3]]), 0.9)

    def test_assign_agrees_with_trying_everything(self):
        import itertools
        import random

        dice = random.Random(4)
        for _ in range(200):
            rows, columns = dice.randint(1, 5), dice.randint(1, 5)
            table = [[round(dice.random(), 2) for _ in range(columns)] for _ in range(rows)]
            wide = table if rows <= columns else [list(column) for column in zip(*table)]
            best = max(sum(row[j] for row, j in zip(wide, order)) for order in itertools.permutations(range(len(wide[0])), len(wide)))
            self.assertAlmostEqual(coref.assign(table), best)


TEXT = "The minister of Mali spoke. He left."
TREE = """\
1\tThe\tthe\tDET\t_\t_\t2\tdet\t_\t_
2\tminister\tminister\tNOUN\t_\t_\t5\tnsubj\t_\t_
3\tof\tof\tADP\t_\t_\t4\tcase\t_\t_
4\tMali\tMali\tPROPN\t_\t_\t2\tnmod\t_\t_
5\tspoke\tspeak\tVERB\t_\t_\t0\troot\t_\t_
6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

1\tHe\the\tPRON\t_\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""
MINISTER, SHORT, MALI, HE = (0, 20), (0, 12), (16, 20), (28, 30)


class Mentions(unittest.TestCase):
    def setUp(self):
        self.tree = coref.Tree(TEXT, TREE)

    def test_head_is_the_word_whose_head_lies_outside(self):
        self.assertEqual([self.tree.head(m) for m in (MINISTER, SHORT, MALI, HE, (20, 20))], [1, 1, 3, 6, None])

    def test_align_by_head_only_when_asked(self):
        gold, found = [[MINISTER, HE], [MALI]], [[SHORT, HE], [MALI]]
        self.assertEqual(coref.align(gold, found, None), {HE: HE, MALI: MALI})
        self.assertEqual(coref.align(gold, found, self.tree), {HE: HE, MALI: MALI, SHORT: MINISTER})

    def test_a_gold_mention_is_taken_once(self):
        pairs = coref.align([[MINISTER]], [[SHORT], [MINISTER]], self.tree)
        self.assertEqual(pairs, {MINISTER: MINISTER})

    def test_clean_trims_and_drops_doubles(self):
        self.assertEqual(coref.clean([[[27, 30], [0, 12]], [[28, 30]], [[27, 28]]], TEXT), [[(0, 12), (28, 30)]])

    def test_pronouns(self):
        gold = [[MINISTER, HE], [MALI]]
        for found, right in (([[SHORT, HE]], 1), ([[MALI, HE]], 0), ([[HE]], 0), ([], 0)):
            with self.subTest(found=found):
                pairs = coref.align(gold, found, self.tree)
                self.assertEqual(coref.pronouns(gold[:1], gold, found, pairs, TEXT, coref.THIRD), (right, 1))

    def test_a_pronoun_without_a_name_anywhere_is_not_asked(self):
        self.assertEqual(coref.pronouns([[HE]], [[HE]], [[HE]], {HE: HE}, TEXT, coref.THIRD), (0, 0))


def report(text):
    return {"id": "r", "text": text}


def found(start, end):
    return {"span": {"start": start, "end": end}}


class Readings(unittest.TestCase):
    def test_places_join_the_state_of_their_name(self):
        reading = {
            "report": report("Mali said Mali"),
            "actors": [{"kind": "state", "name": "Mali", "mentions": [found(0, 4)]}],
            "places": [{"id": "p1", "name": "Mali", "country": "MLI", **found(10, 14)}],
        }
        self.assertEqual(coref.to_clusters(reading, "Mali said Mali"), [[[0, 4], [10, 14]]])

    def test_one_place_named_twice_is_one_cluster(self):
        place = {"name": "Gao", "country": "MLI", "geonames": 7}
        reading = {"report": report("Gao, Gao"), "actors": [], "places": [{"id": "a", **place, **found(0, 3)}, {"id": "b", **place, **found(5, 8)}]}
        self.assertEqual(coref.to_clusters(reading, "Gao, Gao"), [[[0, 3], [5, 8]]])


if __name__ == "__main__":
    unittest.main()
