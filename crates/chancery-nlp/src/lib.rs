//! Published spaCy pipelines, run natively: text in, a parsed [`Document`] out.
//!
//! What goes in is a pipeline as its authors publish it (a wheel or its files, see [`model`]) and texts. What comes
//! out is a [`Document`] a text: tokens with lemma, tags and features, a dependency tree, sentences, named
//! entities. It is what spaCy gives, token for token, several times faster and without Python.
//!
//! ```
//! use chancery_nlp::{Pipeline, model::PublishedModel};
//!
//! # fn main() -> Result<(), chancery_nlp::model::ModelError> {
//! # let wheel = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny.whl"));
//! let published = PublishedModel::from_wheel(wheel)?; // the bytes of a .whl file
//! let pipeline = Pipeline::from_published(&published)?;
//!
//! let document = pipeline.process_one("Moscow said the talks had failed.");
//! let said = document.token(1);
//! assert_eq!(said.lemma(), "say");
//! let clause = said.children().find(|child| child.deprel().as_str() == "ccomp").unwrap();
//! assert_eq!(&document.text()[document.span(clause.subtree()).range()], "the talks had failed");
//! assert_eq!(document.entities()[0].label.as_str(), "GPE");
//! # Ok(())
//! # }
//! ```
//!
//! The steps, in their order, are listed by [`Pipeline::PIPES`]. The crate reads no environment and no
//! network, no file but the one that [`Pipeline::open`] maps, and a clock only to tell where time went. Text cannot fail: what is odd gives a poorer
//! document and a [`Note`].

mod attribute_ruler;
mod conllu;
mod document;
mod hash;
mod json;
mod label;
mod lemmatizer;
mod lexeme;
mod lexeme_table;
pub mod matcher;
pub mod model;
mod msgpack;
mod nn;
mod pipeline;
mod python_str;
mod span;
mod stage;
mod tagger;
mod tokenizer;
mod transition;
mod upos;
mod worker;

pub use conllu::{ConlluError, ConlluProblem};
pub use document::{Document, Entity, Note, Sentence, Token};
pub use json::DocumentJson;
pub use label::Label;
pub use matcher::{Binding, Explanation, Lists, Match, Matcher, Pattern, PatternError};
pub use pipeline::{Pipe, Pipeline, Source};
pub use span::Span;
pub use tokenizer::{Tokenizer, TokenizerError};
pub use upos::Upos;
