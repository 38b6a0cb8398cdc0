//! `reversals` blocks: changes of position.

use serde_json::Value;

use super::actors::{actor, called, is_named};
use super::words::{overlap, text};
use super::{Difference, pair, rows};

pub(super) fn compare(reading: &Value, lines: &[String]) -> Difference {
    let found: Vec<&Value> = reading["reversals"].as_array().unwrap().iter().collect();
    pair(
        rows(lines, 5),
        found,
        |row, finding| agree(reading, row, finding),
        |finding| shown(reading, finding),
    )
}

fn agree(reading: &Value, row: &[String], finding: &Value) -> bool {
    let [who, kind, topic, before, after] = row else { return false };
    let position = |words: &str, span: &Value| match words {
        "-" => span.is_null(),
        words => overlap(words, text(span)),
    };
    let all = ["topic", "before", "after"].map(|part| text(&finding[part])).join(" ");
    is_named(actor(reading, &finding["actor"]), who)
        && finding["kind"] == kind.as_str()
        && (topic == "-" || overlap(topic, &all))
        && position(before, &finding["before"])
        && position(after, &finding["after"])
}

fn shown(reading: &Value, finding: &Value) -> String {
    let part = |name: &str| Some(text(&finding[name])).filter(|words| !words.is_empty()).unwrap_or("-");
    let kind = finding["kind"].as_str().unwrap_or("-");
    let who = called(actor(reading, &finding["actor"]));
    format!("{who} | {kind} | {} | {} | {}", part("topic"), part("before"), part("after"))
}
