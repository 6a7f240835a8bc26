//! What the panes are built from.

mod banner;
mod button;
mod card;
mod check_box;
mod chip;
mod column;
mod field;
mod findings;
mod icon;
mod json_lines;
mod sentence;
mod token_text;

pub(super) use banner::{Banner, Outlook, banner, banner_of};
pub(super) use button::{button, primary, short_button};
pub(super) use card::{CARD_FRAME, card, heading, plain_heading, tall_card};
pub(super) use check_box::check_box;
pub(super) use chip::badge;
pub(super) use column::{Columns, column, columns};
pub(super) use field::{Field, text_field};
pub(super) use findings::findings;
pub(super) use icon::{Mark, icon};
pub(super) use json_lines::{Emphasis, json_lines};
pub(super) use sentence::{dim, paragraph, problem, sentence, small_dim};
pub(super) use token_text::{segment_color, token_text};
