//! Splits already known.

use rustc_hash::FxHashMap;

use super::Piece;
use super::rejoin::Symbol;

/// Remembers how chunks of text, the stretches between spaces, were split, so that common words meet no expression
/// twice.
///
/// Make one for each thread, and use it with one [`Tokenizer`](super::Tokenizer) only.
#[derive(Debug, Default)]
pub(crate) struct ChunkCache {
    pub(super) known: KnownChunks,
    /// The symbols of the tokens of the text at hand.
    pub(super) symbols: Vec<Symbol>,
}

/// Chunks and their tokens. It forgets everything when full.
#[derive(Debug, Default)]
pub(super) struct KnownChunks {
    chunks: FxHashMap<Box<str>, (u32, u32)>,
    tokens: Vec<CachedToken>,
}

/// A token of a remembered chunk.
#[derive(Debug)]
pub(super) struct CachedToken {
    pub(super) piece: Piece,
    pub(super) symbol: Symbol,
}

/// Chunks remembered; a year of news has more, but what is common returns at once.
const MAX_CHUNKS: usize = 50_000;

/// Tokens remembered, so that many long chunks do not take much memory either.
const MAX_TOKENS: usize = 200_000;

/// Longer chunks are not worth remembering.
const MAX_CHUNK_LEN: usize = 64;

impl KnownChunks {
    /// Returns the tokens of a chunk, if they are known.
    pub(super) fn get(&self, chunk: &str) -> Option<&[CachedToken]> {
        if chunk.len() > MAX_CHUNK_LEN {
            return None;
        }
        let &(start, end) = self.chunks.get(chunk)?;
        self.tokens.get(start as usize..end as usize)
    }

    /// Remembers the tokens of a chunk.
    pub(super) fn insert(&mut self, chunk: &str, pieces: &[Piece], symbols: &[Symbol]) {
        if chunk.len() > MAX_CHUNK_LEN {
            return;
        }
        if self.chunks.len() >= MAX_CHUNKS || self.tokens.len() >= MAX_TOKENS {
            self.chunks.clear();
            self.tokens.clear();
        }
        let start = self.tokens.len() as u32;
        let tokens = pieces.iter().zip(symbols);
        self.tokens.extend(tokens.map(|(piece, &symbol)| CachedToken { piece: piece.clone(), symbol }));
        self.chunks.insert(chunk.into(), (start, self.tokens.len() as u32));
    }
}
