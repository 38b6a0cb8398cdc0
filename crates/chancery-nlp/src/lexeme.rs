//! What the models see of a word: its hash and the hashes of its normal form, prefix, suffix and shape.

use std::sync::LazyLock;

use fancy_regex::Regex;
use rmpv::Value;

use crate::hash::string_id;
use crate::tokenizer::{TokenizerError, is_space, read_messagepack};

/// The features of a token that do not depend on its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LexemeAttributes {
    pub(crate) orth: u64,
    pub(crate) norm: u64,
    /// The first character.
    pub(crate) prefix: u64,
    /// The last three characters.
    pub(crate) suffix: u64,
    pub(crate) shape: u64,
    pub(crate) is_space: bool,
}

/// Computes the attributes of a token; `norm_override` is the normal form that a tokenizer exception gives.
pub(crate) fn attributes(text: &str, norm_override: Option<&str>, norms: &LexemeNorms) -> LexemeAttributes {
    let orth = string_id(text);
    let norm = match norm_override {
        Some(norm) if !norm.is_empty() => string_id(norm),
        _ => norms.get(orth).unwrap_or_else(|| lower_id(text, orth)),
    };
    let prefix = text.chars().next().map_or(0, char::len_utf8);
    let suffix = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    LexemeAttributes {
        orth,
        norm,
        prefix: string_id(&text[..prefix]),
        suffix: string_id(&text[suffix..]),
        shape: shape_id(text),
        is_space: !text.is_empty() && text.chars().all(is_space),
    }
}

/// Words with a normal form that is not their lower case: `colour` → `color`, `€` → `$`.
#[derive(Debug, Clone)]
pub(crate) struct LexemeNorms {
    /// From word to normal form, both as string ids, sorted by word.
    entries: Box<[(u64, u64)]>,
}

impl LexemeNorms {
    /// Reads the `lexeme_norm` table of a model's `vocab/lookups.bin`; a model may have none.
    pub(crate) fn from_lookups(bytes: &[u8]) -> Result<LexemeNorms, TokenizerError> {
        let unexpected =
            |expected| TokenizerError::Unexpected { file: LOOKUPS, place: TABLE.into(), expected };
        let value = read_messagepack(LOOKUPS, bytes)?;
        let tables = value.as_map().ok_or_else(|| unexpected("map of tables"))?;
        let mut entries = Vec::new();
        for (name, table) in tables {
            if name.as_str() != Some(TABLE) {
                continue;
            }
            for (word, norm) in table.as_map().ok_or_else(|| unexpected("map of words"))? {
                let word = match word {
                    Value::String(word) => word.as_str().map(string_id),
                    word => word.as_u64(),
                };
                let norm = norm.as_str().ok_or_else(|| unexpected("text as a normal form"))?;
                entries.push((word.ok_or_else(|| unexpected("hash of a word"))?, string_id(norm)));
            }
        }
        Ok(LexemeNorms::from_entries(entries))
    }

    /// Makes the table of `entries`, from string id to string id, and of the forms that every model has.
    pub(crate) fn from_entries(mut entries: Vec<(u64, u64)>) -> LexemeNorms {
        for (norm, words) in BASE_NORMS {
            entries.extend(words.split(' ').map(|word| (string_id(word), string_id(norm))));
        }
        // The sort is stable, so a model's own form comes before ours and is the one kept.
        entries.sort_by_key(|&(word, _)| word);
        entries.dedup_by_key(|&mut (word, _)| word);
        LexemeNorms { entries: entries.into() }
    }

    fn get(&self, word: u64) -> Option<u64> {
        let at = self.entries.binary_search_by_key(&word, |&(word, _)| word).ok()?;
        Some(self.entries[at].1)
    }
}

const LOOKUPS: &str = "vocab/lookups.bin";
const TABLE: &str = "lexeme_norm";

/// The normal forms that hold in every language: quotation marks, dashes, currencies.
const BASE_NORMS: [(&str, &str); 12] = [
    ("'s", "'s 'S ’s ’S"),
    ("'", "’ ‘ ´ `"),
    ("\"", "” “ '' `` ´´ „ » « ‘‘ ’’"),
    ("?", "？"),
    ("!", "！"),
    (",", "，"),
    (";", "；"),
    (":", "："),
    (".", "。 ।"),
    ("...", "…"),
    ("-", "— – -- --- ——"),
    ("$", "€ £ ¥ ฿ US$ C$ A$ ₺ ₹ ৳ ₩ Mex$ ₣ E£"),
];

/// Returns the id of the text in lower case, which mostly is the text itself.
fn lower_id(text: &str, orth: u64) -> u64 {
    if !text.is_ascii() {
        return string_id(&text.to_lowercase());
    }
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return orth;
    }
    let mut buffer = [0; 64];
    match buffer.get_mut(..text.len()) {
        Some(lower) => {
            lower.copy_from_slice(text.as_bytes());
            lower.make_ascii_lowercase();
            string_id(str::from_utf8(lower).unwrap_or(text))
        }
        None => string_id(&text.to_ascii_lowercase()),
    }
}

/// Words of this many characters have no shape of their own.
const LONG: usize = 100;

/// A shape shows no more than this many of a kind in a row.
const MAX_RUN: u32 = 4;

/// Returns the id of the word's shape: `Xxxxx` for `Moscow`, `d.ddxx` for `7.30am`.
fn shape_id(text: &str) -> u64 {
    if text.len() >= LONG && text.chars().nth(LONG - 1).is_some() {
        return string_id("LONG");
    }
    let mut buffer = [0; LONG * 4];
    let mut len = 0;
    let mut last = None;
    let mut run = 0;
    for c in text.chars() {
        let kind = shape_char(c);
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < MAX_RUN {
            len += kind.encode_utf8(&mut buffer[len..]).len();
        }
    }
    string_id(str::from_utf8(&buffer[..len]).unwrap_or_default())
}

fn shape_char(c: char) -> char {
    match c {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        '0'..='9' => 'd',
        c if c.is_ascii() => c,
        c if is_letter(c) => {
            if c.is_uppercase() {
                'X'
            } else {
                'x'
            }
        }
        c if is_digit(c) => 'd',
        c => c,
    }
}

/// Says whether a character is a letter by its category. Vowel signs and circled letters are alphabetic, but none.
fn is_letter(c: char) -> bool {
    static LETTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\A\p{L}").ok());
    match c {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ʯ' => true,
        c => c.is_alphabetic() && is_match(&LETTER, c),
    }
}

/// Says whether a character is a decimal digit or a digit of other use, as in `km²` and `①`.
fn is_digit(c: char) -> bool {
    static DIGIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\A\p{Nd}").ok());
    let code = u32::from(c);
    c.is_numeric()
        && (OTHER_DIGITS.iter().any(|&(first, last)| (first..=last).contains(&code)) || is_match(&DIGIT, c))
}

fn is_match(class: &Option<Regex>, c: char) -> bool {
    class.as_ref().is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4]) as &str).unwrap_or(false))
}

/// Characters with the property `Numeric_Type=Digit`: superscripts, subscripts, circled figures.
#[rustfmt::skip]
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3), (0xb9, 0xb9), (0x1369, 0x1371), (0x19da, 0x19da), (0x2070, 0x2070), (0x2074, 0x2079),
    (0x2080, 0x2089), (0x2460, 0x2468), (0x2474, 0x247c), (0x2488, 0x2490), (0x24ea, 0x24ea), (0x24f5, 0x24fd),
    (0x24ff, 0x24ff), (0x2776, 0x277e), (0x2780, 0x2788), (0x278a, 0x2792), (0x10a40, 0x10a43), (0x10e60, 0x10e68),
    (0x11052, 0x1105a), (0x1f100, 0x1f10a),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn norms() -> LexemeNorms {
        LexemeNorms::from_entries(vec![(string_id("colour"), string_id("color"))])
    }

    fn check(text: &str, norm: &str, prefix: &str, suffix: &str, shape: &str) {
        let found = attributes(text, None, &norms());
        let expected = LexemeAttributes {
            orth: string_id(text),
            norm: string_id(norm),
            prefix: string_id(prefix),
            suffix: string_id(suffix),
            shape: string_id(shape),
            is_space: false,
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_have_norm_affixes_and_shape() {
        check("Moscow", "moscow", "M", "cow", "Xxxxx");
        check("colour", "color", "c", "our", "xxxx");
        check("Élysée", "élysée", "É", "sée", "Xxxxx");
        check("2017", "2017", "2", "017", "dddd");
        check("7.30am", "7.30am", "7", "0am", "d.ddxx");
        check("MI6", "mi6", "M", "MI6", "XXd");
        check("km²", "km²", "k", "km²", "xxd");
        check("------", "------", "-", "---", "----");
        check("€", "$", "€", "€", "€");
        check("I", "i", "I", "I", "X");
        check("Путин", "путин", "П", "тин", "Xxxxx");
        check("Ⓐ", "ⓐ", "Ⓐ", "Ⓐ", "Ⓐ");
        check("北京", "北京", "北", "北京", "xx");
        check(&"A".repeat(100), &"a".repeat(100), "A", "AAA", "LONG");
    }

    #[test]
    fn an_exception_gives_the_norm() {
        assert_eq!(attributes("n't", Some("not"), &norms()).norm, string_id("not"));
        assert_eq!(attributes("N'T", Some(""), &norms()).norm, string_id("n't"));
    }

    #[test]
    fn spaces_are_spaces() {
        for text in [" ", "\n\n", "\u{a0}", "\x1c"] {
            assert!(attributes(text, None, &norms()).is_space, "{text:?}");
        }
        assert!(!attributes("", None, &norms()).is_space);
    }

    #[test]
    fn tables_are_read_and_garbage_is_refused() {
        let mut bytes = Vec::new();
        let table = Value::Map(vec![(Value::from(string_id("theatre")), Value::from("theater"))]);
        let lookups = Value::Map(vec![(Value::from("lexeme_norm"), table)]);
        rmpv::encode::write_value(&mut bytes, &lookups).unwrap();
        let norms = LexemeNorms::from_lookups(&bytes).unwrap();
        assert_eq!(norms.get(string_id("theatre")), Some(string_id("theater")));
        assert_eq!(norms.get(string_id("“")), Some(string_id("\"")));
        for end in 0..bytes.len() {
            assert!(LexemeNorms::from_lookups(&bytes[..end]).is_err());
        }
    }
}
