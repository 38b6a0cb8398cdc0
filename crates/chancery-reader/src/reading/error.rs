use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An input that could not be read, as the program prints it on standard error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[error("{input}{}: {error}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct ReadError {
    /// Always `chancery/error/1`.
    pub schema: ErrorVersion,
    /// The input's name as the user gave it.
    pub input: String,
    /// The line, counted from 1, or null when the whole input is meant.
    pub line: Option<u64>,
    /// What is wrong and what to do.
    pub error: String,
}

/// The name of this format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum ErrorVersion {
    /// The only version so far.
    #[default]
    #[serde(rename = "chancery/error/1")]
    V1,
}

impl ReadError {
    /// Makes an error about a line of an input, or about the whole of it.
    pub fn new(input: impl Into<String>, line: Option<u64>, error: impl Into<String>) -> Self {
        Self { schema: ErrorVersion::V1, input: input.into(), line, error: error.into() }
    }
}
