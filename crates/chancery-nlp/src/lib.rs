//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.

mod document;
mod hash;
mod label;
mod lexeme;
mod span;
mod tokenizer;
mod upos;

pub use document::{Document, Entity, Note, Sentence, Token};
pub use label::Label;
pub use span::Span;
pub use tokenizer::{Tokenizer, TokenizerError};
pub use upos::Upos;
