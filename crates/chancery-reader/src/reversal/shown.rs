//! Changes of position that two statements of one actor show.

use super::Reversal;
use crate::scene::Scene;

/// Holds the statements of each actor against each other.
pub(super) fn shown(_scene: &Scene<'_>) -> Vec<Reversal> {
    Vec::new()
}
