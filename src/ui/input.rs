//! What comes in from outside of the widgets: shortcuts, pastes, dropped files.

use eframe::egui::{Context, Event, Key, KeyboardShortcut, Modifiers, OutputCommand};

use crate::app::action::{Action, Shortcut};
use crate::app::command::Command;
use crate::domain::credential::looks_like_key;
use crate::domain::secret::SecretText;

/// The most that a text field takes from one paste, in bytes (64 KiB). What is larger is a capture.
pub(crate) const MAX_FIELD: usize = 64 * 1024;

/// Turns shortcuts, pastes and drops into commands, before any widget sees them.
pub(super) fn collect(ctx: &Context, commands: &mut Vec<Command>) {
    let typing = ctx.text_edit_focused();
    ctx.input_mut(|input| {
        input.events.retain_mut(|event| match command_of(event, typing) {
            Some(command) => {
                commands.push(command);
                false
            }
            None => true,
        });
        // Only the path: `bytes()` would read a file of any size.
        let dropped: Vec<_> = input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
        if !dropped.is_empty() {
            commands.push(Command::Drop(dropped));
        }
    });
}

/// Takes selected text over from egui. What is copied goes the way of every copy, marked to stay out of clipboard
/// histories; what is only selected goes nowhere, where the system's primary selection would offer it to a middle click.
pub(super) fn take_selections(ctx: &Context, commands: &mut Vec<Command>) {
    ctx.output_mut(|output| {
        output.commands.retain_mut(|command| match command {
            OutputCommand::CopyText(text) => {
                commands.push(Command::CopySelection(SecretText::new(std::mem::take(text))));
                false
            }
            OutputCommand::TextSelectionSettled(_) => false,
            _ => true,
        });
    });
}

/// The command that an event means, whichever widget has the focus.
fn command_of(event: &mut Event, typing: bool) -> Option<Command> {
    match event {
        Event::Key { key, pressed: true, repeat, modifiers, .. } => {
            // A text field has an undo of its own.
            let is_step = |action: &Action| matches!(action, Action::Undo | Action::Redo);
            // Whoever holds these down wants more of them.
            let repeats = |action: &Action| is_step(action) || matches!(action, Action::ZoomIn | Action::ZoomOut);
            let wanted = |action: &Action| (!*repeat || repeats(action)) && !(typing && is_step(action));
            action_of(*key, *modifiers).filter(wanted).map(Command::Do)
        }
        // A key must not get into a text field: its undo history would keep it.
        Event::Paste(text) if !typing || text.len() > MAX_FIELD || looks_like_key(text) => {
            Some(Command::Paste(SecretText::new(std::mem::take(text))))
        }
        _ => None,
    }
}

/// The action that a key press triggers, by the table of actions.
fn action_of(key: Key, modifiers: Modifiers) -> Option<Action> {
    let (key, modifiers) = unify(key, modifiers);
    Action::ALL.iter().copied().find(|action| {
        let shortcut = action.info().shortcut.and_then(keyboard_shortcut);
        shortcut.is_some_and(|wanted| wanted.logical_key == key && modifiers.matches_exact(wanted.modifiers))
    })
}

/// Plus, however it is typed: on many keyboards with Shift, or on the key that has = without it.
fn unify(key: Key, modifiers: Modifiers) -> (Key, Modifiers) {
    match key {
        Key::Plus | Key::Equals => (Key::Plus, Modifiers { shift: false, ..modifiers }),
        _ => (key, modifiers),
    }
}

/// A shortcut of the table in egui's terms.
pub(super) fn keyboard_shortcut(shortcut: Shortcut) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    if shortcut.command {
        modifiers |= Modifiers::COMMAND;
    }
    if shortcut.shift {
        modifiers |= Modifiers::SHIFT;
    }
    Key::from_name(shortcut.key).map(|key| KeyboardShortcut::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_of_the_table_names_a_key() {
        for action in Action::ALL {
            if let Some(shortcut) = action.info().shortcut {
                assert!(keyboard_shortcut(shortcut).is_some(), "{action:?} has {}", shortcut.key);
            }
        }
    }

    #[test]
    fn no_two_actions_share_a_shortcut() {
        for action in Action::ALL {
            if let Some(shortcut) = action.info().shortcut.and_then(keyboard_shortcut) {
                let pressed = Modifiers { ctrl: shortcut.modifiers.command, ..shortcut.modifiers };
                assert_eq!(action_of(shortcut.logical_key, pressed), Some(*action));
            }
        }
    }
}
