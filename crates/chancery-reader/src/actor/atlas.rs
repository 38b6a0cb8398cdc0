//! The atlas: countries with what they are called, and organisations of states.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a name in the atlas means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A country by its name: `Syria`.
    Country(usize),
    /// A country by its people: `Syrian`.
    Demonym(usize),
    /// A country by its capital: `Damascus`.
    Capital(usize),
    /// An organisation of states: `NATO`.
    Organisation(usize),
}

/// A country or territory.
#[derive(Debug)]
pub(crate) struct Country {
    pub(crate) iso3: &'static str,
    pub(crate) cameo: &'static str,
    pub(crate) name: &'static str,
}

/// An organisation of states.
#[derive(Debug)]
pub(crate) struct Organisation {
    pub(crate) cameo: &'static str,
    pub(crate) name: &'static str,
}

/// The tables with an index over every name in them.
#[derive(Debug)]
pub(crate) struct Atlas {
    pub(crate) countries: Vec<Country>,
    pub(crate) organisations: Vec<Organisation>,
    names: FxHashMap<&'static str, Entry>,
}

/// Most words that a name in the atlas has.
pub(crate) const LONGEST: usize = 7;

impl Atlas {
    /// Returns the built-in atlas.
    pub(crate) fn get() -> &'static Atlas {
        static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
            Atlas::read(
                include_str!("../../atlas/countries.txt"),
                include_str!("../../atlas/organisations.tsv"),
            )
        });
        &ATLAS
    }

    fn read(countries: &'static str, organisations: &'static str) -> Atlas {
        let mut atlas =
            Atlas { countries: Vec::new(), organisations: Vec::new(), names: FxHashMap::default() };
        for columns in rows(countries) {
            let [iso3, cameo, name, aliases, demonyms, capital] = columns[..] else { continue };
            let at = atlas.countries.len();
            atlas.countries.push(Country { iso3, cameo, name });
            for known in std::iter::once(name).chain(values(aliases)) {
                atlas.names.insert(known, Entry::Country(at));
            }
            for (list, entry) in [(demonyms, Entry::Demonym(at)), (capital, Entry::Capital(at))] {
                for known in values(list) {
                    atlas.names.entry(known).or_insert(entry);
                }
            }
        }
        for columns in rows(organisations) {
            let [cameo, name, aliases] = columns[..] else { continue };
            let at = atlas.organisations.len();
            atlas.organisations.push(Organisation { cameo, name });
            for known in std::iter::once(name).chain(values(aliases)) {
                atlas.names.entry(known).or_insert(Entry::Organisation(at));
            }
        }
        atlas
    }

    /// Finds a name, by its exact letters.
    pub(crate) fn find(&self, name: &str) -> Option<Entry> {
        self.names.get(name).copied()
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn values(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split('|').filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expect: &str) {
        let atlas = Atlas::get();
        let found = match atlas.find(name) {
            Some(Entry::Country(at)) => format!("{} name", atlas.countries[at].iso3),
            Some(Entry::Demonym(at)) => format!("{} demonym", atlas.countries[at].iso3),
            Some(Entry::Capital(at)) => format!("{} capital", atlas.countries[at].iso3),
            Some(Entry::Organisation(at)) => atlas.organisations[at].cameo.to_owned(),
            None => String::new(),
        };
        assert_eq!(found, expect, "{name}");
    }

    #[test]
    fn names_are_found() {
        check("USA", "USA name");
        check("U.S.", "USA name");
        check("Russian Federation", "RUS name");
        check("Syrians", "SYR demonym");
        check("Moscow", "RUS capital");
        check("NATO", "IGONAT");
        check("Kosovo", "XKX name");
        check("us", "");
    }

    #[test]
    fn every_row_is_whole() {
        let atlas = Atlas::get();
        assert_eq!(atlas.countries.len(), 250);
        let lines = |table: &'static str| table.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(lines(include_str!("../../atlas/countries.txt")), atlas.countries.len());
        assert_eq!(lines(include_str!("../../atlas/organisations.tsv")), atlas.organisations.len());
        assert!(atlas.countries.windows(2).all(|pair| pair[0].iso3 < pair[1].iso3), "sorted by iso3");
    }
}
