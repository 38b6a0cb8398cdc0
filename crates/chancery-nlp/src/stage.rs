//! Where the time goes.
//!
//! The only use of a clock in this crate: it is read for the report on speed and decides nothing.

use std::time::{Duration, Instant};

/// A part of the pipeline's work, as the report on speed names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Tokenizer,
    Lexemes,
    Tok2Vec,
    NerTok2Vec,
    Tagger,
    Parser,
    Lemmatizer,
    Ner,
    Document,
}

/// The stages' names, in their order.
pub(crate) const STAGES: [&str; 9] = [
    "tokenizer",
    "lexemes",
    "tok2vec",
    "ner tok2vec",
    "tagger",
    "parser",
    "attribute_ruler and lemmatizer",
    "ner",
    "document",
];

/// Adds up the time spent in each stage.
#[derive(Debug, Default)]
pub(crate) struct StageClock {
    last: Option<Instant>,
    pub(crate) spent: [Duration; STAGES.len()],
}

impl StageClock {
    /// Forgets the time since the last stage ended.
    pub(crate) fn start(&mut self) {
        self.last = Some(Instant::now());
    }

    /// Books the time since the last stage ended.
    pub(crate) fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        if let Some(last) = self.last.replace(now) {
            self.spent[stage as usize] += now - last;
        }
    }
}
