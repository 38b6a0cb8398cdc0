use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorId, AssessmentId, SentenceId, StatementId, TextSpan, TimeId};

/// What the report says of the state of a relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// Its name in this reading.
    pub id: AssessmentId,
    /// Between whom.
    pub parties: [ActorId; 2],
    /// -2 (hostile, "all-time low") to 2 (alliance).
    #[schemars(range(min = -2, max = 2))]
    pub level: i8,
    /// Where it is going, or null when the report does not say.
    pub trend: Option<Trend>,
    /// The words.
    pub phrase: TextSpan,
    /// The words that make it less sure ("may"); they may stand outside the phrase.
    pub hedge: Vec<TextSpan>,
    /// Whose word this is, outermost first; empty when the report itself says it.
    pub according_to: Vec<StatementId>,
    /// When it was so, or null.
    pub time: Option<TimeId>,
    /// The sentence that says it.
    pub sentence: SentenceId,
    /// How sure the reader is, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
    /// The name of what decided it.
    pub rule: String,
}

/// Where a relationship is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// Better.
    Improving,
    /// Worse.
    Worsening,
    /// Neither.
    Unchanged,
}
