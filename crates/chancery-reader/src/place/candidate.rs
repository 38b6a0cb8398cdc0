//! What a name may stand for.

use super::fold::fold;
use super::gazetteer::{Class, Gazetteer};
use super::places::{Place, PlaceKind, Places};
use super::surroundings::Cue;

/// One place that a name may stand for.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    pub(crate) name: &'a str,
    pub(crate) kind: PlaceKind,
    /// Empty where the place lies in no or several countries.
    pub(crate) country: &'a str,
    /// GeoNames' code of the division, empty where unknown.
    pub(crate) division: &'a str,
    pub(crate) admin1: &'a str,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) geonames: Option<u32>,
    pub(crate) population: u64,
    pub(crate) capital: bool,
    pub(crate) alternate: bool,
    /// The position is that of the division, not of the place.
    pub(crate) approximate: bool,
    /// From our own file, not from the gazetteer.
    pub(crate) ours: bool,
    /// The place on the unit sphere, for distances.
    pub(crate) at: [f64; 3],
}

/// No name has more senses that matter.
const MOST: usize = 40;

/// Lists what `name` may stand for; nothing for a demonym.
pub(crate) fn candidates<'a>(
    name: &str,
    cue: Option<Cue>,
    gazetteer: Option<&'a Gazetteer>,
    places: &'a Places,
) -> Vec<Candidate<'a>> {
    let name = name.trim().trim_end_matches("'s").trim_end_matches("’s");
    let key = fold(name);
    if key.is_empty() || places.adjective(&key).is_some() && places.find_folded(&key).next().is_none() {
        return Vec::new();
    }
    let mut found = find(&key, gazetteer, places);
    // "EU" is no town in Normandy.
    if name.len() <= 3 && name.bytes().all(|b| b.is_ascii_uppercase()) {
        found.retain(|c| c.ours);
    }
    // A hamlet that is called like a part of the world is never meant without its holder.
    if found
        .iter()
        .any(|c| c.country.is_empty() && matches!(c.kind, PlaceKind::Region | PlaceKind::Continent))
    {
        found.retain(|c| c.ours || c.population > 30_000);
    }
    if cue == Some(Cue::County) {
        for county in [format!("{key} county"), format!("{key} parish")] {
            found.extend(find(&county, gazetteer, places));
        }
    }
    // A county is often named alone: "in Gwinnett".
    if found.is_empty() {
        found = find(&format!("{key} county"), gazetteer, places);
    }
    // A bare "Tripoli" or "Kandahar" is the town, not the division around it of the same name.
    if cue != Some(Cue::Division) {
        let towns: Vec<_> =
            found.iter().filter(|c| c.kind == PlaceKind::Town && fold(c.name) == key).cloned().collect();
        let around = |c: &Candidate<'_>, t: &Candidate<'_>| {
            (t.country, t.division) == (c.country, c.division) && kilometres(t.at, c.at) < 100.0
        };
        found.retain(|c| c.kind != PlaceKind::Admin1 || !towns.iter().any(|t| around(c, t)));
    }
    // "New York City" is "New York" by its full name, and no mere alternative; "Mexico City" is not "Mexico".
    if !found.iter().any(|c| c.kind == PlaceKind::Country) {
        let full = format!("{key} city");
        found.iter_mut().filter(|c| c.alternate && fold(c.name) == full).for_each(|c| c.alternate = false);
    }
    let mut shorter = key.as_str();
    while found.is_empty() {
        let Some(next) = without_modifier(shorter) else { break };
        shorter = next;
        // What is left of a longer name is often another, lesser place: "Pleasant City" is not "Pleasant".
        found = find(shorter, gazetteer, places);
        found.retain(|c| c.ours || (!c.alternate && c.population > 15_000));
    }
    found.truncate(MOST);
    found
}

fn find<'a>(key: &str, gazetteer: Option<&'a Gazetteer>, places: &'a Places) -> Vec<Candidate<'a>> {
    let ours: Vec<_> = places.find_folded(key).map(own).collect();
    let towns = gazetteer.into_iter().flat_map(|g| g.find_folded(key)).take(MOST).map(|r| town(r, places));
    // The same town may stand in both; the gazetteer's has an id and a population.
    let towns: Vec<_> = towns.collect();
    let double = |c: &Candidate<'_>| {
        c.kind == PlaceKind::Town
            && towns.iter().any(|t| t.country == c.country && kilometres(t.at, c.at) < 30.0)
    };
    let mut found: Vec<_> = ours.into_iter().filter(|c| !double(c)).collect();
    found.extend(towns);
    found
}

/// Strips one word that says which part, or what kind: "northern Iraq", "Anbar province", "downtown Cairo".
fn without_modifier(key: &str) -> Option<&str> {
    const BEFORE: &[&str] = &[
        "north",
        "northern",
        "south",
        "southern",
        "east",
        "eastern",
        "west",
        "western",
        "central",
        "northeast",
        "northeastern",
        "northwest",
        "northwestern",
        "southeast",
        "southeastern",
        "southwest",
        "southwestern",
        "upper",
        "lower",
        "mid",
        "inner",
        "outer",
        "downtown",
        "greater",
        "metro",
        "rural",
        "republic",
        "kingdom",
        "province",
        "state",
        "city",
        "town",
        "village",
        "of",
        "the",
        "port",
        "al",
        "el",
        "district",
        "commonwealth",
    ];
    const AFTER: &[&str] = &[
        "province",
        "region",
        "state",
        "city",
        "town",
        "district",
        "governorate",
        "oblast",
        "prefecture",
        "area",
        "island",
        "islands",
        "village",
        "township",
        "republic",
        "municipality",
        "department",
        "metropolitan",
        "suburb",
        "krai",
        "voivodeship",
        "territory",
        "peninsula",
        "airport",
        "base",
        "camp",
    ];
    if let Some((first, rest)) = key.split_once(' ')
        && BEFORE.contains(&first)
    {
        return Some(rest);
    }
    let (rest, last) = key.rsplit_once(' ')?;
    AFTER.contains(&last).then_some(rest)
}

fn own(place: &Place) -> Candidate<'_> {
    Candidate {
        name: &place.name,
        kind: place.kind,
        country: place.country.as_deref().unwrap_or_default(),
        division: place.code.as_deref().unwrap_or_default(),
        admin1: place.admin1.as_deref().unwrap_or_default(),
        lat: place.lat,
        lon: place.lon,
        geonames: place.geonames,
        population: place.population,
        capital: false,
        alternate: false,
        approximate: false,
        ours: true,
        at: sphere(place.lat, place.lon),
    }
}

fn town<'a>(record: super::Record<'a>, places: &'a Places) -> Candidate<'a> {
    let division = places.division(record.country, record.admin1);
    let county = record.class == Class::County;
    let (lat, lon) = match division {
        Some(division) if county => (division.lat, division.lon),
        _ => (record.lat, record.lon),
    };
    Candidate {
        name: record.name,
        kind: if county { PlaceKind::County } else { PlaceKind::Town },
        country: record.country,
        division: record.admin1,
        admin1: division.map_or("", |d| d.name.as_str()),
        lat,
        lon,
        geonames: Some(record.geonames).filter(|&id| id > 0),
        population: record.population.into(),
        capital: record.class == Class::Capital,
        alternate: record.alternate,
        approximate: county,
        ours: false,
        at: sphere(lat, lon),
    }
}

pub(crate) fn sphere(lat: f64, lon: f64) -> [f64; 3] {
    let ((sin, cos), (east, north)) = (lat.to_radians().sin_cos(), lon.to_radians().sin_cos());
    [cos * north, cos * east, sin]
}

/// Returns the distance of two points of the unit sphere on the Earth.
pub(crate) fn kilometres(a: [f64; 3], b: [f64; 3]) -> f64 {
    let chord = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    12_742.0 * (chord / 2.0).min(1.0).asin()
}
