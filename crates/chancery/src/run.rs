//! Many reports through one piece of work, in order and in bounded memory.
//!
//! A thread of its own reads ahead in batches; the batches in hand are worked on by all threads at once; results
//! are written in the order of the inputs. What goes into a batch never depends on the number of threads.

use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::{slice, thread};

use anyhow::{Context as _, Result};
use chancery_reader::reading::ReadError;
use chancery_reader::report::Report;
use rayon::prelude::*;

use crate::output::{Output, tell};
use crate::problem::Outcome;
use crate::progress::Progress;

/// Text and reports that make a batch: enough to share the work of the model, little enough to be quick.
const BATCH_BYTES: usize = 64 << 10;
const BATCH_REPORTS: usize = 64;

/// Who reads what is said of inputs that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// A person: lines of words, counts at the end.
    Person,
    /// A program: one JSON object a line.
    Program,
}

/// Reports, and errors where there should have been one.
type Batch = Vec<Result<Report, ReadError>>;

/// Works on every report and writes the results in order.
///
/// `prepare` makes the work (opens the model, say) once there is a report to work on, so that wrong inputs are
/// told at once. The work gets several reports and returns a record for each.
pub(crate) fn run<W>(
    reports: impl Iterator<Item = Result<Report, ReadError>> + Send + 'static,
    prepare: impl FnOnce() -> Result<W>,
    mut output: Output,
    audience: Audience,
) -> Result<Outcome>
where
    W: Fn(&[Report]) -> Vec<String> + Sync,
{
    let batches = read_ahead(reports)?;
    let mut tally = Tally::new(audience);
    let mut prepare = Some(prepare);
    let mut work = None;
    let progress = Progress::count("reports");
    while let Ok(first) = batches.recv() {
        let window = 2 * rayon::current_num_threads();
        let group: Vec<Batch> = std::iter::once(first).chain(batches.try_iter().take(window - 1)).collect();
        if work.is_none() && group.iter().flatten().any(Result::is_ok) {
            work = prepare.take().map(|prepare| prepare()).transpose()?;
        }
        let done: Vec<_> = group
            .into_par_iter()
            .map(|batch| match &work {
                Some(work) => process(batch, work),
                None => process(batch, &|_: &[Report]| Vec::new()),
            })
            .collect();
        for batch in done {
            output.write(batch.records.as_bytes())?;
            tally.add(&batch);
        }
        progress.set(tally.read);
    }
    drop(progress);
    Ok(tally.close())
}

/// Reads in a thread that is left to itself: it may be waiting for standard input when the run ends.
fn read_ahead(
    reports: impl Iterator<Item = Result<Report, ReadError>> + Send + 'static,
) -> Result<Receiver<Batch>> {
    let (send, receive) = sync_channel(4);
    let read = move || {
        let mut batch = Batch::new();
        let mut bytes = 0;
        for report in reports {
            bytes += report.as_ref().map_or(0, |report| report.text.len());
            batch.push(report);
            if bytes >= BATCH_BYTES || batch.len() >= BATCH_REPORTS {
                bytes = 0;
                if send.send(std::mem::take(&mut batch)).is_err() {
                    return;
                }
            }
        }
        // The last one may be empty, and nobody may be listening.
        let _ = send.send(batch);
    };
    thread::Builder::new().name("reader".to_owned()).spawn(read).context("starting a thread")?;
    Ok(receive)
}

/// What became of a batch.
#[derive(Debug, Default)]
struct Done {
    records: String,
    read: u64,
    errors: Vec<ReadError>,
    bugs: u64,
}

fn process(batch: Batch, work: &(impl Fn(&[Report]) -> Vec<String> + Sync)) -> Done {
    let mut done = Done::default();
    let mut reports = Vec::with_capacity(batch.len());
    for item in batch {
        match item {
            Ok(report) => reports.push(report),
            Err(error) => done.errors.push(error),
        }
    }
    let records = if reports.is_empty() { Vec::new() } else { guarded(&reports, work) };
    for (report, record) in reports.iter().zip(records) {
        match record {
            Some(record) => {
                done.records.push_str(&record);
                done.read += 1;
            }
            None => {
                done.errors.push(ReadError::new(
                    &report.id,
                    None,
                    "chancery met a bug of its own on this report",
                ));
                done.bugs += 1;
            }
        }
    }
    done
}

/// Works on reports so that one that meets a bug of ours costs none of the others.
fn guarded(reports: &[Report], work: &(impl Fn(&[Report]) -> Vec<String> + Sync)) -> Vec<Option<String>> {
    match catch_unwind(AssertUnwindSafe(|| work(reports))) {
        Ok(records) => records.into_iter().map(Some).collect(),
        Err(_) if reports.len() == 1 => vec![None],
        Err(_) => reports.iter().flat_map(|report| guarded(slice::from_ref(report), work)).collect(),
    }
}

/// Counts what was read and tells what was not.
#[derive(Debug)]
struct Tally {
    audience: Audience,
    read: u64,
    failed: u64,
    bugs: u64,
}

impl Tally {
    fn new(audience: Audience) -> Self {
        Self { audience, read: 0, failed: 0, bugs: 0 }
    }

    fn add(&mut self, done: &Done) {
        self.read += done.read;
        self.failed += done.errors.len() as u64;
        self.bugs += done.bugs;
        for error in &done.errors {
            match self.audience {
                Audience::Program => tell(serde_json::json!(error)),
                Audience::Person => {
                    let red = anstyle::AnsiColor::Red.on_default().bold();
                    tell(format_args!("{red}error:{red:#} {error}"));
                }
            }
        }
    }

    /// Says the counts to a person and how the run ended to the system.
    fn close(self) -> Outcome {
        let listening = self.audience == Audience::Person || std::io::stderr().is_terminal();
        if listening && (self.failed > 0 || self.read != 1) {
            let reports = if self.read == 1 { "report" } else { "reports" };
            let failed =
                if self.failed > 0 { format!(", {} could not be read", self.failed) } else { String::new() };
            tell(format_args!("{} {reports} read{failed}", self.read));
        }
        match (self.bugs, self.failed) {
            (0, 0) => Outcome::Done,
            (0, _) => Outcome::Incomplete,
            _ => Outcome::Bug,
        }
    }
}

#[cfg(test)]
mod tests {
    use chancery_reader::report::{Given, text};

    use super::*;

    fn report(words: &str) -> Result<Report, ReadError> {
        Ok(text(words.as_bytes(), &Given::default()))
    }

    #[test]
    fn one_bad_report_costs_no_other() {
        let work = |reports: &[Report]| -> Vec<String> {
            assert!(reports.iter().all(|report| report.text != "bad"));
            reports.iter().map(|report| format!("{}\n", report.text)).collect()
        };
        let batch = vec![report("one"), report("bad"), Err(ReadError::new("x", Some(2), "…")), report("two")];
        let done = process(batch, &work);
        assert_eq!(done.records, "one\ntwo\n");
        assert_eq!((done.read, done.errors.len(), done.bugs), (2, 2, 1));
    }

    #[test]
    fn batches_keep_the_order_and_nothing_is_lost() {
        let long = "word ".repeat(BATCH_BYTES / 10);
        let all: Vec<_> = (0..200).map(|i| format!("{i} {}", if i % 50 == 0 { &long } else { "" })).collect();
        let batches = read_ahead(all.clone().into_iter().map(|text| report(&text))).unwrap();
        let batches: Vec<Batch> = batches.iter().collect();
        assert!(batches.iter().all(|batch| batch.len() <= BATCH_REPORTS));
        let texts: Vec<_> = batches.into_iter().flatten().map(|report| report.unwrap().text).collect();
        assert_eq!(texts, all);
    }
}
