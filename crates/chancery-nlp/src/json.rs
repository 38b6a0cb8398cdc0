//! A document as JSON.

use serde::Serialize;

use crate::{Document, Token};

/// A [`Document`] in the shape that `chancery parse --format json` prints.
///
/// Offsets count Unicode code points, as Python and the reading contract do. Token indices count from 0; the head of
/// a root is the root itself.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentJson<'a> {
    /// What the caller calls the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    text: &'a str,
    tokens: Vec<TokenJson<'a>>,
    sentences: Vec<SentenceJson>,
    entities: Vec<EntityJson<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct TokenJson<'a> {
    id: usize,
    start: u32,
    end: u32,
    text: &'a str,
    lemma: &'a str,
    upos: &'static str,
    xpos: &'static str,
    feats: &'static str,
    head: usize,
    deprel: &'static str,
    /// `B-GPE`, `I-GPE`, or nothing outside of entities.
    ent: String,
    /// A single space follows.
    ws: bool,
}

#[derive(Debug, Clone, Serialize)]
struct SentenceJson {
    start: u32,
    end: u32,
    /// First token, and the one behind the last.
    tokens: [u32; 2],
}

#[derive(Debug, Clone, Serialize)]
struct EntityJson<'a> {
    start: u32,
    end: u32,
    tokens: [u32; 2],
    label: &'static str,
    text: &'a str,
}

impl Document {
    /// Returns the document in the shape that `chancery parse --format json` prints.
    ///
    /// ```
    /// # use chancery_nlp::Document;
    /// let document = &Document::from_conllu("1\tÇavuşoğlu\t_\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=B-PERSON\n\
    ///                                        2\tobjected\tobject\tVERB\t_\t_\t0\tROOT\t_\tSpaceAfter=No\n")?[0];
    /// let json = serde_json::to_value(document.to_json(Some("cable-7")))?;
    /// assert_eq!(json["tokens"][1]["start"], 10);
    /// assert_eq!(json["entities"][0]["text"], "Çavuşoğlu");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json<'a>(&'a self, id: Option<&'a str>) -> DocumentJson<'a> {
        let tokens = self.tokens_json();
        let place = |range: &std::ops::Range<u32>| match range.is_empty() {
            true => (0, 0),
            false => (tokens[range.start as usize].start, tokens[range.end as usize - 1].end),
        };
        let sentences = self.sentences.iter().map(|range| {
            let (start, end) = place(range);
            SentenceJson { start, end, tokens: [range.start, range.end] }
        });
        let entities = self.entities.iter().map(|entity| {
            let (start, end) = place(&entity.tokens);
            let text = &self.text[self.span(entity.tokens.clone()).range()];
            let tokens = [entity.tokens.start, entity.tokens.end];
            EntityJson { start, end, tokens, label: entity.label.as_str(), text }
        });
        let (sentences, entities) = (sentences.collect(), entities.collect());
        DocumentJson { id, text: &self.text, tokens, sentences, entities }
    }

    fn tokens_json(&self) -> Vec<TokenJson<'_>> {
        let (mut bytes, mut points) = (0, 0);
        let mut point = |byte: u32| {
            points += self.text[bytes..byte as usize].chars().count() as u32;
            bytes = byte as usize;
            points
        };
        self.tokens()
            .map(|token| TokenJson {
                id: token.index(),
                start: point(token.span().start),
                end: point(token.span().end),
                text: token.text(),
                lemma: token.lemma(),
                upos: token.upos().as_str(),
                xpos: token.xpos().as_str(),
                feats: token.feats().as_str(),
                head: token.head().unwrap_or(token).index(),
                deprel: token.deprel().as_str(),
                ent: entity_tag(token),
                ws: token.space_after(),
            })
            .collect()
    }
}

fn entity_tag(token: Token<'_>) -> String {
    token.entity().map_or_else(String::new, |entity| {
        let sign = if entity.tokens.start as usize == token.index() { "B" } else { "I" };
        format!("{sign}-{}", entity.label)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Document;

    #[test]
    fn offsets_count_code_points() {
        let tree = "1\t“Nyet\tnyet\tINTJ\tUH\t_\t0\tROOT\t_\tSpaceAfter=No\n\
                    2\t”\t\"\tPUNCT\t''\t_\t1\tpunct\t_\t_\n\n\
                    1\tSyria\tSyria\tPROPN\tNNP\tNumber=Sing\t0\tROOT\t_\tEntity=B-GPE|SpaceAfter=No\n";
        let document = &Document::from_conllu(tree).unwrap()[0];
        let json = serde_json::to_value(document.to_json(None)).unwrap();
        assert_eq!(json["text"], "“Nyet” Syria");
        assert_eq!(
            json["sentences"],
            json!([
                {"start": 0, "end": 6, "tokens": [0, 2]},
                {"start": 7, "end": 12, "tokens": [2, 3]},
            ])
        );
        assert_eq!(
            json["entities"],
            json!([{"start": 7, "end": 12, "tokens": [2, 3], "label": "GPE", "text": "Syria"}])
        );
        assert_eq!(
            json["tokens"][2],
            json!({
                "id": 2, "start": 7, "end": 12, "text": "Syria", "lemma": "Syria", "upos": "PROPN", "xpos": "NNP",
                "feats": "Number=Sing", "head": 2, "deprel": "ROOT", "ent": "B-GPE", "ws": false,
            })
        );
        assert!(json.get("id").is_none());
    }
}
