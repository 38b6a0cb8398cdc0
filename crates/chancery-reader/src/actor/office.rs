//! Offices: `Russian Foreign Minister`, `the secretary of state`, `Russia's U.N. ambassador`.

use super::Office;
use super::atlas::{Atlas, Entry, LONGEST};
use super::lists::Lists;

/// Reads an office from the words of a noun phrase; nothing where no word of it is one.
pub(super) fn read(words: &str) -> Option<Office> {
    let words: Vec<&str> = words
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| matches!(c, ',' | '“' | '”' | '"' | '(' | ')')))
        .map(|w| w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w))
        .filter(|w| !w.is_empty())
        .take(12)
        .collect();
    let lists = Lists::get();
    let mut country = None;
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=LONGEST.min(words.len() - at)).rev().find_map(|n| {
            let name = words[at..at + n].join(" ");
            match Atlas::get().find(&name)? {
                Entry::Country(c) | Entry::Demonym(c) | Entry::Capital(c) => Some((n, c)),
                Entry::Organisation(_) => None,
            }
        });
        match longest {
            Some((n, found)) => {
                country.get_or_insert(Atlas::get().countries[found].iso3);
                at += n;
            }
            None => {
                kept.push(words[at]);
                at += 1;
            }
        }
    }
    let title = normal(&kept.join(" "));
    let head = title.split(' ').take_while(|w| !matches!(*w, "of" | "for" | "to" | "at" | "in")).last()?;
    let sector = lists.offices.get(head).copied()?;
    Some(Office { title, country, sector })
}

/// Returns a title in its plain form: small letters, no article, no `former` or `then`.
pub(super) fn normal(title: &str) -> String {
    title
        .to_lowercase()
        .split_whitespace()
        .filter(|w| {
            !matches!(*w, "the" | "a" | "an" | "former" | "then" | "ex" | "its" | "his" | "her" | "their")
        })
        .map(|w| w.trim_start_matches("ex-").trim_start_matches("then-"))
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches(" of")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, title: &str, country: Option<&str>, sector: Option<&str>) {
        let found = read(words).unwrap_or_else(|| panic!("no office in {words:?}"));
        assert_eq!((found.title.as_str(), found.country, found.sector), (title, country, sector), "{words}");
    }

    #[test]
    fn offices_are_read() {
        check("Russian Foreign Minister", "foreign minister", Some("RUS"), Some("GOV"));
        check("U.S. Secretary of State", "secretary of state", Some("USA"), Some("GOV"));
        check("the secretary of state", "secretary of state", None, Some("GOV"));
        check("Russia's U.N. Ambassador", "u.n. ambassador", Some("RUS"), Some("GOV"));
        check("president of France", "president", Some("FRA"), Some("GOV"));
        check("former U.S. Army general", "army general", Some("USA"), Some("MIL"));
        assert_eq!(read("the missile strike"), None);
        assert_eq!(read(""), None);
    }
}
