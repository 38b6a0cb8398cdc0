//! Writing CoNLL-U.

use std::fmt::{self, Write};

use super::escape::{is_unsafe, write_escaped};
use crate::{Document, Label, Sentence, Token};

impl Document {
    /// Writes the document as CoNLL-U, under `# newdoc id` when it has one.
    ///
    /// IDs start again in each sentence and the root's HEAD is 0. [`Document::from_conllu`] gives the same
    /// document back.
    ///
    /// ```
    /// # use chancery_nlp::Document;
    /// let tree = "# newdoc id = cable-7\n\
    ///     ## sent_id = cable-7-1\n\
    ///     ## text = Ankara protested.\n\
    ///     1\tAnkara\tAnkara\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\tEntity=B-GPE\n\
    ///     2\tprotested\tprotest\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\tROOT\t_\tSpaceAfter=No\n\
    ///     3\t.\t.\tPUNCT\t.\tPunctType=Peri\t2\tpunct\t_\tSpaceAfter=No\n\n";
    /// let document = &Document::from_conllu(tree)?[0];
    /// assert_eq!(document.text(), "Ankara protested.");
    ///
    /// let mut out = String::new();
    /// document.to_conllu(Some("cable-7"), &mut out)?;
    /// assert_eq!(out, tree);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_conllu(&self, id: Option<&str>, out: &mut impl Write) -> fmt::Result {
        // An ID must stay on its line.
        let id = id.map(|id| id.replace(char::is_control, " "));
        match &id {
            Some(id) => writeln!(out, "# newdoc id = {id}")?,
            None => writeln!(out, "# newdoc")?,
        }
        for sentence in self.sentences() {
            let number = sentence.index() + 1;
            match &id {
                Some(id) => writeln!(out, "# sent_id = {id}-{number}")?,
                None => writeln!(out, "# sent_id = {number}")?,
            }
            write_text(sentence, out)?;
            for token in sentence.tokens() {
                write_token(token, sentence, out)?;
            }
            out.write_char('\n')?;
        }
        if self.sentences.is_empty() {
            out.write_char('\n')?;
        }
        Ok(())
    }
}

/// Writes the `# text` line: the forms as their rows show them.
fn write_text(sentence: Sentence<'_>, out: &mut impl Write) -> fmt::Result {
    out.write_str("# text = ")?;
    let last = sentence.range().end as usize - 1;
    for token in sentence.tokens() {
        write_form(token.text(), out)?;
        if token.space_after() && token.index() != last {
            out.write_char(' ')?;
        }
    }
    out.write_char('\n')
}

fn write_token(token: Token<'_>, sentence: Sentence<'_>, out: &mut impl Write) -> fmt::Result {
    let range = sentence.range();
    let head = token.head().map_or(0, |head| head.index() as u32 - range.start + 1);
    write!(out, "{}\t", token.index() as u32 - range.start + 1)?;
    write_form(token.text(), out)?;
    out.write_char('\t')?;
    match token.lemma() {
        "" => out.write_char('_')?,
        lemma => write_form(lemma, out)?,
    }
    let upos = if token.upos().as_str().is_empty() { "_" } else { token.upos().as_str() };
    write!(out, "\t{upos}\t")?;
    write_label(token.xpos(), out)?;
    out.write_char('\t')?;
    write_label(token.feats(), out)?;
    write!(out, "\t{head}\t")?;
    write_label(token.deprel(), out)?;
    out.write_str("\t_\t")?;
    write_misc(token, out)?;
    out.write_char('\n')
}

fn write_form(form: &str, out: &mut impl Write) -> fmt::Result {
    if is_unsafe(form) { write_escaped(form, out) } else { out.write_str(form) }
}

fn write_label(label: Label, out: &mut impl Write) -> fmt::Result {
    if label.is_empty() { out.write_char('_') } else { write_form(label.as_str(), out) }
}

/// Writes the last column, its keys in alphabetical order.
fn write_misc(token: Token<'_>, out: &mut impl Write) -> fmt::Result {
    let mut misc = Misc { out, empty: true };
    if let Some(entity) = token.entity() {
        misc.key(if entity.tokens.start as usize == token.index() { "Entity=B-" } else { "Entity=I-" })?;
        write_escaped(entity.label.as_str(), misc.out)?;
    }
    if !token.space_after() {
        misc.key("SpaceAfter=No")?;
    }
    if !lemma_column_tells(token) {
        misc.key("SpacesInLemma=")?;
        write_escaped(token.lemma(), misc.out)?;
    }
    if is_unsafe(token.text()) {
        misc.key("SpacesInToken=")?;
        write_escaped(token.text(), misc.out)?;
    }
    if misc.empty { misc.out.write_char('_') } else { Ok(()) }
}

/// Says whether the LEMMA column alone gives the lemma back: `_` means none, but of an underscore `_`.
fn lemma_column_tells(token: Token<'_>) -> bool {
    match token.lemma() {
        "" => token.text() != "_",
        "_" => token.text() == "_",
        lemma => !is_unsafe(lemma),
    }
}

struct Misc<'a, W> {
    out: &'a mut W,
    empty: bool,
}

impl<W: Write> Misc<'_, W> {
    /// Starts the next entry.
    fn key(&mut self, key: &str) -> fmt::Result {
        if !std::mem::replace(&mut self.empty, false) {
            self.out.write_char('|')?;
        }
        self.out.write_str(key)
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;

    #[test]
    fn whitespace_tokens_are_shown_escaped_and_kept() {
        let tree = "# newdoc\n\
            # sent_id = 1\n\
            # text = No deal.\\n\\n\n\
            1\tNo\tno\tDET\tDT\t_\t2\tdet\t_\t_\n\
            2\tdeal\tdeal\tNOUN\tNN\tNumber=Sing\t0\tROOT\t_\tSpaceAfter=No\n\
            3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No\n\
            4\t\\n\\n\t\\n\\n\tSPACE\t_SP\t_\t3\tdep\t_\tSpaceAfter=No|SpacesInLemma=\\n\\n|SpacesInToken=\\n\\n\n\n";
        let document = &Document::from_conllu(tree).unwrap()[0];
        assert_eq!(document.text(), "No deal.\n\n");
        let mut out = String::new();
        document.to_conllu(None, &mut out).unwrap();
        assert_eq!(out, tree);
    }

    #[test]
    fn a_document_without_tokens_is_still_one() {
        let mut out = String::new();
        Document::default().to_conllu(Some("two\nlines"), &mut out).unwrap();
        assert_eq!(out, "# newdoc id = two lines\n\n");
        assert_eq!(Document::from_conllu(&out).unwrap().len(), 1);
    }
}
