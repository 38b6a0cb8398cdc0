//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod attribute_ruler;
mod document;
mod label;
mod lemmatizer;
mod msgpack;
mod python_str;
mod span;
mod upos;

pub use document::{Document, Entity, Note, Sentence, Token};
pub use label::Label;
pub use span::Span;
pub use upos::Upos;
