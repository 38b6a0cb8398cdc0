//! What stands around a name: "Lebanon, Pa.", "the Syrian town of …", "Walker County".

use chancery_nlp::Span;

use super::fold::fold;
use super::places::{Place, PlaceKind, Places};

/// What the words around a mention say of it.
#[derive(Debug, Default)]
pub(crate) struct Surroundings<'a> {
    /// Countries and divisions one of which holds the place.
    pub(crate) inside: Vec<&'a Place>,
    /// The kind that a word beside the name states.
    pub(crate) kind: Option<Cue>,
}

/// A kind of place as running text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    Town,
    Division,
    County,
    Country,
    Water,
}

/// No more of the text than this is looked at on either side.
const REACH: usize = 80;

/// Looks around one mention.
pub(crate) fn look<'a>(text: &str, span: Span, places: &'a Places) -> Surroundings<'a> {
    let (before, after) = sides(text, span);
    let name = text.get(span.range()).unwrap_or_default();
    let inside = behind(name, after, places).or_else(|| ahead(before, places)).unwrap_or_default();
    Surroundings { inside, kind: cue(before, after) }
}

fn sides(text: &str, span: Span) -> (&str, &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    let from = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    (&before[from..], &after[..after.floor_char_boundary(REACH)])
}

/// Reads what follows: ", Texas", " (Syria)", " in Anbar province", ", Boone County, Ky.".
fn behind<'a>(name: &str, after: &str, places: &'a Places) -> Option<Vec<&'a Place>> {
    // States stand in lists of states ("Japan, China"); only a short form is surely a holder ("Lebanon, Pa.").
    let state = containers(name, places);
    let mut rest = after;
    for segment in 0..2 {
        rest = match rest.trim_start().strip_prefix([',', '(']) {
            Some(rest) => rest.trim_start(),
            None if segment == 0 && rest.starts_with(" in ") => rest,
            None => return None,
        };
        let name = rest.trim_start();
        let name = name.strip_prefix("in ").unwrap_or(name).trim_start();
        let name = name.strip_prefix("the ").unwrap_or(name);
        if let Some((written, found)) = container_at(name, places) {
            let short = written.contains('.') || written.len() == 2;
            let lower = |of: &[&Place]| of.iter().any(|p| p.kind == PlaceKind::Admin1);
            let listed = state.as_ref().is_some_and(|state| !short && (lower(&found) || !lower(state)));
            return (!listed).then_some(found);
        }
        // One step further only over a name: "Florence, Boone County, Ky."
        let comma = name.find(',')?;
        if comma > 30 || !name.starts_with(char::is_uppercase) || name[..comma].contains(". ") {
            return None;
        }
        rest = &name[comma..];
    }
    None
}

/// Finds the longest country or division at the start of a text.
fn container_at<'a, 't>(text: &'t str, places: &'a Places) -> Option<(&'t str, Vec<&'a Place>)> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '’' | '-'))
        .map(|(at, _)| at)
        .chain([text.len()])
        .take(4)
        .collect();
    ends.iter().rev().find_map(|&end| containers(&text[..end], places).map(|found| (&text[..end], found)))
}

fn containers<'a>(name: &str, places: &'a Places) -> Option<Vec<&'a Place>> {
    let short = name.len() == 2 && !name.bytes().all(|b| b.is_ascii_uppercase());
    let found: Vec<_> = places
        .find_folded(&fold(name))
        .filter(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Admin1))
        .collect();
    (!short && !found.is_empty()).then_some(found)
}

/// Reads what stands ahead: "Syria's ", "the Syrian town of ", "northern Iraqi city ".
fn ahead<'a>(before: &str, places: &'a Places) -> Option<Vec<&'a Place>> {
    let words: Vec<&str> = before.split_whitespace().rev().take(7).collect();
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    if let Some(owner) = words.first().and_then(|w| w.strip_suffix("'s").or_else(|| w.strip_suffix("’s"))) {
        let pair = words.get(1).map(|first| format!("{first} {owner}"));
        return pair.and_then(|p| containers(&p, places)).or_else(|| containers(owner, places));
    }
    let mut rest = words.iter().copied();
    let mut noun = rest.next()?;
    if noun == "of" {
        noun = rest.next()?;
    }
    if !PLACE_NOUNS.contains(&noun) {
        return None;
    }
    // Between the noun and the adjective other words may stand: "the Syrian rebel-held town of".
    let before_noun: Vec<&str> = rest.take(4).collect();
    before_noun.iter().enumerate().find_map(|(at, word)| {
        let pair = before_noun.get(at + 1).map(|first| format!("{first} {word}"));
        let pair = pair.and_then(|pair| places.adjective(&fold(&pair)));
        pair.or_else(|| places.adjective(&fold(word))).map(|place| vec![place])
    })
}

const PLACE_NOUNS: &[&str] = &[
    "area",
    "base",
    "camp",
    "capital",
    "city",
    "coast",
    "district",
    "enclave",
    "hamlet",
    "island",
    "municipality",
    "neighborhood",
    "neighbourhood",
    "port",
    "prefecture",
    "province",
    "region",
    "resort",
    "stronghold",
    "suburb",
    "town",
    "township",
    "village",
];

fn cue(before: &str, after: &str) -> Option<Cue> {
    let next =
        after.strip_prefix(' ').map(|a| a.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    let by_next = next.and_then(|word| match word {
        "County" | "county" | "Counties" | "counties" | "Parish" | "parish" | "Co" => Some(Cue::County),
        "Province" | "province" | "State" | "state" | "governorate" | "oblast" | "Oblast" | "prefecture" => {
            Some(Cue::Division)
        }
        "City" | "city" | "town" | "village" | "Township" | "township" => Some(Cue::Town),
        "River" | "Creek" | "Lake" | "Sea" | "Bay" => Some(Cue::Water),
        _ => None,
    });
    let mut words = before.split_whitespace().rev();
    let by_previous = || match (words.next()?, words.next()) {
        ("of", Some("city" | "town" | "village" | "City" | "Town" | "capital" | "suburb" | "port")) => {
            Some(Cue::Town)
        }
        ("of", Some("state" | "State" | "province" | "Province")) => Some(Cue::Division),
        ("of", Some("republic" | "Republic" | "Kingdom")) => Some(Cue::Country),
        ("city" | "town" | "village" | "downtown" | "capital", _) => Some(Cue::Town),
        ("state", _) => Some(Cue::Division),
        _ => None,
    };
    by_next.or_else(|| counties_follow(after).then_some(Cue::County)).or_else(by_previous)
}

/// Reads on in a list: "Clarke[, Barrow and Oconee counties]".
fn counties_follow(after: &str) -> bool {
    for word in after.split([' ', ',']).filter(|w| !w.is_empty()) {
        match word.trim_end_matches(|c: char| !c.is_alphanumeric()) {
            "counties" | "Counties" | "parishes" => return true,
            "and" | "or" => {}
            name if name.len() == word.len() && name.starts_with(char::is_uppercase) => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str, name: &str) -> Vec<String> {
        let places = Places::built_in();
        let start = text.find(name).unwrap();
        let span = Span::from(start..start + name.len());
        look(text, span, &places).inside.iter().map(|p| p.id.clone()).collect()
    }

    #[test]
    fn the_holder_is_read_beside_the_name() {
        for (text, name, holders) in [
            ("He was born in Lebanon, Pa., in 1950.", "Lebanon", &["USA.PA"][..]),
            ("a plant near Paris, Texas, burned", "Paris", &["USA.TX"]),
            ("flew from Washington, D.C. to Doha", "Washington", &["USA.DC"]),
            ("the Syrian town of Khan Sheikhoun", "Khan Sheikhoun", &["SYR"]),
            ("in the northern Iraqi city of Mosul", "Mosul", &["IRQ"]),
            ("Syria's Idlib was hit", "Idlib", &["SYR"]),
            ("shelling of Ramadi in Anbar province", "Ramadi", &["IRQ.01"]),
            ("a fire in Florence, Boone County, Ky., on Monday", "Florence", &["USA.KY"]),
            ("China, Japan and others", "China", &[]),
            ("met in Paris, or so he said", "Paris", &[]),
            ("met in Paris, me and you", "Paris", &[]),
        ] {
            assert_eq!(inside(text, name), holders, "{text}");
        }
    }

    #[test]
    fn the_kind_is_read_beside_the_name() {
        for (text, name, kind) in [
            ("sheriffs of Walker County", "Walker", Some(Cue::County)),
            ("the city of New York sued", "New York", Some(Cue::Town)),
            ("in Washington state", "Washington", Some(Cue::Division)),
            ("Clarke, Barrow and Oconee counties", "Clarke", Some(Cue::County)),
            ("in Washington on Monday", "Washington", None),
        ] {
            let start = text.find(name).unwrap();
            assert_eq!(cue(&text[..start], &text[start + name.len()..]), kind, "{text}");
        }
    }
}
