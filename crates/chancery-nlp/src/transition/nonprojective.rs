//! Crossing arcs, put back where they belong.
//!
//! The parser only builds trees without crossing arcs. Training hung a crossing dependent on an ancestor of its
//! head and wrote the head's label behind the dependent's: `prep||nsubj` hangs too high and wants to go to the
//! nearest `nsubj` below (Nivre and Nilsson 2005).

use std::collections::VecDeque;

use crate::Label;
use crate::document::TokenData;

const DELIMITER: &str = "||";

/// Re-attaches every token with a decorated label and strips the decoration.
pub(crate) fn deprojectivise(tokens: &mut [TokenData]) {
    if !tokens.iter().any(|token| token.deprel.as_str().contains(DELIMITER)) {
        return;
    }
    let mut children = vec![Vec::new(); tokens.len()];
    for (index, token) in tokens.iter().enumerate() {
        if token.head as usize != index {
            children[token.head as usize].push(index as u32);
        }
    }
    for index in 0..tokens.len() {
        let Some((own, wanted)) = tokens[index].deprel.as_str().split_once(DELIMITER) else { continue };
        let old = tokens[index].head;
        let new = find(tokens, &children, index as u32, Label::new(wanted)).unwrap_or(old);
        if new != old {
            children[old as usize].retain(|&child| child != index as u32);
            let siblings = &mut children[new as usize];
            let at = siblings.partition_point(|&child| child < index as u32);
            siblings.insert(at, index as u32);
            tokens[index].head = new;
        }
        tokens[index].deprel = Label::new(own);
    }
}

/// Searches below the token's head, level by level, for the first token with the label.
fn find(tokens: &[TokenData], children: &[Vec<u32>], of: u32, wanted: Label) -> Option<u32> {
    let mut queue = VecDeque::from([tokens[of as usize].head]);
    while let Some(at) = queue.pop_front() {
        for &child in &children[at as usize] {
            if child == of {
                continue;
            }
            if tokens[child as usize].deprel == wanted {
                return Some(child);
            }
            queue.push_back(child);
        }
    }
    None
}
