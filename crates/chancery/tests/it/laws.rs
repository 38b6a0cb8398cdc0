//! What holds of every reading: its schema, its spans, its ids; on the examples, and on real news where it is at hand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::schema::{Schema, invalid};
use super::{Folder, examples, say};

/// The objects of JSON lines.
pub(super) fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_example_is_read_by_the_laws() {
    let readings = read(&[examples()]);
    assert_eq!(readings.len(), 10);
    for reading in &readings {
        let id = &reading["report"]["id"];
        assert!(!reading["statements"].as_array().unwrap().is_empty(), "{id}: nobody says anything");
        assert!(!reading["actors"].as_array().unwrap().is_empty(), "{id}: nobody appears");
    }
}

/// `../shared/data` holds corpora for development that are no part of the project.
#[test]
fn real_news_is_read_by_the_laws() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let corpora: Vec<PathBuf> = ["statements/polnear_dev.jsonl.gz", "coref/gum_dev.jsonl"]
        .iter()
        .map(|name| data.join(name))
        .filter(|path| path.is_file())
        .collect();
    if corpora.is_empty() {
        say("SKIPPED real_news_is_read_by_the_laws: no ../shared/data\n");
        return;
    }
    assert!(read(&corpora).len() >= 84);
}

/// Reads inputs and checks every reading.
fn read(inputs: &[PathBuf]) -> Vec<Value> {
    let folder = Folder::new();
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.extend(inputs.iter().map(|path| path.to_str().unwrap()));
    let readings = objects(&folder.run_with_model(&arguments).check(0, &[]).out);
    let schema = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/reading.schema.json"),
    );
    let schema = Schema::new(serde_json::from_str(&schema.unwrap()).unwrap());
    for reading in &readings {
        let id = &reading["report"]["id"];
        if let Some(wrong) = invalid(&schema, reading) {
            panic!("{id}: {wrong}");
        }
        check(reading).unwrap_or_else(|wrong| panic!("{id}: {wrong}"));
    }
    readings
}

/// Checks what the schema cannot say.
pub(super) fn check(reading: &Value) -> Result<(), String> {
    let text: Vec<char> = reading["report"]["text"].as_str().unwrap().chars().collect();
    let boilerplate: Vec<(usize, usize)> = list(&reading["segments"])
        .filter(|segment| segment["kind"] == "boilerplate")
        .map(|segment| ends(&segment["span"]))
        .collect();
    each_span(reading, &mut |span| {
        let (start, end) = ends(span);
        let words: String = text.get(start..end).ok_or(format!("{span} lies outside"))?.iter().collect();
        if span["text"] == words { Ok(()) } else { Err(format!("{span} is {words:?} in the text")) }
    })?;
    let found = ["actors", "places", "statements"].into_iter().flat_map(|key| list(&reading[key]));
    for finding in found {
        each_span(finding, &mut |span| {
            let (start, end) = ends(span);
            match boilerplate.iter().find(|&&(from, to)| start < to && end > from) {
                Some(_) => Err(format!("{span} lies in boilerplate")),
                None => Ok(()),
            }
        })?;
    }
    in_order(reading, "segments")?;
    in_order(reading, "sentences")?;
    in_order(reading, "places")?;
    let _ = ids(reading, "places")?;
    let actors = ids(reading, "actors")?;
    let _ = ids(reading, "sentences")?;
    let _ = ids(reading, "statements")?;
    let mut before = BTreeSet::new();
    for statement in list(&reading["statements"]) {
        let id = statement["id"].as_str().unwrap();
        if let Some(parent) = statement["parent"].as_str().filter(|parent| !before.contains(parent)) {
            return Err(format!("{id} has the parent {parent}, which is not before it"));
        }
        before.insert(id);
        let candidates = list(&statement["candidates"]).map(|candidate| &candidate["actor"]);
        let named = list(&statement["addressees"]).chain(list(&statement["about"])).chain(candidates);
        for actor in named.chain([&statement["speaker"]]).filter_map(Value::as_str) {
            if !actors.contains(actor) {
                return Err(format!("{id} names {actor}, which is no actor"));
            }
        }
        for (field, known) in [("time", "times"), ("place", "places")] {
            let unknown = |id: &&str| !list(&reading[known]).any(|item| item["id"] == **id);
            if let Some(id_) = statement[field].as_str().filter(unknown) {
                return Err(format!("{id} has the {field} {id_}, which is not listed"));
            }
        }
        if list(&statement["content"]).next().is_none() {
            return Err(format!("{id} has no content"));
        }
    }
    match list(&reading["actors"]).find(|actor| list(&actor["mentions"]).next().is_none()) {
        Some(actor) => Err(format!("{} is mentioned nowhere", actor["id"])),
        None => Ok(()),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn ends(span: &Value) -> (usize, usize) {
    let at = |key: &str| span[key].as_u64().unwrap() as usize;
    (at("start"), at("end"))
}

/// The ids of a list, each once.
fn ids<'r>(reading: &'r Value, key: &str) -> Result<BTreeSet<&'r str>, String> {
    let mut ids = BTreeSet::new();
    match list(&reading[key]).map(|item| item["id"].as_str().unwrap()).find(|id| !ids.insert(*id)) {
        Some(twice) => Err(format!("{key}: {twice} stands twice")),
        None => Ok(ids),
    }
}

/// Spans of segments, sentences or places follow one another.
fn in_order(reading: &Value, key: &str) -> Result<(), String> {
    let spans: Vec<_> = list(&reading[key]).map(|item| ends(&item["span"])).collect();
    match spans.windows(2).find(|pair| pair[0].1 > pair[1].0) {
        Some(pair) => Err(format!("{key} overlap: {pair:?}")),
        None => Ok(()),
    }
}

/// Hands over every span, wherever it stands.
fn each_span(value: &Value, take: &mut impl FnMut(&Value) -> Result<(), String>) -> Result<(), String> {
    match value {
        Value::Object(fields) if fields.keys().eq(["start", "end", "text"]) => take(value),
        Value::Object(fields) => fields.values().try_for_each(|field| each_span(field, take)),
        Value::Array(items) => items.iter().try_for_each(|item| each_span(item, take)),
        _ => Ok(()),
    }
}
