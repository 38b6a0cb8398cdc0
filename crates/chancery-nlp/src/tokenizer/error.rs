//! What can be wrong with a tokenizer file.

/// A model's tokenizer, or the word table beside it, cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TokenizerError {
    /// The bytes are not MessagePack.
    #[error("`{file}` of the model is not MessagePack; fetch the model again")]
    NotMessagePack {
        /// The file inside the model.
        file: &'static str,
        /// Where reading stopped.
        #[source]
        source: Box<rmpv::decode::Error>,
    },
    /// Something else stands where the format has a known thing.
    #[error(
        "`{file}` of the model holds no {expected} at {place}; fetch the model again or use one of spaCy 3"
    )]
    Unexpected {
        /// The file inside the model.
        file: &'static str,
        /// Where in it.
        place: String,
        /// What should stand there.
        expected: &'static str,
    },
    /// An expression is none, or uses what no published tokenizer needs.
    #[error("`{name}` of the model's tokenizer cannot be used: {message}")]
    Expression {
        /// The setting, `infix_finditer`.
        name: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// The parts of an exception do not spell it.
    #[error(
        "the tokenizer exception {chunk:?} is split into other letters than its own; fetch the model again"
    )]
    Exception {
        /// The exception as written.
        chunk: String,
    },
}
