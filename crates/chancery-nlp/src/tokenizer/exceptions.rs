//! Chunks that are split by a list, not by rule: `don't`, `U.S.`, `:-)`.

use compact_str::CompactString;
use rmpv::Value;
use rustc_hash::FxHashMap;

use super::{Piece, TokenizerError, unexpected};

/// The chunks of a model that have their own split.
#[derive(Debug, Default)]
pub(super) struct Exceptions {
    splits: FxHashMap<Box<str>, Box<[Piece]>>,
    /// Length in bytes of the longest; anything longer is none, whatever it says.
    longest: usize,
}

impl Exceptions {
    /// Reads the `exceptions` of a tokenizer file: from each chunk to the attributes of its tokens.
    pub(super) fn from_value(value: &Value) -> Result<Exceptions, TokenizerError> {
        let entries = value.as_map().ok_or_else(|| unexpected("exceptions", "map"))?;
        let mut exceptions = Exceptions::default();
        for (chunk, tokens) in entries {
            let chunk = chunk.as_str().ok_or_else(|| unexpected("exceptions", "text as the key"))?;
            let pieces = pieces(chunk, tokens)?;
            exceptions.longest = exceptions.longest.max(chunk.len());
            exceptions.splits.insert(chunk.into(), pieces);
        }
        Ok(exceptions)
    }

    /// Returns the split of a chunk that has its own.
    pub(super) fn get(&self, chunk: &str) -> Option<&[Piece]> {
        if chunk.len() > self.longest {
            return None;
        }
        self.splits.get(chunk).map(|pieces| &**pieces)
    }

    /// Lists the chunks in order.
    pub(super) fn sorted(&self) -> Vec<(&str, &[Piece])> {
        let mut all: Vec<_> = self.splits.iter().map(|(chunk, pieces)| (&**chunk, &**pieces)).collect();
        all.sort_unstable_by_key(|(chunk, _)| *chunk);
        all
    }
}

/// Attribute numbers of the format: the text and the normal form.
const ORTH: u64 = 65;
const NORM: u64 = 67;

fn pieces(chunk: &str, tokens: &Value) -> Result<Box<[Piece]>, TokenizerError> {
    let place = || format!("exceptions[{chunk:?}]");
    let tokens = tokens.as_array().ok_or_else(|| unexpected(place(), "list of tokens"))?;
    let mut pieces = Vec::new();
    let mut end = 0;
    for token in tokens {
        let attributes = token.as_map().ok_or_else(|| unexpected(place(), "map of attributes"))?;
        let mut norm = CompactString::default();
        let mut orth = None;
        for (attribute, text) in attributes {
            let text = text.as_str().ok_or_else(|| unexpected(place(), "text as an attribute"))?;
            match (attribute.as_u64(), attribute.as_str()) {
                (Some(ORTH), _) | (_, Some("ORTH")) => orth = Some(text),
                (Some(NORM), _) | (_, Some("NORM")) => norm = text.into(),
                _ => return Err(unexpected(place(), "attributes but ORTH (65) and NORM (67)")),
            }
        }
        let orth =
            orth.filter(|text| !text.is_empty()).ok_or_else(|| unexpected(place(), "text of a token"))?;
        if !chunk.get(end..).is_some_and(|rest| rest.starts_with(orth)) {
            return Err(TokenizerError::Exception { chunk: chunk.into() });
        }
        end += orth.len();
        let short = u32::try_from(end).map_err(|_| TokenizerError::Exception { chunk: chunk.into() })?;
        pieces.push(Piece { end: short, norm });
    }
    if end != chunk.len() || chunk.is_empty() {
        return Err(TokenizerError::Exception { chunk: chunk.into() });
    }
    Ok(pieces.into())
}
