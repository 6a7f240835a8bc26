//! What the panes are built from.

mod at_the_right;
mod banner;
mod button;
mod callout;
mod card;
mod check_box;
mod chip;
mod choice;
mod code_box;
mod column;
mod field;
mod findings;
mod focus_ring;
mod icon;
mod json_lines;
mod sentence;
mod text_area;
mod token_text;

pub(super) use at_the_right::at_the_right;
pub(super) use banner::{Banner, Outlook, banner, banner_of};
pub(super) use button::{button, button_when, primary, short_button};
pub(super) use callout::{callout, marked};
pub(super) use card::{CARD_FRAME, card, heading, plain_heading, tall_card};
pub(super) use check_box::{check_box, switch};
pub(super) use chip::badge;
pub(super) use choice::choices;
pub(super) use code_box::{code_box, tall_code_box};
pub(super) use column::{Columns, column, columns};
pub(super) use field::{Field, text_field};
pub(super) use findings::findings;
pub(super) use focus_ring::focus_ring;
pub(super) use icon::{Mark, icon, paint_icon};
pub(super) use json_lines::{Emphasis, json_lines};
pub(super) use sentence::{dim, paragraph, problem, sentence, small_dim};
pub(super) use text_area::{TextArea, text_area};
pub(super) use token_text::{segment_color, token_line, token_text};
