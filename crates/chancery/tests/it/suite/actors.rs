//! Actors as the cases write them: a state's code or the words that name somebody.

use serde_json::Value;

use super::words::{same_name, text};

/// Returns the actor of that id; `null` where there is none.
pub(super) fn actor<'a>(reading: &'a Value, id: &Value) -> &'a Value {
    let actors = reading["actors"].as_array().map_or(&[][..], Vec::as_slice);
    actors.iter().find(|actor| actor["id"] == *id).unwrap_or(&Value::Null)
}

/// Says whether an actor is the one that a case names; `-` is nobody.
pub(super) fn is_named(actor: &Value, named: &str) -> bool {
    let (words, understood) = split(named);
    if words == "-" {
        return actor.is_null();
    }
    if words.len() == 3 && words.chars().all(|c| c.is_ascii_uppercase()) {
        return actor["country"] == words && actor["kind"] != "person";
    }
    let mentions = actor["mentions"].as_array().map_or(&[][..], Vec::as_slice);
    let called = mentions.iter().map(|mention| text(&mention["span"])).chain(actor["name"].as_str());
    called
        .into_iter()
        .any(|name| same_name(name, words) || understood.is_some_and(|other| same_name(name, other)))
}

/// Returns how the actor is called, for a reader of the test's output: the code of a state, else its name.
pub(super) fn called(actor: &Value) -> &str {
    let state = actor["country"].as_str().filter(|_| actor["kind"] == "state");
    state.or(actor["name"].as_str()).unwrap_or("-")
}

/// Splits `he (Marek Dolan)` into the words and whom a reader understands.
fn split(named: &str) -> (&str, Option<&str>) {
    match named.split_once(" (") {
        Some((words, rest)) => {
            (words.trim(), Some(rest.trim_end_matches(')').trim()).filter(|name| *name != "?"))
        }
        None => (named.trim(), None),
    }
}
