//! Models: as published, and as converted for the runtime.

mod convert;
mod error;
mod published;
mod store;
mod thinc;

pub(crate) use convert::TABLES;
pub use convert::convert;
pub use error::ModelError;
pub use published::PublishedModel;
pub(crate) use store::{Attribute, EmbedInfo, Move, Store, Weights};
pub use store::{FORMAT, ModelInfo};
