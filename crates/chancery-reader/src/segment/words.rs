//! Kinds of words that tell a report from the page around it. Lower case.

/// Words that report speech; their presence keeps a paragraph in the body.
pub(super) fn reports_speech(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "saying" | "told" | "tells" | "added" | "adds" | "asked" | "denied" | "denies" | "announced" | "stated"
            | "warned" | "warns" | "insisted" | "insists" | "claimed" | "claims" | "replied" | "responded" | "argued" | "declared"
            | "wrote" | "tweeted" | "called" | "accused" | "explained" | "noted" | "stressed" | "reiterated" | "acknowledged"
            | "admitted" | "confirmed" | "vowed" | "quoted" | "according" | "rejected" | "urged" | "described" | "repeated"
            | "concluded" | "remarked" | "condemned" | "suggested" | "demanded" | "recalled" | "maintained"
    )
}

/// Finite auxiliaries and very common past forms: the mark of a whole clause.
pub(super) fn is_finite(word: &str) -> bool {
    reports_speech(word)
        || matches!(
            word,
            "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "could" | "can" | "did" | "does" | "do" | "should"
                | "may" | "might" | "must" | "be" | "been" | "met" | "made" | "came" | "took" | "went" | "left" | "began" | "held" | "gave"
                | "found" | "became" | "fell" | "rose" | "sent" | "isn't" | "wasn't" | "hasn't" | "doesn't" | "didn't" | "won't"
        )
}

/// Present forms in which captions describe what is seen.
pub(super) fn describes_picture(word: &str) -> bool {
    matches!(
        word,
        "shakes" | "shake" | "speaks" | "speak" | "walks" | "walk" | "looks" | "look" | "waves" | "wave" | "stands" | "stand" | "sits"
            | "sit" | "attends" | "attend" | "addresses" | "address" | "listens" | "listen" | "poses" | "pose" | "greets" | "greet"
            | "arrives" | "arrive" | "leaves" | "gestures" | "gesture" | "talks" | "meets" | "enters" | "enter" | "inspects" | "inspect"
            | "carries" | "carry" | "hold" | "holds" | "smiles" | "rises" | "burns" | "makes" | "delivers" | "boards" | "chats" | "applauds"
            | "takes" | "pass" | "passes" | "gather" | "gathers" | "march" | "wait" | "waits" | "pictured" | "seen" | "shows" | "fires"
    )
}

/// Words of sites and subscriptions, hardly ever of the news itself.
pub(super) fn is_of_site(word: &str) -> bool {
    matches!(
        word,
        "subscribe" | "subscribers" | "subscriber" | "subscription" | "newsletter" | "newsletters" | "inbox" | "cookies" | "cookie"
            | "advertisement" | "advertising" | "sponsored" | "login" | "signup" | "paywall" | "unsubscribe" | "bookmark" | "whatsapp"
            | "pinterest" | "linkedin" | "reddit" | "instagram" | "podcast" | "homepage" | "sitemap" | "app" | "browser" | "javascript"
            | "copyright" | "trademark" | "hashtag" | "rss" | "e-mail" | "email" | "faq" | "donate" | "membership" | "retweet"
    )
}

/// Places where a page asks to be shared or followed.
pub(super) fn is_network(word: &str) -> bool {
    matches!(
        word,
        "facebook" | "twitter" | "whatsapp" | "telegram" | "linkedin" | "reddit" | "pinterest" | "instagram" | "youtube" | "email"
            | "e-mail" | "print" | "messenger" | "flipboard" | "tumblr" | "copy" | "link" | "sms" | "vk" | "google+"
    )
}

/// What a page tells its visitor to do; first word of a line.
pub(super) fn commands_visitor(word: &str) -> bool {
    matches!(
        word,
        "sign" | "follow" | "subscribe" | "click" | "download" | "like" | "share" | "read" | "watch" | "listen" | "join" | "get" | "register"
            | "log" | "support" | "donate" | "tap" | "scroll" | "view" | "print" | "comment" | "skip" | "contact" | "visit" | "browse"
            | "enable" | "see" | "explore" | "tweet" | "send" | "stay" | "swipe" | "discover" | "buy" | "become" | "help" | "continue"
    )
}

/// Words that speak to the visitor or for the site.
pub(super) fn addresses_visitor(word: &str) -> bool {
    matches!(word, "you" | "your" | "our" | "us" | "you're" | "you'll" | "you've" | "here")
}

/// Words that sentences have and headlines leave out.
pub(super) fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "his" | "her" | "their" | "its")
}

/// Short words that title case leaves small.
pub(super) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "the" | "of" | "in" | "on" | "at" | "to" | "for" | "and" | "or" | "but" | "by" | "with" | "from" | "as" | "is" | "over"
            | "after" | "vs" | "nor" | "into" | "amid" | "than" | "not"
    )
}

/// Sections of a paper, alone on a line.
pub(super) fn is_section(word: &str) -> bool {
    matches!(
        word,
        "world" | "politics" | "news" | "opinion" | "europe" | "asia" | "africa" | "americas" | "business" | "home" | "sport" | "sports"
            | "culture" | "international" | "us" | "uk" | "analysis" | "exclusive" | "video" | "live" | "latest" | "breaking" | "economy"
            | "technology" | "tech" | "science" | "health" | "lifestyle" | "entertainment" | "markets" | "weather" | "menu" | "search"
            | "section" | "sections" | "diplomacy" | "defense" | "defence" | "security" | "commentary" | "editorial" | "story" | "middle"
            | "east" | "russia" | "syria" | "ukraine" | "china" | "national" | "global" | "affairs" | "war" | "conflict" | "and" | "&"
            | "photos" | "gallery" | "travel" | "money" | "arts" | "more" | "top" | "trending" | "foreign" | "policy" | "update"
    )
}
