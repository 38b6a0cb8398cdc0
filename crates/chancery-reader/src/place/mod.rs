//! Places: what a name on the page stands for, and where that is.

mod candidate;
mod detect;
mod fold;
mod gazetteer;
mod places;
mod resolve;
mod score;
mod surroundings;
mod wheel;

pub use detect::place_mentions;
pub use gazetteer::{Class, FORMAT, Gazetteer, GazetteerError, Record};
pub use places::{Place, PlaceKind, Places, PlacesError};
pub use resolve::{CONFIDENT, Hints, ResolvedPlace, Sense, resolve_places};
pub use score::{COUNT, FEATURES, Features};
