use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SentenceId, TextSpan};
use crate::segment::SegmentKind;

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// Where it stands.
    pub span: TextSpan,
    /// What it is.
    pub kind: SegmentKind,
    /// Names of the evidence that decided the kind, strongest first.
    pub rule: Vec<Cow<'static, str>>,
}

/// A sentence of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceRecord {
    /// Its name in this reading.
    pub id: SentenceId,
    /// Where it stands.
    pub span: TextSpan,
}
