//! The examples inside a frame file, run as tests.

use std::fmt;

use chancery_nlp::{Document, Span};

use super::frame::{Frame, FrameExample, status_name};
use super::{Event, FrameSet, find_events};
use crate::actor::{Actors, Context, find_actors};
use crate::atlas::Atlas;
use crate::quotation::find_quotations;
use crate::rule::RuleSet;
use crate::statement::find_statements;

/// An example that did not come out as the frame file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameFailure {
    /// The frame file.
    pub file: String,
    /// The example's line in it.
    pub line: usize,
    /// The example's text.
    pub text: String,
    /// What was found instead.
    pub problem: String,
}

impl fmt::Display for FrameFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n  {}", self.file, self.line, self.text, self.problem)
    }
}

/// Runs the examples of a frame, among all frames: every `yes` must be found as it says, no `no` may be found.
pub fn check_frame(
    frame: &Frame,
    rules: &RuleSet,
    atlas: &Atlas,
    parse: impl Fn(&str) -> Document,
) -> Vec<FrameFailure> {
    let failure = |example: &FrameExample, problem: String| FrameFailure {
        file: frame.file.clone(),
        line: example.line,
        text: example.text.clone(),
        problem,
    };
    let mut failures = Vec::new();
    for example in &frame.yes {
        let document = parse(&example.text);
        let (events, actors) = read(&document, rules, atlas);
        let differences: Vec<Option<String>> = events
            .iter()
            .filter(|e| e.rule == frame.id())
            .map(|e| difference(example, e, &document, &actors))
            .collect();
        if differences.iter().any(Option::is_none) {
            continue;
        }
        let told: Vec<String> = events.iter().map(|event| tell(event, &document, &actors)).collect();
        let told = if told.is_empty() { "nothing".to_owned() } else { told.join("; ") };
        let wrong: Vec<String> = differences.into_iter().flatten().collect();
        let wrong = if wrong.is_empty() { "does not fit".to_owned() } else { wrong.join("; or ") };
        failures.push(failure(example, format!("{wrong}\n  finds {told}")));
    }
    for example in &frame.no {
        let document = parse(&example.text);
        let (events, actors) = read(&document, rules, atlas);
        if let Some(event) = events.iter().find(|event| event.rule == frame.id()) {
            failures.push(failure(
                example,
                format!("must stay silent, but finds {}", tell(event, &document, &actors)),
            ));
        }
    }
    failures
}

fn read(document: &Document, rules: &RuleSet, atlas: &Atlas) -> (Vec<Event>, Actors) {
    let quotations = find_quotations(document.text());
    let statements = find_statements(document, &quotations, rules);
    let context = Context { atlas, date: None, statements: &statements };
    let mut actors = find_actors(document, |_| true, context);
    let frames: &FrameSet = rules.frames();
    let events = find_events(document, |_| true, &mut actors, &statements, frames);
    (events, actors)
}

fn difference(example: &FrameExample, event: &Event, document: &Document, actors: &Actors) -> Option<String> {
    example.expected.iter().find_map(|(name, words)| {
        let (fits, found) = match name.as_str() {
            "source" => side(&event.source, words, document, actors),
            "target" => side(&event.target, words, document, actors),
            "trigger" => {
                let found: Vec<&str> =
                    event.trigger.iter().map(|span| &document.text()[span.range()]).collect();
                (found.join(" ") == *words, found.join(" "))
            }
            "status" => (status_name(event.status) == words, status_name(event.status).to_owned()),
            _ => (event.cameo == *words, event.cameo.clone()),
        };
        (!fits).then(|| format!("{name} is `{found}`, not `{words}`"))
    })
}

fn side(found: &[usize], words: &str, document: &Document, actors: &Actors) -> (bool, String) {
    let names: Vec<&str> = found.iter().map(|&actor| actors.list[actor].name.as_str()).collect();
    let names = names.join(", ");
    if words.is_empty() {
        return (found.is_empty(), names);
    }
    let text = document.text();
    let spans: Vec<Span> =
        text.match_indices(words).map(|(at, _)| Span::new(at as u32, (at + words.len()) as u32)).collect();
    let fits = found.iter().any(|&actor| {
        actors.list[actor].mentions.iter().any(|mention| spans.iter().any(|span| span.overlaps(mention.span)))
    });
    (fits, names)
}

fn tell(event: &Event, document: &Document, actors: &Actors) -> String {
    let names = |side: &[usize]| -> String {
        side.iter().map(|&actor| actors.list[actor].name.as_str()).collect::<Vec<_>>().join(" + ")
    };
    let trigger: Vec<&str> = event.trigger.iter().map(|span| &document.text()[span.range()]).collect();
    format!(
        "{} `{}` {} [{}] -> [{}] {}",
        event.rule,
        trigger.join(" "),
        event.cameo,
        names(&event.source),
        names(&event.target),
        status_name(event.status)
    )
}
