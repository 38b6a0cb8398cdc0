use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorId, DisputeId, EventId, StatementId, TextSpan};

/// A proposition on which actors in the report differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// Its name in this reading.
    pub id: DisputeId,
    /// The words that put what is contested.
    pub proposition: TextSpan,
    /// Who stands where.
    pub positions: Vec<Position>,
}

/// Where one actor stands in a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Who.
    pub actor: ActorId,
    /// Where they stand.
    pub stance: Stance,
    /// The statement that shows it, or null.
    pub statement: Option<StatementId>,
    /// The event that shows it, or null.
    pub event: Option<EventId>,
    /// The words that show it.
    pub span: TextSpan,
}

/// Where someone stands on a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Affirms,
    /// Says that it is not so.
    Denies,
    /// Is not convinced.
    Doubts,
    /// Wants to see proof.
    DemandsEvidence,
    /// Wants someone to find out.
    CallsForInvestigation,
    /// Is a party, and the report does not say on which side.
    Unspecified,
}
