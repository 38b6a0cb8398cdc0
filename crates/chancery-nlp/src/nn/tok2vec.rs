//! Token vectors: hash embeddings, a mixing layer, and convolutions over a window of three.
//!
//! The embedding and the mixing layer see one token at a time, and so do the three thirds of the first
//! convolution; their results are kept by token type ([`TypeCache`]), so that a common word costs three
//! additions. The other convolutions run as matrix products over whole batches: a row's window is its own and
//! its neighbours' rows, which lie side by side, so the matrix is the buffer itself with overlapping rows.

use std::sync::Arc;

use super::kernels::{Norm, Rows, add, maxout_norm, multiply, sum3};
use crate::hash::hash_embed;
use crate::lexeme::LexemeAttributes;
use crate::model::{Attribute, EmbedInfo, ModelError, Store, Weights};

/// Rows a matrix product takes at a time: large enough to repay packing, small enough for the cache.
const BLOCK: usize = 512;

/// Token types kept at once, at 3.8 kB each: a network's cache stays under 32 MB.
const TYPES: usize = 8_192;

/// One network, from lexical attributes to a vector a token.
pub(crate) struct Tok2Vec {
    tables: Vec<Table>,
    vectors: Option<StaticVectors>,
    layers: Vec<Layer>,
    /// The first convolution's weights for the left neighbour, the token itself and the right neighbour.
    thirds: [Vec<f32>; 3],
    pub(crate) width: usize,
    /// Whether the space behind a token is one of the attributes.
    sees_space: bool,
}

struct Table {
    attribute: Attribute,
    seed: u32,
    rows: Weights,
}

struct StaticVectors {
    store: Arc<Store>,
    data: Weights,
    projection: Weights,
}

/// A maxout layer with its normalisation.
struct Layer {
    weights: Weights,
    bias: Weights,
    scale: Weights,
    shift: Weights,
    pieces: usize,
    inputs: usize,
}

impl Layer {
    fn open(store: &Arc<Store>, prefix: &str, index: usize) -> Result<Layer, ModelError> {
        let name = |short: &str| format!("{prefix}/{index}/{short}");
        let weights = Weights::new(store, &name("W"), &[0, 0, 0])?;
        let [pieces, width, inputs] = weights.shape[..] else { unreachable!("three sizes were asked for") };
        Ok(Layer {
            bias: Weights::new(store, &name("b"), &[pieces, width])?,
            scale: Weights::new(store, &name("scale"), &[width])?,
            shift: Weights::new(store, &name("shift"), &[width])?,
            weights,
            pieces,
            inputs,
        })
    }

    fn norm(&self) -> Norm<'_> {
        Norm { bias: &self.bias, scale: &self.scale, shift: &self.shift }
    }

    fn outputs(&self) -> usize {
        self.weights.len() / self.inputs
    }
}

/// The token types that a network has met: embedded, mixed, and multiplied into the first convolution.
///
/// Full, it gives up types that were not used since the clock's hand last came by.
#[derive(Default)]
pub(crate) struct TypeCache {
    /// Slot of each type (lexeme and space), `NONE` when not kept.
    slots: Vec<u32>,
    /// Type in each slot, and when it was last needed: 0 once the hand has passed.
    kinds: Vec<u32>,
    used_at: Vec<u32>,
    hand: usize,
    now: u32,
    /// `width` a slot.
    mixed: Vec<f32>,
    /// Three thirds of the first convolution a slot: as left neighbour, as itself, as right neighbour.
    products: Vec<f32>,
    missing: Vec<u32>,
    inputs: Vec<f32>,
    sums: Vec<f32>,
    fresh: Vec<f32>,
}

const NONE: u32 = u32::MAX;

impl TypeCache {
    /// Forgets all types: their lexemes have new numbers.
    pub(crate) fn clear(&mut self) {
        self.slots.clear();
        self.kinds.clear();
        self.used_at.clear();
        self.hand = 0;
    }

    /// Gives the type a slot, taking it from one that is not needed now.
    fn admit(&mut self, kind: u32) {
        let slot = if self.kinds.len() < TYPES {
            self.kinds.push(kind);
            self.used_at.push(self.now);
            self.kinds.len() - 1
        } else {
            // What was used since the hand last came by gets another round; what is needed now stays.
            while self.used_at[self.hand] != 0 {
                if self.used_at[self.hand] != self.now {
                    self.used_at[self.hand] = 0;
                }
                self.hand = (self.hand + 1) % TYPES;
            }
            let slot = self.hand;
            self.hand = (self.hand + 1) % TYPES;
            self.slots[self.kinds[slot] as usize] = NONE;
            self.kinds[slot] = kind;
            self.used_at[slot] = self.now;
            slot
        };
        self.slots[kind as usize] = slot as u32;
    }
}

/// The tokens of a batch of documents.
#[derive(Default)]
pub(crate) struct Batch {
    /// Lexeme of each token.
    pub(crate) lexemes: Vec<u32>,
    /// Whether a space follows each token.
    pub(crate) spaces: Vec<bool>,
    /// First token of each document, and one past the last of all.
    pub(crate) starts: Vec<usize>,
}

/// Token vectors of a batch: documents stand apart by `pad` rows, as the networks were trained.
#[derive(Default)]
pub(crate) struct Vectors {
    data: Vec<f32>,
    next: Vec<f32>,
    sums: Vec<f32>,
    /// Token of each row, `NONE` between documents.
    tokens: Vec<u32>,
    pub(crate) pad: usize,
    pub(crate) width: usize,
}

impl Vectors {
    /// Returns the rows of document `index`, whose tokens are `starts[index]..starts[index + 1]`.
    pub(crate) fn document(&self, batch: &Batch, index: usize) -> &[f32] {
        let first = 1 + self.pad * (index + 1) + batch.starts[index];
        let count = batch.starts[index + 1] - batch.starts[index];
        &self.data[first * self.width..(first + count) * self.width]
    }
}

impl Tok2Vec {
    pub(crate) fn open(store: &Arc<Store>, prefix: &str, info: &EmbedInfo) -> Result<Tok2Vec, ModelError> {
        let mut tables = Vec::new();
        for (index, (attribute, seed)) in info.tables.iter().enumerate() {
            let rows = Weights::new(store, &format!("{prefix}/embed/{index}"), &[0, 0])?;
            tables.push(Table { attribute: *attribute, seed: *seed, rows });
        }
        let layers =
            (0..=info.depth).map(|i| Layer::open(store, prefix, i)).collect::<Result<Vec<_>, _>>()?;
        let width = layers[0].scale.len();
        let vectors = if info.static_vectors {
            let data = Weights::new(store, "vectors/data", &[0, 0])?;
            let projection = Weights::new(store, &format!("{prefix}/vectors"), &[width, data.shape[1]])?;
            let (keys, rows) = (store.u64s("vectors/keys")?, store.u32s("vectors/rows")?);
            if keys.len() != rows.len() || rows.iter().any(|&row| row as usize >= data.shape[0]) {
                return Err(ModelError::corrupt("vectors/rows", "rows and keys do not fit the vectors"));
            }
            Some(StaticVectors { store: Arc::clone(store), data, projection })
        } else {
            None
        };
        let fits = width > 0
            && tables.iter().all(|t| t.rows.shape[0] > 0 && t.rows.shape[1] == width)
            && layers[0].inputs == width * (tables.len() + vectors.is_some() as usize)
            && layers[1..].iter().all(|l| l.inputs == 3 * width && l.scale.len() == width)
            && layers.iter().all(|l| l.pieces > 0)
            && info.depth >= 1;
        if !fits {
            return Err(ModelError::corrupt(prefix, "the layers do not fit each other"));
        }
        let sees_space = info.tables.iter().any(|(a, _)| *a == Attribute::Spacy);
        let thirds = std::array::from_fn(|position| {
            let columns = layers[1].weights.chunks_exact(3 * width);
            columns.flat_map(|column| &column[position * width..][..width]).copied().collect()
        });
        Ok(Tok2Vec { tables, vectors, layers, thirds, width, sees_space })
    }

    /// Computes the vectors of a batch into `out`.
    pub(crate) fn encode(
        &self,
        batch: &Batch,
        lexemes: &[LexemeAttributes],
        cache: &mut TypeCache,
        out: &mut Vectors,
    ) {
        let pad = self.layers.len() - 1;
        out.pad = pad;
        out.width = self.width;
        out.tokens.clear();
        out.tokens.extend(std::iter::repeat_n(NONE, pad));
        for window in batch.starts.windows(2) {
            out.tokens.extend(window[0] as u32..window[1] as u32);
            out.tokens.extend(std::iter::repeat_n(NONE, pad));
        }
        let rows = out.tokens.len();
        // A row of zeros before the first and behind the last stands for what is not there.
        for buffer in [&mut out.data, &mut out.next] {
            buffer.clear();
            buffer.resize((rows + 2) * self.width, 0.0);
        }
        for start in (0..rows).step_by(BLOCK) {
            self.first_layer(batch, lexemes, cache, start..(start + BLOCK).min(rows), out);
        }
        for layer in &self.layers[2..] {
            out.sums.resize(BLOCK.min(rows) * layer.outputs(), 0.0);
            for start in (0..rows).step_by(BLOCK) {
                let count = BLOCK.min(rows - start);
                let window = Rows { data: &out.data[start * self.width..], stride: self.width };
                multiply(count, layer.inputs, window, &layer.weights, &mut out.sums);
                let place = (start + 1) * self.width..(start + 1 + count) * self.width;
                maxout_norm(&out.sums, layer.norm(), &out.data[place.clone()], &mut out.next[place]);
            }
            std::mem::swap(&mut out.data, &mut out.next);
        }
    }

    /// Computes the first convolution of some rows from what is kept of their types.
    fn first_layer(
        &self,
        batch: &Batch,
        lexemes: &[LexemeAttributes],
        cache: &mut TypeCache,
        rows: std::ops::Range<usize>,
        out: &mut Vectors,
    ) {
        let around = &out.tokens[rows.start.saturating_sub(1)..(rows.end + 1).min(out.tokens.len())];
        self.ensure(batch, lexemes, cache, around);
        let layer = &self.layers[1];
        let outputs = layer.outputs();
        let zeros = vec![0.0; outputs];
        let product = |row: Option<usize>, position: usize| {
            let token = row.and_then(|row| out.tokens.get(row)).copied().unwrap_or(NONE);
            if token == NONE {
                return zeros.as_slice();
            }
            let slot = cache.slots[self.kind(batch, token)] as usize;
            &cache.products[(slot * 3 + position) * outputs..][..outputs]
        };
        out.sums.resize(BLOCK * outputs, 0.0);
        for (at, row) in rows.clone().enumerate() {
            let sums = &mut out.sums[at * outputs..][..outputs];
            sum3(product(row.checked_sub(1), 0), product(Some(row), 1), product(Some(row + 1), 2), sums);
            let token = out.tokens[row];
            if token != NONE {
                let slot = cache.slots[self.kind(batch, token)] as usize;
                let mixed = &cache.mixed[slot * self.width..][..self.width];
                out.next[(row + 1) * self.width..][..self.width].copy_from_slice(mixed);
            }
        }
        let place = (rows.start + 1) * self.width..(rows.end + 1) * self.width;
        let residual = &out.next[place.clone()];
        maxout_norm(&out.sums, layer.norm(), residual, &mut out.data[place]);
    }

    /// Returns the number of a token's type.
    fn kind(&self, batch: &Batch, token: u32) -> usize {
        let space = self.sees_space && batch.spaces[token as usize];
        batch.lexemes[token as usize] as usize * 2 + space as usize
    }

    /// Sees to it that the types of all `tokens` are kept.
    fn ensure(&self, batch: &Batch, lexemes: &[LexemeAttributes], cache: &mut TypeCache, tokens: &[u32]) {
        cache.slots.resize(lexemes.len() * 2, NONE);
        cache.now += 1;
        cache.missing.clear();
        for &token in tokens.iter().filter(|&&token| token != NONE) {
            let kind = self.kind(batch, token);
            match cache.slots[kind] {
                NONE => cache.missing.push(kind as u32),
                slot => cache.used_at[slot as usize] = cache.now,
            }
        }
        cache.missing.sort_unstable();
        cache.missing.dedup();
        let missing = std::mem::take(&mut cache.missing);
        for &kind in &missing {
            cache.admit(kind);
        }
        for chunk in missing.chunks(BLOCK) {
            self.embed(lexemes, cache, chunk);
        }
        cache.missing = missing;
    }

    /// Embeds and mixes new types and multiplies them into the first convolution.
    fn embed(&self, lexemes: &[LexemeAttributes], cache: &mut TypeCache, kinds: &[u32]) {
        let (width, mixer) = (self.width, &self.layers[0]);
        cache.inputs.clear();
        cache.inputs.resize(kinds.len() * mixer.inputs, 0.0);
        for (row, &kind) in cache.inputs.chunks_exact_mut(mixer.inputs).zip(kinds) {
            let lexeme = &lexemes[kind as usize / 2];
            for (table, out) in self.tables.iter().zip(row.chunks_exact_mut(width)) {
                let key = table.attribute.key(lexeme, kind % 2 == 1);
                for hash in hash_embed(key, table.seed) {
                    let at = hash as usize % table.rows.shape[0];
                    add(&table.rows[at * width..][..width], out);
                }
            }
        }
        self.project_vectors(lexemes, cache, kinds);
        cache.sums.resize(kinds.len() * mixer.outputs(), 0.0);
        let inputs = Rows { data: &cache.inputs, stride: mixer.inputs };
        multiply(kinds.len(), mixer.inputs, inputs, &mixer.weights, &mut cache.sums);
        cache.fresh.resize(kinds.len() * width, 0.0);
        maxout_norm(&cache.sums, mixer.norm(), &[], &mut cache.fresh);
        cache.mixed.resize(cache.kinds.len() * width, 0.0);
        for (fresh, &kind) in cache.fresh.chunks_exact(width).zip(kinds) {
            let slot = cache.slots[kind as usize] as usize;
            cache.mixed[slot * width..][..width].copy_from_slice(fresh);
        }
        self.multiply_thirds(cache, kinds);
    }

    /// Writes the projected static vectors of the types into the last columns of the mixer's input.
    fn project_vectors(&self, lexemes: &[LexemeAttributes], cache: &mut TypeCache, kinds: &[u32]) {
        let Some(vectors) = &self.vectors else { return };
        let (width, size) = (self.width, vectors.data.shape[1]);
        let mut gathered = vec![0.0; kinds.len() * size];
        let mut known = vec![false; kinds.len()];
        for ((row, known), &kind) in gathered.chunks_exact_mut(size).zip(&mut known).zip(kinds) {
            if let Some(at) = vectors.row(lexemes[kind as usize / 2].orth) {
                row.copy_from_slice(&vectors.data[at * size..][..size]);
                *known = true;
            }
        }
        let mut projected = vec![0.0; kinds.len() * width];
        let rows = Rows { data: &gathered, stride: size };
        multiply(kinds.len(), size, rows, &vectors.projection, &mut projected);
        let inputs = self.layers[0].inputs;
        let into = cache.inputs.chunks_exact_mut(inputs).zip(projected.chunks_exact(width)).zip(known);
        for ((row, projected), known) in into {
            if known {
                row[inputs - width..].copy_from_slice(projected);
            }
        }
    }

    fn multiply_thirds(&self, cache: &mut TypeCache, kinds: &[u32]) {
        let (width, layer) = (self.width, &self.layers[1]);
        let outputs = layer.outputs();
        cache.products.resize(cache.kinds.len() * 3 * outputs, 0.0);
        cache.sums.resize(kinds.len() * outputs, 0.0);
        let fresh = Rows { data: &cache.fresh, stride: width };
        for (position, third) in self.thirds.iter().enumerate() {
            multiply(kinds.len(), width, fresh, third, &mut cache.sums);
            for (sums, &kind) in cache.sums.chunks_exact(outputs).zip(kinds) {
                let slot = cache.slots[kind as usize] as usize;
                cache.products[(slot * 3 + position) * outputs..][..outputs].copy_from_slice(sums);
            }
        }
    }
}

impl Attribute {
    /// Returns the key that a token is looked up by.
    fn key(self, lexeme: &LexemeAttributes, space: bool) -> u64 {
        match self {
            Attribute::Norm => lexeme.norm,
            Attribute::Prefix => lexeme.prefix,
            Attribute::Suffix => lexeme.suffix,
            Attribute::Shape => lexeme.shape,
            Attribute::Spacy => space as u64,
            Attribute::IsSpace => lexeme.is_space as u64,
        }
    }
}

impl StaticVectors {
    fn row(&self, orth: u64) -> Option<usize> {
        let keys = self.store.u64s("vectors/keys").ok()?;
        let at = keys.binary_search(&orth).ok()?;
        self.store.u32s("vectors/rows").ok().map(|rows| rows[at] as usize)
    }
}
