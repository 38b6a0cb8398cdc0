//! What can be seen of a paragraph alone.

use super::page::Page;
use super::picture::Picture;
use super::words;
use crate::report::{byline, dateline, is_date_line};

/// Bytes looked at in a long paragraph: its beginning, and its end for how it ends.
const HEAD: usize = 2048;
const TAIL: usize = 64;

/// A paragraph, looked at alone.
#[derive(Debug, Default)]
pub(super) struct Look<'t> {
    pub(super) text: &'t str,
    /// Lower-case words of its beginning, without punctuation.
    pub(super) words: Vec<String>,
    /// Marked as a heading (`#`).
    pub(super) heading: bool,
    /// A list item, without its mark in `text`.
    pub(super) item: bool,
    pub(super) table_row: bool,
    pub(super) ends_as_sentence: bool,
    pub(super) ends_asking: bool,
    pub(super) ends_with_colon: bool,
    pub(super) ends_quoting: bool,
    pub(super) opens_quoting: bool,
    pub(super) opens_small: bool,
    pub(super) quotes: bool,
    pub(super) several_sentences: bool,
    pub(super) title_case: bool,
    pub(super) capitals: bool,
    pub(super) letters: bool,
    pub(super) speech: bool,
    pub(super) finite: bool,
    pub(super) past: bool,
    pub(super) articles: bool,
    pub(super) dateline: bool,
    pub(super) byline: bool,
    /// Nothing but a person's name, perhaps with a place: "Patrick Moor in Lucca".
    pub(super) name_alone: bool,
    /// A short question, as headings ask it.
    pub(super) asks: bool,
    pub(super) date_line: bool,
    pub(super) picture: Picture,
    pub(super) page: Page,
}

impl<'t> Look<'t> {
    /// Looks at a paragraph.
    pub(super) fn of(paragraph: &'t str) -> Self {
        let head = &paragraph[..paragraph.floor_char_boundary(HEAD)];
        let (bare, heading, item) = unmark(head);
        let raw: Vec<&str> = bare.split_whitespace().collect();
        let words: Vec<String> = raw.iter().map(|word| plain(word)).filter(|word| !word.is_empty()).collect();
        let tail = &paragraph[paragraph.ceil_char_boundary(paragraph.len().saturating_sub(TAIL))..];
        let tail = tail.trim_end_matches(['*', '_']);
        let closed = tail.trim_end_matches(['"', '”', '\'', '’', ')', ']', '»']);
        let has = |test: fn(&str) -> bool| words.iter().any(|word| test(word));
        let cased =
            raw.iter().filter(|word| word.starts_with(char::is_alphabetic) && !words::is_small(&plain(word)));
        let (upper, all) = cased.fold((0, 0), |(upper, all), word| {
            (upper + usize::from(word.starts_with(char::is_uppercase)), all + 1)
        });
        let letters = bare.chars().filter(|c| c.is_alphabetic());
        let (big, count) =
            letters.fold((0, 0), |(big, count), c| (big + usize::from(c.is_uppercase()), count + 1));
        let lower = bare.to_lowercase();
        Self {
            text: bare,
            heading,
            item,
            table_row: is_table_row(head),
            ends_as_sentence: closed.ends_with(['.', '!', '?', '…', ':', ';']) && !closed.ends_with("..")
                || ends_quoted_comma(tail),
            ends_asking: closed.ends_with(['?', '!']),
            ends_with_colon: closed.ends_with(':'),
            ends_quoting: tail.ends_with(['"', '”', '\'', '’']),
            opens_quoting: bare.starts_with(['"', '“', '\'', '‘', '«', '„']),
            opens_small: bare.starts_with(char::is_lowercase),
            quotes: bare.contains(['"', '“', '”', '«'])
                || bare.contains(" '")
                || bare.contains(" ‘")
                || bare.starts_with(['\'', '‘']),
            several_sentences: has_inner_stop(bare),
            title_case: all >= 3 && upper * 10 >= all * 8,
            capitals: count >= 8 && big * 10 >= count * 9,
            letters: count > 0,
            speech: has(words::reports_speech),
            finite: has(words::is_finite),
            past: words.iter().any(|word| word.len() > 4 && word.ends_with("ed")),
            articles: has(words::is_article),
            dateline: dateline(bare).is_some(),
            byline: byline(bare).is_some(),
            name_alone: is_name_alone(&raw),
            asks: closed.ends_with('?')
                && words.len() <= 9
                && words.first().is_some_and(|word| words::asks(word)),
            date_line: is_date_line(bare),
            picture: Picture::of(bare, &lower, &words),
            page: Page::of(bare, &lower, &words),
            words,
        }
    }

    /// Says whether the paragraph reads as prose: whole sentences.
    pub(super) fn is_prose(&self) -> bool {
        let count = self.words.len();
        let clause = count >= 4 && (self.finite || self.past) && !self.ends_asking;
        let shaped = (self.ends_as_sentence && !self.ends_with_colon && (count >= 6 || clause))
            || count >= 30
            || (self.dateline && count >= 8);
        shaped && !self.is_page() && !self.picture.label && !self.picture.credit && !self.table_row
    }

    /// Says whether something in the paragraph is only ever said by a page.
    pub(super) fn is_page(&self) -> bool {
        let page = &self.page;
        page.rights
            || page.desk
            || page.link_label
            || page.link_heading
            || page.notice
            || page.networks >= 2
            || page.about
            || page.only_address
            || (page.site_words > 0 && (page.addresses || page.commands))
            || (page.commands && page.addresses && !self.quotes && !self.speech)
    }

    /// Says whether the line stands for something other than a title: a date, a name, a section.
    pub(super) fn is_furniture(&self) -> bool {
        let page = &self.page;
        self.is_page()
            || self.byline
            || self.date_line
            || self.table_row
            || !self.letters
            || page.section
            || page.separators
            || page.count
            || (page.site_words > 0 && self.words.len() <= 3)
            || page.contact
            || page.markup_link
            || self.picture.label
            || self.picture.credit
    }
}

/// Takes Markdown's marks off; says whether it was a heading, an item.
fn unmark(text: &str) -> (&str, bool, bool) {
    let heading = text.starts_with('#') && text.trim_start_matches('#').starts_with([' ', '\t']);
    let rest = text.trim_start_matches(['#', '>', ' ']);
    let item =
        ["- ", "* ", "+ ", "• ", "· ", "– ", "→ ", "► "].iter().find_map(|mark| rest.strip_prefix(mark));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2)
        .contains(&digits)
        .then(|| rest[digits..].strip_prefix(". ").or(rest[digits..].strip_prefix(") ")))
        .flatten();
    let is_item = item.or(numbered).is_some();
    let bare = item.or(numbered).unwrap_or(if heading || text.starts_with('>') { rest } else { text });
    (bare.trim_matches(['*', '_', ' ']), heading, is_item)
}

fn is_name_alone(raw: &[&str]) -> bool {
    let place = raw.iter().position(|word| *word == "in").unwrap_or(raw.len());
    let named = |words: &[&str]| {
        words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) && word.chars().skip(1).any(char::is_lowercase))
    };
    let (name, rest) = raw.split_at(place);
    (2..=3).contains(&name.len())
        && named(name)
        && name.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’')))
        && rest.len() <= 3
        && rest.get(1..).is_none_or(named)
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '&' | '+'))
        .replace('’', "'")
        .to_lowercase()
}

fn is_table_row(text: &str) -> bool {
    let bars = text.bytes().filter(|&byte| byte == b'|').count();
    let tabs = text.bytes().filter(|&byte| byte == b'\t').count();
    let words = text.split_whitespace().take(60).count();
    (text.starts_with('|') && bars >= 2)
        || (tabs >= 2 && words <= 40)
        || (bars >= 2 && text.bytes().any(|b| b.is_ascii_digit()) && words <= 20)
}

/// “… is low,” with the speaker on the next line, or cut off.
fn ends_quoted_comma(tail: &str) -> bool {
    [",”", ",\"", ",'", ",’", "\","].iter().any(|end| tail.ends_with(end))
}

/// A full stop inside, before a space and a capital, that does not belong to "Mr." or "U.S.".
fn has_inner_stop(text: &str) -> bool {
    text.match_indices(['.', '!', '?']).any(|(at, _)| {
        let after = text[at + 1..].trim_start_matches(['"', '”', '\'', '’', ')']);
        let before = text[..at].rsplit([' ', '.']).next().unwrap_or("");
        after.starts_with(' ')
            && after
                .trim_start()
                .starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\''))
            && before.chars().filter(|c| c.is_alphabetic()).count() > 3
    })
}
