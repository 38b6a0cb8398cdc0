//! Regions and peoples, with the state that news takes for granted.

use super::AtlasError;
use super::table::Row;

pub(super) const COLUMNS: &[&str] = &["words", "country", "code"];

/// A region or a people that is no state: `Chechen`, `Western`, `Gaza`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its name or adjective.
    pub words: String,
    /// Id of the state, where it belongs to one.
    pub country: Option<String>,
    /// CAMEO region code, where it is larger than a state.
    pub code: Option<String>,
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Region> {
    Some(Region {
        words: row.required("words", errors)?,
        country: row.optional("country"),
        code: row.optional("code"),
    })
}
