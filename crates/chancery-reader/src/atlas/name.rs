//! Names as they are compared, and the index over all of them.

use rustc_hash::FxHashMap;

/// What a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Meaning {
    /// Whom or what it names.
    pub entry: Entry,
    /// In which way.
    pub form: NameForm,
}

/// A row of the atlas, by its place among the rows of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// A state or territory.
    State(u32),
    /// An organisation.
    Organisation(u32),
    /// A person.
    Person(u32),
    /// An office, by a title of its holder.
    Office(u32),
    /// A region or a people.
    Region(u32),
}

/// How a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameForm {
    /// By its own name: `Syria`, `Sergey Lavrov`.
    Name,
    /// By its adjective, which may stand for the people, too: `Syrian`, `French`.
    Adjective,
    /// By its people: `Syrians`.
    People,
    /// By the seat of its government: `Damascus`.
    Capital,
    /// By a house or a street: `the Kremlin`.
    Metonym,
    /// By a title: `Secretary of State`.
    Title,
}

/// Most words that a name may have.
pub const LONGEST: usize = 9;

/// All names with their meanings, the first listed first.
#[derive(Debug, Default)]
pub(super) struct Names {
    meanings: FxHashMap<String, Vec<Meaning>>,
    /// Names in small letters that have capitals, for headlines in capitals.
    shouted: FxHashMap<String, String>,
}

impl Names {
    pub(super) fn add(&mut self, name: &str, entry: Entry, form: NameForm) {
        let key = key(name);
        if key.is_empty() {
            return;
        }
        if key.len() > 4 {
            self.shouted.entry(key.to_uppercase()).or_insert_with(|| key.clone());
        }
        let meanings = self.meanings.entry(key).or_default();
        if !meanings.iter().any(|m| m.entry == entry) {
            meanings.push(Meaning { entry, form });
        }
    }

    /// Finds what a name means: `US` but not `us`, `U.S.` like `US`, `Élysée` like `Elysee`, with or without `the`.
    pub(super) fn find(&self, name: &str) -> &[Meaning] {
        let key = key(name);
        let exact = self.meanings.get(&key).or_else(|| {
            let shouted = !key.contains(|c: char| c.is_lowercase());
            shouted.then(|| self.shouted.get(&key)).flatten().and_then(|key| self.meanings.get(key))
        });
        exact.map_or(&[], Vec::as_slice)
    }
}

/// Returns a name in the form by which names are compared.
///
/// Case is kept. Points of abbreviations, accents, an article and a possessive `'s` are dropped.
pub fn key(name: &str) -> String {
    let name = name.trim();
    let name = ["the ", "The ", "THE "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let name = name.trim_end_matches(['\'', '’']);
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '.' => {}
            '’' | '‘' | 'ʻ' | 'ʼ' | '`' => key.push('\''),
            '–' | '‑' => key.push('-'),
            c if c.is_whitespace() => {
                if !key.ends_with(' ') {
                    key.push(' ');
                }
            }
            c if c.is_ascii() => key.push(c),
            c => match plain(c) {
                Some(plain) => key.push_str(plain),
                None => key.push(c),
            },
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Returns a Latin letter without its accent.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ắ' => "a",
        'Æ' => "Ae",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Č' => "C",
        'ç' | 'ć' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È'..='Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ễ' | 'ệ' => "e",
        'Ə' => "A",
        'ə' => "a",
        'Ğ' => "G",
        'ğ' => "g",
        'Ì'..='Ï' | 'Ī' | 'İ' => "I",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'Ł' | 'Ľ' => "L",
        'ł' | 'ľ' | 'ļ' => "l",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ồ' | 'ố' => "o",
        'Ř' => "R",
        'ř' => "r",
        'Ś' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'Ť' | 'Ţ' | 'Ț' => "T",
        'ť' | 'ţ' | 'ț' => "t",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' => "U",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ư' => "u",
        'Ý' => "Y",
        'ý' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        'Þ' => "Th",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expect: &str) {
        assert_eq!(key(name), expect, "{name}");
    }

    #[test]
    fn names_are_compared_without_what_varies() {
        check("U.S.", "US");
        check("the U.S.'s", "US");
        check("Côte  d’Ivoire", "Cote d'Ivoire");
        check("The Élysée", "Elysee");
        check("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan");
        check("us", "us");
        check("", "");
        check("the ", "the");
    }
}
