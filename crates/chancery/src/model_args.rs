//! Options of every command that runs the language runtime.

use std::num::NonZeroUsize;
use std::ops::Deref;

use anyhow::{Context as _, Result};
use chancery_nlp::{Document, Pipeline, Source};

use crate::assets;
use crate::stats::Stats;

/// The model and the threads to run it on.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelArgs {
    /// The model: `md`, `sm`, a wheel, an unpacked pipeline, or a converted file [default: md].
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,

    /// How many threads to use [default: all cores]. The output is the same for any number.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    /// At the end, print how fast it went: one JSON object on standard error.
    #[arg(long)]
    stats: bool,
}

/// A model that is loaded, and the count of what it does.
pub(crate) struct Runtime {
    pipeline: Pipeline,
    stats: Stats,
    tells: bool,
}

impl Runtime {
    /// Runs the pipeline and counts.
    pub(crate) fn run(&self, sources: &[Source<'_>]) -> Vec<Document> {
        self.stats.process(&self.pipeline, sources)
    }
}

impl Deref for Runtime {
    type Target = Pipeline;

    fn deref(&self) -> &Pipeline {
        &self.pipeline
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        if self.tells {
            self.stats.tell(&self.pipeline);
        }
    }
}

impl ModelArgs {
    /// Starts the threads; before any work, which would start them in its own way.
    pub(crate) fn start_threads(&self) -> Result<()> {
        let threads = self.threads.map_or(0, NonZeroUsize::get);
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("starting threads")
    }

    /// Opens the model, which is fetched on first use.
    pub(crate) fn open(&self) -> Result<Runtime> {
        let started = std::time::Instant::now();
        let pipeline = assets::open_model(self.model.as_deref())?;
        tracing::info!(elapsed = ?started.elapsed(), threads = rayon::current_num_threads(), "model opened");
        Ok(Runtime { pipeline, stats: Stats::new(started.elapsed()), tells: self.stats })
    }
}
