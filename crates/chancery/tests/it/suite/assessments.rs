//! `assessments` blocks: what the passage says of the state of a relationship.

use serde_json::Value;

use super::actors::{actor, called, is_named};
use super::words::{overlap, same_name, text};
use super::{Difference, pair, rows};

pub(super) fn compare(reading: &Value, lines: &[String]) -> Difference {
    let found: Vec<&Value> = reading["assessments"].as_array().unwrap().iter().collect();
    pair(
        rows(lines, 5),
        found,
        |row, finding| agree(reading, row, finding),
        |finding| shown(reading, finding),
    )
}

fn agree(reading: &Value, row: &[String], finding: &Value) -> bool {
    let [parties, level, trend, phrase, according_to] = row else { return false };
    let sides: Vec<&str> = parties.split(" & ").collect();
    let [one, other] = sides[..] else { panic!("two parties: {parties}") };
    let found = [&finding["parties"][0], &finding["parties"][1]].map(|id| actor(reading, id));
    let same = |first: &str, second: &str| is_named(found[0], first) && is_named(found[1], second);
    (same(one, other) || same(other, one))
        && finding["level"].as_i64() == level.parse().ok()
        && finding["trend"].as_str().unwrap_or("-") == trend
        && overlap(text(&finding["phrase"]), phrase)
        && on_the_word_of(reading, finding, according_to)
}

/// Compares the outermost speaker; `-` stands for the report itself, and for words that nobody is named for.
fn on_the_word_of(reading: &Value, finding: &Value, named: &str) -> bool {
    let words = named.split(" (").next().unwrap_or(named);
    let speaker = speaker(reading, finding);
    match (words, speaker) {
        ("-", "") => true,
        ("-", _) | (_, "") => false,
        (words, speaker) => same_name(words, speaker),
    }
}

fn speaker<'a>(reading: &'a Value, finding: &Value) -> &'a str {
    let statements = reading["statements"].as_array().map_or(&[][..], Vec::as_slice);
    let outermost = &finding["according_to"][0];
    statements.iter().find(|s| s["id"] == *outermost).map_or("", |s| text(&s["speaker_span"]))
}

fn shown(reading: &Value, finding: &Value) -> String {
    let party = |at: usize| called(actor(reading, &finding["parties"][at]));
    let on = Some(speaker(reading, finding)).filter(|words| !words.is_empty()).unwrap_or("-");
    let trend = finding["trend"].as_str().unwrap_or("-");
    format!(
        "{} & {} | {} | {trend} | {} | {on}",
        party(0),
        party(1),
        finding["level"],
        text(&finding["phrase"])
    )
}
