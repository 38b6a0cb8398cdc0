//! `disputes` blocks: propositions on which actors differ.

use serde_json::Value;

use super::actors::{actor, called, is_named};
use super::words::{overlap, text};
use super::{Difference, pair, rows};

pub(super) fn compare(reading: &Value, lines: &[String]) -> Difference {
    let found: Vec<&Value> = reading["disputes"].as_array().unwrap().iter().collect();
    pair(
        rows(lines, 2),
        found,
        |row, finding| agree(reading, row, finding),
        |finding| shown(reading, finding),
    )
}

fn agree(reading: &Value, row: &[String], finding: &Value) -> bool {
    let [proposition, positions] = row else { return false };
    let mut found: Vec<&Value> = finding["positions"].as_array().unwrap().iter().collect();
    let all = positions.split(';').map(str::trim).filter(|position| !position.is_empty()).all(|position| {
        let (who, stance) = position.rsplit_once(": ").unwrap_or_else(|| panic!("actor: stance: {position}"));
        let same = |p: &&Value| p["stance"] == stance.trim() && is_named(actor(reading, &p["actor"]), who);
        let at = found.iter().position(same);
        at.map(|at| found.remove(at)).is_some()
    });
    all && found.is_empty() && overlap(proposition, text(&finding["proposition"]))
}

fn shown(reading: &Value, finding: &Value) -> String {
    let position = |p: &Value| {
        format!("{}: {}", called(actor(reading, &p["actor"])), p["stance"].as_str().unwrap_or("-"))
    };
    let positions: Vec<String> = finding["positions"].as_array().unwrap().iter().map(position).collect();
    format!("{} | {}", text(&finding["proposition"]), positions.join("; "))
}
