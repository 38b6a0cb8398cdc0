//! Who appears in a report.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_reader::reading::{Actor, ActorKind, Reading};
use unicode_width::UnicodeWidthStr as _;

use super::page::{BOLD, DIM, PLAIN, Page, clean, plain, run};

/// How many actors get a line of their own; the others are named in a row.
const LISTED: usize = 12;

/// Sets the actors, those who are spoken of most first.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    if reading.actors.is_empty() {
        return;
    }
    page.heading("Actors");
    let speakers: BTreeSet<_> = reading.statements.iter().filter_map(|statement| statement.speaker).collect();
    let mut actors: Vec<_> = reading.actors.iter().collect();
    // Ids follow the text, so actors named equally often keep its order.
    actors.sort_by_key(|actor| (Reverse(actor.mentions.len()), actor.id));
    let (mut listed, mut others): (Vec<_>, Vec<_>) =
        actors.into_iter().partition(|actor| actor.mentions.len() > 1 || speakers.contains(&actor.id));
    if listed.len() > LISTED {
        others.splice(0..0, listed.split_off(LISTED));
    }
    if listed.is_empty() {
        listed = others.drain(..others.len().min(LISTED)).collect();
    }

    let longest = listed.iter().map(|actor| clean(&actor.name).width()).max().unwrap_or(0);
    let column = longest.min(page.width() / 2 - 8) + 9;
    for actor in listed {
        let often = format!("{:>4}×  ", actor.mentions.len());
        let lead = [run(DIM, often), run(BOLD, actor.name.as_str())];
        let about = about(actor);
        if clean(&actor.name).width() + 9 > column && !about.is_empty() {
            page.hanging(&[run(DIM, format!("{:>4}×  ", actor.mentions.len()))], 7, &[run(BOLD, &*actor.name)]);
            page.paragraph(column, column, &[plain(about)]);
        } else {
            page.hanging(&lead, column, &[run(PLAIN, about)]);
        }
    }
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|actor| clean(&actor.name)).collect();
        page.hanging(&[run(DIM, " also")], 7, &[run(DIM, names.join(", "))]);
    }
}

/// "foreign minister, RUS"; "state, SYR"; "" where nothing is known.
fn about(actor: &Actor) -> String {
    let mut parts: Vec<String> = actor.roles.iter().map(|role| role.title.clone()).collect();
    parts.dedup();
    if parts.is_empty() && actor.kind != ActorKind::Unknown {
        parts.push(kind(actor.kind).to_owned());
    }
    parts.extend(actor.country.clone());
    parts.join(", ")
}

fn kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::State => "state",
        ActorKind::Person => "person",
        ActorKind::Organisation => "organisation",
        ActorKind::Igo => "organisation of states",
        ActorKind::Group => "group",
        ActorKind::ArmedGroup => "armed group",
        ActorKind::Population => "population",
        ActorKind::Media => "media",
        ActorKind::Unknown => "",
    }
}
