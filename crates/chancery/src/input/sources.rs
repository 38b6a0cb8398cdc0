//! Names on the command line into inputs: files, directories, globs and `-`.

use std::fs;
use std::path::{Path, PathBuf};

use chancery_reader::reading::ReadError;

/// The endings of files that a directory is searched for.
const ENDINGS: [&str; 4] = ["txt", "md", "jsonl", "ndjson"];
/// The endings that say how such a file is packed.
const PACKED: [&str; 2] = ["gz", "zst"];

/// Something to read reports from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input.
    Stdin,
    /// A file, found or named.
    File(PathBuf),
}

/// Walks the inputs that the names stand for, in the order of the names, directories and globs sorted.
pub(crate) fn sources(names: Vec<PathBuf>) -> impl Iterator<Item = Result<Source, ReadError>> + Send {
    names.into_iter().flat_map(|name| -> Box<dyn Iterator<Item = _> + Send> {
        if name == Path::new("-") {
            return Box::new(std::iter::once(Ok(Source::Stdin)));
        }
        if name.is_dir() {
            return Box::new(Walk::new(name));
        }
        match name.to_str().filter(|text| !name.exists() && text.contains(['*', '?', '['])) {
            Some(pattern) => matches(pattern),
            // A missing file is noticed when it is opened.
            None => Box::new(std::iter::once(Ok(Source::File(name)))),
        }
    })
}

/// Says whether a directory's reader takes a file of that name.
fn is_report(path: &Path) -> bool {
    let ending = |path: &Path| path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    match ending(path) {
        Some(packing) if PACKED.contains(&packing.as_str()) => path
            .file_stem()
            .is_some_and(|stem| ending(Path::new(stem)).is_some_and(|e| ENDINGS.contains(&&*e))),
        Some(plain) => ENDINGS.contains(&plain.as_str()),
        None => false,
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn matches(pattern: &str) -> Box<dyn Iterator<Item = Result<Source, ReadError>> + Send> {
    let failed = |reason: String| Box::new(std::iter::once(Err(ReadError::new(pattern, None, reason))));
    let found: Vec<_> = match glob::glob(pattern) {
        Ok(paths) => paths.flatten().collect(),
        Err(e) => return failed(format!("not a glob: {e}")),
    };
    if found.is_empty() {
        return failed("no file matches".to_owned());
    }
    Box::new(found.into_iter().flat_map(|path| -> Box<dyn Iterator<Item = _> + Send> {
        if path.is_dir() {
            Box::new(Walk::new(path))
        } else {
            Box::new(std::iter::once(Ok(Source::File(path))))
        }
    }))
}

/// A directory and what is below it, each level sorted by name, read when it is reached.
struct Walk {
    root: PathBuf,
    /// What is still to be visited, next one last.
    ahead: Vec<PathBuf>,
    found: bool,
}

impl Walk {
    fn new(root: PathBuf) -> Self {
        Self { ahead: vec![root.clone()], root, found: false }
    }

    /// Puts what a directory holds ahead of what follows it.
    fn enter(&mut self, directory: &Path) -> Result<(), ReadError> {
        let failed = |e: std::io::Error| {
            let said = format!("the directory cannot be read: {e}");
            ReadError::new(directory.display().to_string(), None, said)
        };
        let mut below = Vec::new();
        for entry in fs::read_dir(directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = entry.path();
            // A link to a directory may lead back up; a link to a file is as good as the file.
            let directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if !is_hidden(&path) && (directory || (is_report(&path) && path.is_file())) {
                below.push(path);
            }
        }
        below.sort_unstable_by(|a, b| b.cmp(a));
        self.ahead.append(&mut below);
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.ahead.pop() {
            if !path.is_dir() {
                self.found = true;
                return Some(Ok(Source::File(path)));
            }
            if let Err(error) = self.enter(&path) {
                self.found = true;
                return Some(Err(error));
            }
        }
        if self.found {
            return None;
        }
        self.found = true;
        let known =
            "no reports here: files that end in .txt, .md, .jsonl or .ndjson (also .gz, .zst) are read";
        Some(Err(ReadError::new(self.root.display().to_string(), None, known)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_known_by_their_endings() {
        for name in ["a.txt", "a.MD", "a.jsonl", "a.b.ndjson.gz", "a.txt.zst", "/x.y/a.jsonl.GZ"] {
            assert!(is_report(Path::new(name)), "{name}");
        }
        for name in ["a", "a.gz", "a.html", "a.tar.gz", ".txt", "txt"] {
            assert!(!is_report(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn directories_are_walked_in_order_and_globs_too() {
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for directory in ["b", "b/c", "empty", ".git"] {
            fs::create_dir_all(at(directory)).unwrap();
        }
        for file in ["b/z.txt", "b/c/m.md", "a.txt", "c.jsonl.gz", "notes.pdf", ".git/x.txt", ".hidden.txt"] {
            fs::write(at(file), "").unwrap();
        }
        let walk = |names: Vec<PathBuf>| -> Vec<String> {
            sources(names)
                .map(|source| match source {
                    Ok(Source::File(path)) => path.strip_prefix(home.path()).unwrap().display().to_string(),
                    Ok(Source::Stdin) => "-".to_owned(),
                    Err(error) => format!("! {}", error.error.split(':').next().unwrap()),
                })
                .collect()
        };
        assert_eq!(walk(vec![at("")]), ["a.txt", "b/c/m.md", "b/z.txt", "c.jsonl.gz"]);
        assert_eq!(walk(vec!["-".into(), at("b")]), ["-", "b/c/m.md", "b/z.txt"]);
        assert_eq!(walk(vec![at("*.txt")]), [".hidden.txt", "a.txt"]);
        assert_eq!(walk(vec![at("empty"), at("a.txt")]), ["! no reports here", "a.txt"]);
        assert_eq!(walk(vec![at("*.docx")]), ["! no file matches"]);
    }
}
