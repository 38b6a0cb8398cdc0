//! Places: what a name on the page stands for, and where that is.

mod fold;
mod gazetteer;
mod wheel;

pub use gazetteer::{Class, FORMAT, Gazetteer, GazetteerError, Record};
