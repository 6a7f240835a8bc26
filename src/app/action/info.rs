//! The words of the table of actions.

use super::{Action, ActionInfo, Shortcut};
use crate::app::state::Pane;

/// What is written on and beside an action.
pub(super) fn of(action: Action) -> ActionInfo {
    match action {
        Action::Show(pane) => info_of_pane(pane),
        Action::BrowseForKey | Action::TogglePathBox | Action::OpenPath | Action::ForgetKey | Action::UseSampleKey => {
            info_of_key_action(action)
        }
        Action::PasteCapture
        | Action::ClearCapture
        | Action::JudgeNow
        | Action::JudgeAsCaptured
        | Action::EditAsTestToken
        | Action::CopyReadToken
        | Action::ToggleReceived
        | Action::CopyReadSignature
        | Action::CopyReadHeader
        | Action::CopyReadClaims => info_of_read_action(action),
        Action::StopScan
        | Action::CloseScan
        | Action::ShowScan
        | Action::ShowScanSummary
        | Action::ScanAgain
        | Action::ToggleScanByLine
        | Action::ReverseScan
        | Action::ShowAllScanned => info_of_scan_action(action),
        Action::SwitchTheme
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomNormal
        | Action::ToggleSettings
        | Action::ResetSettings
        | Action::TakeBackReset => info_of_setting(action),
        Action::TogglePalette
        | Action::CancelErrand
        | Action::ToggleHelp
        | Action::DismissNotice
        | Action::KeepClipboard
        | Action::ClearClipboard
        | Action::Undo
        | Action::Redo
        | Action::Stay
        | Action::Quit => info_of_window_action(action),
        Action::OpenConfig
        | Action::CloseConfig
        | Action::SaveConfig
        | Action::SaveConfigCopy
        | Action::CopyRestart
        | Action::CopySudo
        | Action::CopyChmod => info_of_slicer_action(action),
        Action::UseOnlyNeededScope
        | Action::CopyRequest
        | Action::CopyFillCommand
        | Action::CopyRequestToken
        | Action::DrawProof
        | Action::CopyVerifier
        | Action::ClearAnswer => info_of_request_action(action),
        _ => info_of_create_action(action),
    }
}

const fn info(label: &'static str, tooltip: &'static str) -> ActionInfo {
    ActionInfo { label, tooltip, shortcut: None }
}

const fn with_key(info: ActionInfo, command: bool, shift: bool, key: &'static str) -> ActionInfo {
    ActionInfo { shortcut: Some(Shortcut { command, shift, key }), ..info }
}

fn info_of_pane(pane: Pane) -> ActionInfo {
    let key = match pane {
        Pane::Read => "1",
        Pane::Create => "2",
        Pane::Slicer => "3",
        Pane::Request => "4",
    };
    with_key(info(pane.label(), pane.purpose()), true, false, key)
}

fn info_of_key_action(action: Action) -> ActionInfo {
    match action {
        Action::BrowseForKey => {
            with_key(info("Load key…", "Choose the .env or PEM file of a Scoped API key"), true, false, "O")
        }
        Action::TogglePathBox => with_key(info("Path…", "Type the path of a key file"), true, true, "O"),
        Action::OpenPath => info("Open path", "Load the key file at this path"),
        Action::ForgetKey => info("Forget key", "Wipe the loaded key from memory"),
        _ => info("Try a sample key", "Make a key that only this program knows, to look around with"),
    }
}

fn info_of_read_action(action: Action) -> ActionInfo {
    match action {
        Action::PasteCapture => info("Paste", "Put the clipboard's text here"),
        Action::ClearCapture => info("Clear", "Empty the box"),
        Action::JudgeNow => info("Now", "Judge the token as of this moment"),
        Action::JudgeAsCaptured => info("As captured", "Judge the token as of the moment that the capture names"),
        Action::EditAsTestToken => with_key(
            info("Edit as test token", "Carry scp, net, nbf, iss and msg over to Create token"),
            true,
            false,
            "E",
        ),
        Action::CopyReadToken => info("Copy captured token", "Copy the token without what stood around it"),
        Action::ToggleReceived => info("As received", "Show header and claims character for character, or laid out"),
        Action::CopyReadSignature => info("Copy signature", "Copy the signature segment as received"),
        Action::CopyReadHeader => info("Copy header", "Copy the decoded header as received"),
        _ => info("Copy claims", "Copy the decoded claims as received"),
    }
}

fn info_of_scan_action(action: Action) -> ActionInfo {
    match action {
        Action::StopScan => info("Stop scan", "End the scan of the file; what was found stays"),
        Action::CloseScan => info("Close scan", "Put the list of scanned tokens away, and go back to the paste box"),
        Action::ShowScan => info("Show scan", "Go back to the list of scanned tokens"),
        Action::ShowScanSummary => info("Show summary", "Close the token and show why the scanned ones are refused"),
        Action::ScanAgain => info("Scan again", "Scan the file again, with the key that is loaded now"),
        Action::ToggleScanByLine => {
            info("As of each line's time", "Scan again and judge each token as of the time that its line says")
        }
        Action::ReverseScan => info("Reversed", "Turn the order of the scanned tokens round"),
        _ => info("Show all", "Show every scanned token: take the filters off"),
    }
}

fn info_of_create_action(action: Action) -> ActionInfo {
    match action {
        Action::ChooseGranted => info("Granted", "Choose every scope that the key grants"),
        Action::ChooseNone => info("None", "Choose no scope"),
        Action::AddScope => info("Add scope", "Add the scope that is typed here"),
        Action::PrepareForSlicer => info("Prepare for Slicer", "Set net and the one scope that a Slicer needs"),
        Action::NbfNow => info("nbf now", "Valid from this moment"),
        Action::NbfInFiveMinutes => info("nbf +5 min", "Valid from five minutes ahead"),
        Action::NbfInOneHour => info("nbf +1 h", "Valid from one hour ahead"),
        Action::Renew => info("Renew and copy", "Sign again as of now, and copy the token"),
        Action::CopyToken => with_key(info("Copy token", "Copy the test token"), true, true, "C"),
        Action::CopyHeaderLine => info("Copy header line", "Copy the X-Auth-Uplynk-Jwt header with the test token"),
        Action::CopySlicerLine => info("Copy Slicer line", "Copy the apikey line for a Slicer's config"),
        Action::CopyTestHeader => info("Copy test header", "Copy the test token's decoded header"),
        _ => info("Copy test claims", "Copy the test token's decoded claims"),
    }
}

fn info_of_slicer_action(action: Action) -> ActionInfo {
    match action {
        Action::OpenConfig => info("Open config…", "Choose a Slicer's config, such as /etc/uplynk.conf"),
        Action::CloseConfig => info("Close config", "Put the config away; nothing is saved"),
        Action::SaveConfig => {
            with_key(info("Save", "Put the token into the config, and nothing else"), true, false, "S")
        }
        Action::SaveConfigCopy => info("Save a copy…", "Save the config with the token under another name"),
        Action::CopyRestart => info("Copy restart command", "Copy the command that restarts the Slicer"),
        Action::CopySudo => {
            info("Copy sudo command", "Copy a command that saves the config as root; it asks for the Slicer line")
        }
        _ => info("Copy chmod command", "Copy the command that hides the config from other users"),
    }
}

fn info_of_request_action(action: Action) -> ActionInfo {
    match action {
        Action::UseOnlyNeededScope => info(
            "Use only this scope",
            "Give the token the scope that the call of the Request pane needs, and no other",
        ),
        Action::CopyRequest => info("Copy request", "Copy the text; whoever runs it sends the request"),
        Action::CopyFillCommand => {
            info("Copy fill command", "Copy the command that puts a fresh token into the variable")
        }
        Action::CopyRequestToken => info("Copy its token", "Copy the token that is made for this very request"),
        Action::DrawProof => info("New verifier", "Draw a fresh code verifier and state"),
        Action::CopyVerifier => info("Copy verifier", "Copy the code verifier for the token request"),
        _ => info("Clear answer", "Empty the box"),
    }
}

fn info_of_window_action(action: Action) -> ActionInfo {
    match action {
        Action::CancelErrand => info("Cancel", "Wait no longer for what takes long here"),
        Action::TogglePalette => with_key(info("Command palette", "Find a command by its name"), true, false, "P"),
        Action::ToggleHelp => with_key(info("Help", "Shortcuts, and what the program can't know"), false, false, "F1"),
        Action::KeepClipboard => info("Keep in clipboard", "Leave the copied secret in the clipboard"),
        Action::ClearClipboard => info("Clear clipboard", "Take the copied secret out of the clipboard now"),
        Action::Undo => with_key(info("Undo", "Take the last edit of the form or the text back"), true, false, "Z"),
        Action::Redo => with_key(info("Redo", "Do the undone edit again"), true, true, "Z"),
        Action::Stay => info("Stay", "Do not close the program"),
        Action::DismissNotice => info("Dismiss", "Take this notice away"),
        _ => with_key(info("Quit", "Close the program; the key is wiped"), true, false, "Q"),
    }
}

fn info_of_setting(action: Action) -> ActionInfo {
    match action {
        Action::SwitchTheme => info("Theme", "Follow the system, light, or dark"),
        Action::ZoomIn => with_key(info("Larger", "Make everything larger"), true, false, "Plus"),
        Action::ZoomOut => with_key(info("Smaller", "Make everything smaller"), true, false, "Minus"),
        Action::ZoomNormal => with_key(info("Normal size", "Show everything in its own size"), true, false, "0"),
        Action::ToggleSettings => {
            with_key(info("Settings", "Theme, size, zone, clipboard, recent keys"), true, false, "Comma")
        }
        Action::ResetSettings => {
            info("Reset settings", "Set everything as at the first start; recent keys are deleted")
        }
        _ => info("Take reset back", "Set everything as before the reset, but for the deleted recent keys"),
    }
}
