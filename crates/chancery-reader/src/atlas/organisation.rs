//! Organisations and who belongs to them.

use super::AtlasError;
use super::day::Days;
use super::kind::kinds;
use super::table::Row;

pub(super) const COLUMNS: &[&str] =
    &["id", "name", "kind", "code", "country", "from", "to", "aliases", "wikidata"];
pub(super) const MEMBERS: &[&str] = &["organisation", "state", "from", "to"];

/// An organisation: of states, a party, an armed group, an outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Short name in capitals: `UNSC`.
    pub id: String,
    /// What news calls it in full.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// CAMEO/PLOVER actor code: `IGONAT`.
    pub code: Option<String>,
    /// Id of its state, where it belongs to one.
    pub country: Option<String>,
    /// Since when it has existed.
    pub from: Option<Days>,
    /// Until when it existed.
    pub to: Option<Days>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Wikidata item.
    pub wikidata: Option<String>,
}

kinds! {
    /// What an organisation is.
    OrganisationKind {
        /// Made of states.
        Igo = "igo",
        /// Part of a government.
        Government = "government",
        /// Newspaper, agency, broadcaster.
        Media = "media",
        /// Company.
        Company = "company",
        /// Political party.
        Party = "party",
        /// Rebels, militias.
        ArmedGroup = "armed_group",
        /// Movement, people.
        Movement = "movement",
        /// Private organisation for a public aim.
        Ngo = "ngo",
    }
}

/// A state's time in an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Id of the organisation.
    pub organisation: String,
    /// Id of the state.
    pub state: String,
    /// Since when.
    pub from: Option<Days>,
    /// Until when.
    pub to: Option<Days>,
    /// Whether it only looks on or is partly in: an observer, a partner, suspended.
    pub partial: bool,
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Organisation> {
    let (from, to) = row.spell(errors);
    Some(Organisation {
        id: row.required("id", errors)?,
        name: row.required("name", errors)?,
        kind: row.kind("kind", OrganisationKind::parse, OrganisationKind::NAMES, errors)?,
        code: row.optional("code"),
        country: row.optional("country"),
        from,
        to,
        aliases: row.list("aliases"),
        wikidata: row.wikidata(errors),
    })
}

pub(super) fn read_member(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Membership> {
    let (from, to) = row.spell(errors);
    Some(Membership {
        organisation: row.required("organisation", errors)?,
        state: row.required("state", errors)?,
        from,
        to,
        partial: !matches!(row.cell("status"), "" | "member"),
    })
}
