//! The cache directory.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use super::{Asset, AssetKind};
use crate::hash;
use crate::output::tell;
use crate::problem::Problem;

/// Where converted models and gazetteers lie.
#[derive(Debug, Clone)]
pub(crate) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// Finds the directory: `$CHANCERY_HOME`, else `$XDG_CACHE_HOME/chancery`, else `~/.cache/chancery`.
    pub(crate) fn locate() -> Result<Self> {
        Self::from_environment(|name| env::var_os(name).filter(|value| !value.is_empty()))
    }

    fn from_environment(var: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let root = if let Some(home) = var("CHANCERY_HOME") {
            PathBuf::from(home)
        } else if let Some(caches) = var("XDG_CACHE_HOME").map(PathBuf::from).filter(|p| p.is_absolute()) {
            caches.join("chancery")
        } else if let Some(home) = var("HOME").or_else(|| var("USERPROFILE")) {
            Path::new(&home).join(".cache").join("chancery")
        } else {
            return Err(Problem::new(
                "there is no place for models: neither CHANCERY_HOME nor HOME is set",
                "Set CHANCERY_HOME to a directory that you may write to.",
            )
            .into());
        };
        Ok(Self { root: std::path::absolute(&root).unwrap_or(root) })
    }

    /// Makes a cache at a directory, for tests.
    #[cfg(test)]
    pub(crate) fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Returns the directory.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns where users put wheels that they fetched elsewhere.
    pub(crate) fn wheels(&self) -> PathBuf {
        self.root.join("wheels")
    }

    /// Returns where what is made of an asset lies or will lie.
    pub(crate) fn asset(&self, asset: &Asset) -> PathBuf {
        self.converted(asset.kind, &asset.stem(), &asset.sha256)
    }

    /// Returns where what is made of a wheel with that hash lies or will lie.
    ///
    /// The name carries the hash of what was converted and the format's version, so that a newer program
    /// converts again instead of misreading.
    pub(crate) fn converted(&self, kind: AssetKind, stem: &str, sha256: &str) -> PathBuf {
        self.folder(kind).join(Self::prefix(stem, sha256) + &kind.format().replace('/', "-"))
    }

    fn folder(&self, kind: AssetKind) -> PathBuf {
        self.root.join(match kind {
            AssetKind::Model => "models",
            AssetKind::Gazetteer => "gazetteers",
        })
    }

    fn prefix(stem: &str, sha256: &str) -> String {
        format!("{stem}.{}.", &sha256[..12])
    }

    /// Waits until no other process works in the cache, and clears what a killed one left behind.
    pub(crate) fn lock(&self) -> Result<Lock<'_>> {
        let kinds = [AssetKind::Model, AssetKind::Gazetteer].map(|kind| self.folder(kind));
        let others = [self.root.clone(), self.wheels(), self.root.join("scratch")];
        for directory in others.into_iter().chain(kinds) {
            fs::create_dir_all(&directory).map_err(|e| self.unwritable(&directory, e))?;
        }
        let path = self.root.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|e| self.unwritable(&path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                tell("Another chancery is preparing its files; waiting for it");
                file.lock().with_context(|| format!("locking {}", path.display()))?;
            }
            Err(TryLockError::Error(e)) => return Err(self.unwritable(&path, e)),
        }
        let lock = Lock { cache: self, _file: file };
        lock.sweep();
        Ok(lock)
    }

    /// Says why something could not be written into the cache.
    pub(crate) fn unwritable(&self, path: &Path, error: io::Error) -> anyhow::Error {
        let hint = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "Make room (about 150 MB), or set CHANCERY_HOME to a directory on another disk."
            }
            _ => "Set CHANCERY_HOME to a directory that you may write to.",
        };
        Problem::new(format!("cannot write {}: {error}", path.display()), hint).into()
    }
}

/// The right to change the cache, held by one process at a time.
#[derive(Debug)]
pub(crate) struct Lock<'a> {
    cache: &'a Cache,
    _file: File,
}

impl Lock<'_> {
    /// Returns the cache.
    pub(crate) fn cache(&self) -> &Cache {
        self.cache
    }

    /// Removes what earlier holders left: only a holder works in `scratch`, so all of it is stale.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(self.cache.root.join("scratch")) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            tracing::debug!(path = %path.display(), "removing what an interrupted run left");
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }

    /// Makes a directory that goes away with its handle.
    pub(crate) fn scratch(&self) -> Result<TempDir> {
        let parent = self.cache.root.join("scratch");
        TempDir::new_in(&parent).map_err(|e| self.cache.unwritable(&parent, e))
    }

    /// Stores a converted file at `path`, whole or not at all, with its hash beside it.
    pub(crate) fn store(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let record = format!("{}  {name}\n", hash::sha256(bytes));
        // The hash first: a file that is there always has one.
        self.write(&recorded_at(path), record.as_bytes())?;
        self.write(path, bytes)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let write = || -> io::Result<()> {
            let mut file = readable().tempfile_in(self.cache.root.join("scratch"))?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            file.persist(path)?;
            Ok(())
        };
        write().map_err(|e| self.cache.unwritable(path, e))
    }

    /// Removes what other formats made of the same source.
    pub(crate) fn remove_superseded(&self, keep: &Path, stem: &str, sha256: &str) {
        let prefix = Cache::prefix(stem, sha256);
        let folder = keep.parent().unwrap_or(&self.cache.root);
        let keep = keep.file_name().unwrap_or_default().to_string_lossy();
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(&prefix) && !name.starts_with(&*keep) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Makes files that others may read as far as the user's mask lets them: a cache may be shared.
fn readable() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Returns the hash that was recorded when the file at `path` was stored.
pub(crate) fn recorded(path: &Path) -> Option<String> {
    let record = fs::read_to_string(recorded_at(path)).ok()?;
    record.split_whitespace().next().map(str::to_owned)
}

fn recorded_at(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".sha256");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locate(vars: &[(&str, &str)]) -> Option<PathBuf> {
        let var = |name: &str| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v));
        Cache::from_environment(var).ok().map(|cache| cache.root)
    }

    #[test]
    fn chancery_home_goes_before_xdg_before_home() {
        let all = [("CHANCERY_HOME", "/a"), ("XDG_CACHE_HOME", "/b"), ("HOME", "/c")];
        assert_eq!(locate(&all), Some("/a".into()));
        assert_eq!(locate(&all[1..]), Some("/b/chancery".into()));
        assert_eq!(locate(&all[2..]), Some("/c/.cache/chancery".into()));
        assert_eq!(
            locate(&[("XDG_CACHE_HOME", "relative"), ("HOME", "/c")]),
            Some("/c/.cache/chancery".into())
        );
        assert_eq!(locate(&[]), None);
    }

    #[test]
    fn the_lock_clears_scratch_and_stores_whole_files() {
        let home = TempDir::new().unwrap();
        let cache = Cache::at(home.path());
        drop(cache.lock().unwrap());
        fs::create_dir_all(home.path().join("scratch/half-made")).unwrap();
        fs::write(home.path().join("scratch/half-made/wheel"), "…").unwrap();

        let lock = cache.lock().unwrap();
        assert!(!home.path().join("scratch/half-made").exists());
        let path = cache.converted(AssetKind::Model, "en_core_web_md-3.7.1", &"c".repeat(64));
        let old = path.with_extension("chancery-model-0");
        lock.store(&old, b"older").unwrap();
        lock.store(&path, b"newer").unwrap();
        lock.remove_superseded(&path, "en_core_web_md-3.7.1", &"c".repeat(64));
        assert_eq!(fs::read(&path).unwrap(), b"newer");
        assert_eq!(recorded(&path), Some(hash::sha256(b"newer")));
        assert!(!old.exists() && recorded(&old).is_none());
    }

    #[test]
    fn a_cache_that_cannot_be_made_says_where() {
        let home = TempDir::new().unwrap();
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Cache::at(file.join("cache")).lock().unwrap_err();
        assert!(error.to_string().contains("file/cache"), "{error}");
    }
}
