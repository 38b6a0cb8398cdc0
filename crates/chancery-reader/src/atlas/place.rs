//! Places that news needs and gazetteers lack or misjudge.

use super::AtlasError;
use super::table::Row;

pub(super) const COLUMNS: &[&str] = &["id", "name", "kind", "country", "admin1", "lat", "lon", "aliases"];

/// A place with the state that it lies in.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// What news calls it.
    pub name: String,
    /// `region`, `strait`, `air_base`, …
    pub kind: String,
    /// Ids of the states that it lies in, or that claim it.
    pub countries: Vec<String>,
    /// Other names.
    pub aliases: Vec<String>,
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Place> {
    for column in ["lat", "lon"] {
        let _: Option<f64> = row.number(column, errors);
    }
    Some(Place {
        id: row.required("id", errors)?,
        name: row.required("name", errors)?,
        kind: row.required("kind", errors)?,
        countries: row.list("country"),
        aliases: row.list("aliases"),
    })
}
