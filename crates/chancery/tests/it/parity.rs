//! What spaCy makes of our own examples, and what we do: the same, token for token.
//!
//! `tools/parity/reference.py` wrote the reference; `just parity` compares far more text where Python is at hand.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::laws::objects;
use super::{ended, program};

#[test]
fn our_examples_parse_as_spacy_parses_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reference = std::fs::read_to_string(root.join("tests/reference/examples.tsv")).unwrap();
    for section in reference.split("# ").filter(|section| section.lines().next().is_some_and(is_file)) {
        let (name, expect) = section.split_once('\n').unwrap();
        let file = root.join("../../examples/moscow-2017").join(name);
        let parsed = ended(program(&["parse", "--model", "md", "--format", "json", file.to_str().unwrap()]));
        let documents: Vec<Value> = objects(&parsed.check(0, &[]).out);
        let ours = table(&documents[0]);
        for (number, (ours, theirs)) in ours.lines().zip(expect.lines()).enumerate() {
            assert_eq!(ours, theirs, "{name}, token {number}");
        }
        assert_eq!(ours.lines().count(), expect.lines().count(), "{name}");
    }
}

fn is_file(line: &str) -> bool {
    line.ends_with(".txt")
}

/// The document in the reference's form.
fn table(document: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let starts: Vec<&Value> =
        document["sentences"].as_array().unwrap().iter().map(|sentence| &sentence["tokens"][0]).collect();
    let mut out = String::new();
    for token in document["tokens"].as_array().unwrap() {
        let or = |value: String, empty: &str| if value.is_empty() { empty.to_owned() } else { value };
        let fields = [
            escaped(&text(&token["text"])),
            escaped(&text(&token["lemma"])),
            text(&token["upos"]),
            text(&token["xpos"]),
            or(text(&token["feats"]), "_"),
            token["head"].to_string(),
            text(&token["deprel"]),
            if starts.contains(&&token["id"]) { "start" } else { "-" }.to_owned(),
            or(text(&token["ent"]), "O"),
        ];
        writeln!(out, "{}", fields.join("\t")).unwrap();
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r")
}
