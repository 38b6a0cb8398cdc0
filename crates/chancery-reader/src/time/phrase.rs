//! Fixed phrases and names, from `phrases.toml`: what they mean, or that they are no time.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::meaning::Meaning;
use super::paragraph::Paragraph;
use crate::reading::TimexType;

/// One row of `phrases.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    /// Its name in the findings.
    rule: String,
    /// The words. In brackets: must stand there, but is no part of the expression. A capital must be one.
    #[serde(rename = "match")]
    patterns: Vec<String>,
    /// The TIMEX3 type and value; without, these words are no time.
    kind: Option<TimexType>,
    value: Option<String>,
    /// Sentences in which it is found; only tests read them.
    #[cfg_attr(not(test), allow(dead_code))]
    yes: Vec<String>,
    /// Sentences in which it must stay silent.
    #[cfg_attr(not(test), allow(dead_code))]
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    phrase: Vec<Phrase>,
}

/// A pattern, ready to be compared.
#[derive(Debug)]
struct Pattern {
    words: Vec<&'static str>,
    /// Words in brackets before and after.
    before: usize,
    after: usize,
    rule: &'static str,
    meaning: Option<(TimexType, &'static str)>,
}

/// A phrase found at a place.
pub(super) struct PhraseFound {
    /// What the phrase takes, brackets left out.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Nothing when these words are no time.
    pub(super) meaning: Option<Meaning>,
    pub(super) rule: &'static str,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("phrases.toml")).expect("phrases.toml, checked by its test")
});

static PATTERNS: LazyLock<FxHashMap<String, Vec<Pattern>>> = LazyLock::new(|| {
    let mut patterns: FxHashMap<String, Vec<Pattern>> = FxHashMap::default();
    for phrase in &TABLE.phrase {
        let meaning = phrase.kind.zip(phrase.value.as_deref());
        for pattern in &phrase.patterns {
            let pattern = Pattern::new(pattern, &phrase.rule, meaning);
            patterns.entry(pattern.words[0].to_lowercase()).or_default().push(pattern);
        }
    }
    patterns
});

impl Pattern {
    fn new(text: &'static str, rule: &'static str, meaning: Option<(TimexType, &'static str)>) -> Pattern {
        let (mut words, mut before, mut after, mut bracket) = (Vec::new(), 0, 0, false);
        let mut core = false;
        for word in super::holiday::split(text) {
            match word {
                "(" => bracket = true,
                ")" => bracket = false,
                _ => {
                    words.push(word);
                    match (bracket, core) {
                        (true, false) => before += 1,
                        (true, true) => after += 1,
                        (false, _) => core = true,
                    }
                }
            }
        }
        Pattern { words, before, after, rule, meaning }
    }

    fn fits(&self, paragraph: Paragraph<'_, '_>, at: usize) -> bool {
        self.words.iter().enumerate().all(|(i, word)| {
            let Some(found) = paragraph.get(at + i) else { return false };
            if word.starts_with(char::is_uppercase) {
                return *word == found.text
                    || found.text.chars().all(char::is_uppercase) && word.to_lowercase() == found.lower;
            }
            *word == found.lower || (*word == "'" && found.text == "’")
        })
    }
}

impl Paragraph<'_, '_> {
    /// Finds the longest phrase that begins at `at`.
    pub(super) fn phrase(self, at: usize) -> Option<PhraseFound> {
        let patterns = PATTERNS.get(self.word(at))?;
        let best = patterns
            .iter()
            .filter(|pattern| pattern.fits(self, at))
            .max_by_key(|pattern| pattern.words.len())?;
        let meaning = best.meaning.map(|(kind, value)| Meaning::Fixed { kind, value: value.to_owned() });
        let (start, end) = (at + best.before, at + best.words.len() - best.after);
        Some(PhraseFound { start, end, meaning, rule: best.rule })
    }
}

#[cfg(test)]
mod tests {
    use super::super::find_times_in;
    use super::*;

    #[test]
    fn sentences_agree() {
        for phrase in &TABLE.phrase {
            assert_eq!(phrase.kind.is_some(), phrase.value.is_some(), "{}", phrase.rule);
            let found = |text: &str| find_times_in(text, None);
            for yes in &phrase.yes {
                match &phrase.value {
                    Some(value) => assert!(
                        found(yes).iter().any(|time| time.rule == phrase.rule && time.value == *value),
                        "{}: {yes}",
                        phrase.rule
                    ),
                    None => assert!(
                        found(yes).is_empty(),
                        "{} should silence {yes:?}: {:?}",
                        phrase.rule,
                        found(yes)
                    ),
                }
            }
            for no in &phrase.no {
                match &phrase.value {
                    Some(_) => assert!(
                        found(no).iter().all(|time| time.rule != phrase.rule),
                        "{}: {no}",
                        phrase.rule
                    ),
                    None => assert!(!found(no).is_empty(), "{} must not silence {no:?}", phrase.rule),
                }
            }
        }
    }
}
