//! Marks of the page around a report.

use super::words;

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
    /// Opens a list of links: "Related articles".
    pub(super) link_heading: bool,
    /// "Advertisement", "Continue reading", "Skip to content".
    pub(super) notice: bool,
    pub(super) watch: bool,
    pub(super) section: bool,
    pub(super) about: bool,
    pub(super) markup_link: bool,
}

impl Page {
    /// Looks for them; `lower` is the text in small letters.
    pub(super) fn of(bare: &str, lower: &str, words: &[String]) -> Self {
        let first = words.first().map_or("", String::as_str);
        let few = words.len() <= 12;
        let starts = |labels: &[&str]| labels.iter().any(|label| lower.starts_with(label));
        let holds = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
        let outside = lower
            .split(['"', '“', '”'])
            .step_by(2)
            .flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '\''));
        let label = lower.split([':', '|']).next().unwrap_or("").trim();
        let parts = bare
            .split([' ', '\u{a0}'])
            .filter(|part| matches!(*part, "|" | "»" | ">" | "›" | "/" | "•" | "·" | "::" | "→"))
            .count();
        Self {
            site_words: words.iter().filter(|word| words::is_of_site(word)).count(),
            commands: words::commands_visitor(first) && words.len() <= 40,
            addresses: outside.into_iter().any(words::addresses_visitor),
            networks: networks(words),
            rights: (holds(&["©"]) && lower.contains(|c: char| c.is_ascii_digit()))
                || holds(&[
                    "all rights reserved",
                    "(c) 20",
                    "may not be published, broadcast",
                    "copyright 20",
                    "terms of use",
                    "terms of service",
                    "privacy policy",
                    "cookie policy",
                ]),
            contact: words.len() <= 30
                && (bare.split_whitespace().any(is_mail)
                    || holds(&["tel:", "phone:", "tel.", "fax:", "newsroom:", "+1 ", "call us"])),
            only_address: !words.is_empty() && words.len() <= 3 && bare.split_whitespace().all(is_address),
            separators: parts >= 2 || (parts == 1 && words.len() <= 6),
            count: few && is_count(words),
            desk: holds(&[
                "contributed to this report",
                "reporting by",
                "editing by",
                "writing by",
                "contributed reporting",
                "additional reporting",
                "compiled by",
                "contributed to this story",
                "contributed from",
                "translated by",
                "copy edit",
                "this story has been",
                "this article has been",
                "this article was",
                "this story was",
                "this report was",
                "has been updated to",
                "with inputs from",
                "with input from",
                "originally published",
            ]) && words.len() <= 45,
            link_label: few_more(words)
                && matches!(
                    label,
                    "read more"
                        | "read also"
                        | "also read"
                        | "see also"
                        | "read"
                        | "more"
                        | "related"
                        | "related article"
                        | "related story"
                        | "more from"
                        | "listen"
                        | "source"
                        | "sources"
                        | "tags"
                        | "topics"
                        | "tag"
                        | "filed under"
                        | "in pictures"
                        | "keywords"
                        | "read next"
                        | "must read"
                        | "don't miss"
                        | "up next"
                        | "share"
                        | "live"
                        | "interactive"
                        | "analysis"
                        | "opinion"
                        | "explainer"
                        | "follow"
                        | "next"
                        | "previous"
                        | "category"
                        | "categories"
                        | "live updates"
                        | "gallery"
                        | "story continues below"
                        | "via"
                        | "recommended"
                )
                && label.len() < lower.len(),
            link_heading: few
                && words.len() <= 7
                && !bare.ends_with('.')
                && (starts(&[
                    "other news",
                    "related",
                    "read more",
                    "more on this",
                    "more from",
                    "more news",
                    "most read",
                    "most popular",
                    "most viewed",
                    "top stories",
                    "also read",
                    "see also",
                    "read also",
                    "you may also",
                    "you might also",
                    "recommended",
                    "trending",
                    "latest news",
                    "latest stories",
                    "more stories",
                    "editor's pick",
                    "editors' pick",
                    "editor’s pick",
                    "editors’ pick",
                    "what to read next",
                    "read next",
                    "more in ",
                    "also in ",
                    "don't miss",
                    "popular now",
                    "popular in",
                    "further reading",
                    "from the web",
                    "around the web",
                    "in other news",
                    "today's top",
                    "other stories",
                    "more about",
                    "elsewhere on",
                    "up next",
                    "tags",
                    "must read",
                    "must-read",
                    "latest from",
                    "similar ",
                    "next article",
                    "previous article",
                    "our picks",
                    "topics",
                    "next story",
                    "previous story",
                    "more coverage",
                    "stories for you",
                    "from our partners",
                ])),
            notice: few
                && starts(&[
                    "advertisement",
                    "continue reading",
                    "skip to",
                    "share this",
                    "comments",
                    "leave a comment",
                    "leave a reply",
                    "view comments",
                    "newsletters",
                    "follow us",
                    "promoted",
                    "sponsored",
                    "for immediate release",
                    "loading",
                    "story highlights",
                    "print this",
                    "save this",
                    "back to top",
                    "text size",
                    "read full",
                    "read the full",
                    "show more",
                    "load more",
                    "close",
                    "accept",
                    "listen to this",
                ])
                && words.len() <= 6
                && !bare.ends_with('.'),
            watch: matches!(label, "watch" | "video" | "live") && label.len() < lower.len(),
            section: words.len() <= 4
                && !words.is_empty()
                && words.iter().all(|word| words::is_section(word)),
            about: holds(&[
                "opinions expressed in this",
                "views expressed in this",
                "views expressed are",
                "views expressed here",
                "the author's own",
                "the author’s own",
                "is not responsible for the content",
                "material may not be",
                "do not necessarily reflect",
                "please enable javascript",
                "about the author",
                "to comment on this",
                "report a typo",
                "spotted an error",
                "noticed an error",
                "found a mistake",
                "your browser",
                "supporting our journalism",
                "support our journalism",
                "reading your last",
                "free article",
                "already a subscriber",
                "uses cookies",
                "use cookies",
                "our cookies",
                "may not be reproduced",
                "community guidelines",
                "news alerts",
                "story continues below",
                "article continues",
                "continues after",
                "scroll to continue",
                "minute read",
                "min read",
            ]) && words.len() <= 70,
            markup_link: bare.starts_with('[') && bare.contains("](") && bare.ends_with(')'),
        }
    }
}

/// How many places to share are named, where they are most of what is said.
fn networks(words: &[String]) -> usize {
    let count = words.iter().take(20).filter(|word| words::is_network(word)).count();
    if count * 2 >= words.len() { count } else { 0 }
}

fn is_mail(word: &str) -> bool {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn is_address(word: &str) -> bool {
    word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

/// "12 comments", "3.4K shares", "5 hours ago", "2 min read".
fn is_count(words: &[String]) -> bool {
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    words.windows(2).any(|pair| {
        number(&pair[0])
            && matches!(
                pair[1].as_str(),
                "comments"
                    | "comment"
                    | "shares"
                    | "share"
                    | "views"
                    | "likes"
                    | "retweets"
                    | "min"
                    | "mins"
                    | "followers"
            )
    }) || (words.len() <= 6
        && words.last().is_some_and(|word| word == "ago")
        && words.iter().any(|word| number(word) || word == "an"))
        || (words.len() <= 5
            && words
                .iter()
                .all(|word| number(word) || matches!(word.as_str(), "page" | "of" | "am" | "pm" | "gmt")))
}

fn few_more(words: &[String]) -> bool {
    words.len() <= 24
}
