//! Where a report is.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chancery_reader::reading::{Place, PlaceKind, Reading};

use super::page::{DIM, PLAIN, Page, clean, run};

/// So many places are named; the others are counted.
const LISTED: usize = 12;

/// What makes two mentions one place.
type Key<'r> = (String, Option<PlaceKind>, Option<&'r str>, Option<&'r str>);

/// Sets the places in one row, those that are named most first.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    let mut places: Vec<(&Place, usize)> = Vec::new();
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for place in &reading.places {
        let key = (place.name.to_lowercase(), place.kind, place.country.as_deref(), place.admin1.as_deref());
        let at = *known.entry(key).or_insert(places.len());
        match places.get_mut(at) {
            Some((_, times)) => *times += 1,
            None => places.push((place, 1)),
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
    let mut text = clean(&place.name);
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
