//! Offices: `Russian Foreign Minister`, `the secretary of state`, `Russia's U.N. ambassador`.

use super::{Context, Office};
use crate::atlas::RoleKind;

/// Reads an office from the words of a noun phrase; nothing where no word of it is one.
pub(super) fn read(words: &str, context: Context<'_>) -> Option<Office> {
    let words = words.trim().trim_end_matches([',', ' ']);
    if words.len() > 200 {
        return None;
    }
    let plain: String = words.to_lowercase();
    let role = last_role(&plain, context)?;
    let found = context.atlas.describe(words, context.date);
    let country = found.country;
    let sector = found.code.map(|code| {
        let base = country.as_deref().and_then(|c| context.atlas.state(c)).map_or("", |s| s.cameo.as_str());
        code.strip_prefix(base).unwrap_or(&code).to_owned()
    });
    Some(Office { title: role, country, sector: sector.filter(|s| !s.is_empty()), from: None, to: None })
}

/// Finds the role of a phrase's head: the longest before its first preposition.
fn last_role(words: &str, context: Context<'_>) -> Option<String> {
    let words: Vec<&str> = words
        .split_whitespace()
        .map(|w| {
            w.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
                .trim_end_matches("'s")
                .trim_end_matches("’s")
        })
        .filter(|w| !w.is_empty())
        .take(14)
        .collect();
    for start in 0..words.len() {
        for end in (start + 1..=words.len().min(start + 6)).rev() {
            let phrase = crate::atlas::key(&words[start..end].join(" "));
            let Some(role) = context.atlas.role(&phrase) else { continue };
            let ends = end == words.len() || matches!(words[end], "of" | "for" | "to" | "at" | "in" | "who");
            let person = matches!(role.kind, RoleKind::Office | RoleKind::Person | RoleKind::People);
            if ends && person {
                return Some(phrase);
            }
        }
    }
    None
}

/// Returns a title in its plain form: small letters, no article.
pub(super) fn normal(title: &str) -> String {
    let title = crate::atlas::key(title).to_lowercase();
    let words = title
        .split(' ')
        .filter(|w| !matches!(*w, "the" | "a" | "an" | "former" | "then" | "its" | "his" | "her" | "their"));
    words.collect::<Vec<_>>().join(" ")
}
