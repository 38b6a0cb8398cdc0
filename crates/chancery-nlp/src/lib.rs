//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod document;
#[allow(dead_code)] // Until the pipeline calls it.
mod hash;
mod label;
#[allow(dead_code)] // Until the pipeline calls it.
mod lexeme;
mod span;
#[allow(dead_code)] // Until the pipeline calls it.
mod tokenizer;
mod upos;

pub use document::{Document, Entity, Note, Sentence, Token};
pub use label::Label;
pub use span::Span;
pub use tokenizer::{Tokenizer, TokenizerError};
pub use upos::Upos;
