//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod attribute_ruler;
mod conllu;
mod document;
mod hash;
mod json;
mod label;
mod lemmatizer;
mod lexeme;
mod lexeme_table;
pub mod model;
mod msgpack;
mod nn;
mod pipeline;
mod python_str;
mod span;
mod tagger;
mod tokenizer;
mod transition;
mod upos;
mod worker;

pub use conllu::{ConlluError, ConlluProblem};
pub use document::{Document, Entity, Note, Sentence, Token};
pub use json::DocumentJson;
pub use label::Label;
pub use pipeline::Pipeline;
pub use span::Span;
pub use upos::Upos;
