//! First halves of words for two states: `Sino-Indian`, `Franco-German`.

use chancery_nlp::{Document, Span, Upos};

use super::{Actor, ActorKind, Actors, Context, Form, Mention};
use crate::atlas::{Entry, NameForm};

/// The forms, in small letters, with the ids of their states.
const FORMS: [(&str, &str); 13] = [
    ("anglo", "GBR"),
    ("austro", "AUT"),
    ("finno", "FIN"),
    ("franco", "FRA"),
    ("germano", "DEU"),
    ("greco", "GRC"),
    ("hispano", "ESP"),
    ("indo", "IND"),
    ("italo", "ITA"),
    ("luso", "PRT"),
    ("russo", "RUS"),
    ("sino", "CHN"),
    ("turco", "TUR"),
];

/// Ties the forms that stand in front of a hyphen and the name of another state to their states.
pub(super) fn tie(
    document: &Document,
    readable: &impl Fn(Span) -> bool,
    context: Context<'_>,
    actors: &mut Actors,
) {
    for token in document.tokens() {
        if token.upos() == Upos::Space || !token.text().starts_with(char::is_uppercase) {
            continue;
        }
        let lower = token.text().to_lowercase();
        let Some((_, id)) = FORMS.iter().find(|(form, _)| *form == lower) else { continue };
        let hyphen = token.next().filter(|next| matches!(next.text(), "-" | "–"));
        let Some(other) = hyphen.and_then(|hyphen| hyphen.next()) else { continue };
        let Some((Entry::State(_), NameForm::Adjective)) = context.atlas.meaning(other.text(), context.date)
        else {
            continue;
        };
        let named = context.atlas.describe(other.text(), context.date).country;
        for (half, id) in [(token, Some((*id).to_owned())), (other, named)] {
            if let Some(id) = id
                && actors.at(half.index() as u32).is_none()
                && readable(half.span())
            {
                mention(document, half.span(), &id, context, actors);
            }
        }
    }
}

/// Adds a mention of a state, and the state where nothing has named it.
fn mention(document: &Document, span: Span, id: &str, context: Context<'_>, actors: &mut Actors) {
    let mention = Mention { span, form: Form::Demonym, confidence: 0.9, reason: "half of two states" };
    let known = actors
        .list
        .iter()
        .take(256)
        .position(|actor| actor.kind == ActorKind::State && actor.country.as_deref() == Some(id));
    if let Some(known) = known {
        actors.mention(document, known, mention);
    } else if let Some(state) = context.atlas.state(id) {
        let mut new = Actor::of_words(state.name.clone(), ActorKind::State, mention);
        new.country = Some(id.to_owned());
        new.code = context.atlas.code(id, &[]);
        new.entry = context.atlas.meaning(&state.name, context.date).map(|(entry, _)| entry);
        actors.add(document, new);
    }
}
