//! What is to be known before a written request is run.

/// What is to be known before a written request is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// How a v2 call is sent is documented in part only.
    CallPresumed,
    /// The credential comes from environment variables.
    Variable {
        /// Their names.
        names: Vec<&'static str>,
        /// The shell command that fills the variable, where this program can.
        fill: Option<String>,
    },
    /// The credential goes where the raw message has the variable's name.
    Placeholder {
        /// The variable's name.
        name: &'static str,
    },
    /// The credential stands in the text.
    Inline,
    /// A client's ID and secret go into Basic authentication encoded (RFC 6749 section 2.3.1).
    ClientEncoding,
    /// JavaScript's numbers don't hold a number of `msg`.
    NumbersRounded,
}

impl Note {
    /// One sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::CallPresumed => "The parameters travel in the token's msg; that the method is then GET and the body \
                is empty is presumed."
                .to_owned(),
            Self::Variable { names, fill: Some(command) } => {
                format!("Fill {} first, in the same shell, with {command}", names.join(" and "))
            }
            Self::Variable { names, fill: None } => {
                format!("Put the credential into the environment first, as {}.", names.join(" and "))
            }
            Self::Placeholder { name } => {
                format!("Put the credential in place of ${name}: envsubst '${name}' does that from the environment.")
            }
            Self::Inline => "The credential stands in the text: do not pass it on, and keep it out of the shell's \
                history."
                .to_owned(),
            Self::ClientEncoding => "If the client's ID or secret has other characters than letters, digits and \
                - . _ ~, percent-encode it first (RFC 6749 section 2.3.1)."
                .to_owned(),
            Self::NumbersRounded => "A number in msg has more digits than JavaScript keeps, so it is rounded; the \
                Python program sends it as typed."
                .to_owned(),
        }
    }
}
