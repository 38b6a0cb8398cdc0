//! The top of a brief: what the report is.

use chancery_reader::reading::Reading;
use chancery_reader::report::{PublishedFrom, Report};
use chancery_reader::segment::SegmentKind;

use super::page::{BOLD, DIM, Page, plain, run};

/// Sets the headline, where it is from, and what was set aside.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    page.paragraph(0, 0, &[run(BOLD, headline(reading))]);
    page.paragraph(0, 0, &[plain(origin(&reading.report))]);
    page.paragraph(0, 0, &[run(DIM, extent(reading))]);
}

fn headline(reading: &Reading) -> &str {
    let first = || reading.segments.iter().find(|segment| segment.kind == SegmentKind::Headline);
    let title = reading.report.title.as_deref().or_else(|| first().map(|segment| segment.span.text.as_str()));
    title.filter(|title| !title.trim().is_empty()).unwrap_or("(no headline)")
}

/// "Reuters · 12 April 2017, from the dateline · by Anna Petrova"
fn origin(report: &Report) -> String {
    let mut parts = vec![report.outlet.clone().unwrap_or_else(|| "outlet not given".to_owned())];
    parts.push(match &report.published {
        Some(published) => {
            format!("{}{}", published.date().strftime("%-d %B %Y"), how(report.published_from))
        }
        None => "date not known".to_owned(),
    });
    parts.extend(report.byline.iter().map(|byline| format!("by {byline}")));
    parts.extend(report.url.clone());
    parts.join(" · ")
}

fn how(from: PublishedFrom) -> &'static str {
    match from {
        PublishedFrom::Given => ", as given",
        PublishedFrom::Metadata => ", as the source says",
        PublishedFrom::Dateline => ", from the dateline",
        PublishedFrom::Text => ", from the text",
        PublishedFrom::Unknown => "",
    }
}

/// "report 3f2a… · 21 sentences · set aside: 1 caption, 2 pieces of boilerplate"
fn extent(reading: &Reading) -> String {
    let of = |kind| reading.segments.iter().filter(|segment| segment.kind == kind).count();
    let mut parts = vec![
        format!("report {}", reading.report.id),
        count(reading.sentences.len(), "sentence", "sentences"),
    ];
    let (captions, boilerplate) = (of(SegmentKind::Caption), of(SegmentKind::Boilerplate));
    let mut aside = Vec::new();
    if captions > 0 {
        aside.push(count(captions, "caption", "captions"));
    }
    if boilerplate > 0 {
        aside.push(count(boilerplate, "piece of boilerplate", "pieces of boilerplate"));
    }
    if !aside.is_empty() {
        parts.push(format!("set aside: {}", aside.join(", ")));
    }
    parts.join(" · ")
}

/// "1 sentence", "21 sentences".
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
