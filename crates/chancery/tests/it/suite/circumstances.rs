//! The cases of circumstances: to whom, on what occasion, when, where, and what weakens it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::words::words;
use crate::laws::objects;
use crate::{Folder, say};

/// The folder whose files have blocks of circumstances.
pub(super) const FOLDER: &str = "circumstance";
/// The columns behind the cue.
const COLUMNS: [&str; 5] = ["addressees", "venue", "time", "place", "hedges"];

/// One passage with the circumstances of its statements.
struct Case {
    file: String,
    name: String,
    passage: String,
    /// Cue and columns.
    lines: Vec<Vec<String>>,
}

/// How often a column was right, found and expected.
#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    expected: usize,
}

#[test]
fn circumstances_that_were_found_are_still_found() {
    let cases = cases();
    let folder = Folder::new();
    let mut reports = String::new();
    for case in &cases {
        writeln!(
            reports,
            "{}",
            json!({ "id": format!("{}#{}", case.file, case.name), "text": case.passage })
        )
        .unwrap();
    }
    folder.write("suite.jsonl", reports);
    let read = folder.run_with_model(&["read", "suite.jsonl", "--format", "jsonl"]);
    let readings = objects(&read.check(0, &[]).out);
    let wanted = std::env::var("CHANCERY_SUITE").unwrap_or_default();
    let (mut passed, mut total) = (BTreeMap::new(), BTreeMap::new());
    let mut tallies: BTreeMap<(String, usize), Tally> = BTreeMap::new();
    // Places are compared once the program lists any.
    let has_places = readings.iter().any(|r| r["places"].as_array().is_some_and(|p| !p.is_empty()));
    for (case, reading) in cases.iter().zip(&readings) {
        let wrong = compare(case, reading, has_places, &mut tallies);
        *passed.entry(case.file.clone()).or_insert(0) += i64::from(wrong.is_empty());
        *total.entry(case.file.clone()).or_insert(0) += 1;
        if !wrong.is_empty() && (wanted == "all" || !wanted.is_empty() && case.file.contains(&wanted)) {
            say(&format!("{}: {}\n  {}\n{wrong}", case.file, case.name, case.passage));
        }
    }
    for ((file, column), tally) in &tallies {
        let Tally { right, found, expected } = tally;
        say(&format!("{file} {:<10} {right} right of {found} found, {expected} expected", COLUMNS[*column]));
    }
    hold(&passed, &total);
}

fn cases() -> Vec<Case> {
    let folder = super::suite().join(FOLDER);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let page = fs::read_to_string(&path).unwrap();
        for part in page.split("\n## ").skip(1) {
            let block = |language: &str| -> Vec<String> {
                let mut lines = part.lines().skip_while(|line| *line != format!("```{language}"));
                assert!(lines.next().is_some(), "no block `{language}` in {part}");
                lines.take_while(|line| *line != "```").map(str::to_owned).collect()
            };
            let columns = |line: &String| line.split('|').map(|c| c.trim().to_owned()).collect::<Vec<_>>();
            all.push(Case {
                file: path.file_name().unwrap().to_string_lossy().into_owned(),
                name: part.lines().next().unwrap().to_owned(),
                passage: block("text").join("\n"),
                lines: block("circumstances").iter().map(columns).collect(),
            });
        }
    }
    all
}

/// Compares each line with the next statement of its cue and says what is wrong.
fn compare(
    case: &Case,
    reading: &Value,
    has_places: bool,
    tallies: &mut BTreeMap<(String, usize), Tally>,
) -> String {
    let mut wrong = String::new();
    let statements: Vec<&Value> = reading["statements"].as_array().unwrap().iter().collect();
    let mut used = vec![false; statements.len()];
    for line in &case.lines {
        assert_eq!(line.len(), COLUMNS.len() + 1, "six columns: {line:?}");
        let at = (0..statements.len()).find(|&at| {
            !used[at] && words(statements[at]["cue"]["text"].as_str().unwrap_or("")) == words(&line[0])
        });
        let found = at.map(|at| {
            used[at] = true;
            shown(reading, statements[at])
        });
        if found.is_none() {
            writeln!(wrong, "  no statement with the cue {}", line[0]).unwrap();
        }
        for (column, expected) in line[1..].iter().enumerate() {
            if column == 3 && !has_places {
                continue;
            }
            let expected: Vec<&str> = expected.split(';').map(str::trim).filter(|e| *e != "-").collect();
            let found = found.as_ref().map_or(Vec::new(), |found| found[column].clone());
            let tally = tallies.entry((case.file.clone(), column)).or_default();
            let right = expected.iter().filter(|e| found.iter().any(|f| fits(column, e, f)));
            let right = right.count();
            tally.right += right;
            tally.found += found.len();
            tally.expected += expected.len();
            if right != expected.len() || found.len() != expected.len() {
                let found: Vec<String> = found.iter().map(|f| f.join("/")).collect();
                let found = found.join("; ");
                let (cue, name, expected) = (&line[0], COLUMNS[column], expected.join("; "));
                writeln!(wrong, "  {cue}: {name} should be [{expected}], is [{found}]").unwrap();
            }
        }
    }
    wrong
}

/// The columns of a statement, each item with all the words that name it.
fn shown(reading: &Value, statement: &Value) -> [Vec<Vec<String>>; 5] {
    let text = |span: &Value| span["text"].as_str().map(|t| vec![t.to_owned()]);
    let item = |list: &str, id: &Value| -> Option<Value> {
        reading[list].as_array()?.iter().find(|item| item["id"] == *id && !id.is_null()).cloned()
    };
    let mentions = |id: &Value| -> Vec<String> {
        let actor = item("actors", id).unwrap_or_default();
        let spans = actor["mentions"].as_array().cloned().unwrap_or_default();
        spans.iter().filter_map(|m| m["span"]["text"].as_str().map(str::to_owned)).collect()
    };
    [
        statement["addressees"].as_array().unwrap().iter().map(mentions).collect(),
        text(&statement["venue"]).into_iter().collect(),
        item("times", &statement["time"]).and_then(|t| text(&t["span"])).into_iter().collect(),
        item("places", &statement["place"]).and_then(|p| text(&p["span"])).into_iter().collect(),
        statement["hedges"].as_array().unwrap().iter().filter_map(text).collect(),
    ]
}

/// Says whether what was found is what was expected.
fn fits(column: usize, expected: &str, found: &[String]) -> bool {
    let bare = |text: &str| {
        let words = words(text);
        let bare = ["the ", "a ", "an "].iter().find_map(|article| words.strip_prefix(article));
        bare.unwrap_or(&words).to_owned()
    };
    let expected = bare(expected);
    found.iter().map(|f| bare(f)).any(|found| match column {
        // An actor is found by one of its mentions, a time or place by a part of its words.
        0 | 2 | 3 => {
            found == expected
                || format!(" {found} ").contains(&format!(" {expected} "))
                || format!(" {expected} ").contains(&format!(" {found} "))
        }
        _ => found == expected,
    })
}

/// Compares the counts with those committed, or commits them.
fn hold(passed: &BTreeMap<String, i64>, total: &BTreeMap<String, i64>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/circumstance_floors.toml");
    let mut table = String::from("# How many cases of circumstances pass; `just bless` rewrites.\n");
    for (file, count) in passed {
        writeln!(table, "\"{file}\" = {count} # of {}", total[file]).unwrap();
    }
    say(&table);
    if std::env::var_os("CHANCERY_BLESS").is_some() {
        fs::write(path, table).unwrap();
        return;
    }
    let floors: BTreeMap<String, i64> = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for (file, floor) in &floors {
        let now = passed.get(file).copied().unwrap_or(0);
        assert!(now >= *floor, "{file}: {now} cases pass, {floor} did; CHANCERY_SUITE={file} shows them");
    }
}
