//! The table of actions: everything that a person can do without giving a value, with label, tooltip and shortcut.

mod info;

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
    /// End the scan and keep what was found.
    StopScan,
    /// Put the scan away.
    CloseScan,
    /// Show the scan in place of the paste box.
    ShowScan,
    /// Close the row that is open: show the summary.
    ShowScanSummary,
    /// Scan the file again with the key that is loaded now.
    ScanAgain,
    /// Judge each scanned token as of its line's time, or all as of now.
    ToggleScanByLine,
    /// Turn the order of the scanned tokens round.
    ReverseScan,
    /// Take the filters of the scanned tokens off.
    ShowAllScanned,
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
    /// Make everything larger.
    ZoomIn,
    /// Make everything smaller.
    ZoomOut,
    /// Show everything in its own size.
    ZoomNormal,
    /// Show or hide the settings.
    ToggleSettings,
    /// Set everything as at the first start.
    ResetSettings,
    /// Take the reset of the settings back.
    TakeBackReset,
    /// Wait no longer for what takes long.
    CancelErrand,
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
        Self::StopScan,
        Self::CloseScan,
        Self::ShowScan,
        Self::ShowScanSummary,
        Self::ScanAgain,
        Self::ToggleScanByLine,
        Self::ReverseScan,
        Self::ShowAllScanned,
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
        Self::CancelErrand,
        Self::SwitchTheme,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomNormal,
        Self::ToggleSettings,
        Self::ResetSettings,
        Self::TakeBackReset,
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
        info::of(self)
    }
}
