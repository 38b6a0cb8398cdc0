//! What is known of places.

use std::sync::LazyLock;

use super::{Gazetteer, Places};

/// All that names are looked up in: our own places and, where there is one, the gazetteer.
#[derive(Debug)]
pub struct Geography {
    /// Countries, divisions, and what a gazetteer of towns lacks.
    pub places: Places,
    /// Two hundred thousand towns; without it only the places of the news are known.
    pub gazetteer: Option<Gazetteer>,
}

impl Geography {
    /// Returns the built-in places alone, read once.
    pub fn built_in() -> &'static Geography {
        static BUILT_IN: LazyLock<Geography> =
            LazyLock::new(|| Geography { places: Places::built_in(), gazetteer: None });
        &BUILT_IN
    }
}
