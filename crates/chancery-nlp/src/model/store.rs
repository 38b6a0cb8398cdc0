//! The converted model: one file, mapped into memory.
//!
//! The container is safetensors: named arrays behind a JSON header, checked when opened, so that no offset of a
//! foreign file is believed. Words and tables travel as byte arrays, everything small as JSON in the header.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use serde::{Deserialize, Serialize};

use super::ModelError;

/// Changes whenever the converted file changes; an older file is converted again.
pub const FORMAT: &str = "chancery-model/1";

/// The key under which the container's header holds ours.
const HEADER: &str = "chancery";

#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    model: ModelInfo,
}

/// What the header says of the pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// `en_core_web_md`.
    pub name: String,
    /// `3.7.1`.
    pub version: String,
    /// `MIT`.
    pub license: String,
    /// Labels of the tagger, in the order of its output.
    pub(crate) tags: Vec<String>,
    /// Moves of the parser and of the entity recogniser, in the order of their output.
    pub(crate) parser_moves: Vec<Move>,
    pub(crate) ner_moves: Vec<Move>,
    pub(crate) tok2vec: EmbedInfo,
    pub(crate) ner: EmbedInfo,
}

/// One move of a transition system.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Move {
    pub(crate) action: u8,
    pub(crate) label: String,
}

/// The embedding tables of a tok2vec network: lexical attribute and hash seed of each, in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct EmbedInfo {
    pub(crate) tables: Vec<(Attribute, u32)>,
    pub(crate) static_vectors: bool,
    pub(crate) depth: usize,
}

/// A lexical attribute that an embedding table is keyed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Attribute {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

/// Collects the sections of a converted model.
#[derive(Default)]
pub(crate) struct StoreBuilder {
    sections: Vec<(String, Dtype, Vec<usize>, Vec<u8>)>,
}

impl StoreBuilder {
    pub(crate) fn floats(&mut self, name: impl Into<String>, shape: &[usize], data: &[f32]) {
        let bytes = data.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.sections.push((name.into(), Dtype::F32, shape.to_vec(), bytes));
    }

    pub(crate) fn bytes(&mut self, name: impl Into<String>, data: &[u8]) {
        self.sections.push((name.into(), Dtype::U8, vec![data.len()], data.to_vec()));
    }

    pub(crate) fn u64s(&mut self, name: impl Into<String>, data: &[u64]) {
        let bytes = data.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.sections.push((name.into(), Dtype::U64, vec![data.len()], bytes));
    }

    pub(crate) fn u32s(&mut self, name: impl Into<String>, data: &[u32]) {
        let bytes = data.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.sections.push((name.into(), Dtype::U32, vec![data.len()], bytes));
    }

    pub(crate) fn finish(self, info: &ModelInfo) -> Result<Vec<u8>, ModelError> {
        let failed = |e: &dyn std::fmt::Display| ModelError::corrupt("converted model", e);
        let views = self
            .sections
            .iter()
            .map(|(name, dtype, shape, bytes)| {
                Ok((name.clone(), TensorView::new(*dtype, shape.clone(), bytes).map_err(|e| failed(&e))?))
            })
            .collect::<Result<BTreeMap<_, _>, ModelError>>()?;
        let header = serde_json::to_string(&Header { format: FORMAT.into(), model: info.clone() });
        // A single key: the container writes its map in hash order, and a converted file is always the same.
        let header = HashMap::from([(HEADER.to_owned(), header.map_err(|e| failed(&e))?)]);
        safetensors::serialize(views, Some(header)).map_err(|e| failed(&e))
    }
}

/// A converted model, mapped or held in memory.
#[derive(Debug)]
pub(crate) struct Store {
    bytes: Bytes,
    sections: HashMap<String, (Dtype, Vec<usize>, usize, usize)>,
    pub(crate) info: ModelInfo,
}

#[derive(Debug)]
enum Bytes {
    Mapped(memmap2::Mmap),
    /// Words, for the alignment that a map has, and the number of bytes.
    Held(Vec<u64>, usize),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Mapped(map) => map,
            Bytes::Held(words, len) => &bytemuck::cast_slice(words)[..*len],
        }
    }
}

impl Store {
    /// Maps the file at `path`: the one door of this crate to the outside.
    #[allow(unsafe_code)] // A map of a file that our own cache writes once and renames into place.
    pub(crate) fn open(path: &Path) -> Result<Store, ModelError> {
        let failed = |source| ModelError::Open { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(failed)?;
        // SAFETY: the cache never changes a converted file in place; it writes a new one and renames it.
        let map = unsafe { memmap2::Mmap::map(&file) }.map_err(failed)?;
        Self::from_parts(Bytes::Mapped(map))
    }

    /// Takes a converted model that is already in memory.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Store, ModelError> {
        let mut words = vec![0u64; bytes.len().div_ceil(8)];
        bytemuck::cast_slice_mut::<u64, u8>(&mut words)[..bytes.len()].copy_from_slice(bytes);
        Self::from_parts(Bytes::Held(words, bytes.len()))
    }

    fn from_parts(bytes: Bytes) -> Result<Store, ModelError> {
        let foreign = |e: &dyn std::fmt::Display| ModelError::NotConverted { reason: e.to_string() };
        let all = bytes.get();
        let (_, header) = SafeTensors::read_metadata(all).map_err(|e| foreign(&e))?;
        let meta = header.metadata().as_ref().ok_or_else(|| foreign(&"no header"))?;
        let header = meta.get(HEADER).ok_or_else(|| foreign(&"no description"))?;
        let header: Header = serde_json::from_str(header).map_err(|e| foreign(&e))?;
        if header.format != FORMAT {
            return Err(foreign(&format!("format {:?}, not {FORMAT:?}", header.format)));
        }
        let info = header.model;
        let tensors = SafeTensors::deserialize(all).map_err(|e| foreign(&e))?;
        let base = all.as_ptr().addr();
        let sections = tensors
            .iter()
            .map(|(name, view)| {
                let start = view.data().as_ptr().addr() - base;
                let place = (view.dtype(), view.shape().to_vec(), start, view.data().len());
                (name.to_owned(), place)
            })
            .collect();
        Ok(Store { bytes, sections, info })
    }

    /// Returns an f32 section of `shape` (0 stands for any size), with its shape.
    pub(crate) fn floats(&self, name: &str, shape: &[usize]) -> Result<(&[f32], &[usize]), ModelError> {
        let (have, data) = self.typed::<f32>(name, Dtype::F32)?;
        let fits = have.len() == shape.len() && have.iter().zip(shape).all(|(h, w)| *w == 0 || h == w);
        if !fits {
            return Err(ModelError::corrupt(name, format!("shape {have:?}, not {shape:?}")));
        }
        Ok((data, have))
    }

    pub(crate) fn u64s(&self, name: &str) -> Result<&[u64], ModelError> {
        Ok(self.typed(name, Dtype::U64)?.1)
    }

    pub(crate) fn u32s(&self, name: &str) -> Result<&[u32], ModelError> {
        Ok(self.typed(name, Dtype::U32)?.1)
    }

    pub(crate) fn bytes(&self, name: &str) -> Result<&[u8], ModelError> {
        Ok(self.typed(name, Dtype::U8)?.1)
    }

    fn typed<T: bytemuck::AnyBitPattern>(
        &self,
        name: &str,
        want: Dtype,
    ) -> Result<(&[usize], &[T]), ModelError> {
        let (dtype, shape, start, len) =
            self.sections.get(name).ok_or_else(|| ModelError::Missing { file: name.into() })?;
        if *dtype != want {
            return Err(ModelError::corrupt(name, format!("{dtype:?}, not {want:?}")));
        }
        let bytes = &self.bytes.get()[*start..start + len];
        let data = bytemuck::try_cast_slice(bytes).map_err(|e| ModelError::corrupt(name, e))?;
        Ok((shape, data))
    }
}

/// An f32 section that keeps its store alive: weights without a copy and without a lifetime.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    store: Arc<Store>,
    start: usize,
    len: usize,
    pub(crate) shape: Vec<usize>,
}

impl Weights {
    /// Takes the section `name`, whose shape must be `shape` (0 stands for any size).
    pub(crate) fn new(store: &Arc<Store>, name: &str, shape: &[usize]) -> Result<Weights, ModelError> {
        let (data, have) = store.floats(name, shape)?;
        let start = data.as_ptr().addr() - store.bytes.get().as_ptr().addr();
        Ok(Weights { store: Arc::clone(store), start, len: size_of_val(data), shape: have.to_vec() })
    }
}

impl Deref for Weights {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        bytemuck::cast_slice(&self.store.bytes.get()[self.start..self.start + self.len])
    }
}
