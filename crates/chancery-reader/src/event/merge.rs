//! Whose word an event is, and events that are told twice.

use std::collections::BTreeMap;

use chancery_nlp::{Document, Span};

use super::Event;
use crate::reading::Status;
use crate::statement::{Polarity, Statement};

/// How deep statements are followed.
const DEPTH: usize = 8;
/// Statements that are looked at for one event.
const LOOKED: usize = 64;

/// Finds the statements that hold an event, and what they make of it.
pub(super) fn attribute(event: &mut Event, document: &Document, statements: &[Statement]) {
    let head = document.token(event.head as usize).span();
    let holds = |statement: &Statement| statement.content.iter().any(|content| content.contains(head));
    let around = document.token(event.head as usize).sentence().span();
    let near = |statement: &&Statement| {
        let whole = statement.content.first().zip(statement.content.last());
        whole.is_some_and(|(first, last)| Span::new(first.start, last.end.max(first.end)).overlaps(around))
    };
    let mut found: Vec<usize> = (0..statements.len())
        .filter(|&at| near(&&statements[at]))
        .take(LOOKED)
        .filter(|&at| holds(&statements[at]))
        .collect();
    let depth = |at: usize| std::iter::successors(Some(at), |&at| statements[at].parent).take(DEPTH).count();
    found.sort_by_key(|&at| (depth(at), at));
    found.truncate(DEPTH);
    if let Some(innermost) = found.last().map(|&at| &statements[at]) {
        let cue = innermost.cue_head.is_some_and(|cue| cue == event.head);
        event.status = match (innermost.polarity, event.status) {
            (Polarity::Deny, Status::Happened | Status::Ongoing) if !cue => Status::Denied,
            (Polarity::Question, Status::Happened) => Status::Possible,
            (Polarity::Demand, Status::Happened | Status::Planned) if !cue => Status::Requested,
            (_, status) => status,
        };
    }
    event.according_to = found;
}

/// Makes one event of those of the same code and actors.
pub(super) fn merge(events: Vec<Event>) -> Vec<Event> {
    let mut merged: Vec<Event> = Vec::with_capacity(events.len());
    let mut known: BTreeMap<(String, Vec<usize>, Vec<usize>, Status), usize> = BTreeMap::new();
    for event in events {
        let full = !event.source.is_empty() && !event.target.is_empty();
        let key = (event.cameo.clone(), event.source.clone(), event.target.clone(), event.status);
        match known.get(&key).filter(|_| full) {
            Some(&at) => {
                let first = &mut merged[at];
                first.trigger.extend(event.trigger);
                first.confidence = first.confidence.max(event.confidence);
            }
            None => {
                known.insert(key, merged.len());
                merged.push(event);
            }
        }
    }
    merged
}
