//! How fast a run went, for `--stats`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use chancery_nlp::{Document, Pipeline, Source};
use serde_json::json;

use crate::output::tell;

/// Adds up what the language runtime did; shared between threads.
pub(crate) struct Stats {
    started: Instant,
    load: Duration,
    reports: AtomicU64,
    words: AtomicU64,
    tokens: AtomicU64,
    /// Nanoseconds inside the runtime, added up over all threads.
    model: AtomicU64,
}

impl Stats {
    /// Starts the clock once the model is loaded, which took `load`.
    pub(crate) fn new(load: Duration) -> Self {
        let zero = || AtomicU64::new(0);
        Self { started: Instant::now(), load, reports: zero(), words: zero(), tokens: zero(), model: zero() }
    }

    /// Runs the pipeline and books its time.
    pub(crate) fn process(&self, pipeline: &Pipeline, sources: &[Source<'_>]) -> Vec<Document> {
        let started = Instant::now();
        let documents = pipeline.process(sources);
        self.model.fetch_add(started.elapsed().as_nanos() as u64, Ordering::Relaxed);
        let words: usize = sources.iter().map(|source| source.text.split_whitespace().count()).sum();
        let tokens: usize = documents.iter().map(Document::len).sum();
        self.reports.fetch_add(sources.len() as u64, Ordering::Relaxed);
        self.words.fetch_add(words as u64, Ordering::Relaxed);
        self.tokens.fetch_add(tokens as u64, Ordering::Relaxed);
        documents
    }

    /// Prints the figures as one JSON object on standard error: times in seconds, memory in MB.
    pub(crate) fn tell(&self, pipeline: &Pipeline) {
        let load = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let stages: serde_json::Map<String, serde_json::Value> = pipeline
            .stage_times()
            .into_iter()
            .map(|(name, time)| (name.to_owned(), json!(time.as_secs_f64())))
            .collect();
        tell(json!({
            "reports": load(&self.reports),
            "words": load(&self.words),
            "tokens": load(&self.tokens),
            "threads": rayon::current_num_threads(),
            "load_s": self.load.as_secs_f64(),
            "model_s": load(&self.model) as f64 / 1e9,
            "total_s": self.started.elapsed().as_secs_f64(),
            "peak_mb": peak_mb(),
            "stages_s": stages,
        }));
    }
}

/// Returns the largest memory that the process has held, where the system tells.
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kb| kb / 1024.0)
}
