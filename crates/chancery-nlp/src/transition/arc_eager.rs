//! The dependency parser: Nivre's arc-eager system with a move that opens a sentence.
//!
//! Non-monotonic as published: a reduce on a token without a head puts it back in front of the buffer, and a left
//! arc may replace a head.

use std::sync::Arc;

use super::nonprojective::deprojectivise;
use super::scorer::{Scorer, ScorerBuffers, best, ranges};
use crate::Label;
use crate::document::TokenData;
use crate::model::{ModelError, Store};

const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;

/// Finds heads, dependency labels and sentences.
pub(crate) struct Parser {
    scorer: Scorer,
    ranges: [std::ops::Range<usize>; 5],
    /// Label of each move.
    labels: Vec<Label>,
    root: Label,
}

/// Room for the state of one document, used again for the next.
#[derive(Default)]
pub(crate) struct ParserBuffers {
    scorer: ScorerBuffers,
    state: State,
}

impl Parser {
    pub(crate) fn open(store: &Arc<Store>) -> Result<Parser, ModelError> {
        let moves = &store.info.parser_moves;
        Ok(Parser {
            scorer: Scorer::open(store, "parser", 8, moves)?,
            ranges: ranges(moves)?,
            labels: moves.iter().map(|step| Label::new(&step.label)).collect(),
            root: Label::new("ROOT"),
        })
    }

    /// Writes heads and labels into `tokens`, whose vectors are `vectors`.
    pub(crate) fn parse(
        &self,
        vectors: &[f32],
        width: usize,
        tokens: &mut [TokenData],
        buffers: &mut ParserBuffers,
    ) {
        if tokens.is_empty() {
            return;
        }
        self.scorer.read(vectors, width, &mut buffers.scorer);
        let state = &mut buffers.state;
        state.reset(tokens.len());
        while !state.is_final() {
            self.scorer.score(&state.features(), &mut buffers.scorer);
            let valid = state.valid();
            let allowed = self.ranges.iter().zip(valid).filter(|(_, ok)| *ok).map(|(r, _)| r.clone());
            match best(&buffers.scorer.scores, allowed) {
                Some(choice) => self.step(state, choice),
                None => state.force_final(),
            }
        }
        for (index, token) in tokens.iter_mut().enumerate() {
            let head = state.heads[index];
            token.head = if head == NONE { index as u32 } else { head };
            token.deprel = if head == NONE { self.root } else { self.labels[state.moves[index] as usize] };
        }
        deprojectivise(tokens);
    }

    fn step(&self, state: &mut State, choice: usize) {
        let action = self.ranges.iter().position(|range| range.contains(&choice));
        match action {
            Some(SHIFT) => state.push(),
            Some(REDUCE) => state.reduce(),
            Some(LEFT) => state.left_arc(choice as u32),
            Some(RIGHT) => state.right_arc(choice as u32),
            Some(BREAK) => state.open_sentence(),
            _ => state.force_final(),
        }
    }
}

const NONE: u32 = u32::MAX;

/// What has been read, and what is still open.
#[derive(Default)]
struct State {
    length: u32,
    /// The buffer: tokens put back (last first), then all from `next` on.
    put_back: Vec<u32>,
    next: u32,
    stack: Vec<u32>,
    heads: Vec<u32>,
    /// The move that gave each token its head.
    moves: Vec<u32>,
    /// Last child to the left and to the right of each token, and the right child before it.
    last_left: Vec<u32>,
    last_right: Vec<u32>,
    right_before: Vec<u32>,
    was_put_back: Vec<bool>,
    opens_sentence: Vec<bool>,
}

impl State {
    fn reset(&mut self, length: usize) {
        self.length = length as u32;
        self.next = 0;
        self.put_back.clear();
        self.stack.clear();
        let columns = [
            &mut self.heads,
            &mut self.moves,
            &mut self.last_left,
            &mut self.last_right,
            &mut self.right_before,
        ];
        for column in columns {
            column.clear();
            column.resize(length, NONE);
        }
        for column in [&mut self.was_put_back, &mut self.opens_sentence] {
            column.clear();
            column.resize(length, false);
        }
    }

    /// The `i`th token of the buffer.
    fn buffer(&self, i: usize) -> Option<u32> {
        match self.put_back.len().checked_sub(i + 1) {
            Some(at) => Some(self.put_back[at]),
            None => {
                let token = self.next + (i - self.put_back.len()) as u32;
                (token < self.length).then_some(token)
            }
        }
    }

    /// The `i`th token of the stack, from the top.
    fn top(&self, i: usize) -> Option<u32> {
        self.stack.len().checked_sub(i + 1).map(|at| self.stack[at])
    }

    fn left_in_buffer(&self) -> usize {
        (self.length - self.next) as usize + self.put_back.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.left_in_buffer() == 0
    }

    fn features(&self) -> [Option<u32>; 8] {
        let child = |column: &[u32], of: Option<u32>| {
            of.map(|token| column[token as usize]).filter(|&token| token != NONE)
        };
        let (b0, s0) = (self.buffer(0), self.top(0));
        [
            b0,
            self.buffer(1),
            s0,
            self.top(1),
            self.top(2),
            child(&self.last_left, b0),
            child(&self.last_left, s0),
            child(&self.last_right, s0),
        ]
    }

    /// Says which of the five actions the state allows.
    fn valid(&self) -> [bool; 5] {
        let (depth, left) = (self.stack.len(), self.left_in_buffer());
        let Some(b0) = self.buffer(0) else {
            return [depth == 0, depth > 0, false, false, false];
        };
        let opens = |token: u32| self.opens_sentence[token as usize];
        let arc = depth > 0 && !opens(b0);
        let shift = depth == 0 || (left >= 2 && !opens(b0) && !self.was_put_back[b0 as usize]);
        let break_here = self.buffer(1).is_some_and(|b1| b1 == b0 + 1 && !opens(b1));
        [shift, depth > 0, arc, arc, break_here]
    }

    fn push(&mut self) {
        let token = self.put_back.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    fn reduce(&mut self) {
        let Some(s0) = self.stack.pop() else { return };
        if self.heads[s0 as usize] == NONE && !self.stack.is_empty() {
            self.was_put_back[s0 as usize] = true;
            self.put_back.push(s0);
        }
    }

    fn left_arc(&mut self, choice: u32) {
        let (Some(b0), Some(s0)) = (self.buffer(0), self.stack.pop()) else { return };
        self.attach(b0, s0, choice);
        self.was_put_back[b0 as usize] = false;
    }

    fn right_arc(&mut self, choice: u32) {
        let (Some(b0), Some(s0)) = (self.buffer(0), self.top(0)) else { return };
        self.attach(s0, b0, choice);
        self.push();
    }

    fn attach(&mut self, head: u32, child: u32, choice: u32) {
        let old = self.heads[child as usize];
        // A head is only ever replaced while the child is its last right child.
        if old != NONE && old < child && self.last_right[old as usize] == child {
            self.last_right[old as usize] = self.right_before[child as usize];
        }
        if head > child {
            self.last_left[head as usize] = child;
        } else {
            self.right_before[child as usize] = self.last_right[head as usize];
            self.last_right[head as usize] = child;
        }
        self.heads[child as usize] = head;
        self.moves[child as usize] = choice;
    }

    fn open_sentence(&mut self) {
        if let Some(b1) = self.buffer(1) {
            self.opens_sentence[b1 as usize] = true;
        }
    }

    fn force_final(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.length;
    }
}
