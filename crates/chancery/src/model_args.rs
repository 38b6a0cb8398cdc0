//! Options of every command that runs the language runtime.

use std::num::NonZeroUsize;

use anyhow::{Context as _, Result};
use chancery_nlp::Pipeline;

use crate::assets;

/// The model and the threads to run it on.
#[derive(Debug, clap::Args)]
pub(crate) struct ModelArgs {
    /// The model: `md`, `sm`, a wheel, an unpacked pipeline, or a converted file [default: md].
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,

    /// How many threads to use [default: all cores]. The output is the same for any number.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl ModelArgs {
    /// Starts the threads; before any work, which would start them in its own way.
    pub(crate) fn start_threads(&self) -> Result<()> {
        let threads = self.threads.map_or(0, NonZeroUsize::get);
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().context("starting threads")
    }

    /// Opens the model, which is fetched on first use.
    pub(crate) fn open(&self) -> Result<Pipeline> {
        let started = std::time::Instant::now();
        let pipeline = assets::open(self.model.as_deref())?;
        tracing::info!(elapsed = ?started.elapsed(), threads = rayon::current_num_threads(), "model opened");
        Ok(pipeline)
    }
}
