//! The judge: how likely it is that a report is one, learned from our own labelled sentences.
//!
//! A logistic regression over the [features](super::feature) of a report. `training/statements/train.py` makes the
//! weights; the model card is `training/statements/README.md`. The file has a line for each weight, `name TAB weight`.
//! What word vectors told of a word while training is part of its weights (`lemma=say family=clause`), so that a verb
//! that no sentence of ours has is judged by its neighbours.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::feature::{Surroundings, features, is_rule};
use super::frame::Report;

/// The least likelihood of a proposal that is kept: of those just as likely, about half are right on labelled news
/// (`docs/statements.md`).
const LEAST: f32 = 0.65;

/// The same where a rule found it: rules are proved by examples.
const LEAST_OF_RULES: f32 = 0.2;

/// Keeps the likeliest report of each cue, with its likelihood as confidence.
///
/// A rule that the judge never saw, such as a user's own, decides by its own confidence.
pub(super) fn judged(reports: Vec<Report>, around: Surroundings<'_>) -> Vec<Report> {
    let judge = Judge::embedded();
    let mut kept: Vec<Report> = Vec::new();
    let mut by_cue: FxHashMap<u32, usize> = FxHashMap::default();
    for mut report in reports {
        if judge.knows(&report) {
            report.confidence = judge.likely(&report, around);
        }
        let least = if is_rule(&report) { LEAST_OF_RULES } else { LEAST };
        if report.confidence < least {
            continue;
        }
        match by_cue.get(&report.head) {
            Some(&at) if weight(&kept[at]) >= weight(&report) => {}
            Some(&at) => kept[at] = report,
            None => {
                by_cue.insert(report.head, kept.len());
                kept.push(report);
            }
        }
    }
    kept
}

/// What a report weighs against others of its cue: a rule knows best how far its content goes.
fn weight(report: &Report) -> f32 {
    report.confidence + if is_rule(report) { 0.2 } else { 0.0 }
}

/// The learned weights by the names of features.
#[derive(Debug)]
pub(super) struct Judge {
    weights: FxHashMap<&'static str, f32>,
    bias: f32,
}

impl Judge {
    /// Returns the judge that is built in.
    pub(super) fn embedded() -> &'static Judge {
        static EMBEDDED: LazyLock<Judge> = LazyLock::new(|| Judge::read(include_str!("judge.tsv")));
        &EMBEDDED
    }

    fn read(text: &'static str) -> Judge {
        let mut weights = FxHashMap::default();
        let mut bias = 0.0;
        for (name, weight) in text.lines().filter_map(|line| line.split_once('\t')) {
            let weight = weight.parse().unwrap_or(0.0);
            if name == "bias" {
                bias = weight;
            } else {
                weights.insert(name, weight);
            }
        }
        Judge { weights, bias }
    }

    /// Says whether the judge has seen what made a report.
    fn knows(&self, report: &Report) -> bool {
        !is_rule(report) || self.weights.contains_key(format!("rule={}", report.rule).as_str())
    }

    /// Returns how likely a report is one, 0 to 1.
    pub(super) fn likely(&self, report: &Report, around: Surroundings<'_>) -> f32 {
        let mut sum = self.bias;
        features(report, around, |name| sum += self.weights.get(name).copied().unwrap_or(0.0));
        1.0 / (1.0 + (-sum).exp())
    }
}
