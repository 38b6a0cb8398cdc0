use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorId, ReversalId, TextSpan};

/// A change of position; a denied or negated change is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reversal {
    /// Its name in this reading.
    pub id: ReversalId,
    /// Who changed position.
    pub actor: ActorId,
    /// On what.
    pub topic: TextSpan,
    /// The words of the old position, or null.
    pub before: Option<TextSpan>,
    /// The words of the new position, or null.
    pub after: Option<TextSpan>,
    /// The words that show the change.
    pub evidence: Vec<TextSpan>,
    /// How the change is known.
    pub kind: ReversalKind,
    /// How sure the reader is, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
    /// The name of what decided it.
    pub rule: String,
}

/// How a change of position is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReversalKind {
    /// The report says that the position changed.
    Stated,
    /// Two statements contradict each other.
    Shown,
}
