//! Text to tokens, with a published model's own rules.

mod affixes;
mod cache;
mod chunks;
mod error;
mod exceptions;
mod expression;
mod rejoin;

use std::ops::Range;

use compact_str::CompactString;
use rmpv::Value;

use crate::Span;
use crate::document::TokenData;

use affixes::{Affixes, Whole};
pub(crate) use cache::ChunkCache;
pub(crate) use chunks::is_space;
use chunks::{Chunk, Chunks};
pub use error::TokenizerError;
use exceptions::Exceptions;
use rejoin::{Rejoin, Symbol};

/// Splits text into the tokens that a published model was trained on.
///
/// A text falls into chunks at whitespace. A chunk is looked up among the exceptions (`don't`), else prefixes and
/// suffixes are taken off until there are none or an exception is left, and what remains is split at infixes unless
/// it is a URL. The result is spaCy's, token for token, but for chunks above 2,000 bytes: those are never URLs, since
/// only so the time stays proportional to the text.
#[derive(Debug, Default)]
pub struct Tokenizer {
    prefixes: Affixes,
    suffixes: Affixes,
    infixes: Affixes,
    token_match: Option<Whole>,
    url_match: Option<Whole>,
    exceptions: Exceptions,
    rejoin: Rejoin,
}

/// A token inside a chunk; it starts where the one before ends.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    end: u32,
    norm: CompactString,
}

impl Tokenizer {
    /// Reads the `tokenizer` file of a published model.
    pub fn from_bytes(bytes: &[u8]) -> Result<Tokenizer, TokenizerError> {
        let value = read_messagepack(FILE, bytes)?;
        let settings = value.as_map().ok_or_else(|| unexpected("its start", "map of settings"))?;
        let setting =
            |name: &str| settings.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value);
        let expression = |name: &'static str| match setting(name) {
            None | Some(Value::Nil) => Ok(None),
            Some(value) => value.as_str().map(Some).ok_or_else(|| unexpected(name, "expression")),
        };
        let affixes = |name, read: fn(&'static str, &str) -> Result<Affixes, TokenizerError>| {
            expression(name)?.map_or_else(|| Ok(Affixes::default()), |source| read(name, source))
        };
        let whole = |name| expression(name)?.map(|source| Whole::new(name, source)).transpose();
        let mut tokenizer = Tokenizer {
            prefixes: affixes("prefix_search", Affixes::prefixes)?,
            suffixes: affixes("suffix_search", Affixes::suffixes)?,
            infixes: affixes("infix_finditer", Affixes::infixes)?,
            token_match: whole("token_match")?,
            url_match: whole("url_match")?,
            exceptions: setting("exceptions").map(Exceptions::from_value).transpose()?.unwrap_or_default(),
            rejoin: Rejoin::default(),
        };
        let every = setting("faster_heuristics").and_then(Value::as_bool) == Some(false);
        tokenizer.rejoin = tokenizer.taken_apart(every);
        Ok(tokenizer)
    }

    /// Appends the tokens of `text`, which has less than 4 GiB, to `out`.
    pub(crate) fn tokenize(&self, text: &str, cache: &mut ChunkCache, out: &mut Vec<TokenData>) {
        let first = out.len();
        cache.symbols.clear();
        for chunk in Chunks::new(text) {
            self.tokenize_chunk(text, chunk, cache, out);
        }
        self.rejoin(text, first, &cache.symbols, out);
    }

    /// Appends the tokens of one chunk, from the cache if it is there.
    fn tokenize_chunk(&self, text: &str, chunk: Chunk, cache: &mut ChunkCache, out: &mut Vec<TokenData>) {
        let base = chunk.range.start;
        let letters = &text[chunk.range.clone()];
        if let Some(tokens) = cache.known.get(letters) {
            push_pieces(base, tokens.iter().map(|token| &token.piece), chunk.space_after, out);
            cache.symbols.extend(tokens.iter().map(|token| token.symbol));
            return;
        }
        let pieces = self.exceptions.get(letters).map(<[Piece]>::to_vec);
        let pieces = pieces.unwrap_or_else(|| self.split(letters, chunk.is_space, true));
        let from = cache.symbols.len();
        cache.symbols.extend(parts(letters, &pieces).map(|part| self.rejoin.symbol(part)));
        cache.known.insert(letters, &pieces, &cache.symbols[from..]);
        push_pieces(base, pieces.iter(), chunk.space_after, out);
    }

    /// Splits a chunk that is no exception: affixes off its ends, one or two at a time, then the rest.
    ///
    /// No published rule splits spaces, so they are not asked.
    fn split(&self, chunk: &str, is_space: bool, with_exceptions: bool) -> Vec<Piece> {
        if is_space {
            return vec![Piece::plain(chunk.len())];
        }
        let exception = |text: &str| if with_exceptions { self.exceptions.get(text) } else { None };
        let mut pieces = Vec::new();
        let mut suffix_ends = Vec::new();
        let (mut start, mut end) = (0, chunk.len());
        while start < end {
            let rest = &chunk[start..end];
            if is_match(&self.token_match, rest) || exception(rest).is_some() {
                break;
            }
            let prefix = self.prefixes.prefix_len(rest);
            let is_last_prefix = prefix > 0 && exception(&rest[prefix..]).is_some();
            let suffix = if is_last_prefix { 0 } else { self.suffixes.suffix_len(&rest[prefix..]) };
            // An exception is left even if a prefix could be taken from it.
            let is_last_suffix = suffix > 0 && exception(&rest[..rest.len() - suffix]).is_some();
            if prefix > 0 && !is_last_suffix {
                start += prefix;
                pieces.push(Piece::plain(start));
            }
            if suffix > 0 {
                suffix_ends.push(end);
                end -= suffix;
            }
            if is_last_prefix || is_last_suffix || prefix + suffix == 0 {
                break;
            }
        }
        self.split_rest(chunk, start..end, exception(&chunk[start..end]), &mut pieces);
        pieces.extend(suffix_ends.into_iter().rev().map(Piece::plain));
        pieces
    }

    /// Splits what has no affixes: as an exception, not at all, or at infixes.
    fn split_rest(
        &self,
        chunk: &str,
        range: Range<usize>,
        exception: Option<&[Piece]>,
        pieces: &mut Vec<Piece>,
    ) {
        let rest = &chunk[range.clone()];
        if rest.is_empty() {
            return;
        }
        if let Some(split) = exception {
            let shifted = |piece: &Piece| Piece { end: piece.end + range.start as u32, ..piece.clone() };
            pieces.extend(split.iter().map(shifted));
            return;
        }
        let mut at = 0;
        if !is_match(&self.token_match, rest) && !is_match(&self.url_match, rest) {
            let mut infixes = Vec::new();
            self.infixes.find_all(rest, &mut infixes);
            for infix in infixes {
                // Nothing stands before an infix at the start that it could split off.
                if infix.start == 0 {
                    continue;
                }
                for end in [infix.start, infix.end] {
                    if end > at {
                        pieces.push(Piece::plain(range.start + end));
                        at = end;
                    }
                }
            }
        }
        if at < rest.len() {
            pieces.push(Piece::plain(range.end));
        }
    }

    /// Puts exceptions back together that were taken apart, or that spread over several chunks.
    fn rejoin(&self, text: &str, first: usize, symbols: &[Symbol], out: &mut Vec<TokenData>) {
        let tokens = &out[first..];
        let splits: Vec<(Range<usize>, &[Piece])> = self
            .rejoin
            .find(symbols)
            .into_iter()
            .filter_map(|run| {
                let span = tokens[run.start].span.cover(tokens[run.end - 1].span);
                Some((run, self.exceptions.get(&text[span.range()])?))
            })
            .collect();
        if splits.is_empty() {
            return;
        }
        let mut tokens = out.split_off(first).into_iter().enumerate();
        let mut splits = splits.into_iter().peekable();
        while let Some((index, token)) = tokens.next() {
            let Some((run, pieces)) = splits.next_if(|(run, _)| run.start == index) else {
                out.push(token);
                continue;
            };
            let space_after = tokens
                .by_ref()
                .take(run.len() - 1)
                .last()
                .map_or(token.space_after, |(_, last)| last.space_after);
            push_pieces(token.span.start as usize, pieces.iter(), space_after, out);
        }
    }

    /// Lists the exceptions that the rules would take apart, with the tokens they make of them.
    fn taken_apart(&self, every: bool) -> Rejoin {
        let mut rejoin = Rejoin::default();
        let mut infixes = Vec::new();
        for (chunk, _) in self.exceptions.sorted() {
            // A whitespace token is its own chunk; there is nothing to put back.
            if chunk.chars().all(is_space) {
                continue;
            }
            self.infixes.find_all(chunk, &mut infixes);
            let ruled = self.prefixes.prefix_len(chunk) + self.suffixes.suffix_len(chunk) + infixes.len() > 0;
            if every || ruled || chunk.contains(' ') {
                let split = Chunks::new(chunk).map(|part| {
                    let letters = &chunk[part.range];
                    (letters, self.split(letters, part.is_space, false))
                });
                let split: Vec<(&str, Vec<Piece>)> = split.collect();
                rejoin.add(split.iter().flat_map(|(letters, pieces)| parts(letters, pieces)));
            }
        }
        rejoin
    }
}

impl Piece {
    /// A token that no exception has given a normal form.
    fn plain(end: usize) -> Piece {
        Piece { end: end as u32, norm: CompactString::const_new("") }
    }
}

/// Walks the texts of the pieces of a chunk.
fn parts<'a>(chunk: &'a str, pieces: &[Piece]) -> impl Iterator<Item = &'a str> {
    pieces.iter().scan(0, |start, piece| {
        let from = std::mem::replace(start, piece.end as usize);
        Some(&chunk[from..piece.end as usize])
    })
}

/// Appends the pieces of a chunk that starts at `base`.
fn push_pieces<'a>(
    base: usize,
    pieces: impl Iterator<Item = &'a Piece>,
    space_after: bool,
    out: &mut Vec<TokenData>,
) {
    let base = base as u32;
    let mut start = base;
    for piece in pieces {
        let span = Span::new(start, base + piece.end);
        start = span.end;
        out.push(TokenData { span, norm: piece.norm.clone(), ..TokenData::default() });
    }
    if let Some(last) = out.last_mut() {
        last.space_after = space_after;
    }
}

fn is_match(whole: &Option<Whole>, text: &str) -> bool {
    whole.as_ref().is_some_and(|whole| whole.is_match(text))
}

const FILE: &str = "tokenizer";

fn unexpected(place: impl Into<String>, expected: &'static str) -> TokenizerError {
    TokenizerError::Unexpected { file: FILE, place: place.into(), expected }
}

/// Reads a file of the model that is MessagePack. What it makes of any bytes stays in proportion to their number.
pub(crate) fn read_messagepack(file: &'static str, mut bytes: &[u8]) -> Result<Value, TokenizerError> {
    rmpv::decode::read_value_with_max_depth(&mut bytes, 16)
        .map_err(|source| TokenizerError::NotMessagePack { file, source: Box::new(source) })
}

#[cfg(test)]
mod parity;
#[cfg(test)]
mod tests;
