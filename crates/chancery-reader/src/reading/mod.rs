//! The reading: what one report yields, as `chancery read --format jsonl` prints it.

mod actor;
mod assessment;
mod dispute;
mod error;
mod event;
mod id;
mod place;
mod reversal;
mod schema;
mod sentence;
mod statement;
mod text_span;
mod time;

pub use actor::{Actor, ActorKind, Form, Mention, Role};
pub use assessment::{Assessment, Trend};
pub use dispute::{Dispute, Position, Stance};
pub use error::ReadError;
pub use event::{Event, Plover, PloverType, Status};
pub use id::{
    ActorId, AssessmentId, DisputeId, EventId, PlaceId, ReversalId, SentenceId, StatementId, TimeId,
};
pub use place::{Place, PlaceCandidate, PlaceKind};
pub use reversal::{Reversal, ReversalKind};
pub use schema::{error_schema, schema};
pub use sentence::{Segment, SentenceRecord};
pub use statement::{Candidate, Polarity, Statement, StatementForm};
pub use text_span::TextSpan;
pub use time::{Grain, Time, Timex, TimexType};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Report;
use crate::{CodePoints, segment};

/// What one news report yields: actors, statements, events and what is contested, each with its words.
///
/// Every list is present, empty or not, in the order of the text; nothing is reported without a span.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// Always `chancery/reading/1`.
    pub schema: ReadingVersion,
    /// The report itself.
    pub report: Report,
    /// The parts of the text; together they hold every character that is not white space.
    pub segments: Vec<Segment>,
    /// The sentences.
    pub sentences: Vec<SentenceRecord>,
    /// One for each real-world entity, whatever it is called in the report.
    pub actors: Vec<Actor>,
    /// The places named.
    pub places: Vec<Place>,
    /// The dates, times, durations and recurrences named.
    pub times: Vec<Time>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What the report says of the state of a relationship.
    pub assessments: Vec<Assessment>,
    /// Changes of position stated or shown inside this report.
    pub reversals: Vec<Reversal>,
    /// Propositions on which actors in this report differ.
    pub disputes: Vec<Dispute>,
}

/// The name of this format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum ReadingVersion {
    /// The only version so far.
    #[default]
    #[serde(rename = "chancery/reading/1")]
    V1,
}

impl Reading {
    /// Starts the reading of a report: its segments, and every other list empty.
    ///
    /// ```
    /// use chancery_reader::{reading::Reading, report::{Given, text}};
    /// let report = text(b"MOSCOW, April 12 (Reuters) - Lavrov met Tillerson.", &Given::default());
    /// let segments = chancery_reader::segment::segments(&report);
    /// let reading = Reading::new(report, &segments);
    /// assert_eq!(reading.segments.len(), 1);
    /// assert!(serde_json::to_string(&reading).unwrap().contains(r#""disputes":[]"#));
    /// ```
    pub fn new(report: Report, segments: &[segment::Segment]) -> Self {
        let points = CodePoints::new(&report.text);
        let segments = segments
            .iter()
            .map(|segment| Segment {
                span: points.span(segment.span),
                kind: segment.kind,
                rule: segment.rule.iter().map(|&name| name.into()).collect(),
            })
            .collect();
        Self {
            schema: ReadingVersion::V1,
            report,
            segments,
            sentences: Vec::new(),
            actors: Vec::new(),
            places: Vec::new(),
            times: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            assessments: Vec::new(),
            reversals: Vec::new(),
            disputes: Vec::new(),
        }
    }
}
