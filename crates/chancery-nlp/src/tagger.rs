//! The tagger: a fine-grained part of speech for each token.

use std::sync::Arc;

use crate::Label;
use crate::document::TokenData;
use crate::model::{ModelError, Store, Weights};
use crate::nn::kernels::{Rows, multiply};

/// Finds fine-grained tags.
pub(crate) struct Tagger {
    weights: Weights,
    bias: Weights,
    tags: Vec<Label>,
}

impl Tagger {
    pub(crate) fn open(store: &Arc<Store>) -> Result<Tagger, ModelError> {
        let tags: Vec<Label> = store.info.tags.iter().map(|tag| Label::new(tag)).collect();
        let weights = Weights::new(store, "tagger/W", &[tags.len(), 0])?;
        let bias = Weights::new(store, "tagger/b", &[tags.len()])?;
        if tags.is_empty() || weights.is_empty() {
            return Err(ModelError::corrupt("tagger", "no tags"));
        }
        Ok(Tagger { weights, bias, tags })
    }

    /// Writes `xpos` into `tokens`, whose vectors are `vectors`.
    pub(crate) fn tag(&self, vectors: &[f32], width: usize, tokens: &mut [TokenData], scores: &mut Vec<f32>) {
        scores.resize(tokens.len() * self.tags.len(), 0.0);
        multiply(tokens.len(), width, Rows { data: vectors, stride: width }, &self.weights, scores);
        for (token, scores) in tokens.iter_mut().zip(scores.chunks_exact(self.tags.len())) {
            let mut best = (0, f32::NEG_INFINITY);
            for (index, (score, bias)) in scores.iter().zip(self.bias.iter()).enumerate() {
                let score = score + bias;
                if score > best.1 {
                    best = (index, score);
                }
            }
            token.xpos = self.tags[best.0];
        }
    }
}
