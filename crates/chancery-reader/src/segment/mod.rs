//! Segments: headline, captions, body and boilerplate, told apart by evidence.
//!
//! A page is cut into [`paragraphs`]. Each is looked at alone (its length, how it ends, what kind of words it
//! has) and among its neighbours (above the first prose, in a run of links, repeated); every row of a table
//! that holds votes for and against the four kinds. The names of the rows that decided stay with the segment.

mod context;
mod evidence;
mod look;
mod page;
mod paragraphs;
mod picture;
mod words;

pub use paragraphs::paragraphs;

use chancery_nlp::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Report;

/// A part of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands, in bytes, without the white space around it.
    pub span: Span,
    /// What it is.
    pub kind: SegmentKind,
    /// Names of the evidence that decided the kind, strongest first.
    pub rule: Vec<&'static str>,
}

/// What a part of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// The title, the lines that extend it, and the headings between paragraphs.
    Headline,
    /// The words under a picture or video, and its credit.
    Caption,
    /// The report's own sentences.
    Body,
    /// What belongs to the page and not to the report: links, bylines, dates, notices, tables. Yields no findings.
    Boilerplate,
}

impl SegmentKind {
    /// Says whether findings may be made here.
    pub fn yields_findings(self) -> bool {
        self != Self::Boilerplate
    }
}

/// Cuts a report into segments, in the order of the text; together they hold all that is not white space.
///
/// ```
/// use chancery_reader::{report::{Given, text}, segment::{segments, SegmentKind}};
/// let page = "Moscow talks end without a deal\n\nThe ministers met on Wednesday and agreed on nothing.\n\nShare this";
/// let found = segments(&text(page.as_bytes(), &Given::default()));
/// assert_eq!(found[2].kind, SegmentKind::Boilerplate);
/// assert!(!found[2].rule.is_empty());
/// ```
pub fn segments(report: &Report) -> Vec<Segment> {
    segments_of(&report.text, report.title.as_deref())
}

/// Walks the segments in which findings may be made.
pub fn readable(segments: &[Segment]) -> impl Iterator<Item = &Segment> {
    segments.iter().filter(|segment| segment.kind.yields_findings())
}

/// Returns the segment that holds a byte, if it is not white space between two.
pub fn at(segments: &[Segment], byte: u32) -> Option<&Segment> {
    let behind = segments.partition_point(|segment| segment.span.start <= byte);
    segments[..behind].last().filter(|segment| byte < segment.span.end)
}

/// Says whether findings may be made in all of a span.
pub(crate) fn all_readable(segments: &[Segment], span: Span) -> bool {
    let first = segments.partition_point(|segment| segment.span.end <= span.start);
    let touched =
        segments[first..].iter().take_while(|segment| segment.span.start < span.end.max(span.start + 1));
    let (mut any, mut all) = (false, true);
    for segment in touched {
        any = true;
        all &= segment.kind.yields_findings();
    }
    any && all
}

/// Returns the headline at the top of a text, on one line and without its markup.
pub(crate) fn headline(text: &str) -> Option<String> {
    let segments = segments_of(text, None);
    let first = readable(&segments).find(|segment| segment.kind != SegmentKind::Caption)?;
    let words: Vec<&str> = text[first.span.range()].split_whitespace().collect();
    let line = words.join(" ");
    let bare = line.trim_start_matches(['#', ' ']).trim_matches(['*', '_', ' ']);
    (first.kind == SegmentKind::Headline && !bare.is_empty()).then(|| bare.to_owned())
}

fn segments_of(text: &str, title: Option<&str>) -> Vec<Segment> {
    let spans = paragraphs(text);
    let looks: Vec<look::Look<'_>> = spans.iter().map(|span| look::Look::of(&text[span.range()])).collect();
    let contexts = context::contexts(&looks, title);
    let judged = looks.iter().zip(&contexts).map(|(look, context)| evidence::judge(look, context));
    spans.iter().zip(judged).map(|(&span, (kind, rule))| Segment { span, kind, rule }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_byte_finds_its_segment() {
        let text = "Talks fail\n\nThe talks failed on Wednesday.";
        let found = segments_of(text, None);
        assert_eq!(at(&found, 0), Some(&found[0]));
        assert_eq!(at(&found, 10), None);
        assert_eq!(at(&found, 12), Some(&found[1]));
        assert_eq!(at(&found, 900), None);
    }

    #[test]
    fn a_report_cut_off_in_a_sentence_keeps_it() {
        let text = "Talks fail\n\nThe talks failed on Wednesday.\n\nLavrov told the council that Russia would not vote for";
        assert_eq!(segments_of(text, None)[2].kind, SegmentKind::Body);
    }

    proptest! {
        #[test]
        fn segments_tile_what_is_not_white_space(text in "(?s)([A-Za-z .#|>“é\u{2028}\r\n-]|Read more|said|\n\n){0,60}") {
            let found = segments_of(&text, None);
            let mut end = 0;
            for segment in &found {
                prop_assert!(text[end..segment.span.start as usize].trim().is_empty());
                prop_assert!(!segment.span.is_empty());
                end = segment.span.end as usize;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
