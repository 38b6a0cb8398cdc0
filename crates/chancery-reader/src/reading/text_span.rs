use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of the report's text, half open, counted in Unicode code points.
///
/// Always `text == report.text[start:end]` (W3C Web Annotation, TextPositionSelector).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct TextSpan {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words.
    pub text: String,
}
