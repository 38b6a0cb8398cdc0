//! Numbers for the token types that a worker has met.

use std::hash::{BuildHasher, BuildHasherDefault};

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use crate::lexeme::{LexemeAttributes, LexemeNorms, attributes};

/// Types kept before the table is emptied: enough for every word of a day's news, and no more memory than 20 MB.
const MOST: usize = 1 << 16;

/// Token types by text and special norm, numbered in the order met.
#[derive(Default)]
pub(crate) struct LexemeTable {
    /// Text and norm of every type, one behind the other.
    arena: String,
    entries: Vec<Entry>,
    attributes: Vec<LexemeAttributes>,
    index: HashTable<u32>,
    hasher: BuildHasherDefault<FxHasher>,
}

/// Where a type's text and norm lie in the arena.
struct Entry {
    start: u32,
    norm: u32,
    end: u32,
}

impl LexemeTable {
    /// Returns the number of a type; `norm` is empty unless the tokenizer gave one.
    pub(crate) fn number(&mut self, text: &str, norm: &str, norms: &LexemeNorms) -> u32 {
        let hash = self.hasher.hash_one((text, norm));
        let same = |&number: &u32| self.is(number, text, norm);
        if let Some(&number) = self.index.find(hash, same) {
            return number;
        }
        let number = self.entries.len() as u32;
        let start = self.arena.len() as u32;
        self.arena.push_str(text);
        let middle = self.arena.len() as u32;
        self.arena.push_str(norm);
        self.entries.push(Entry { start, norm: middle, end: self.arena.len() as u32 });
        self.attributes.push(attributes(text, (!norm.is_empty()).then_some(norm), norms));
        let (entries, arena, hasher) = (&self.entries, &self.arena, &self.hasher);
        self.index.insert_unique(hash, number, |&number| {
            let entry = &entries[number as usize];
            let text = &arena[entry.start as usize..entry.norm as usize];
            hasher.hash_one((text, &arena[entry.norm as usize..entry.end as usize]))
        });
        number
    }

    fn is(&self, number: u32, text: &str, norm: &str) -> bool {
        let entry = &self.entries[number as usize];
        &self.arena[entry.start as usize..entry.norm as usize] == text
            && &self.arena[entry.norm as usize..entry.end as usize] == norm
    }

    /// Returns the attributes of all types, by number.
    pub(crate) fn attributes(&self) -> &[LexemeAttributes] {
        &self.attributes
    }

    /// Says whether it is time to start over.
    pub(crate) fn is_full(&self) -> bool {
        self.entries.len() >= MOST || self.arena.len() >= MOST * 64
    }

    /// Forgets all types.
    pub(crate) fn clear(&mut self) {
        self.arena.clear();
        self.entries.clear();
        self.attributes.clear();
        self.index.clear();
    }
}
