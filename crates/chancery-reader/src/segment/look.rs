//! What can be seen of a paragraph alone.

use super::words;
use crate::report::{byline, calendar, dateline, is_date_line};

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
    pub(super) date_line: bool,
    pub(super) picture: Picture,
    pub(super) page: Page,
}

/// Marks of the words that go with a picture.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// "Photo:", "FILE -", "Image caption".
    pub(super) label: bool,
    /// "REUTERS/Sergei Karpukhin", "(AP Photo/Ivan Sekretarev)", "Getty Images".
    pub(super) credit: bool,
    /// "left", "right", "centre" between commas or in brackets.
    pub(super) pointing: bool,
    /// A present form that says what is seen, soon after the beginning.
    pub(super) describes: bool,
    /// Ends in a day: "in Moscow, April 12, 2017."
    pub(super) ends_in_day: bool,
}

/// Marks of the page around the report.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) site_words: usize,
    pub(super) commands: bool,
    pub(super) addresses: bool,
    pub(super) networks: usize,
    pub(super) rights: bool,
    pub(super) contact: bool,
    pub(super) only_address: bool,
    pub(super) separators: bool,
    pub(super) count: bool,
    pub(super) desk: bool,
    pub(super) link_label: bool,
    pub(super) link_heading: bool,
    pub(super) section: bool,
    pub(super) about: bool,
    pub(super) markup_link: bool,
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
        let cased = raw.iter().filter(|word| word.starts_with(char::is_alphabetic) && !words::is_small(&plain(word)));
        let (upper, all) = cased.fold((0, 0), |(upper, all), word| {
            (upper + usize::from(word.starts_with(char::is_uppercase)), all + 1)
        });
        let letters = bare.chars().filter(|c| c.is_alphabetic());
        let (big, count) = letters.fold((0, 0), |(big, count), c| (big + usize::from(c.is_uppercase()), count + 1));
        let lower = bare.to_lowercase();
        Self {
            text: bare,
            heading,
            item,
            table_row: is_table_row(head),
            ends_as_sentence: closed.ends_with(['.', '!', '?', '…', ':', ';']) && !closed.ends_with("..") || ends_quoted_comma(tail),
            ends_asking: closed.ends_with(['?', '!']),
            ends_with_colon: closed.ends_with(':'),
            ends_quoting: tail.ends_with(['"', '”', '\'', '’']),
            opens_quoting: bare.starts_with(['"', '“', '\'', '‘', '«', '„']),
            opens_small: bare.starts_with(char::is_lowercase),
            quotes: bare.contains(['"', '“', '”', '«']) || bare.contains(" '") || bare.contains(" ‘") || bare.starts_with(['\'', '‘']),
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
            date_line: is_date_line(bare),
            picture: Picture::of(bare, &lower, &words),
            page: Page::of(bare, &lower, &words),
            words,
        }
    }

    /// Says whether the paragraph reads as prose: whole sentences.
    pub(super) fn is_prose(&self) -> bool {
        let count = self.words.len();
        let shaped = (self.ends_as_sentence && !self.ends_with_colon && count >= 6) || count >= 30 || (self.dateline && count >= 8);
        shaped && !self.is_page() && !self.picture.label && !self.picture.credit && !self.table_row
    }

    /// Says whether something in the paragraph is only ever said by a page.
    pub(super) fn is_page(&self) -> bool {
        let page = &self.page;
        page.rights || page.desk || page.link_label || page.link_heading || page.networks >= 2 || page.about
            || page.only_address
            || (page.site_words > 0 && (page.addresses || page.commands))
            || (page.commands && page.addresses && !self.quotes && !self.speech)
    }

    /// Says whether the line stands for something other than a title: a date, a name, a section.
    pub(super) fn is_furniture(&self) -> bool {
        let page = &self.page;
        self.is_page() || self.byline || self.date_line || self.table_row || !self.letters || page.section || page.separators
            || page.count || page.site_words > 0 || page.contact || page.markup_link || self.picture.label || self.picture.credit
    }
}

impl Picture {
    fn of(bare: &str, lower: &str, words: &[String]) -> Self {
        let starts = |labels: &[&str]| labels.iter().any(|label| lower.starts_with(label));
        let short = words.len() <= 60;
        let label = starts(&[
            "photo:", "photo by", "photo credit", "photograph:", "photos:", "picture:", "image:", "image credit", "image copyright",
            "image caption", "image source", "media caption", "caption:", "file -", "file –", "file —", "file photo", "file picture", "file:", "video:",
            "photo/", "illustration:", "graphic:", "map:", "pictured:", "in this photo", "in this image", "in this handout", "a handout",
            "(photo", "[photo", "credit:", "play video", "media playback", "above:", "picture shows", "this handout", "a file photo",
        ]) || (starts(&["in this "]) && lower[..lower.floor_char_boundary(60)].contains(" photo"));
        let credit = [
            "getty images", "ap photo", "afp photo", "reuters/", "/reuters", "/afp", "afp/", "/ap)", "/tass", "tass/", "epa/", "/epa", "/ap photo",
            "(photo:", "(photo by", "(image:", "via ap", "via reuters", "shutterstock", "file photo", "/getty", "pool photo", "(pool", "handout via",
            "photo courtesy", "(picture:", "/sputnik", "sputnik/", "/ria novosti", "/dpa", "/xinhua", "(credit:", "wikimedia commons",
        ]
        .iter()
        .any(|mark| lower.contains(mark));
        let pointing = [", left,", ", right,", ", center,", ", centre,", "(left)", "(right)", "(l)", "(r)", "(c)", "(center)", "(centre)", ", left ", ", second from"]
            .iter()
            .any(|mark| lower.contains(mark) || lower.ends_with(mark.trim_end_matches([',', ' '])));
        let describes = words.iter().take(14).skip(1).any(|word| words::describes_picture(word));
        let tail = &bare[bare.ceil_char_boundary(bare.len().saturating_sub(40))..];
        let ends_in_day = calendar::first(tail).is_some_and(|day| day.year.is_some() && tail.len() - day.range.end <= 2);
        Self { label: label && short, credit: credit && short, pointing: pointing && short, describes, ends_in_day }
    }
}

impl Page {
    fn of(bare: &str, lower: &str, words: &[String]) -> Self {
        let first = words.first().map_or("", String::as_str);
        let few = words.len() <= 12;
        let starts = |labels: &[&str]| labels.iter().any(|label| lower.starts_with(label));
        let holds = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
        let outside = lower.split(['"', '“', '”']).step_by(2).flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '\''));
        let label = lower.split([':', '|']).next().unwrap_or("").trim();
        let parts = bare.split([' ', '\u{a0}']).filter(|part| matches!(*part, "|" | "»" | ">" | "›" | "/" | "•" | "·" | "::" | "→")).count();
        Self {
            site_words: words.iter().filter(|word| words::is_of_site(word)).count(),
            commands: words::commands_visitor(first) && words.len() <= 40,
            addresses: outside.into_iter().any(words::addresses_visitor),
            networks: words.iter().take(20).filter(|word| words::is_network(word)).count() * usize::from(words.len() <= 20),
            rights: holds(&["©", "all rights reserved", "(c) 20", "may not be published, broadcast", "copyright 20", "terms of use", "terms of service", "privacy policy", "cookie policy"]),
            contact: words.len() <= 30 && (bare.split_whitespace().any(is_mail) || holds(&["tel:", "phone:", "tel.", "fax:", "newsroom:", "+1 ", "call us"])),
            only_address: !words.is_empty() && words.len() <= 3 && bare.split_whitespace().all(is_address),
            separators: parts >= 2 || (parts == 1 && words.len() <= 6),
            count: few && is_count(words),
            desk: holds(&["contributed to this report", "reporting by", "editing by", "writing by", "contributed reporting", "additional reporting", "compiled by", "contributed to this story", "contributed from", "translated by", "copy edit", "this story has been", "this article has been", "this article was", "this story was", "this report was", "has been updated to", "with inputs from", "with input from", "originally published"])
                && words.len() <= 45,
            link_label: few_more(words) && matches!(
                label,
                "read more" | "read also" | "also read" | "see also" | "read" | "watch" | "more" | "related" | "related article" | "related story"
                    | "more from" | "listen" | "source" | "sources" | "tags" | "topics" | "tag" | "filed under" | "in pictures" | "video" | "keywords"
                    | "read next" | "must read" | "don't miss" | "up next" | "share" | "live" | "interactive" | "analysis" | "opinion" | "explainer"
                    | "follow" | "next" | "previous" | "category" | "categories" | "live updates" | "gallery" | "story continues below" | "via" | "recommended"
            ) && label.len() < lower.len(),
            link_heading: few && words.len() <= 7 && !bare.ends_with('.') && (starts(&[
                "other news", "related", "read more", "more on this", "more from", "more news", "most read", "most popular", "most viewed", "top stories",
                "also read", "see also", "read also", "you may also", "you might also", "recommended", "trending", "latest news", "latest stories", "more stories",
                "editor's pick", "editors' pick", "editor’s pick", "editors’ pick", "what to read next", "read next", "more in ", "also in ", "don't miss", "popular now", "popular in", "further reading",
                "from the web", "around the web", "promoted", "sponsored", "continue reading", "in other news", "today's top", "other stories", "more about",
                "elsewhere on", "up next", "share this", "tags", "comments", "leave a comment", "leave a reply", "advertisement", "view comments", "must read", "must-read", "latest from", "similar ", "next article", "previous article", "our picks", "topics", "newsletters", "follow us", "next story", "previous story", "more coverage", "stories for you", "from our partners",
            ])),
            section: words.len() <= 4 && !words.is_empty() && words.iter().all(|word| words::is_section(word)),
            about: holds(&["opinions expressed in this", "views expressed in this", "views expressed are", "views expressed here", "the author's own", "the author’s own", "is not responsible for the content", "material may not be", "do not necessarily reflect", "please enable javascript", "about the author", "to comment on this", "report a typo", "spotted an error", "noticed an error", "found a mistake", "your browser", "supporting our journalism", "support our journalism", "reading your last", "free article", "already a subscriber", "story continues below", "article continues", "continues after", "scroll to continue", "minute read", "min read"])
                && words.len() <= 70,
            markup_link: bare.starts_with('[') && bare.contains("](") && bare.ends_with(')'),
        }
    }
}

/// Takes Markdown's marks off; says whether it was a heading, an item.
fn unmark(text: &str) -> (&str, bool, bool) {
    let heading = text.starts_with('#') && text.trim_start_matches('#').starts_with([' ', '\t']);
    let rest = text.trim_start_matches(['#', '>', ' ']);
    let item = ["- ", "* ", "+ ", "• ", "· ", "– ", "→ ", "► "].iter().find_map(|mark| rest.strip_prefix(mark));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits).then(|| rest[digits..].strip_prefix(". ").or(rest[digits..].strip_prefix(") "))).flatten();
    let is_item = item.or(numbered).is_some();
    let bare = item.or(numbered).unwrap_or(if heading || text.starts_with('>') { rest } else { text });
    (bare.trim_matches(['*', '_', ' ']), heading, is_item)
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '&' | '+')).replace('’', "'").to_lowercase()
}

fn is_table_row(text: &str) -> bool {
    let bars = text.bytes().filter(|&byte| byte == b'|').count();
    let tabs = text.bytes().filter(|&byte| byte == b'\t').count();
    let words = text.split_whitespace().take(60).count();
    (text.starts_with('|') && bars >= 2) || (tabs >= 2 && words <= 40) || (bars >= 2 && text.bytes().any(|b| b.is_ascii_digit()) && words <= 20)
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
            && after.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘' | '\''))
            && before.chars().filter(|c| c.is_alphabetic()).count() > 3
    })
}

fn is_mail(word: &str) -> bool {
    word.trim_matches(|c: char| !c.is_alphanumeric()).split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn is_address(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

/// "12 comments", "3.4K shares", "5 hours ago", "2 min read".
fn is_count(words: &[String]) -> bool {
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.windows(2).any(|pair| {
        number(&pair[0])
            && matches!(pair[1].as_str(), "comments" | "comment" | "shares" | "share" | "views" | "likes" | "retweets" | "min" | "mins" | "followers")
    }) || (words.len() <= 6 && words.last().is_some_and(|word| word == "ago") && words.iter().any(|word| number(word) || word == "an"))
        || (words.len() <= 5 && words.iter().all(|word| number(word) || matches!(word.as_str(), "page" | "of" | "am" | "pm" | "gmt")))
}

fn few_more(words: &[String]) -> bool {
    words.len() <= 24
}
