//! `statements` blocks: who said what. Compared word by word, with their parents.

use serde_json::Value;

use super::Difference;
use super::words::{content_words, text, words};

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

pub(super) fn compare(reading: &Value, lines: &[String]) -> Difference {
    let (mut found, mut expect) = (found(reading), expected(lines));
    found.sort();
    expect.sort();
    if found == expect {
        return Difference::default();
    }
    let mut missing: Vec<String> = expect.iter().filter(|line| !found.contains(line)).map(shown).collect();
    let extra: Vec<String> = found.iter().filter(|line| !expect.contains(line)).map(shown).collect();
    if missing.is_empty() && extra.is_empty() {
        missing.push("the same lines, but not as often".to_owned());
    }
    Difference { missing, found: extra }
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
    for statement in statements {
        let parent = statements.iter().position(|other| other["id"] == statement["parent"]);
        all.push(Line {
            parent: parent.map(|at| Box::new(all[at].clone())),
            speaker: words(text(&statement["speaker_span"])),
            cue: words(text(&statement["cue"])),
            form: statement["form"].as_str().unwrap().to_owned(),
            polarity: statement["polarity"].as_str().unwrap().to_owned(),
            content: statement["content"]
                .as_array()
                .unwrap()
                .iter()
                .map(|s| content_words(text(s)))
                .collect(),
        });
    }
    all
}

fn shown(line: &Line) -> String {
    let content = line.content.join(" // ");
    let parent = line.parent.as_ref().map(|parent| format!("   in: {}", parent.cue)).unwrap_or_default();
    format!("{} | {} | {} | {} | {content}{parent}", line.speaker, line.cue, line.form, line.polarity)
}
