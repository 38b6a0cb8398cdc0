//! Who appears in a report.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chancery_reader::reading::{Actor, ActorKind, Reading};
use unicode_width::UnicodeWidthStr as _;

use super::page::{BOLD, DIM, PLAIN, Page, clean, plain, run};

/// How many actors get a line of their own; the others are named in a row.
const LISTED: usize = 12;
/// Where the names begin.
const NAMES: usize = 7;

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

    let wide = |actor: &Actor| NAMES + clean(&actor.name).width() + 2;
    let column = listed.iter().map(|actor| wide(actor)).max().unwrap_or(0).min(page.width() / 2);
    for actor in listed {
        let often = run(DIM, format!("{:>4}×  ", actor.mentions.len()));
        let name = run(BOLD, actor.name.as_str());
        let about = about(actor);
        if wide(actor) <= column {
            page.hanging(&[often, name], column, &[run(PLAIN, about)]);
            continue;
        }
        page.hanging(&[often], NAMES, &[name]);
        if !about.is_empty() {
            page.paragraph(column, column, &[plain(about)]);
        }
    }
    if !others.is_empty() {
        let names: Vec<_> = others.iter().map(|actor| clean(&actor.name)).collect();
        page.hanging(&[run(DIM, " also")], NAMES, &[run(DIM, names.join(", "))]);
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
