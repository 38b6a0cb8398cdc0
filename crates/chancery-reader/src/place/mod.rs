//! Places: what a name on the page stands for, and where that is.
//!
//! A mention is found ([`place_mentions`]), its candidates are listed, and all names of a report are resolved together
//! ([`resolve_places`]). A state's name is a place only where it says where: "in Russia" is one, "Russia said" is not, and
//! so with a capital that may stand for its government. [`FoundPlaces`] tells which place belongs to a word.

mod candidate;
mod detect;
mod fold;
mod gazetteer;
mod geography;
mod hints;
mod places;
mod report;
mod resolve;
mod score;
mod surroundings;
mod wheel;
mod whereabouts;

pub use detect::place_mentions;
pub use gazetteer::{Class, FORMAT, Gazetteer, GazetteerError, Record};
pub use geography::Geography;
pub use hints::Hints;
pub use places::{Place, PlaceKind, Places};
pub use report::{FoundPlaces, Tie, find_places};
pub use resolve::{CONFIDENT, ResolvedPlace, Sense, resolve_places};
pub use score::{COUNT, FEATURES, Features};
