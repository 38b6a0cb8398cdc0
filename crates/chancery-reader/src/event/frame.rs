//! A frame: the words that tell an event, and where its actors stand.

use crate::reading::{PloverType, Status};

/// A lexical entry for one kind of event.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The file's stem: `condemn`.
    pub name: String,
    /// The folder's type.
    pub event_type: PloverType,
    /// The file's name as given.
    pub file: String,
    /// One sentence that a reader understands.
    pub what: String,
    /// CAMEO code of what the bare words tell.
    pub cameo: String,
    /// PLOVER mode, where it is not the code's own.
    pub mode: Option<String>,
    /// PLOVER contexts, where they are not the code's own.
    pub contexts: Vec<String>,
    /// Verbs, with their particles: `call for`.
    pub verbs: Vec<String>,
    /// Nouns: `condemnation`.
    pub nouns: Vec<String>,
    /// Adjectives behind a copula: `critical`.
    pub adjectives: Vec<String>,
    /// Verbs that only carry the noun; none listed, the common ones.
    pub light: Vec<String>,
    /// Where the actor stands, first place first.
    pub source: Vec<String>,
    /// Where the one acted upon stands, first place first.
    pub target: Vec<String>,
    /// A name in front of the noun is acted upon: "the Iran sanctions".
    pub modifier_is_target: bool,
    /// What this word does to an act that it governs.
    pub govern: Option<Govern>,
    /// Both sides act: meet, agree.
    pub reciprocal: bool,
    /// One of these words must fill the place.
    pub needs: Vec<Condition>,
    /// None of these words may fill the place.
    pub excludes: Vec<Condition>,
    /// CAMEO code of not doing it, where that is an act of its own.
    pub negated: Option<String>,
    /// The status of the act where the sentence gives none.
    pub status: Option<Status>,
    /// Nothing is told unless both sides are there.
    pub both: bool,
    /// It tells something only under a governing word: "called for reforms".
    pub only_governed: bool,
    /// How often the words mean this, 0 to 1.
    pub confidence: f32,
    /// Narrower codes by words in the clause.
    pub refine: Vec<Refinement>,
    /// Texts in which it must find something.
    pub yes: Vec<FrameExample>,
    /// Texts in which it must stay silent.
    pub no: Vec<FrameExample>,
}

impl Frame {
    /// Returns the name under which events tell their rule: `event/accuse/condemn`.
    pub fn id(&self) -> String {
        format!("event/{}/{}", type_name(self.event_type).to_lowercase(), self.name)
    }
}

/// What a governing word makes of the act that it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Govern {
    /// Means to do it: agree to, offer to, be willing to.
    Intend,
    /// Will not do it: refuse to, rule out.
    Refuse,
    /// Threatens it.
    Threaten,
    /// Asks another for it: urge to, call for.
    Appeal,
    /// Demands it of another: order to, insist on.
    Demand,
    /// Ends it: suspend talks, lift sanctions.
    End,
}

/// A place in the clause and the words that are looked for there.
#[derive(Debug, Clone)]
pub struct Condition {
    /// `object`, `subject`, `any`, `complement` or a preposition.
    pub place: String,
    /// Lemmas, entity types in capitals, or `ACTOR`, `NONE`, `ANY`.
    pub words: Vec<String>,
}

impl Condition {
    /// Says whether nearly everything fulfils it, so that it tells little of the frame.
    pub(super) fn is_wide(&self) -> bool {
        self.place == "any" || self.words.iter().any(|word| matches!(word.as_str(), "ANY" | "NONE"))
    }
}

/// A narrower code, and the words that give it.
#[derive(Debug, Clone)]
pub struct Refinement {
    /// One of these lemmas stands in what depends on the trigger, the subject left out.
    pub words: Vec<String>,
    /// The code.
    pub cameo: String,
    /// The mode, where it is not the code's own.
    pub mode: Option<String>,
    /// The contexts, where they are not the code's own.
    pub contexts: Vec<String>,
}

/// A text, and what the frame must find in it.
#[derive(Debug, Clone, Default)]
pub struct FrameExample {
    /// The text.
    pub text: String,
    /// What is expected: `source`, `target`, `trigger`, `status`, `cameo`, with its words; `""` for none.
    pub expected: Vec<(String, String)>,
    /// Where it stands in the file.
    pub line: usize,
}

/// The types by their names in capitals.
pub(super) const TYPES: [(&str, PloverType); 16] = [
    ("ACCUSE", PloverType::Accuse),
    ("AGREE", PloverType::Agree),
    ("AID", PloverType::Aid),
    ("ASSAULT", PloverType::Assault),
    ("COERCE", PloverType::Coerce),
    ("CONCEDE", PloverType::Concede),
    ("CONSULT", PloverType::Consult),
    ("COOPERATE", PloverType::Cooperate),
    ("MOBILIZE", PloverType::Mobilize),
    ("PROTEST", PloverType::Protest),
    ("REJECT", PloverType::Reject),
    ("REQUEST", PloverType::Request),
    ("RETREAT", PloverType::Retreat),
    ("SANCTION", PloverType::Sanction),
    ("SUPPORT", PloverType::Support),
    ("THREATEN", PloverType::Threaten),
];

/// Returns a type's name in capitals.
pub fn type_name(event_type: PloverType) -> &'static str {
    TYPES.iter().find(|(_, known)| *known == event_type).map_or("", |(name, _)| name)
}

/// Statuses by their names.
pub(super) const STATUSES: [(&str, Status); 8] = [
    ("happened", Status::Happened),
    ("ongoing", Status::Ongoing),
    ("planned", Status::Planned),
    ("possible", Status::Possible),
    ("conditional", Status::Conditional),
    ("requested", Status::Requested),
    ("denied", Status::Denied),
    ("negated", Status::Negated),
];

/// Returns a status's name.
pub fn status_name(status: Status) -> &'static str {
    STATUSES.iter().find(|(_, known)| *known == status).map_or("", |(name, _)| name)
}

/// Ways to govern by their names.
pub(super) const GOVERNS: [(&str, Govern); 6] = [
    ("intend", Govern::Intend),
    ("refuse", Govern::Refuse),
    ("threaten", Govern::Threaten),
    ("appeal", Govern::Appeal),
    ("demand", Govern::Demand),
    ("end", Govern::End),
];
