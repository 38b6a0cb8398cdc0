//! Tests over whole reports and files.

mod growth;
mod json_lines;
mod schema;
mod segments;
mod times;
