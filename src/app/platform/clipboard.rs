//! The clipboard: one handle for the whole run, on a thread of its own, because a program that owns the clipboard and
//! hangs would make reading it wait.

use std::sync::mpsc::{Receiver, Sender, channel};

use arboard::Clipboard;

use crate::app::command::Report;
use crate::domain::secret::SecretText;

use super::errands::Ticket;
use super::reporter::Reporter;

/// What is asked of the clipboard's thread.
enum Request {
    Set { label: &'static str, advice: String, text: SecretText, ticket: Ticket },
    Get(Ticket),
    Clear,
}

/// The way to the clipboard's thread, which ends when this is dropped.
pub(super) struct ClipboardThread {
    requests: Sender<Request>,
}

impl ClipboardThread {
    pub(super) fn start(reporter: Reporter) -> Self {
        let (requests, inbox) = channel();
        std::thread::spawn(move || serve(&inbox, &reporter));
        Self { requests }
    }

    pub(super) fn copy(&self, label: &'static str, advice: String, text: SecretText, ticket: Ticket) {
        // A thread that is gone has nothing to answer; the window is closing.
        let _ = self.requests.send(Request::Set { label, advice, text, ticket });
    }

    /// Empties the clipboard if it still holds what was copied last.
    pub(super) fn clear(&self) {
        let _ = self.requests.send(Request::Clear);
    }

    pub(super) fn read(&self, ticket: Ticket) {
        let _ = self.requests.send(Request::Get(ticket));
    }
}

fn serve(inbox: &Receiver<Request>, reporter: &Reporter) {
    let mut handle: Option<Clipboard> = None;
    let mut last: Option<SecretText> = None;
    while let Ok(request) = inbox.recv() {
        if handle.is_none() {
            handle = Clipboard::new().ok();
        }
        match request {
            Request::Set { label, advice, text, ticket } => {
                let result = set(handle.as_mut(), &text);
                // What was there before a copy that failed is still ours.
                if result.is_ok() {
                    last = Some(text);
                }
                ticket.finish(Report::Copied { label, advice, result });
            }
            Request::Get(ticket) => ticket.finish(Report::Clipboard(get(handle.as_mut()))),
            Request::Clear => reporter.send(Report::Cleared(clear(handle.as_mut(), last.take()))),
        }
    }
}

/// What somebody else put there in the meantime is left alone.
fn clear(handle: Option<&mut Clipboard>, last: Option<SecretText>) -> bool {
    let (Some(handle), Some(last)) = (handle, last) else { return false };
    let is_ours = get(Some(&mut *handle)).is_ok_and(|present| present == last);
    is_ours && handle.clear().is_ok()
}

fn set(handle: Option<&mut Clipboard>, text: &SecretText) -> Result<(), String> {
    let handle = handle.ok_or_else(no_clipboard)?;
    write_marked(handle, text.expose()).map_err(|error| error.to_string())
}

/// Marked to stay out of clipboard histories: a token is a credential.
#[cfg(all(unix, not(target_os = "macos")))]
fn write_marked(handle: &mut Clipboard, text: &str) -> Result<(), arboard::Error> {
    use arboard::SetExtLinux as _;
    handle.set().exclude_from_history().text(text.to_owned())
}

/// Marked to stay out of clipboard histories: a token is a credential.
#[cfg(target_os = "macos")]
fn write_marked(handle: &mut Clipboard, text: &str) -> Result<(), arboard::Error> {
    use arboard::SetExtApple as _;
    handle.set().exclude_from_history().text(text.to_owned())
}

/// Marked to stay out of clipboard histories: a token is a credential.
#[cfg(windows)]
fn write_marked(handle: &mut Clipboard, text: &str) -> Result<(), arboard::Error> {
    use arboard::SetExtWindows as _;
    handle.set().exclude_from_history().exclude_from_cloud().text(text.to_owned())
}

fn get(handle: Option<&mut Clipboard>) -> Result<SecretText, String> {
    let handle = handle.ok_or_else(no_clipboard)?;
    handle.get_text().map(SecretText::new).map_err(|error| match error {
        arboard::Error::ContentNotAvailable => "it is empty or holds something else".to_owned(),
        other => other.to_string(),
    })
}

fn no_clipboard() -> String {
    "no clipboard can be reached".to_owned()
}
