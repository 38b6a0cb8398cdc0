//! Transition systems: the parser and the entity recogniser read a document left to right and choose, at each
//! step, the best move that the state allows.

mod arc_eager;
mod biluo;
mod nonprojective;
mod scorer;

pub(crate) use arc_eager::{Parser, ParserBuffers};
pub(crate) use biluo::{EntityRecognizer, Mark};
pub(crate) use scorer::ScorerBuffers;
