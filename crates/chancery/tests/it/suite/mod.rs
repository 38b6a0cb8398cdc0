//! The literate cases of `chancery-reader/tests/suite`, read with the real model.
//!
//! A careful human wrote what should be found, so a case may fail: `suite_floors.toml` says how many of each file
//! pass. Fewer fail the test; more are committed with the change that brought them (`just bless`). The cases
//! themselves are never rewritten. `CHANCERY_SUITE=nested` shows what is wrong in the cases of one file, `all` in every.

mod actors;
mod assessments;
mod disputes;
mod reversals;
mod statements;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::laws::objects;
use super::{Folder, say};

/// One passage and what should be found in it.
struct Case {
    name: String,
    passage: String,
    block: &'static Block,
    expect: Vec<String>,
}

/// A kind of fenced block, and what it is held against.
struct Block {
    name: &'static str,
    compare: fn(&Value, &[String]) -> Difference,
}

/// The kinds of block; a case has one of them.
static BLOCKS: [Block; 4] = [
    Block { name: "statements", compare: statements::compare },
    Block { name: "assessments", compare: assessments::compare },
    Block { name: "reversals", compare: reversals::compare },
    Block { name: "disputes", compare: disputes::compare },
];

/// What is wrong with a case.
#[derive(Debug, Default, PartialEq, Eq)]
struct Difference {
    missing: Vec<String>,
    found: Vec<String>,
}

#[test]
fn the_cases_that_passed_still_pass() {
    let folder = Folder::new();
    let files = files(&suite());
    let wanted = std::env::var("CHANCERY_SUITE").unwrap_or_default();
    let (mut passed, mut total) = (BTreeMap::new(), BTreeMap::new());
    let mut lines = String::new();
    for (file, cases) in &files {
        for case in cases {
            writeln!(lines, "{}", json!({ "id": format!("{file}#{}", case.name), "text": case.passage }))
                .unwrap();
        }
    }
    folder.write("suite.jsonl", lines);
    let read = folder.run_with_model(&["read", "suite.jsonl", "--format", "jsonl"]);
    let mut readings = objects(&read.check(0, &[]).out).into_iter();
    for (file, cases) in &files {
        for case in cases {
            let difference = (case.block.compare)(&readings.next().unwrap(), &case.expect);
            let passes = difference == Difference::default();
            *passed.entry(file.as_str()).or_insert(0) += i64::from(passes);
            *total.entry(file.as_str()).or_insert(0) += 1;
            if !passes && (wanted == "all" || (!wanted.is_empty() && file.contains(&wanted))) {
                say(&shown(file, case, &difference));
            }
        }
    }
    hold(&passed, &total);
}

/// Compares the counts with those committed, or commits them.
fn hold(passed: &BTreeMap<&str, i64>, total: &BTreeMap<&str, i64>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/suite_floors.toml");
    let mut table = String::from(
        "# How many cases of each file in chancery-reader/tests/suite pass; `just bless` rewrites.\n",
    );
    for (file, count) in passed {
        writeln!(table, "\"{file}\" = {count} # of {}", total[file]).unwrap();
    }
    say(&format!(
        "{table}{}# {} of {}\n",
        shares(passed, total),
        passed.values().sum::<i64>(),
        total.values().sum::<i64>()
    ));
    if std::env::var_os("CHANCERY_BLESS").is_some() {
        fs::write(path, table).unwrap();
        return;
    }
    let floors: BTreeMap<String, i64> = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for (file, floor) in &floors {
        let now = passed.get(file.as_str()).copied().unwrap_or(0);
        assert!(now >= *floor, "{file}: {now} cases pass, {floor} did; CHANCERY_SUITE={file} shows them");
    }
}

/// Says for each folder how many cases pass, the seen and the unseen half apart; `tools/score/suite.py` reads this.
fn shares(passed: &BTreeMap<&str, i64>, total: &BTreeMap<&str, i64>) -> String {
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for (file, count) in passed {
        let folder = file.split(['/', '\\']).next().unwrap_or(file);
        let half = ["_a", "_b"].into_iter().find(|half| file.ends_with(&format!("{half}.md"))).unwrap_or("");
        let sum = sums.entry(format!("{folder}{half}")).or_default();
        *sum = (sum.0 + count, sum.1 + total[file]);
    }
    let mut lines = String::new();
    for (suite, (count, all)) in &sums {
        writeln!(lines, "# {suite}: {count} of {all}").unwrap();
    }
    lines
}

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../chancery-reader/tests/suite")
}

/// The cases of every file below a folder, by the file's name in it.
fn files(suite: &Path) -> BTreeMap<String, Vec<Case>> {
    let mut files = BTreeMap::new();
    for kind in fs::read_dir(suite).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&kind).unwrap().map(|entry| entry.unwrap().path()) {
            let name = file.strip_prefix(suite).unwrap().display().to_string();
            files.insert(name, cases(&fs::read_to_string(&file).unwrap()));
        }
    }
    files
}

fn cases(page: &str) -> Vec<Case> {
    let heads = page.split("\n## ").skip(1);
    heads
        .map(|part| {
            let lines = |language: &str| -> Option<String> {
                let mut lines = part.lines().skip_while(|line| *line != format!("```{language}"));
                lines.next()?;
                Some(lines.take_while(|line| *line != "```").collect::<Vec<_>>().join("\n"))
            };
            let (block, expect) = BLOCKS
                .iter()
                .find_map(|block| Some((block, lines(block.name)?)))
                .unwrap_or_else(|| panic!("no block of findings in {part}"));
            Case {
                name: part.lines().next().unwrap().to_owned(),
                passage: lines("text").unwrap_or_else(|| panic!("no block `text` in {part}")),
                block,
                expect: expect.lines().map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// The human's lines and those wrong ones that we live with, as columns; what the program misses is left out.
fn rows(lines: &[String], columns: usize) -> Vec<Vec<String>> {
    lines
        .iter()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("? "))
        .map(|line| {
            let line = line.strip_prefix("! ").unwrap_or(line);
            let row: Vec<String> = line.splitn(columns, '|').map(|column| column.trim().to_owned()).collect();
            assert_eq!(row.len(), columns, "{columns} columns: {line}");
            row
        })
        .collect()
}

/// Pairs each expected row with a finding that it agrees with; what is left over is the difference.
fn pair<F>(
    expect: Vec<Vec<String>>,
    mut found: Vec<F>,
    agree: impl Fn(&[String], &F) -> bool,
    shown: impl Fn(&F) -> String,
) -> Difference {
    let mut missing = Vec::new();
    for row in expect {
        match found.iter().position(|finding| agree(&row, finding)) {
            Some(at) => drop(found.remove(at)),
            None => missing.push(row.join(" | ")),
        }
    }
    Difference { missing, found: found.iter().map(shown).collect() }
}

/// What is wrong with a case, for a reader of the test's output.
fn shown(file: &str, case: &Case, difference: &Difference) -> String {
    let mut out = format!("{file}: {}\n  {}\n", case.name, case.passage.replace('\n', "\n  "));
    for line in &difference.missing {
        writeln!(out, "  missing {line}").unwrap();
    }
    for line in &difference.found {
        writeln!(out, "  found   {line}").unwrap();
    }
    out
}
