//! The runtime as its users meet it, on a tiny pipeline of our own that needs no download.

mod growth;
mod laws;
mod loader;
mod reading;

use std::sync::LazyLock;

use chancery_nlp::Pipeline;
use chancery_nlp::model::PublishedModel;

const TINY: &[u8] = include_bytes!("../data/tiny.whl");

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let published = PublishedModel::from_wheel(TINY).expect("the tiny wheel opens");
    Pipeline::from_published(&published).expect("the tiny pipeline loads")
});
