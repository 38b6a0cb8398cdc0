//! Names that mean several things, or that are words, too.

use super::AtlasError;
use super::table::Row;

pub(super) const COLUMNS: &[&str] = &["alias", "candidates", "default"];

/// A name that cannot be taken at its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// The name.
    pub alias: String,
    /// Ids of what it may mean.
    pub candidates: Vec<String>,
    /// What it means where nothing else tells; none where it is then no name at all.
    pub default: Option<String>,
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Ambiguous> {
    Some(Ambiguous {
        alias: row.required("alias", errors)?,
        candidates: row.list("candidates"),
        default: row.optional("default"),
    })
}
