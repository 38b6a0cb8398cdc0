//! Results on standard output.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};

/// Standard output, written in whole records, so that a run that is cut short leaves no half of one.
pub(crate) struct Output {
    stream: Box<dyn Write>,
}

impl Output {
    /// Writes bytes as they are, for data.
    pub(crate) fn plain() -> Self {
        Self { stream: Box::new(io::stdout()) }
    }

    /// Writes for a person: colour where it is wanted, none elsewhere.
    pub(crate) fn styled() -> Self {
        let stdout = io::stdout();
        match AutoStream::choice(&stdout) {
            ColorChoice::Never => Self { stream: Box::new(AutoStream::never(stdout)) },
            _ => Self { stream: Box::new(AutoStream::auto(stdout)) },
        }
    }

    /// Writes one or more whole records.
    pub(crate) fn write(&mut self, records: &[u8]) -> Result<()> {
        self.stream.write_all(records).and_then(|()| self.stream.flush()).context("writing results")
    }

    /// Writes text.
    pub(crate) fn print(&mut self, text: &str) -> Result<()> {
        self.write(text.as_bytes())
    }
}

/// Writes a line for a person on standard error; a closed standard error is no reason to stop.
pub(crate) fn tell(line: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}
