use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActorId, PlaceId, StatementId, TextSpan, TimeId};

/// Something that someone said, as the report gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Its name in this reading.
    pub id: StatementId,
    /// The statement inside which this one is reported, or null.
    pub parent: Option<StatementId>,
    /// How much of the content stands in quotation marks.
    pub form: StatementForm,
    /// Who said it, or null when the report does not say.
    pub speaker: Option<ActorId>,
    /// The words that name the speaker (a pronoun counts), or null.
    pub speaker_span: Option<TextSpan>,
    /// Who may have said it, when `speaker` is null or was inferred, likeliest first.
    pub candidates: Vec<Candidate>,
    /// The reporting word ("said"), or null.
    pub cue: Option<TextSpan>,
    /// Its lemma ("say"), or null.
    pub cue_lemma: Option<String>,
    /// What was said; several spans where the cue splits a quotation.
    pub content: Vec<TextSpan>,
    /// To whom it was said.
    pub addressees: Vec<ActorId>,
    /// Of whom it speaks.
    pub about: Vec<ActorId>,
    /// When it was said, or null.
    pub time: Option<TimeId>,
    /// Where it was said, or null.
    pub place: Option<PlaceId>,
    /// The occasion ("at a joint press conference"), or null.
    pub venue: Option<TextSpan>,
    /// Words that weaken it, in the content or on the cue ("may", "reportedly", "suggested"). A condition is none.
    pub hedges: Vec<TextSpan>,
    /// What the speaker does with the content.
    pub polarity: Polarity,
    /// How sure the reader is, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
    /// The name of what decided it.
    pub rule: String,
}

/// How much of a statement's content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementForm {
    /// All of it.
    Direct,
    /// A part.
    Mixed,
    /// Nothing.
    Indirect,
}

/// One who may be the speaker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// Who.
    pub actor: ActorId,
    /// How likely, 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f32,
}

/// What a speaker does with the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// Puts it forward as so.
    Affirm,
    /// Says that it is not so.
    Deny,
    /// Asks whether it is so.
    Question,
    /// Wants it to be so.
    Demand,
}
