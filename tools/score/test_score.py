"""python3 -m unittest discover -s tools/score"""

import contextlib
import datetime
import io
import pathlib
import tempfile
import tomllib
import unittest

import score

ROW = {"figure": "f1", "issue": 2, "command": "echo 1", "better": "higher", "value": 0.60, "floor": 0.50, "tolerance": 0.01}

TEXT = """\
# figures we promise

[[score]]
figure = "statements F1"
issue = 2
value = 0.6   # measured on one core
floor = 0.5
date = 2026-01-02
command = "echo reading...; echo 0.7"
better = "higher"
tolerance = 0.01

[[score]]
figure = "load, ms"
issue = 2
command = '''echo '{"ms": 120}' '''
key = "ms"
better = "lower"
"""


def run(text, *arguments):
    """Runs the program on a scores.toml in a folder of its own; returns (status, stdout, the file afterwards)."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "scores.toml")
        path.write_text(text, encoding="utf-8")
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            status = score.main(list(arguments), root=pathlib.Path(folder), scores=path)
        return status, out.getvalue(), path.read_text(encoding="utf-8")


class ReadNumber(unittest.TestCase):
    def test_takes_the_last_line(self):
        self.assertEqual(score.read_number("articles 84\n\n0.615\n\n"), 0.615)

    def test_takes_a_key_of_an_object(self):
        self.assertEqual(score.read_number('{"p": 0.7, "f1": 0.6}', "f1"), 0.6)

    def test_refuses_what_is_no_number(self):
        for output, key in (("", None), ("done", None), ("nan", None), ("[1]", None), ('{"p": 1}', "f1"), ("0.5", "f1")):
            with self.subTest(output=output), self.assertRaises(score.ScoreError):
                score.read_number(output, key)


class Judge(unittest.TestCase):
    def check(self, number, expected, **changed):
        row = {name: value for name, value in (ROW | changed).items() if value is not None}
        self.assertEqual(score.judge(row, number), expected)

    def test_noise_is_fine(self):
        self.check(0.595, ("ok", False))
        self.check(0.605, ("ok", False))

    def test_a_drop_fails(self):
        self.check(0.58, ("WORSE", True))

    def test_a_rise_is_named(self):
        self.check(0.65, ("better", False))

    def test_lower_may_be_better(self):
        self.check(0.65, ("WORSE", True), better="lower", floor=0.9)
        self.check(0.55, ("better", False), better="lower", floor=0.9)

    def test_a_floor_once_reached_holds(self):
        self.check(0.496, ("BELOW THE FLOOR", True), value=0.5)
        self.check(0.40, ("below the floor", False), value=0.40)

    def test_without_a_value_nothing_can_fall(self):
        self.check(0.1, ("new, below the floor", False), value=None)
        self.check(0.9, ("new", False), value=None)


class ReadRows(unittest.TestCase):
    def test_says_what_is_wrong(self):
        good = TEXT.split("\n\n")[1] + "\n"
        for old, new, message in (
            ('better = "higher"', 'better = "up"', "better must be"),
            ("issue = 2\n", "", "issue is missing"),
            ("floor = 0.5", 'floor = "0.5"', "is not a float"),
            ("floor", "flor", "unknown field flor"),
        ):
            with self.subTest(message=message), self.assertRaisesRegex(score.ScoreError, message):
                score.read_rows(good.replace(old, new))
        with self.assertRaisesRegex(score.ScoreError, "listed twice"):
            score.read_rows(good + "\n" + good)

    def test_the_committed_file_is_well_formed(self):
        score.read_rows(score.SCORES.read_text(encoding="utf-8"))


class WriteValue(unittest.TestCase):
    def test_touches_only_value_and_date(self):
        changed = score.write_value(TEXT, "statements F1", 0.71, datetime.date(2026, 11, 22))
        expected = TEXT.replace("value = 0.6   #", "value = 0.71   #").replace("2026-01-02", "2026-11-22")
        self.assertEqual(changed, expected)

    def test_adds_what_was_never_measured(self):
        changed = score.write_value(TEXT, "load, ms", 120.0, datetime.date(2026, 11, 22))
        first, second = tomllib.loads(changed)["score"]
        self.assertEqual((second["value"], second["date"]), (120, datetime.date(2026, 11, 22)))
        self.assertEqual(first["value"], 0.6)


class Program(unittest.TestCase):
    def test_measures_and_leaves_the_file_alone(self):
        status, out, after = run(TEXT)
        self.assertEqual((status, after), (0, TEXT))
        self.assertRegex(out, r"statements F1 +0\.7 +0\.6 +0\.5 +- +better")
        self.assertRegex(out, r"load, ms +120 +- +- +- +new")

    def test_update_writes_and_then_holds(self):
        status, _, after = run(TEXT, "--update")
        self.assertEqual(status, 0)
        self.assertEqual([row["value"] for row in tomllib.loads(after)["score"]], [0.7, 120])
        self.assertEqual(run(after)[0], 0)
        self.assertEqual(run(after.replace("echo 0.7", "echo 0.3"))[0], 1)

    def test_a_set_that_is_not_here_is_skipped(self):
        status, out, after = run(TEXT.replace("issue = 2", 'issue = 2\nset = "../nowhere/set"'), "--update")
        self.assertEqual(status, 0)
        self.assertEqual(out.count("skipped: ../nowhere/set is not here"), 2)
        self.assertNotIn("0.7", after.replace("echo 0.7", ""))

    def test_a_failing_command_fails_and_the_rest_goes_on(self):
        status, out, _ = run(TEXT.replace("echo 0.7", "exit 3"))
        self.assertEqual(status, 1)
        self.assertRegex(out, "statements F1 .*FAILED")
        self.assertRegex(out, "load, ms .*new")

    def test_words_choose_figures(self):
        _, out, _ = run(TEXT, "load")
        self.assertNotIn("statements", out)

    def test_a_broken_file_is_wrong_usage(self):
        self.assertEqual(run("[[score]\n")[0], 2)


if __name__ == "__main__":
    unittest.main()
