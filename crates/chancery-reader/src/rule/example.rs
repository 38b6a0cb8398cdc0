//! The examples inside a rule file, run as tests.

use std::fmt;

use chancery_nlp::{Document, Matcher};

use super::{Finding, Rule};

/// A text and what a rule must find in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Roles and their words, in pieces where they are; none where the role must stay empty.
    pub roles: Vec<(String, Vec<String>)>,
    /// Where it stands in the rule file.
    pub line: usize,
}

/// An example that did not come out as the rule file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// The rule file.
    pub file: String,
    /// The example's line in it.
    pub line: usize,
    /// The example's text.
    pub text: String,
    /// What was found instead.
    pub problem: String,
}

impl fmt::Display for ExampleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n  {}", self.file, self.line, self.text, self.problem.replace('\n', "\n  "))
    }
}

/// Runs the examples of a rule: every `yes` must be found as it says, no `no` may be found.
///
/// The rule is held against the examples alone, without other rules.
pub fn check_examples(rule: &Rule, parse: impl Fn(&str) -> Document) -> Vec<ExampleFailure> {
    let matcher = Matcher::new([rule.pattern.clone()]);
    let fails = |example: &Example, check: &dyn Fn(&Document, &[Finding]) -> Option<String>| {
        let document = parse(&example.text);
        let sentences = 0..document.sentences().len();
        let matches = sentences.flat_map(|sentence| matcher.matches(&document, sentence));
        let findings: Vec<Finding> = matches.map(|matched| Finding { rule, matched }).collect();
        check(&document, &findings).map(|problem| ExampleFailure {
            file: rule.file.clone(),
            line: example.line,
            text: example.text.clone(),
            problem,
        })
    };
    let yes = rule.yes.iter().filter_map(|example| {
        fails(example, &|document, findings| missing(rule, example, document, findings))
    });
    let no = rule.no.iter().filter_map(|example| {
        fails(example, &|document, findings| {
            Some(format!("must stay silent, but finds {}", tell(document, findings.first()?)))
        })
    });
    yes.chain(no).collect()
}

/// Says how the findings differ from an example, if none is as it asks.
fn missing(rule: &Rule, example: &Example, document: &Document, findings: &[Finding]) -> Option<String> {
    let Some(first) = findings.first() else {
        return Some(format!("finds nothing\n{}", nearest(rule, document)));
    };
    if findings.iter().any(|finding| difference(example, document, finding).is_none()) {
        return None;
    }
    let differences = findings.iter().filter_map(|finding| difference(example, document, finding));
    let differences: Vec<String> = differences.collect();
    Some(format!("{}\nfinds {}", differences.join("; or "), tell(document, first)))
}

fn difference(example: &Example, document: &Document, finding: &Finding) -> Option<String> {
    let wrong = example.roles.iter().find_map(|(role, expected)| {
        let found = words(document, finding, role);
        (found != *expected).then_some((role, expected, found))
    });
    let show = |pieces: &[String]| match pieces {
        [] => "nothing".to_owned(),
        pieces => format!("`{}`", pieces.join(" … ")),
    };
    wrong.map(|(role, expected, found)| format!("{role} is {}, not {}", show(&found), show(expected)))
}

fn words(document: &Document, finding: &Finding, role: &str) -> Vec<String> {
    let spans = finding.spans(document, role).into_iter();
    spans.map(|span| document.text()[span.range()].to_owned()).collect()
}

fn tell(document: &Document, finding: &Finding) -> String {
    let roles = finding.rule.roles().map(|(role, _)| (role, words(document, finding, role)));
    let filled = roles.filter(|(_, words)| !words.is_empty());
    filled.map(|(role, words)| format!("{role} `{}`", words.join(" … "))).collect::<Vec<_>>().join(", ")
}

/// Explains the token at which the pattern came furthest.
fn nearest(rule: &Rule, document: &Document) -> String {
    use chancery_nlp::matcher::Outcome;
    let bound = |token: &usize| {
        let nodes = rule.pattern.explain(document, *token).nodes;
        let bound = nodes.iter().filter(|node| matches!(node.outcome, Outcome::Bound(..))).count();
        (bound, std::cmp::Reverse(*token))
    };
    match (0..document.len()).max_by_key(bound) {
        Some(token) if bound(&token).0 > 0 => rule.pattern.explain(document, token).to_string(),
        _ => "no token fits the anchor, the first line of the pattern".to_owned(),
    }
}
