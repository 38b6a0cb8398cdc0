//! `chancery rules`: rules that users write.
