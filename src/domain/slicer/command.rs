//! Commands that the user runs: this program starts none.

use crate::domain::shell::quote;

/// Makes a Slicer read its config again (documented for the one at `/etc/uplynk.conf`).
pub const RESTART_COMMAND: &str = "sudo systemctl restart uplynk_liveslicer.service";

/// Reads one line without showing it, and hands it and the arguments to the program. The terminal is put right also
/// when the reading is interrupted; where there is no terminal `stty` has nothing to do.
const READ_HIDDEN: &str = "trap \"stty echo 2>/dev/null\" EXIT; trap \"exit 130\" INT TERM; stty -echo 2>/dev/null; \
     echo \"Paste the Slicer line, it is not shown, and press Enter\" >&2; IFS= read -r line; stty echo 2>/dev/null; \
     printf \"%s\\n\" \"$line\" | \"$0\" \"$@\"";

/// From where the command of [`sudo_command`] gets the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenSource<'a> {
    /// A key file that this user may read: a fresh token is made and piped to the part that runs as root, which never
    /// sees the key.
    KeyFile {
        /// The absolute path.
        path: &'a str,
        /// The key ID, where the file does not say it.
        kid: Option<&'a str>,
        /// The owner ID, where the file does not say it.
        sub: Option<&'a str>,
    },
    /// The user pastes the Slicer line.
    Paste,
}

/// A POSIX shell command that saves the token in a config that only root may write, and keeps a backup. `program` is
/// the path of this program, `config` that of the config, both absolute; `line` is the chosen `apikey` line.
///
/// The token travels through a pipe: it is in no process list, for nothing has it as an argument (`printf` is part of
/// the shell), and in no shell history.
#[must_use]
pub fn sudo_command(program: &str, config: &str, line: Option<usize>, source: TokenSource<'_>) -> String {
    let program = quote(program);
    let line = line.map_or_else(String::new, |line| format!(" --line {line}"));
    let save = format!("slicer --config={} --stdin --write --backup{line}", quote(config));
    match source {
        TokenSource::KeyFile { path, kid, sub } => {
            let given = |name, value: Option<&str>| {
                value.map_or_else(String::new, |value| format!(" --{name}={}", quote(value)))
            };
            let mint = format!("mint --as slicer --key={}{}{}", quote(path), given("kid", kid), given("sub", sub));
            format!("{program} {mint} | sudo {program} {save}")
        }
        TokenSource::Paste => format!("sudo sh -c {} {program} {save}", quote(READ_HIDDEN)),
    }
}

/// The command that takes a config away from the eyes of other users.
#[must_use]
pub fn chmod_command(config: &str) -> String {
    format!("sudo chmod 640 {}", quote(config))
}
