//! The desktop's portal, asked before it is to show a file dialog. The dialog's library waits 25 seconds for one that
//! hangs and then says no more than "no file".

use std::time::Duration;

use zbus::blocking::connection::Builder;

/// A portal that is well answers within milliseconds; one that has to be started first takes a second or two.
const PATIENCE: Duration = Duration::from_secs(4);

/// Whether there is a portal that does not answer. None at all is no such one: then there are other dialogs.
pub(super) fn is_silent() -> bool {
    matches!(ask(), Err(zbus::Error::InputOutput(error)) if error.kind() == std::io::ErrorKind::TimedOut)
}

fn ask() -> zbus::Result<()> {
    let bus = Builder::session()?.method_timeout(PATIENCE).build()?;
    bus.call_method(
        Some("org.freedesktop.portal.Desktop"),
        "/org/freedesktop/portal/desktop",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &("org.freedesktop.portal.FileChooser", "version"),
    )?;
    Ok(())
}
