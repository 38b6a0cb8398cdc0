//! The table of evidence, and the judgement it gives.

use super::SegmentKind::{self, Body, Boilerplate, Caption, Headline};
use super::context::Context;
use super::look::Look;

/// One thing that may be seen, and how it votes.
struct Evidence {
    /// What is seen; the name goes into the reading.
    name: &'static str,
    holds: fn(&Look<'_>, &Context) -> bool,
    headline: i16,
    caption: i16,
    body: i16,
    boilerplate: i16,
}

impl Evidence {
    fn vote(&self, kind: SegmentKind) -> i16 {
        match kind {
            Headline => self.headline,
            Caption => self.caption,
            Body => self.body,
            Boilerplate => self.boilerplate,
        }
    }
}

/// Adds up the votes; the body wins a draw, for a lost sentence is worse than a stray line.
pub(super) fn judge(look: &Look<'_>, context: &Context) -> (SegmentKind, Vec<&'static str>) {
    let seen: Vec<&Evidence> = EVIDENCE.iter().filter(|evidence| (evidence.holds)(look, context)).collect();
    let sum = |kind| seen.iter().map(|evidence| evidence.vote(kind)).sum::<i16>();
    // The last of equals is taken.
    let kind =
        [Headline, Caption, Boilerplate, Body].into_iter().max_by_key(|&kind| sum(kind)).unwrap_or(Body);
    let mut decided: Vec<&Evidence> = seen.into_iter().filter(|evidence| evidence.vote(kind) > 0).collect();
    decided.sort_by_key(|evidence| -evidence.vote(kind));
    (kind, decided.iter().map(|evidence| evidence.name).collect())
}

macro_rules! evidence {
    ($($name:literal $headline:literal $caption:literal $body:literal $boilerplate:literal $holds:expr;)*) => {
        &[$(Evidence {
            name: $name,
            holds: $holds,
            headline: $headline,
            caption: $caption,
            body: $body,
            boilerplate: $boilerplate,
        }),*]
    };
}

/// Votes for headline, caption, body, boilerplate.
///
/// Whole sentences vote for the body; a place at the top or between prose for a headline; what only a page
/// says for boilerplate. Speech with quotation marks outweighs any two of the others.
#[rustfmt::skip]
const EVIDENCE: &[Evidence] = evidence! {
    // How it is built.
    "ends_as_sentence"      -3  0  4  0 |look, _| look.ends_as_sentence;
    "unfinished"             2  1 -2  1 |look, _| !look.ends_as_sentence;
    "long"                  -5 -1  4 -1 |look, _| look.words.len() >= 25;
    "very_long"             -9 -6  6 -4 |look, _| look.words.len() >= 60;
    "one_or_two_words"      -2 -1 -3  2 |look, _| look.words.len() <= 2;
    "several_sentences"     -4  0  2  0 |look, _| look.several_sentences;
    "whole_clause"           0  0  1  0 |look, _| look.finite || look.past;
    "reports_speech"         0 -1  2 -1 |look, _| look.speech;
    "quotation_and_speech"  -2 -2  5 -5 |look, _| look.quotes && look.speech && look.words.len() > 5 && !look.page.link_label;
    "quoted_sentence"       -3 -2  4 -2 |look, _| look.opens_quoting && look.ends_as_sentence && (look.words.len() >= 3 || look.ends_quoting);
    "dateline"              -5 -3  6 -3 |look, _| look.dateline;
    "carries_on"            -2  0  2  0 |look, _| look.opens_small && look.words.len() > 3;
    "title_case"             2  0 -1  0 |look, _| look.title_case;
    "all_capitals"           2  0 -2  0 |look, _| look.capitals;
    "marked_as_heading"      7 -2 -3  0 |look, _| look.heading;
    "item_of_sentences"      0  0  2  0 |look, _| look.item && look.ends_as_sentence;
    // Where it stands.
    "place_of_title"         6 -1 -3 -2 |_, context| context.title;
    "loud_title"             8 -1 -6  0 |_, context| context.loud_title;
    "under_title"            1  3  0  0 |look, context| context.under_title && !look.ends_as_sentence;
    "extends_title"          3  0  0  0 |look, context| context.extends_title && !look.picture.label;
    "clause_on_its_own"      0  2  0  0 |look, context| context.under_title && look.articles && !context.extends_title && !look.speech && !look.ends_as_sentence;
    "headline_grammar"       2 -1  0  0 |look, context| context.under_title && !look.articles && !look.ends_as_sentence && look.words.len() >= 4;
    "deck_with_speech"       3  0  0  0 |look, context| context.under_title && look.speech && !look.ends_as_sentence;
    "heading_between_prose"  5  0 -1 -1 |look, context| context.between_prose && !context.run && !look.ends_as_sentence && look.words.len() <= 8 && !look.is_furniture();
    "question_between_prose" 7 0 -3  0 |look, context| context.between_prose && look.asks && !look.quotes && !look.item;
    "line_between_prose"     0  3  1  0 |look, context| context.between_prose && !context.run && !look.ends_as_sentence && look.words.len() > 8;
    "below_the_report"      -2  0  0  4 |look, context| context.bottom && !look.ends_as_sentence;
    "speech_cut_off"        -2 -2  6  0 |look, context| context.bottom && !context.run && !context.below_links && look.speech && look.words.len() >= 8 && !look.ends_as_sentence;
    "in_a_run_of_lines"     -2 -1 -2  5 |look, context| context.run && !look.ends_as_sentence;
    "below_link_heading"    -2 -1 -2  7 |look, context| context.below_links && !look.is_prose() && look.words.len() <= 16 && !(look.quotes && look.speech);
    "repeated"              -1  0 -2  4 |look, context| context.repeated && !look.ends_as_sentence;
    // Pictures.
    "picture_label"         -3 10 -4 -4 |look, _| look.picture.label;
    "picture_credit"        -3  8 -4 -3 |look, _| look.picture.credit;
    "points_into_picture"   -2  6 -2 -2 |look, _| look.picture.pointing;
    "describes_picture"      0  3  0  0 |look, _| look.picture.describes && !look.quotes && !look.several_sentences && look.words.len() < 40;
    "describes_and_dates"   -1  5 -3  0 |look, _| look.picture.describes && look.picture.ends_in_day;
    // The page.
    "no_letters"            -6 -6 -6  6 |look, _| !look.letters;
    "byline"                -6 -3 -4 10 |look, _| look.byline;
    "name_under_title"      -3 -2 -2  8 |look, context| context.under_title && look.name_alone;
    "date_line"             -6 -3 -4 10 |look, _| look.date_line;
    "site_words"            -2 -1 -1  3 |look, _| look.page.site_words > 0;
    "many_site_words"       -2 -1 -2  4 |look, _| look.page.site_words > 1;
    "commands_visitor"       0 -1 -1  2 |look, _| look.page.commands;
    "command_to_visitor"    -3 -3 -5  6 |look, _| look.page.commands && (look.page.addresses || look.page.site_words > 0) && !look.quotes;
    "speaks_to_visitor"      0 -1 -1  1 |look, _| look.page.addresses && !look.quotes;
    "site_to_its_visitor"   -3 -3 -5  6 |look, _| look.page.site_words > 0 && look.page.addresses && !look.quotes && !look.speech;
    "sharing"               -4 -3 -4  9 |look, _| look.page.networks >= 2;
    "rights"                -6 -3 -8  12 |look, _| look.page.rights && !look.speech && look.words.len() < 60;
    "contact"               -3 -2 -3  7 |look, _| look.page.contact && !look.speech;
    "address_alone"         -5 -4 -5  9 |look, _| look.page.only_address;
    "separated_parts"       -3 -1 -3  5 |look, _| look.page.separators;
    "count"                 -4 -2 -3  8 |look, _| look.page.count;
    "newsdesk"              -5 -3 -8  11 |look, _| look.page.desk && !look.quotes;
    "link_label"            -5 -4 -6  9 |look, _| look.page.link_label;
    "link_heading"          -6 -4 -5  10 |look, _| look.page.link_heading;
    "notice"                -6 -4 -5  10 |look, _| look.page.notice;
    "video_at_the_top"      -1  8 -3 -2 |look, context| look.page.watch && context.under_title;
    "video_elsewhere"       -3  0 -4  8 |look, context| look.page.watch && !context.top;
    "markup_link"           -4 -3 -5  8 |look, _| look.page.markup_link;
    "section_name"          -5 -2 -3  7 |look, _| look.page.section;
    "about_the_site"        -5 -3 -8  11 |look, _| look.page.about && !(look.speech && look.quotes);
    "table_row"             -5 -3 -5  9 |look, _| look.table_row;
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = EVIDENCE.iter().map(|evidence| evidence.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), EVIDENCE.len());
    }
}
