//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod attribute_ruler;
mod document;
mod hash;
mod label;
mod lemmatizer;
mod lexeme;
mod lexeme_table;
pub mod model;
mod nn;
mod pipeline;
mod span;
mod tagger;
mod tokenizer;
mod transition;
mod upos;
mod worker;

pub use document::{Document, Entity, Note, Sentence, Token};
pub use label::Label;
pub use pipeline::Pipeline;
pub use span::Span;
pub use upos::Upos;
