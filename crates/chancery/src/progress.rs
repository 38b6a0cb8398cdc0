//! Progress for people, on standard error.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::output::tell;

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(250);

/// A bar that appears on a terminal when the work takes a while; elsewhere one plain line.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    terminal: bool,
}

impl Progress {
    /// Shows bytes out of `total`.
    pub(crate) fn bytes(what: &str, total: u64) -> Self {
        const STYLE: &str = "{msg} {bar:28} {binary_bytes} of {binary_total_bytes}, {elapsed}";
        Self::new(what, Some(total), STYLE, io::stderr().is_terminal(), true)
    }

    /// Shows that something of unknown length goes on.
    pub(crate) fn spinner(what: &str) -> Self {
        let progress = Self::new(what, None, "{spinner} {msg}, {elapsed}", io::stderr().is_terminal(), true);
        progress.bar.enable_steady_tick(Duration::from_millis(120));
        progress
    }

    /// Counts things done, only where neither results nor a log share the terminal.
    pub(crate) fn count(what: &str) -> Self {
        let alone = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self::new(what, None, "{spinner} {human_pos} {msg}, {per_sec}, {elapsed}", alone, false)
    }

    fn new(what: &str, total: Option<u64>, style: &str, terminal: bool, announce: bool) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        bar.set_style(ProgressStyle::with_template(style).expect("the template is constant"));
        bar.set_message(what.to_owned());
        if announce && !terminal {
            tell(what);
        }
        Self { bar, started: Instant::now(), terminal }
    }

    /// Moves the bar to `position`.
    pub(crate) fn set(&self, position: u64) {
        if self.terminal && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(position);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
