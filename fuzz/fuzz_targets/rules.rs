//! A rule file, a word list, a pattern: errors with places, or something that runs.
#![no_main]

use std::sync::LazyLock;

use chancery_fuzz::PIPELINE;
use chancery_nlp::{Document, Lists, Matcher, Pattern};
use chancery_reader::rule::{RuleSet, STATEMENT};
use libfuzzer_sys::fuzz_target;

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    PIPELINE.process_one("Lavrov said the talks in Moscow had failed, according to the ministry.")
});

fuzz_target!(|text: &str| {
    for name in ["statement/own.toml", "lists/own.txt"] {
        if let Ok(rules) = RuleSet::load(&[STATEMENT], [(name, text)]) {
            rules.findings("statement", &DOCUMENT);
        }
    }
    let mut lists = Lists::new();
    lists.insert("own", ["say", "deny"]);
    if let Ok(pattern) = Pattern::parse(text, &lists) {
        let matcher = Matcher::new([pattern]);
        for sentence in 0..DOCUMENT.sentences().count() {
            matcher.matches(&DOCUMENT, sentence);
        }
    }
});
