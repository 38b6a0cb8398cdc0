"""python3 -m unittest discover -s tools/score"""

import re
import unittest

import actors
import holders
import links
import names
import program


class Names(unittest.TestCase):
    def test_equal_minds_words_only(self):
        for name, other in (("Nicolás Maduro", "Nicolas Maduro"), ("Kim Jong-un", "Kim Jong Un"), ("Bashar al-Assad", "Bashar Assad"), ("Pope Francis", "Francis"), ("Gül", "Gul")):
            self.assertTrue(names.equal(name, other), (name, other))
        for name, other in (("George H. W. Bush", "George W. Bush"), ("Colin Powell", "Powell"), ("Sergei Ivanov", "Igor Ivanov")):
            self.assertFalse(names.equal(name, other), (name, other))

    def test_alike_allows_what_one_report_varies(self):
        for name, other in (("Sergei Lavrov", "Sergey Lavrov"), ("Lavrov", "Sergei Lavrov"), ("Mohammad Javad Zarif", "Javad Zarif"), ("Ali Khamenei", "Ayatollah Ali Khamenei")):
            self.assertTrue(names.alike(name, other), (name, other))
        for name, other in (("George H. W. Bush", "George W. Bush"), ("Bill Clinton", "Hillary Clinton"), ("Sergei Ivanov", "Igor Ivanov"), ("Kim Jong Il", "Kim Jong Un"), ("", "Hamas")):
            self.assertFalse(names.alike(name, other), (name, other))


class Holders(unittest.TestCase):
    def test_verdicts(self):
        lavrov, guess = {"name": "Sergey Lavrov"}, {"name": "Sergei Lavrov", "certain": False}
        self.assertEqual(holders.judge("Sergei Lavrov|Sergey Lavrov", lavrov), "right")
        self.assertEqual(holders.judge("Igor Ivanov", lavrov), "wrong")
        self.assertEqual(holders.judge("Sergei Lavrov", guess), "missing")
        self.assertEqual(holders.judge("Sergei Lavrov", {}), "missing")
        for unknown in "?-":
            self.assertEqual([holders.judge(unknown, answer) for answer in (lavrov, guess, {}, {"name": None})], ["wrong", "right", "right", "right"])


class Codes(unittest.TestCase):
    def test_alternatives_and_options(self):
        for codes, right, wrong in (
            ("RUS(GOV)", ["RUS", "RUSGOV"], ["RUSMIL", "", "RUSGOVGOV"]),
            ("IMG(MOS)(ALQ)|IMG(MOS)(*)", ["IMG", "IMGALQ", "IMGMOSISI"], ["REB", "IMGMOSALQABC"]),
            ("USAMIL|USAGOVMIL", ["USAMIL", "USAGOVMIL"], ["USA", "USAMILGOV"]),
            ("", [""], ["USA"]),
        ):
            self.assertTrue(all(actors.pattern(codes).fullmatch(code) for code in right), codes)
            self.assertFalse(any(actors.pattern(codes).fullmatch(code) for code in wrong), codes)


def mention(start, end, form, text="x"):
    return {"span": {"start": start, "end": end, "text": text}, "form": form}


RUSSIA = {"id": "a1", "kind": "state", "name": "Russia", "country": "RUS", "code": "RUS", "mentions": [mention(0, 6, "capital", "Moscow")]}
USA = RUSSIA | {"id": "a2", "name": "United States", "country": "USA", "code": "USA"}
LAVROV = {"id": "a3", "kind": "person", "name": "Sergei Lavrov", "country": "RUS", "code": "RUSGOV", "mentions": [mention(0, 3, "role", "his Russian counterpart")]}
BOTH = {"id": "a4", "kind": "group", "name": "the two countries", "members": ["a1", "a2"], "mentions": [mention(0, 3, "nominal", "the two countries")]}
MINISTER = {"id": "a5", "kind": "person", "name": "the minister", "country": None, "code": "GOV", "mentions": [mention(0, 3, "role", "The minister")]}
ACTORS = {actor["id"]: actor for actor in (RUSSIA, USA, LAVROV, BOTH, MINISTER)}


class Links(unittest.TestCase):
    def test_verdicts(self):
        for entity, actor, verdict in (
            ("RUS", RUSSIA, "right"),
            ("RUS:GOV", RUSSIA, "right"),
            ("RUS:MIL", RUSSIA, "wrong"),
            ("RUS:MIL", RUSSIA | {"kind": "organisation", "code": "RUSGOVMIL"}, "right"),
            ("RUS", LAVROV, "wrong"),
            ("RUS:GOV", LAVROV, "wrong"),
            ("Sergei Lavrov", LAVROV, "right"),
            ("Igor Ivanov", LAVROV, "wrong"),
            ("Igor Ivanov", MINISTER, "missing"),
            ("Igor Ivanov", None, "missing"),
            ("RUS+USA", BOTH, "right"),
            ("RUS+CHN", BOTH, "wrong"),
            ("RUS+USA+CHN", BOTH, "wrong"),
            (None, None, "right"),
            (None, MINISTER, "right"),
            (None, LAVROV, "wrong"),
        ):
            self.assertEqual(links.judge(entity, actor, ACTORS), verdict, (entity, actor and actor["name"]))

    def test_an_actor_goes_to_the_mention_it_overlaps_best(self):
        text = "His Russian counterpart left"
        marked = [{"start": 0, "end": 23}, {"start": 0, "end": 3}, {"start": 4, "end": 11}]
        reading = {"report": {"id": "r", "text": text}, "actors": [LAVROV | {"mentions": [mention(0, 3, "pronoun")]}, USA | {"mentions": [mention(4, 23, "role")]}]}
        self.assertEqual([actor and actor["id"] for actor in links.match(marked, reading, text)], ["a2", "a3", None])


class Tables(unittest.TestCase):
    """The probe tables keep their own rules."""

    def test_holders(self):
        rows = program.read_table(program.PROBES / "holders.tsv")
        self.assertGreaterEqual(len(rows), 220)
        self.assertGreaterEqual(sum(row["expected"] == "?" for row in rows), 25)
        self.assertEqual(len({(row["office"], row["of"], row["date"]) for row in rows}), len(rows))
        for row in rows:
            self.assertRegex(row["date"], r"^\d{4}-\d\d-\d\d$")
            self.assertTrue(row["expected"] and row["expected"] == row["expected"].strip(), row)
            self.assertEqual(row["expected"] == "?", row["date"] > "2026", row)

    def test_actors(self):
        rows = program.read_table(program.PROBES / "actors.tsv")
        self.assertGreaterEqual(len(rows), 450)
        self.assertEqual(len({(row["string"], row["date"]) for row in rows}), len(rows))
        for row in rows:
            self.assertRegex(row["date"], r"^(\d{4}-\d\d-\d\d)?$")
            self.assertTrue(all(re.fullmatch(r"([A-Z]{3}|X-[A-Z]{3,4})?", country) for country in row["country"].split("|")), row)
            actors.pattern(row["code"])

    def test_links(self):
        passages = program.read_lines(program.PROBES / "links.jsonl")
        self.assertGreaterEqual(len(passages), 60)
        self.assertEqual(len({p["id"] for p in passages}), len(passages))
        for passage in passages:
            for m in passage["mentions"]:
                self.assertEqual(passage["text"][m["start"] : m["end"]], m["text"], passage["id"])
                self.assertIn(m["form"], ("name", "role", "pronoun", "demonym", "capital", "nominal"))
            spans = [(m["start"], m["end"]) for m in passage["mentions"]]
            self.assertEqual(len(set(spans)), len(spans), passage["id"])


if __name__ == "__main__":
    unittest.main()
