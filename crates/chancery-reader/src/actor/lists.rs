//! Word lists of titles, outlets and movements.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// The lists that actors are told by.
#[derive(Debug)]
pub(super) struct Lists {
    /// Office noun and its CAMEO sector.
    pub(super) offices: FxHashMap<&'static str, Option<&'static str>>,
    /// Courtesy and the sex it tells.
    pub(super) courtesies: FxHashMap<&'static str, Option<Sex>>,
    pub(super) media: FxHashSet<&'static str>,
    pub(super) armed_groups: FxHashSet<&'static str>,
}

/// What a courtesy tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

impl Lists {
    /// Returns the built-in lists.
    pub(super) fn get() -> &'static Lists {
        static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
            offices: pairs(include_str!("../../atlas/offices.txt")).collect(),
            courtesies: pairs(include_str!("../../atlas/courtesies.txt"))
                .map(|(word, sex)| {
                    let sex = sex.map(|s| if s == "m" { Sex::Man } else { Sex::Woman });
                    (word, sex)
                })
                .collect(),
            media: lines(include_str!("../../atlas/media.txt")).collect(),
            armed_groups: lines(include_str!("../../atlas/armed_groups.txt")).collect(),
        });
        &LISTS
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn pairs(text: &'static str) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    lines(text).map(|line| match line.split_once(' ') {
        Some((word, rest)) => (word, Some(rest)),
        None => (line, None),
    })
}
