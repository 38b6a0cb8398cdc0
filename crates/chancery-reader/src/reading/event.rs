use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorId, EventId, PlaceId, SentenceId, StatementId, TextSpan, TimeId};

/// Something that someone did, plans, asks for or denies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its name in this reading.
    pub id: EventId,
    /// The sentence that tells it.
    pub sentence: SentenceId,
    /// The words that tell it.
    pub trigger: Vec<TextSpan>,
    /// What happened, in PLOVER's terms.
    pub plover: Plover,
    /// CAMEO code, 2 to 4 digits, the most specific that the text supports.
    #[schemars(regex(pattern = r"^[0-9]{2,4}$"))]
    pub cameo: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    #[schemars(range(min = 1, max = 4))]
    pub quad: u8,
    /// Goldstein scale, -10 (war) to 10 (peace).
    #[schemars(range(min = -10.0, max = 10.0))]
    pub goldstein: f32,
    /// PLOVER's score of the type and mode, -10 (conflict) to 10 (cooperation).
    #[schemars(range(min = -10.0, max = 10.0))]
    pub intensity: f32,
    /// Who acts; empty when the report does not say.
    pub source: Vec<ActorId>,
    /// Who is acted upon; empty when the report does not say.
    pub target: Vec<ActorId>,
    /// When, or null.
    pub time: Option<TimeId>,
    /// Where, or null.
    pub place: Option<PlaceId>,
    /// Whether it happened.
    pub status: Status,
    /// Whose word this is, outermost first; empty when the report itself says it.
    pub according_to: Vec<StatementId>,
    /// How sure the reader is, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
    /// The name of what decided it.
    pub rule: String,
}

/// An event in PLOVER's terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Plover {
    /// One of the sixteen types.
    #[serde(rename = "type")]
    pub event_type: PloverType,
    /// How it was done (`airstrike`, `visit`), or null.
    pub mode: Option<String>,
    /// What it was about (`military`, `diplomatic`).
    pub contexts: Vec<String>,
}

/// The sixteen event types of PLOVER.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum PloverType {
    /// Reaches or promises an agreement.
    Agree,
    /// Meets, visits, talks.
    Consult,
    /// Backs, praises, offers diplomatic help.
    Support,
    /// Gives in.
    Concede,
    /// Works together in deed.
    Cooperate,
    /// Provides help in kind.
    Aid,
    /// Withdraws, releases, ends.
    Retreat,
    /// Asks, demands, calls for.
    Request,
    /// Blames, condemns, investigates.
    Accuse,
    /// Refuses.
    Reject,
    /// Threatens.
    Threaten,
    /// Demonstrates, strikes work.
    Protest,
    /// Reduces relations, imposes sanctions.
    Sanction,
    /// Readies or moves forces.
    Mobilize,
    /// Arrests, seizes, represses.
    Coerce,
    /// Attacks.
    Assault,
}

/// Whether an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It did.
    Happened,
    /// It still does.
    Ongoing,
    /// Someone means to do it.
    Planned,
    /// It may happen or have happened.
    Possible,
    /// It depends on something else.
    Conditional,
    /// Someone asks for it.
    Requested,
    /// A speaker says that it did not happen.
    Denied,
    /// The report says that it did not happen.
    Negated,
}
