//! The literate cases of `chancery-reader/tests/suite`, read with the real model.
//!
//! A careful human wrote what should be found, so a case may fail: `suite_floors.toml` says how many of each file
//! pass. Fewer fail the test; more are committed with the change that brought them (`just bless`). The cases
//! themselves are never rewritten. `CHANCERY_SUITE=nested` shows what is wrong in the cases of one file, `all` in every.

mod circumstances;

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
    expect: Vec<String>,
}

/// A statement as the cases write it, reduced to what is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    parent: Option<Box<Line>>,
    speaker: String,
    cue: String,
    form: String,
    polarity: String,
    content: Vec<String>,
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
            let (mut found, mut expect) = (found(&readings.next().unwrap()), expected(&case.expect));
            found.sort();
            expect.sort();
            *passed.entry(file.as_str()).or_insert(0) += i64::from(found == expect);
            *total.entry(file.as_str()).or_insert(0) += 1;
            if found != expect && (wanted == "all" || (!wanted.is_empty() && file.contains(&wanted))) {
                say(&difference(file, case, &found, &expect));
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
    say(&format!("{table}# {} of {}\n", passed.values().sum::<i64>(), total.values().sum::<i64>()));
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

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../chancery-reader/tests/suite")
}

/// The cases of every file below a folder, by the file's name in it.
fn files(suite: &Path) -> BTreeMap<String, Vec<Case>> {
    let mut files = BTreeMap::new();
    for kind in fs::read_dir(suite).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        if kind.ends_with(circumstances::FOLDER) {
            continue;
        }
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
            let block = |language: &str| -> String {
                let mut lines = part.lines().skip_while(|line| *line != format!("```{language}"));
                assert!(lines.next().is_some(), "no block `{language}` in {part}");
                lines.take_while(|line| *line != "```").collect::<Vec<_>>().join("\n")
            };
            Case {
                name: part.lines().next().unwrap().to_owned(),
                passage: block("text"),
                expect: block("statements").lines().map(str::to_owned).collect(),
            }
        })
        .collect()
}

/// What the program should print: the human's lines, and those wrong ones that we live with.
fn expected(lines: &[String]) -> Vec<Line> {
    let mut above: Vec<Line> = Vec::new();
    let mut all = Vec::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let missing = line.starts_with("? ");
        let line = line.strip_prefix("! ").or(line.strip_prefix("? ")).unwrap_or(line);
        let depth = (line.len() - line.trim_start().len()) / 2;
        let columns: Vec<&str> = line.splitn(5, '|').map(str::trim).collect();
        let [speaker, cue, form, polarity, content] = columns[..] else { panic!("five columns: {line}") };
        above.truncate(depth);
        let line = Line {
            parent: above.last().cloned().map(Box::new),
            speaker: words(speaker.split(" (").next().unwrap()),
            cue: words(cue),
            form: form.to_owned(),
            polarity: polarity.to_owned(),
            content: content.split(" // ").map(content_words).collect(),
        };
        above.push(line.clone());
        if !missing {
            all.push(line);
        }
    }
    all
}

/// What the program found, in the same form.
fn found(reading: &Value) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    let statements = reading["statements"].as_array().unwrap();
    let text = |span: &Value| span["text"].as_str().unwrap_or_default().to_owned();
    for statement in statements {
        let parent = statements.iter().position(|other| other["id"] == statement["parent"]);
        all.push(Line {
            parent: parent.map(|at| Box::new(all[at].clone())),
            speaker: words(&text(&statement["speaker_span"])),
            cue: words(&text(&statement["cue"])),
            form: statement["form"].as_str().unwrap().to_owned(),
            polarity: statement["polarity"].as_str().unwrap().to_owned(),
            content: statement["content"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| content_words(&text(s)))
                .collect(),
        });
    }
    all
}

/// The words alone: no marks, no capitals.
fn words(text: &str) -> String {
    let plain = text.replace(['“', '”', '‘', '’', '"', '\'', '«', '»', '„'], "").to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn content_words(text: &str) -> String {
    let words = words(text);
    let bare = ["that ", "whether ", "if ", "to "].iter().find_map(|word| words.strip_prefix(word));
    bare.unwrap_or(&words).to_owned()
}

/// What is wrong with a case, for a reader of the test's output.
fn difference(file: &str, case: &Case, found: &[Line], expect: &[Line]) -> String {
    let mut out = format!("{file}: {}\n  {}\n", case.name, case.passage.replace('\n', "\n  "));
    for line in expect.iter().filter(|line| !found.contains(line)) {
        writeln!(out, "  missing {}", shown(line)).unwrap();
    }
    for line in found.iter().filter(|line| !expect.contains(line)) {
        writeln!(out, "  found   {}", shown(line)).unwrap();
    }
    out
}

fn shown(line: &Line) -> String {
    let content = line.content.join(" // ");
    let parent = line.parent.as_ref().map(|parent| format!("   in: {}", parent.cue)).unwrap_or_default();
    format!("{} | {} | {} | {} | {content}{parent}", line.speaker, line.cue, line.form, line.polarity)
}
