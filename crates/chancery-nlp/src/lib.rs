//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod attribute_ruler;
mod conllu;
mod document;
mod json;
mod label;
mod lemmatizer;
mod msgpack;
mod python_str;
mod span;
mod upos;

pub use conllu::{ConlluError, ConlluProblem};
pub use document::{Document, Entity, Note, Sentence, Token};
pub use json::DocumentJson;
pub use label::Label;
pub use span::Span;
pub use upos::Upos;
