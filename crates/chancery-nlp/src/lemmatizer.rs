//! The English rule lemmatizer.

use compact_str::CompactString;
use fancy_regex::Regex;
use rmpv::ValueRef;
use rustc_hash::{FxHashMap, FxHashSet};
use thiserror::Error;

use crate::document::TokenData;
use crate::msgpack::{as_array, as_map, as_str};
use crate::python_str::lower;
use crate::{Label, Upos};

/// Suffix rules, irregular forms and known words from a model's `lemmatizer/lookups/lookups.bin`.
#[derive(Debug, Clone)]
pub(crate) struct Lemmatizer {
    /// By part of speech.
    tables: Vec<Table>,
    letters: Regex,
}

/// Why a model's `lemmatizer/lookups/lookups.bin` cannot be used.
#[derive(Debug, Error)]
pub(crate) enum LemmatizerError {
    #[error("lemmatizer/lookups/lookups.bin is not MessagePack: the file is damaged, or of another spaCy")]
    NotMessagePack(#[source] rmpv::decode::Error),
    #[error("lemmatizer/lookups/lookups.bin has no table `lemma_rules`; only the mode \"rule\" is supported")]
    NoRules,
    #[error("lemmatizer/lookups/lookups.bin: the table `{table}` is not laid out as spaCy 3 writes it")]
    Layout { table: String },
}

/// What is known of one part of speech.
#[derive(Debug, Clone, Default)]
struct Table {
    /// A suffix and what takes its place, in order.
    rules: Vec<(CompactString, CompactString)>,
    /// `told` → `tell`.
    exceptions: FxHashMap<CompactString, Vec<CompactString>>,
    /// Words that are lemmas.
    known: FxHashSet<CompactString>,
}

/// spaCy's keys of the lower-case names of the parts of speech: the place in its list of symbols where the
/// name has one (`punct` is a dependency label too), else a hash.
#[rustfmt::skip]
const KEYS: [(u64, Upos); 19] = [
    (12401032943472870168, Upos::Adj), (2426044792470416390, Upos::Adp), (10054248821341768113, Upos::Adv),
    (405, Upos::Aux), (410, Upos::Conj), (16315064675911098841, Upos::Cconj), (415, Upos::Det),
    (421, Upos::Intj), (16833663260455505849, Upos::Noun), (431, Upos::Num), (4485934323942657167, Upos::Part),
    (17354369376887303800, Upos::Pron), (2671871002942215089, Upos::Propn), (445, Upos::Punct),
    (8301894478894935583, Upos::Sconj), (10185250862608471608, Upos::Sym), (6360137228241296794, Upos::Verb),
    (11123243248953317070, Upos::X), (14527154806029863691, Upos::Space),
];

impl Lemmatizer {
    /// Reads `lemmatizer/lookups/lookups.bin`.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, LemmatizerError> {
        let value = rmpv::decode::read_value_ref(&mut &*bytes).map_err(LemmatizerError::NotMessagePack)?;
        let layout = |table: &str| LemmatizerError::Layout { table: table.to_owned() };
        let mut tables = vec![Table::default(); KEYS.len() + 1];
        let mut has_rules = false;
        for (name, contents) in as_map(&value).ok_or_else(|| layout("lookups"))? {
            let name = as_str(name).ok_or_else(|| layout("lookups"))?;
            for (key, contents) in as_map(contents).ok_or_else(|| layout(name))? {
                let ValueRef::Integer(key) = key else { return Err(layout(name)) };
                let Some((_, upos)) = KEYS.iter().find(|(known, _)| key.as_u64() == Some(*known)) else {
                    continue;
                };
                let table = &mut tables[*upos as usize];
                match name {
                    "lemma_rules" => table.read_rules(contents),
                    "lemma_exc" => table.read_exceptions(contents),
                    "lemma_index" => table.read_known(contents),
                    _ => Some(()),
                }
                .ok_or_else(|| layout(name))?;
            }
            has_rules |= name == "lemma_rules";
        }
        if !has_rules {
            return Err(LemmatizerError::NoRules);
        }
        let letters = Regex::new(r"^\p{L}+$").expect("a fixed pattern");
        Ok(Self { tables, letters })
    }

    /// Sets the lemma of every token that the attribute ruler left without one.
    pub(crate) fn apply(&self, tokens: &mut [TokenData], text: &str) {
        for token in tokens {
            if token.lemma.is_empty() {
                token.lemma = self.lemma(&text[token.span.range()], token.upos, token.feats);
            }
        }
    }

    /// Returns the lemma of a word, by its part of speech and features.
    pub(crate) fn lemma(&self, text: &str, upos: Upos, feats: Label) -> CompactString {
        if matches!(upos, Upos::None | Upos::Space) || is_base_form(upos, feats.as_str()) {
            return lower(text);
        }
        let table = &self.tables[upos as usize];
        if table.is_empty() {
            return if upos == Upos::Propn { text.into() } else { lower(text) };
        }
        self.by_rule(table, &lower(text)).unwrap_or_else(|| text.into())
    }

    /// Finds the lemma of a lower-case word: the last exception that no rule makes too, else the last known
    /// word that a rule makes, else the first word made with other signs than letters, else the first made.
    fn by_rule(&self, table: &Table, word: &str) -> Option<CompactString> {
        let (mut known, mut with_signs, mut unknown) = (None, None, None);
        for form in table.forms(word) {
            if table.known.contains(&form) {
                known = Some(form);
            } else if !self.is_alphabetic(&form) {
                with_signs.get_or_insert(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        if let Some(exceptions) = table.exceptions.get(word) {
            let made = |form: &CompactString| {
                (table.known.contains(form) || !self.is_alphabetic(form))
                    && table.forms(word).any(|made| made == *form)
            };
            let new = exceptions
                .iter()
                .enumerate()
                .rev()
                .find(|(at, form)| !exceptions[..*at].contains(form) && !made(form));
            if let Some((_, form)) = new {
                return Some(form.clone());
            }
        }
        known.or(with_signs).or(unknown)
    }

    /// Says whether `word` is all letters, as `str.isalpha` does; combining marks are none.
    fn is_alphabetic(&self, word: &str) -> bool {
        if word.is_ascii() {
            return word.bytes().all(|b| b.is_ascii_alphabetic());
        }
        self.letters.is_match(word).unwrap_or(false)
    }
}

/// Says whether the features tell that the word stands in its base form already.
fn is_base_form(upos: Upos, feats: &str) -> bool {
    let (mut verb_form, mut tense, mut number, mut degree) = ("", "", "", "");
    for feat in feats.split('|') {
        match feat.split_once('=') {
            Some(("VerbForm", value)) => verb_form = value,
            Some(("Tense", value)) => tense = value,
            Some(("Number", value)) => number = value,
            Some(("Degree", value)) => degree = value,
            _ => {}
        }
    }
    degree == "Pos"
        || matches!(verb_form, "Inf" | "None")
        || (upos == Upos::Noun && number == "Sing")
        || (upos == Upos::Verb && verb_form == "Fin" && tense == "Pres" && number.is_empty())
}

impl Table {
    fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.exceptions.is_empty() && self.known.is_empty()
    }

    /// Walks what the rules make of a lower-case word.
    fn forms<'a>(&'a self, word: &'a str) -> impl Iterator<Item = CompactString> + 'a {
        self.rules.iter().filter_map(move |(old, new)| {
            let mut form = CompactString::from(word.strip_suffix(old.as_str())?);
            form.push_str(new);
            (!form.is_empty()).then_some(form)
        })
    }

    fn read_rules(&mut self, value: &ValueRef<'_>) -> Option<()> {
        for rule in as_array(value)? {
            let [old, new] = as_array(rule)? else { return None };
            self.rules.push((as_str(old)?.into(), as_str(new)?.into()));
        }
        Some(())
    }

    fn read_exceptions(&mut self, value: &ValueRef<'_>) -> Option<()> {
        let exceptions = as_map(value)?;
        self.exceptions.reserve(exceptions.len());
        for (form, lemmas) in exceptions {
            let lemmas = as_array(lemmas)?.iter().map(|lemma| as_str(lemma).map(CompactString::from));
            self.exceptions.insert(as_str(form)?.into(), lemmas.collect::<Option<_>>()?);
        }
        Some(())
    }

    fn read_known(&mut self, value: &ValueRef<'_>) -> Option<()> {
        let words = as_array(value)?;
        self.known.reserve(words.len());
        for word in words {
            self.known.insert(as_str(word)?.into());
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use rmpv::Value;

    use super::*;

    fn strings(words: &[&str]) -> Value {
        Value::Array(words.iter().map(|word| Value::from(*word)).collect())
    }

    /// A small model: rules for nouns and verbs, two irregular forms, a few known words.
    fn model() -> Vec<u8> {
        let (noun, verb, adj) = (KEYS[8].0, KEYS[16].0, KEYS[0].0);
        let rules = |rules: &[[&str; 2]]| Value::Array(rules.iter().map(|rule| strings(rule)).collect());
        let table = |rows: Vec<(u64, Value)>| {
            Value::Map(rows.into_iter().map(|(key, value)| (key.into(), value)).collect())
        };
        let irregular = |form: &str, lemmas: &[&str]| Value::Map(vec![(form.into(), strings(lemmas))]);
        let lookups = Value::Map(vec![
            (
                "lemma_rules".into(),
                table(vec![
                    (noun, rules(&[["s", ""], ["ies", "y"]])),
                    (verb, rules(&[["s", ""], ["ed", "e"], ["ed", ""], ["ing", "e"], ["ing", ""]])),
                    (adj, rules(&[["er", ""], ["er", "e"]])),
                ]),
            ),
            (
                "lemma_exc".into(),
                table(vec![(noun, irregular("axes", &["ax", "axis"])), (verb, irregular("told", &["tell"]))]),
            ),
            (
                "lemma_index".into(),
                table(vec![
                    (noun, strings(&["party", "talk", "axe"])),
                    (verb, strings(&["talk", "agree", "deni"])),
                    (adj, strings(&["close"])),
                ]),
            ),
        ]);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &lookups).unwrap();
        bytes
    }

    fn check(word: &str, upos: Upos, feats: &str, expect: &str) {
        let lemmatizer = Lemmatizer::from_bytes(&model()).unwrap();
        assert_eq!(lemmatizer.lemma(word, upos, Label::new(feats)), expect, "{word} as {upos} {feats}");
    }

    #[test]
    fn a_known_word_wins_over_an_unknown_one() {
        check("Talks", Upos::Noun, "Number=Plur", "talk");
        check("talking", Upos::Verb, "Aspect=Prog|Tense=Pres|VerbForm=Part", "talk");
        check("agreed", Upos::Verb, "Tense=Past|VerbForm=Fin", "agree");
        check("parties", Upos::Noun, "Number=Plur", "party");
        check("closer", Upos::Adj, "Degree=Cmp", "close");
    }

    #[test]
    fn of_unknown_words_the_first_made_wins_but_one_with_signs_wins_over_letters() {
        check("sanctioned", Upos::Verb, "Tense=Past|VerbForm=Fin", "sanctione");
        check("co-signed", Upos::Verb, "Tense=Past|VerbForm=Fin", "co-signe");
        check("protégés", Upos::Noun, "Number=Plur", "protégé");
    }

    #[test]
    fn exceptions_win_the_last_one_first() {
        check("told", Upos::Verb, "Tense=Past|VerbForm=Fin", "tell");
        check("axes", Upos::Noun, "Number=Plur", "axis");
    }

    #[test]
    fn base_forms_and_words_without_rules_only_lose_their_capitals() {
        check("Talks", Upos::Noun, "Number=Sing", "talks");
        check("Talks", Upos::Verb, "VerbForm=Inf", "talks");
        check("Talks", Upos::Verb, "Tense=Pres|VerbForm=Fin", "talks");
        check("Talks", Upos::Verb, "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "talk");
        check("Will", Upos::Aux, "VerbForm=Fin", "will");
        check("\n\n", Upos::Space, "", "\n\n");
        check("Talks", Upos::None, "", "talks");
    }

    #[test]
    fn names_and_words_that_no_rule_fits_keep_their_capitals() {
        check("Lavrov", Upos::Propn, "Number=Sing", "Lavrov");
        check("ABM", Upos::Noun, "Number=Plur", "ABM");
        check("s", Upos::Noun, "", "s");
    }

    #[test]
    fn a_foreign_file_is_an_error() {
        assert!(matches!(Lemmatizer::from_bytes(b""), Err(LemmatizerError::NotMessagePack(_))));
        assert!(matches!(Lemmatizer::from_bytes(b"\x80"), Err(LemmatizerError::NoRules)));
        assert!(matches!(Lemmatizer::from_bytes(b"\x91\x01"), Err(LemmatizerError::Layout { .. })));
        let bytes = model();
        for end in 0..bytes.len() {
            assert!(Lemmatizer::from_bytes(&bytes[..end]).is_err());
        }
    }
}
