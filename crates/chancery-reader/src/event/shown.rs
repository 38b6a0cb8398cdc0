//! Events as the reading shows them, with their time and place.

use chancery_nlp::{Document, Token, Upos};

use super::Event;
use super::code::{intensity, quad};
use crate::CodePoints;
use crate::reading::{self, ActorId, EventId, Plover, Reading, SentenceId, StatementId, TextSpan, TimexType};

/// Returns the events as the reading shows them; its times and places must stand.
pub(crate) fn shown(
    events: &[Event],
    reading: &Reading,
    document: &Document,
    points: &CodePoints<'_>,
    actor: impl Fn(usize) -> Option<ActorId>,
) -> Vec<reading::Event> {
    let one = |(at, event): (usize, &Event)| {
        let head = document.token(event.head as usize);
        let around = clause(head, points);
        let start = points.at(head.span().start);
        let first = reading.times.partition_point(|time| time.span.start < around.start);
        let times = reading.times[first..].iter();
        let times = times.filter(|time| matches!(time.timex.timex_type, TimexType::Date | TimexType::Time));
        let place = reading.places.partition_point(|place| place.span.start < around.start);
        let places = reading.places[place..].iter();
        let sentence = reading.sentences.partition_point(|sentence| sentence.span.end <= start);
        reading::Event {
            id: EventId::from_index(at),
            sentence: SentenceId::from_index(sentence),
            trigger: event.trigger.iter().map(|&span| points.span(span)).collect(),
            plover: Plover {
                event_type: event.event_type,
                mode: event.mode.clone(),
                contexts: event.contexts.clone(),
            },
            cameo: event.cameo.clone(),
            quad: quad(event.event_type),
            goldstein: event.goldstein,
            intensity: intensity(event.event_type, event.mode.as_deref()),
            source: event.source.iter().filter_map(|&at| actor(at)).collect(),
            target: event.target.iter().filter_map(|&at| actor(at)).collect(),
            time: nearest(times.map(|time| (&time.span, time.id)), &around, start),
            place: nearest(places.map(|place| (&place.span, place.id)), &around, start),
            status: event.status,
            according_to: event.according_to.iter().map(|&at| StatementId::from_index(at)).collect(),
            confidence: event.confidence,
            rule: event.rule.clone(),
        }
    };
    events.iter().enumerate().map(one).collect()
}

/// Returns the code points of the clause that a trigger stands in.
fn clause(head: Token<'_>, points: &CodePoints<'_>) -> std::ops::Range<u32> {
    let verb = std::iter::once(head)
        .chain(head.ancestors().take(6))
        .find(|t| matches!(t.upos(), Upos::Verb | Upos::Aux));
    let span = head.document().span(verb.unwrap_or(head).subtree());
    points.at(span.start)..points.at(span.end)
}

/// Finds what stands nearest to the trigger inside its clause.
fn nearest<'s, T: Copy>(
    spans: impl Iterator<Item = (&'s TextSpan, T)>,
    clause: &std::ops::Range<u32>,
    trigger: u32,
) -> Option<T> {
    let inside =
        spans.take_while(|(span, _)| span.start < clause.end).filter(|(span, _)| span.end <= clause.end);
    inside.take(64).min_by_key(|(span, _)| span.start.abs_diff(trigger)).map(|(_, id)| id)
}
