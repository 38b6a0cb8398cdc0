//! What went wrong, and what to do about it.

use std::fmt;
use std::io;

/// A failure that the user can mend: what happened, and a hint that says how.
///
/// ```text
/// error: en_core_web_md could not be fetched: python3 was not found
/// hint: …
/// ```
#[derive(Debug)]
pub(crate) struct Problem {
    what: String,
    hint: String,
}

impl Problem {
    /// Makes a problem; the hint may have several lines.
    pub(crate) fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Problem {}

/// How a run that could be started ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All was done; finding nothing is done too.
    Done,
    /// Something could not be done; it has been said what.
    Incomplete,
    /// A bug of ours was met on the way; it has been said where.
    Bug,
}

impl Outcome {
    /// Returns the exit code. Wrong usage is 2, which clap sees to.
    pub(crate) fn code(self) -> u8 {
        match self {
            Outcome::Done => 0,
            Outcome::Incomplete => 1,
            Outcome::Bug => 255,
        }
    }
}

/// Says whether the run ended because nobody reads its output any longer.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// Writes an error and its hint for a person.
pub(crate) fn explain(error: &anyhow::Error, to: &mut impl io::Write) -> io::Result<()> {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let blue = anstyle::AnsiColor::Cyan.on_default().bold();
    writeln!(to, "{red}error:{red:#} {}", one_line(error))?;
    if let Some(problem) = error.chain().find_map(|cause| cause.downcast_ref::<Problem>()) {
        let hint = problem.hint.replace('\n', "\n      ");
        writeln!(to, "{blue}hint:{blue:#} {hint}")?;
    }
    Ok(())
}

/// Joins an error and its causes: `reading talks.txt: No such file`.
pub(crate) fn one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        // Some errors repeat their cause; say it once.
        if line.ends_with(&cause) {
            continue;
        }
        if !line.is_empty() {
            line.push_str(": ");
        }
        line.push_str(&cause);
    }
    line
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    use super::*;

    #[test]
    fn an_error_is_one_line_and_its_hint_is_indented() {
        let error = Err::<(), _>(Problem::new("no pip", "install it:\n    apt install python3-pip"))
            .context("fetching en_core_web_md")
            .unwrap_err();
        let mut out = anstream::StripStream::new(Vec::new());
        explain(&error, &mut out).unwrap();
        let text = String::from_utf8(out.into_inner()).unwrap();
        assert_eq!(
            text,
            "error: fetching en_core_web_md: no pip\nhint: install it:\n          apt install python3-pip\n"
        );
    }

    #[test]
    fn a_closed_pipe_is_found_under_context() {
        let error = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("writing");
        assert!(is_closed_pipe(&error));
        assert!(!is_closed_pipe(&anyhow::anyhow!("else")));
    }
}
