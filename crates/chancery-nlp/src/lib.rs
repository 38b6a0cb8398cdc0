//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod document;
mod label;
pub mod matcher;
mod span;
mod upos;

pub use document::{Document, Entity, Note, Sentence, Token};
pub use label::Label;
pub use matcher::{Binding, Explanation, Lists, Match, Matcher, Pattern, PatternError};
pub use span::Span;
pub use upos::Upos;
