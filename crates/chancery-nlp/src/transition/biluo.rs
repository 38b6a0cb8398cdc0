//! The named entity recogniser: each token begins, continues, ends or is an entity, or stands outside.

use std::sync::Arc;

use super::scorer::{Scorer, ScorerBuffers, best, ranges};
use crate::model::{ModelError, Store};
use crate::{Entity, Label};

const BEGIN: usize = 1;
const IN: usize = 2;
const LAST: usize = 3;
const UNIT: usize = 4;
const OUT: usize = 5;

/// Finds named entities.
pub(crate) struct EntityRecognizer {
    scorer: Scorer,
    ranges: [std::ops::Range<usize>; 6],
    labels: Vec<Label>,
}

/// What the recogniser must know of a token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mark {
    pub(crate) is_space: bool,
    pub(crate) opens_sentence: bool,
}

impl EntityRecognizer {
    pub(crate) fn open(store: &Arc<Store>) -> Result<EntityRecognizer, ModelError> {
        let moves = &store.info.ner_moves;
        Ok(EntityRecognizer {
            scorer: Scorer::open(store, "ner", 3, moves)?,
            ranges: ranges(moves)?,
            labels: moves.iter().map(|step| Label::new(&step.label)).collect(),
        })
    }

    /// Finds the entities of a document; none crosses a sentence boundary.
    pub(crate) fn find(
        &self,
        vectors: &[f32],
        width: usize,
        marks: &[Mark],
        buffers: &mut ScorerBuffers,
    ) -> Vec<Entity> {
        let mut entities = Vec::new();
        if marks.is_empty() {
            return entities;
        }
        self.scorer.read(vectors, width, buffers);
        // First token and label of the entity that is open.
        let mut open: Option<(u32, Label)> = None;
        for index in 0..marks.len() as u32 {
            let start = open.map(|(start, _)| start);
            let picks = [Some(index), start, start.map(|_| index - 1)];
            self.scorer.score(&picks, buffers);
            let choice = match open {
                Some((_, label)) => self.best_inside(label, marks, index, &buffers.scores),
                None => self.best_outside(marks, index, &buffers.scores),
            };
            let Some(choice) = choice else { break };
            let is = |action: usize| self.ranges[action].contains(&choice);
            let label = self.labels[choice];
            if is(BEGIN) {
                open = Some((index, label));
            } else if is(UNIT) {
                entities.push(Entity { tokens: index..index + 1, label });
            } else if is(LAST)
                && let Some((start, label)) = open.take()
            {
                entities.push(Entity { tokens: start..index + 1, label });
            }
        }
        entities
    }

    fn best_inside(&self, open: Label, marks: &[Mark], index: u32, scores: &[f32]) -> Option<usize> {
        let next = marks.get(index as usize + 1);
        let may_go_on = next.is_some_and(|next| !next.opens_sentence);
        let same = |action: usize| {
            let range = self.ranges[action].clone();
            range.into_iter().find(|&at| self.labels[at] == open).map_or(0..0, |at| at..at + 1)
        };
        let go_on = if may_go_on { same(IN) } else { 0..0 };
        best(scores, [go_on, same(LAST)].into_iter())
    }

    fn best_outside(&self, marks: &[Mark], index: u32, scores: &[f32]) -> Option<usize> {
        let next = marks.get(index as usize + 1);
        let is_space = marks[index as usize].is_space;
        let begin =
            if !is_space && next.is_some_and(|next| !next.opens_sentence) { self.named(BEGIN) } else { 0..0 };
        let unit = if is_space { 0..0 } else { self.named(UNIT) };
        best(scores, [begin, unit, self.ranges[OUT].clone()].into_iter())
    }

    /// Returns an action's moves with a label; the one without, which blocks a preset entity, sorts last.
    fn named(&self, action: usize) -> std::ops::Range<usize> {
        let range = self.ranges[action].clone();
        let blank = range.end > range.start && self.labels[range.end - 1].is_empty();
        range.start..range.end - blank as usize
    }
}
