//! What can be wrong with a model.

use std::path::PathBuf;

/// What can be wrong with a published or a converted model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The bytes are no wheel.
    #[error("this is not a wheel: {reason}; give a spaCy v3 pipeline as a .whl file or as a directory")]
    NotAWheel {
        /// What the zip reader says.
        reason: String,
    },
    /// No pipeline directory was found inside.
    #[error("no spaCy pipeline inside: a directory with meta.json, config.cfg and tokenizer is needed")]
    NoPipeline,
    /// A file of the pipeline is missing.
    #[error(
        "the pipeline has no file {file:?}; a CNN pipeline for English (en_core_web_sm, _md, _lg) is needed"
    )]
    Missing {
        /// Path inside the pipeline directory.
        file: String,
    },
    /// A file of the pipeline cannot be understood.
    #[error("{file:?} of the pipeline cannot be read: {reason}")]
    Corrupt {
        /// Path inside the pipeline directory, or the name of a section of the converted file.
        file: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The pipeline uses something that this runtime does not have.
    #[error(
        "the pipeline is not supported: {reason}; CNN pipelines for English (en_core_web_sm, _md, _lg) are"
    )]
    Unsupported {
        /// What it is.
        reason: String,
    },
    /// The file is no converted model of this version.
    #[error("not a converted chancery model of this version ({reason}); convert the published model again")]
    NotConverted {
        /// What is wrong with it.
        reason: String,
    },
    /// The file cannot be opened.
    #[error("cannot open the model {}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

impl ModelError {
    pub(crate) fn corrupt(file: &str, reason: impl std::fmt::Display) -> Self {
        ModelError::Corrupt { file: file.into(), reason: reason.to_string() }
    }

    pub(crate) fn unsupported(reason: impl std::fmt::Display) -> Self {
        ModelError::Unsupported { reason: reason.to_string() }
    }
}
