//! The networks of a pipeline.

pub(crate) mod kernels;
pub(crate) mod tok2vec;
