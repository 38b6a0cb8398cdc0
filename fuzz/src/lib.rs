//! What the fuzz targets share: the tiny pipeline, and what must hold of every reading.

use std::sync::LazyLock;

use chancery_nlp::model::PublishedModel;
use chancery_nlp::{Pipeline, Source};
use chancery_reader::reading::Reading;
use chancery_reader::report::Report;
use chancery_reader::rule::embedded;
use chancery_reader::{atlas::Atlas, place::Geography, sentence_breaks};

/// A published pipeline of our own, small enough to damage.
pub const TINY: &[u8] = include_bytes!("../../crates/chancery-nlp/tests/data/tiny.whl");

/// The tiny pipeline, ready to run.
pub static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
    let published = PublishedModel::from_wheel(TINY).expect("the tiny wheel opens");
    Pipeline::from_published(&published).expect("the tiny pipeline loads")
});

/// Reads a report as the program does and checks what the reading points at.
pub fn read(report: Report) {
    let breaks = sentence_breaks(&report.text);
    let source = Source { text: &report.text, breaks: &breaks };
    let document = PIPELINE.process(&[source]).pop().expect("a document a text");
    check(&chancery_reader::read(report, &document, embedded(), Atlas::embedded(), Geography::built_in()));
}

fn check(reading: &Reading) {
    let length = reading.report.text.chars().count() as u32;
    let spans = reading
        .segments
        .iter()
        .map(|s| &s.span)
        .chain(reading.sentences.iter().map(|s| &s.span))
        .chain(reading.actors.iter().flat_map(|a| &a.mentions).map(|m| &m.span))
        .chain(reading.statements.iter().flat_map(|s| s.content.iter().chain(&s.cue).chain(&s.speaker_span)));
    for span in spans {
        assert!(span.start <= span.end && span.end <= length, "{span:?} of {length}");
        assert_eq!((span.end - span.start) as usize, span.text.chars().count(), "{span:?}");
    }
    for (at, statement) in reading.statements.iter().enumerate() {
        assert!(
            statement.parent.iter().all(|parent| reading.statements[..at].iter().any(|s| s.id == *parent))
        );
        let named = statement.speaker.iter().chain(&statement.about).chain(&statement.addressees);
        assert!(named.into_iter().all(|id| reading.actors.iter().any(|actor| actor.id == *id)));
    }
}
