//! The table of actions: everything that a person can do without giving a value, with label, tooltip and shortcut.

use super::state::Pane;

/// Everything that a person can do without giving a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Show a pane.
    Show(Pane),
    /// Open the file dialog for a key.
    BrowseForKey,
    /// Show or hide the path box.
    TogglePathBox,
    /// Load the file that the path box names.
    OpenPath,
    /// Wipe the loaded key.
    ForgetKey,
    /// Make a sample key.
    UseSampleKey,
    /// Put the clipboard's text into the Read pane.
    PasteCapture,
    /// Empty the paste box.
    ClearCapture,
    /// Judge as of now again.
    JudgeNow,
    /// Judge as of the moment that the capture names.
    JudgeAsCaptured,
    /// Show header and claims as received, or laid out.
    ToggleReceived,
    /// Copy the read token's signature segment.
    CopyReadSignature,
    /// Take the claims of the read token over into the form.
    EditAsTestToken,
    /// Check every granted scope.
    ChooseGranted,
    /// Check no scope.
    ChooseNone,
    /// Add the scope that was typed.
    AddScope,
    /// Set the form to what a Slicer needs.
    PrepareForSlicer,
    /// Open the file dialog for a Slicer's config.
    OpenConfig,
    /// Put the open config away.
    CloseConfig,
    /// Save the open config with the token.
    SaveConfig,
    /// Save the config with the token under another name.
    SaveConfigCopy,
    /// Copy the command that restarts the Slicer.
    CopyRestart,
    /// Copy the command that saves the config with sudo.
    CopySudo,
    /// Copy the command that hides the config from other users.
    CopyChmod,
    /// Give the token only the scope that the request needs.
    UseOnlyNeededScope,
    /// Copy the written request.
    CopyRequest,
    /// Copy the command that fills the variable of the written request.
    CopyFillCommand,
    /// Copy the token for the written request.
    CopyRequestToken,
    /// Draw a new verifier and state for the authorization URL.
    DrawProof,
    /// Copy the verifier of the authorization URL.
    CopyVerifier,
    /// Take the pasted answer away.
    ClearAnswer,
    /// Leave the copied secret in the clipboard.
    KeepClipboard,
    /// Take the copied secret out of the clipboard now.
    ClearClipboard,
    /// Undo the last edit.
    Undo,
    /// Do the undone edit again.
    Redo,
    /// Do not close the program after all.
    Stay,
    /// `nbf` is now.
    NbfNow,
    /// `nbf` is in five minutes.
    NbfInFiveMinutes,
    /// `nbf` is in one hour.
    NbfInOneHour,
    /// Sign again with the present time.
    Renew,
    /// Copy the test token.
    CopyToken,
    /// Copy the test token as a header line.
    CopyHeaderLine,
    /// Copy the test token as a line of a Slicer's config.
    CopySlicerLine,
    /// Copy the test token's decoded header.
    CopyTestHeader,
    /// Copy the test token's decoded claims.
    CopyTestClaims,
    /// Copy the read token.
    CopyReadToken,
    /// Copy the read token's decoded header.
    CopyReadHeader,
    /// Copy the read token's decoded claims.
    CopyReadClaims,
    /// Switch between light, dark and the system's theme.
    SwitchTheme,
    /// Show or hide the command palette.
    TogglePalette,
    /// Show or hide the help.
    ToggleHelp,
    /// Take the notice away.
    DismissNotice,
    /// Close the program.
    Quit,
}

/// A key press that triggers an action. `command` is Ctrl, on macOS Cmd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Ctrl, on macOS Cmd.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// The key, by its name: `O`, `F1`, `Escape`.
    pub key: &'static str,
}

/// What is written on and beside an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionInfo {
    /// The label, which is also the accessible name.
    pub label: &'static str,
    /// One sentence more.
    pub tooltip: &'static str,
    /// The key press, if it has one.
    pub shortcut: Option<Shortcut>,
}

impl Action {
    /// Every action, in the order of the shortcut sheet.
    pub const ALL: &'static [Self] = &[
        Self::Show(Pane::Read),
        Self::Show(Pane::Create),
        Self::Show(Pane::Slicer),
        Self::Show(Pane::Request),
        Self::BrowseForKey,
        Self::TogglePathBox,
        Self::OpenPath,
        Self::UseSampleKey,
        Self::ForgetKey,
        Self::PasteCapture,
        Self::ClearCapture,
        Self::JudgeNow,
        Self::JudgeAsCaptured,
        Self::ToggleReceived,
        Self::EditAsTestToken,
        Self::ChooseGranted,
        Self::ChooseNone,
        Self::AddScope,
        Self::PrepareForSlicer,
        Self::NbfNow,
        Self::NbfInFiveMinutes,
        Self::NbfInOneHour,
        Self::Renew,
        Self::CopyToken,
        Self::CopyHeaderLine,
        Self::CopySlicerLine,
        Self::CopyTestHeader,
        Self::CopyTestClaims,
        Self::CopyReadToken,
        Self::CopyReadHeader,
        Self::CopyReadClaims,
        Self::CopyReadSignature,
        Self::OpenConfig,
        Self::CloseConfig,
        Self::SaveConfig,
        Self::SaveConfigCopy,
        Self::CopyRestart,
        Self::CopySudo,
        Self::CopyChmod,
        Self::UseOnlyNeededScope,
        Self::CopyRequest,
        Self::CopyFillCommand,
        Self::CopyRequestToken,
        Self::DrawProof,
        Self::CopyVerifier,
        Self::ClearAnswer,
        Self::KeepClipboard,
        Self::ClearClipboard,
        Self::Undo,
        Self::Redo,
        Self::Stay,
        Self::SwitchTheme,
        Self::TogglePalette,
        Self::ToggleHelp,
        Self::DismissNotice,
        Self::Quit,
    ];

    /// The actions whose label or tooltip has all the words that are typed, in any order and case.
    #[must_use]
    pub fn matching(words: &str) -> Vec<Self> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let fits = |action: &&Self| {
            let info = action.info();
            let text = format!("{} {}", info.label, info.tooltip).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        Self::ALL.iter().filter(|action| **action != Self::TogglePalette).filter(fits).copied().collect()
    }

    /// Label, tooltip and shortcut: the one place where they stand.
    #[must_use]
    pub fn info(self) -> ActionInfo {
        match self {
            Self::Show(pane) => info_of_pane(pane),
            Self::BrowseForKey | Self::TogglePathBox | Self::OpenPath | Self::ForgetKey | Self::UseSampleKey => {
                info_of_key_action(self)
            }
            Self::PasteCapture
            | Self::ClearCapture
            | Self::JudgeNow
            | Self::JudgeAsCaptured
            | Self::EditAsTestToken
            | Self::CopyReadToken
            | Self::ToggleReceived
            | Self::CopyReadSignature
            | Self::CopyReadHeader
            | Self::CopyReadClaims => info_of_read_action(self),
            Self::SwitchTheme
            | Self::TogglePalette
            | Self::ToggleHelp
            | Self::DismissNotice
            | Self::KeepClipboard
            | Self::ClearClipboard
            | Self::Undo
            | Self::Redo
            | Self::Stay
            | Self::Quit => info_of_window_action(self),
            Self::OpenConfig
            | Self::CloseConfig
            | Self::SaveConfig
            | Self::SaveConfigCopy
            | Self::CopyRestart
            | Self::CopySudo
            | Self::CopyChmod => info_of_slicer_action(self),
            Self::UseOnlyNeededScope
            | Self::CopyRequest
            | Self::CopyFillCommand
            | Self::CopyRequestToken
            | Self::DrawProof
            | Self::CopyVerifier
            | Self::ClearAnswer => info_of_request_action(self),
            _ => info_of_create_action(self),
        }
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
        Action::SwitchTheme => info("Theme", "Follow the system, light, or dark"),
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
