//! Events: who did what to whom, in the terms of PLOVER and CAMEO.
//!
//! The knowledge of words lies in **frames**, files under `rules/event/TYPE/NAME.toml`, TYPE one of the sixteen types in
//! small letters. A frame is a lexical entry: which verbs, nouns and adjectives tell the event, where its actors stand,
//! and what keeps the words from meaning it. The constructions are known here, once for all frames: actives, passives,
//! nouns with owners ("the US strike on a base") and with light verbs ("held talks with"), control and raising,
//! relative clauses, participles, lists, pairs ("Tillerson and Lavrov met"), and words that govern an act ("agreed to
//! withdraw", "threatened sanctions", "called for talks").
//!
//! ```toml
//! what = "Somebody condemns an actor or what it did."
//! cameo = "111"
//! verbs = ["condemn", "denounce", "lash out at"]
//! nouns = ["condemnation"]
//! target = ["object", "of", "at"]
//! excludes = { subject = ["building"] }
//! yes = [{ text = "Norway condemned Belarus on Monday.", source = "Norway", target = "Belarus" }]
//! no = ["The house was condemned as unsafe."]
//! ```
//!
//! | heading | |
//! |---|---|
//! | `what` | one sentence a reader understands |
//! | `cameo` | the code that the bare words support |
//! | `verbs`, `nouns`, `adjectives` | lemmas; a verb with its particles ("call for"), a noun with what stands before it ("air strike"); `@NAME` stands for the words of `rules/lists/NAME.txt` |
//! | `light` | verbs that carry the nouns; left out, the common ones of `lists/event_light_verbs.txt` |
//! | `source`, `target` | places, the first that holds an actor counts: `subject`, `object`, `dative`, `complement`, or a preposition. Voice is seen to: the agent of a passive is its subject. A noun's subject is its owner, author or the name in front; its object is what stands behind "of". Left out: `subject` and `object` |
//! | `modifier` | `"target"` where a name in front of the noun is acted upon ("the Iran sanctions") |
//! | `reciprocal` | `true` where both sides act |
//! | `both` | `true` where nothing is told unless both sides are there |
//! | `govern` | what the word makes of an act below it: `intend`, `refuse`, `threaten`, `appeal`, `demand`, `end`; the code is composed from both |
//! | `needs`, `excludes` | conditions by place: a list of lemmas of the head or of what stands before it, or `ACTOR`, `PLACE`, `PERSON`, `ORG`, `GPE`, `MONEY`, `INFINITIVE`, `NONE`, `ANY`; `any` looks at all words behind the trigger, `verb` at the light verb, `modifier` at what stands before a noun |
//! | `refine` | narrower codes by words: `[{ words = ["military"], cameo = "072" }]`, the first that fits |
//! | `negated` | the code of not doing it, where that is an act |
//! | `mode`, `contexts` | where they are not the code's own |
//! | `only_governed` | `true` where the words tell something only under a governing word ("called for reforms") |
//! | `status`, `confidence` | `happened` and 0.8 where left out |
//! | `yes` | texts with what must be found: `source`, `target`, `trigger` (words in them), `status`, `cameo`; `""` for none |
//! | `no` | near misses, in which the frame must stay silent |
//!
//! An act that lies ahead ("will meet", "plans to bomb") is coded as what is said now: an agreement, a refusal, a threat;
//! its status stays `planned`. Of several frames that fit a word the one with most conditions counts. Where neither side is an actor, there is no
//! event.

mod clause;
mod code;
mod compose;
mod example;
mod file;
mod frame;
mod merge;
mod raw;
mod set;
mod shown;
mod side;
mod status;

use chancery_nlp::{Document, Span};

pub use example::{FrameFailure, check_frame};
pub(crate) use file::read as read_frame;
pub use frame::{Condition, Frame, FrameExample, Govern, Refinement, status_name, type_name};
pub use set::FrameSet;
pub(crate) use shown::shown;

use crate::actor::Actors;
use crate::reading::{PloverType, Status};
use crate::statement::Statement;

/// Something that someone did, plans, asks for or denies.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The token that heads the first trigger.
    pub head: u32,
    /// The words that tell it.
    pub trigger: Vec<Span>,
    /// PLOVER's type.
    pub event_type: PloverType,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Goldstein's scale.
    pub goldstein: f32,
    /// Who acts.
    pub source: Vec<usize>,
    /// Who is acted upon.
    pub target: Vec<usize>,
    /// Whether it happened.
    pub status: Status,
    /// Statements whose content holds it, outermost first.
    pub according_to: Vec<usize>,
    /// From 0 to 1.
    pub confidence: f32,
    /// The frame.
    pub rule: String,
}

/// Finds the events of a document in its readable parts, in text order.
pub fn find_events(
    document: &Document,
    readable: impl Fn(Span) -> bool,
    actors: &mut Actors,
    statements: &[Statement],
    frames: &FrameSet,
) -> Vec<Event> {
    let mut sides = side::Sides::new(document, actors);
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let mut raws = Vec::new();
        for token in sentence.tokens().filter(|token| readable(token.span())) {
            raws.extend(raw::raw(token, frames, &sides));
        }
        compose::compose(&mut raws, frames, &sides);
        found.extend(raws.into_iter().filter_map(|raw| compose::event(raw, frames, &mut sides)));
    }
    for event in &mut found {
        merge::attribute(event, document, statements);
    }
    merge::merge(found)
}

#[cfg(test)]
mod tests;
