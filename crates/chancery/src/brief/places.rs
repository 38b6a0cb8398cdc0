//! Where a report is.

use std::cmp::Reverse;

use chancery_reader::reading::{Place, PlaceKind, Reading};

use super::page::{DIM, PLAIN, Page, clean, run};

/// So many places are named; the others are counted.
const LISTED: usize = 12;

/// Sets the places in one row, those that are named most first.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    let mut places: Vec<(&Place, usize)> = Vec::new();
    for place in &reading.places {
        let same = |known: &&mut (&Place, usize)| {
            let key = |p: &Place| (p.name.to_lowercase(), p.kind, p.country.clone(), p.admin1.clone());
            key(known.0) == key(place)
        };
        match places.iter_mut().find(same) {
            Some((_, times)) => *times += 1,
            // More than a page would show is not compared with all others.
            None if places.len() < 400 => places.push((place, 1)),
            None => break,
        }
    }
    if places.is_empty() {
        return;
    }
    page.heading("Places");
    places.sort_by_key(|(place, times)| (Reverse(*times), place.id));
    let more = places.len().saturating_sub(LISTED);
    let names: Vec<String> = places.iter().take(LISTED).map(|(place, times)| name(place, *times)).collect();
    let mut row = vec![run(PLAIN, names.join(" · "))];
    if more > 0 {
        row.push(run(DIM, format!(" · {more} more")));
    }
    page.paragraph(2, 2, &row);
}

/// "Homs, SYR", "Moscow, RUS (4×)", "Springfield, USA?", "Xyz?".
fn name(place: &Place, times: usize) -> String {
    let mut text = clean(&place.name).into_owned();
    if let Some(country) = place.country.as_deref().filter(|_| place.kind != Some(PlaceKind::Country)) {
        text = format!("{text}, {country}");
    }
    if place.kind.is_none() || !place.candidates.is_empty() {
        text.push('?');
    }
    if times > 1 {
        text = format!("{text} ({times}×)");
    }
    text
}
