//! Scores of the moves, from the vectors of a few tokens that the state points at.

use std::ops::Range;
use std::sync::Arc;

use crate::model::{ModelError, Move, Store, Weights};
use crate::nn::kernels::{MOVES, Rows, ScoreLayers, WIDEST_STATE, multiply, score_state};

/// The network of a transition system.
///
/// Each token's part in each feature is multiplied out once; a step then only adds up rows, takes the larger of two pieces and applies one small layer.
pub(crate) struct Scorer {
    reduce: Weights,
    reduce_bias: Weights,
    lower: Weights,
    pad: Weights,
    bias: Weights,
    upper: Weights,
    upper_bias: Weights,
    features: usize,
}

/// Room for one document's features.
#[derive(Default)]
pub(crate) struct ScorerBuffers {
    reduced: Vec<f32>,
    rows: Vec<f32>,
    /// Tokens of the document, and those whose features are multiplied out.
    count: usize,
    ready: usize,
    pub(crate) scores: Vec<f32>,
}

impl Scorer {
    pub(crate) fn open(
        store: &Arc<Store>,
        prefix: &str,
        features: usize,
        moves: &[Move],
    ) -> Result<Scorer, ModelError> {
        let name = |short: &str| format!("{prefix}/{short}");
        let bias = Weights::new(store, &name("lower/b"), &[2, 0])?;
        let hidden = bias.shape[1];
        let reduce = Weights::new(store, &name("reduce/W"), &[0, 0])?;
        let inputs = reduce.shape[0];
        if bias.len() > WIDEST_STATE || hidden == 0 || inputs == 0 || moves.is_empty() {
            return Err(ModelError::unsupported(format!("{prefix}: a hidden layer of {hidden}")));
        }
        let outputs = moves.len().next_multiple_of(MOVES);
        Ok(Scorer {
            reduce,
            reduce_bias: Weights::new(store, &name("reduce/b"), &[inputs])?,
            lower: Weights::new(store, &name("lower/W"), &[features * 2 * hidden, inputs])?,
            pad: Weights::new(store, &name("lower/pad"), &[features, 2, hidden])?,
            bias,
            upper: Weights::new(store, &name("upper/W"), &[hidden, outputs])?,
            upper_bias: Weights::new(store, &name("upper/b"), &[outputs])?,
            features,
        })
    }

    /// Takes a document's token vectors (`width` a token).
    pub(crate) fn read(&self, vectors: &[f32], width: usize, buffers: &mut ScorerBuffers) {
        let (count, inputs) = (vectors.len() / width, self.reduce.shape[0]);
        buffers.reduced.resize(count * inputs, 0.0);
        let rows = Rows { data: vectors, stride: width };
        multiply(count, width, rows, &self.reduce, &mut buffers.reduced);
        for row in buffers.reduced.chunks_exact_mut(inputs) {
            for (x, b) in row.iter_mut().zip(self.reduce_bias.iter()) {
                *x += b;
            }
        }
        buffers.count = count;
        buffers.ready = 0;
        buffers.rows.clear();
        buffers.scores.resize(self.upper_bias.len(), 0.0);
    }

    /// Scores all moves for the tokens picked, into `buffers.scores`.
    pub(crate) fn score(&self, picks: &[Option<u32>], buffers: &mut ScorerBuffers) {
        while picks.iter().flatten().any(|&token| token as usize >= buffers.ready) {
            self.multiply_out(buffers);
        }
        let layers = ScoreLayers {
            pad: &self.pad,
            bias: &self.bias,
            upper: &self.upper,
            upper_bias: &self.upper_bias,
        };
        score_state(&buffers.rows, picks, layers, &mut buffers.scores);
    }

    /// Multiplies out the features of the next tokens: a few at a time, so that the rows in use stay in the cache.
    fn multiply_out(&self, buffers: &mut ScorerBuffers) {
        let (inputs, size) = (self.reduce.shape[0], self.features * self.bias.len());
        let first = buffers.ready;
        let count = AHEAD.min(buffers.count - first);
        buffers.ready += count;
        buffers.rows.resize(buffers.ready * size, 0.0);
        let rows = Rows { data: &buffers.reduced[first * inputs..], stride: inputs };
        multiply(count, inputs, rows, &self.lower, &mut buffers.rows[first * size..]);
    }
}

/// Tokens that are multiplied out at a time.
const AHEAD: usize = 96;

/// Finds the best of the moves in the allowed ranges; the first wins a draw.
pub(crate) fn best(scores: &[f32], allowed: impl Iterator<Item = Range<usize>>) -> Option<usize> {
    let (mut best, mut top) = (None, f32::NEG_INFINITY);
    for range in allowed {
        for (index, &score) in scores[range.clone()].iter().enumerate() {
            if score > top || best.is_none() {
                (best, top) = (Some(range.start + index), score);
            }
        }
    }
    best
}

/// Returns where each action's moves lie: moves are sorted by action.
pub(crate) fn ranges<const N: usize>(moves: &[Move]) -> Result<[Range<usize>; N], ModelError> {
    let mut ranges = [const { 0..0 }; N];
    for (index, step) in moves.iter().enumerate() {
        let range = ranges
            .get_mut(step.action as usize)
            .ok_or_else(|| ModelError::unsupported(format!("a move of kind {}", step.action)))?;
        if range.start == range.end {
            *range = index..index + 1;
        } else if range.end == index {
            range.end += 1;
        } else {
            return Err(ModelError::unsupported("moves that are not sorted by kind"));
        }
    }
    Ok(ranges)
}
