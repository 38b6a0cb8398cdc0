//! Who did what to whom.

use chancery_reader::event::{status_name, type_name};
use chancery_reader::reading::{ActorId, Event, Reading, Status};
use unicode_width::UnicodeWidthStr as _;

use super::page::{BOLD, DIM, MARKED, Page, Run, clean, plain, run};

/// The widest column of types.
const TYPES: usize = 10;

/// Sets the events, one a line: type, who, to whom, the words, and what is not certain of it.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    if reading.events.is_empty() {
        return;
    }
    page.heading("Who did what");
    let wide = |event: &Event| type_name(event.plover.event_type).width();
    let column = reading.events.iter().map(wide).max().unwrap_or(0).min(TYPES);
    for event in &reading.events {
        let kind = type_name(event.plover.event_type);
        let first = [plain("  "), run(BOLD, kind)];
        page.hanging(&first, column + 4, &words(reading, event));
    }
}

fn words(reading: &Reading, event: &Event) -> Vec<Run> {
    let mut words =
        vec![plain(side(reading, &event.source)), run(DIM, " → "), plain(side(reading, &event.target))];
    let trigger: Vec<String> = event.trigger.iter().map(|span| clean(&span.text)).collect();
    words.push(run(DIM, format!("  “{}” {}", trigger.join(" … "), event.cameo)));
    if event.status != Status::Happened {
        words.push(run(MARKED, format!(" [{}]", status_name(event.status))));
    }
    let witness = event.according_to.last().and_then(|id| reading.statements.get(id.index()));
    if let Some(speaker) = witness.and_then(|statement| statement.speaker) {
        words.push(run(DIM, format!(", says {}", name(reading, speaker))));
    }
    words
}

/// "Russia, Turkey"; "?" where the report does not say.
fn side(reading: &Reading, actors: &[ActorId]) -> String {
    if actors.is_empty() {
        return "?".to_owned();
    }
    actors.iter().map(|&id| name(reading, id)).collect::<Vec<_>>().join(", ")
}

fn name(reading: &Reading, id: ActorId) -> String {
    reading.actors.get(id.index()).map_or_else(|| "?".to_owned(), |actor| clean(&actor.name))
}
