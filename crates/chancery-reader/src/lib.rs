//! News reports read: bytes to [`Report`](report::Report) to [`Reading`](reading::Reading).
//!
//! **In**: the bytes of a text file, or JSON lines from any [`BufRead`](std::io::BufRead), plain or compressed.
//! **Out**: reports, each a text with what is known of it, and their readings, whose spans count code points.
//! In between, a text is cut into headline, captions, body and boilerplate; boilerplate yields no findings.
//!
//! ```
//! use chancery_reader::{reading::Reading, report, segment::{self, SegmentKind}};
//!
//! let page = "Lavrov, Tillerson hold talks in Moscow\n\n\
//!             MOSCOW, April 12, 2017 (Reuters) - The two ministers met for three hours on Wednesday.\n\n\
//!             Other news";
//! let report = report::text(page.as_bytes(), &report::Given::default());
//! assert_eq!(report.published.as_ref().unwrap().to_string(), "2017-04-12");
//!
//! let segments = segment::segments(&report);
//! let kinds: Vec<_> = segments.iter().map(|segment| segment.kind).collect();
//! assert_eq!(kinds, [SegmentKind::Headline, SegmentKind::Body, SegmentKind::Boilerplate]);
//!
//! let reading = Reading::new(report, &segments);
//! assert_eq!(reading.segments[0].span.text, "Lavrov, Tillerson hold talks in Moscow");
//! ```
//!
//! Deliberately absent: files, clocks, environment, network. Text cannot fail: what is broken in it gives a
//! poorer report with a note.

pub mod actor;
pub mod assessment;
pub mod atlas;
mod circumstances;
mod code_points;
mod dispute;
pub mod event;
pub mod place;
pub mod quotation;
mod read;
pub mod reading;
pub mod report;
pub mod reversal;
pub mod rule;
pub mod scene;
pub mod segment;
pub mod statement;
pub mod time;

pub use code_points::CodePoints;
pub use read::{read, sentence_breaks, text_to_process};
