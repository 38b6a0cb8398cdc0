//! States, territories and what news treats like them.

use super::AtlasError;
use super::day::Days;
use super::kind::kinds;
use super::table::Row;

pub(super) const COLUMNS: &[&str] = &[
    "id",
    "name",
    "kind",
    "from",
    "to",
    "iso2",
    "cameo",
    "cow",
    "gw",
    "fips",
    "capital",
    "adjectives",
    "aliases",
    "metonyms",
    "lat",
    "lon",
];

/// A state, a territory, or a body that news treats like one.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// ISO 3166-1 alpha-3 (`SYR`), or `X-…` for what has none.
    pub id: String,
    /// What news calls it.
    pub name: String,
    /// What it is.
    pub kind: StateKind,
    /// Since when it has existed.
    pub from: Option<Days>,
    /// Until when it existed.
    pub to: Option<Days>,
    /// ISO 3166-1 alpha-2.
    pub iso2: Option<String>,
    /// Its CAMEO code, which actor codes begin with.
    pub cameo: String,
    /// Number in the Correlates of War list of states.
    pub cow: Option<u16>,
    /// Number in Gleditsch and Ward's list of states.
    pub gw: Option<u16>,
    /// FIPS 10-4.
    pub fips: Option<String>,
    /// Its capital.
    pub capital: Option<String>,
    /// Adjectives and names of its people.
    pub adjectives: Vec<String>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Cities, buildings and streets that stand for its government.
    pub metonyms: Vec<String>,
    /// Latitude and longitude of its middle.
    pub centre: Option<(f64, f64)>,
}

kinds! {
    /// What a state is.
    StateKind {
        /// Generally recognised.
        State = "state",
        /// Belongs to another.
        Territory = "territory",
        /// Governs itself with little or no recognition.
        Defacto = "defacto",
        /// Gone.
        Historical = "historical",
    }
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<State> {
    let (from, to) = row.spell(errors);
    let (lat, lon) = (row.number("lat", errors), row.number("lon", errors));
    if row.cell("cameo").is_empty() {
        errors.push(row.wrong_cell("cameo", "the CAMEO code is missing; actor codes begin with it"));
    }
    Some(State {
        id: row.required("id", errors)?,
        name: row.required("name", errors)?,
        kind: row.kind("kind", StateKind::parse, StateKind::NAMES, errors)?,
        from,
        to,
        iso2: row.optional("iso2"),
        cameo: row.cell("cameo").to_owned(),
        cow: row.number("cow", errors),
        gw: row.number("gw", errors),
        fips: row.optional("fips"),
        capital: row.optional("capital"),
        adjectives: row.list("adjectives"),
        aliases: row.list("aliases"),
        metonyms: row.list("metonyms"),
        centre: lat.zip(lon),
    })
}
