//! A request as a Python 3 program.
//!
//! Redirects are not followed: `requests` would send the token's header on to whatever host is named.

use super::key_file::{KeyFile, Layout};
use super::{Secret, Signing};
use crate::domain::mint::{LIFETIME, Wish};
use crate::domain::request::http_request::{Authentication, CLIENT_ID, CLIENT_SECRET, HttpRequest};
use crate::domain::request::literal::{list, python as literal};

pub(super) fn write(request: &HttpRequest, secret: Secret<'_>) -> String {
    let mut lines = Vec::new();
    match secret {
        Secret::Signed(signing) => {
            lines.extend(word_imports(signing));
            lines.extend(word_signing(signing));
        }
        Secret::Variable => lines.extend(word_variable_imports(request.authentication())),
        Secret::Inline(_) => {
            lines.extend(["# Needs: python3 -m pip install requests", "import requests", ""].map(str::to_owned));
        }
    }
    lines.extend(word_request(request, secret));
    lines.join("\n") + "\n"
}

fn word_imports(signing: &Signing<'_>) -> Vec<String> {
    let dotenv = signing.key_file.layout() == Layout::Dotenv;
    let packages = if dotenv { " python-dotenv" } else { "" };
    let mut lines = vec![format!("# Needs: python3 -m pip install requests \"pyjwt[crypto]\"{packages}")];
    let mut import = |wanted: bool, line: &str| lines.extend(wanted.then(|| line.to_owned()));
    import(dotenv, "import base64");
    import(has_msg(signing.wish), "import json");
    import(true, "import time");
    import(true, "");
    import(true, "import jwt");
    import(true, "import requests");
    import(true, "from cryptography.hazmat.primitives.serialization import load_pem_private_key");
    import(dotenv, "from dotenv import dotenv_values");
    import(true, "");
    lines
}

fn word_variable_imports(authentication: Authentication) -> Vec<String> {
    let mut lines = vec!["# Needs: python3 -m pip install requests", "import os"];
    if authentication == Authentication::ClientSecret {
        lines.push("from urllib.parse import quote");
    }
    lines.extend(["", "import requests", ""]);
    lines.into_iter().map(str::to_owned).collect()
}

fn word_signing(signing: &Signing<'_>) -> Vec<String> {
    let key_file = signing.key_file;
    let kid = key_file.kid().map_or_else(|| "variables[\"KID\"]".to_owned(), literal);
    let mut lines = vec![
        format!("KEY_FILE = {}", literal(key_file.path())),
        String::new(),
        String::new(),
        "def make_token():".to_owned(),
        "    \"\"\"Signs a token for this request with the key in the file.\"\"\"".to_owned(),
    ];
    lines.extend(word_key(key_file));
    lines.push("    now = int(time.time())".to_owned());
    lines.push("    claims = {".to_owned());
    lines.extend(word_claims(key_file, signing.wish).into_iter().map(|claim| format!("        {claim},")));
    lines.push("    }".to_owned());
    lines.push(format!("    return jwt.encode(claims, key, algorithm=\"ES256\", headers={{\"kid\": {kid}}})"));
    lines.extend([String::new(), String::new()]);
    lines
}

fn word_key(key_file: &KeyFile) -> Vec<String> {
    let lines: &[&str] = match key_file.layout() {
        Layout::Dotenv => &[
            "    with open(KEY_FILE, encoding=\"utf-8-sig\") as file:",
            "        variables = dotenv_values(stream=file, interpolate=False)",
            "    key = load_pem_private_key(base64.b64decode(variables[\"PRIVATE_B64\"] + \"==\"), password=None)",
        ],
        Layout::Pem => &[
            "    with open(KEY_FILE, \"rb\") as file:",
            "        key = load_pem_private_key(file.read(), password=None)",
        ],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn word_claims(key_file: &KeyFile, wish: &Wish) -> Vec<String> {
    let mut claims = vec!["\"iat\": now".to_owned()];
    if !wish.net {
        claims.push(format!("\"exp\": now + {LIFETIME}"));
    }
    if let Some(nbf) = wish.nbf {
        claims.push(format!("\"nbf\": {}", nbf.0));
    }
    let sub = key_file.sub().map_or_else(|| "variables[\"SUB\"]".to_owned(), literal);
    claims.push(format!("\"sub\": {sub}"));
    claims.push(format!("\"scp\": {}", list(&wish.scopes, literal)));
    if wish.net {
        claims.push("\"net\": True".to_owned());
    }
    if !wish.iss.trim().is_empty() {
        claims.push(format!("\"iss\": {}", literal(wish.iss.trim())));
    }
    if has_msg(wish) {
        claims.push(format!("\"msg\": json.loads({})", literal(wish.msg.trim())));
    }
    claims
}

fn has_msg(wish: &Wish) -> bool {
    !wish.msg.trim().is_empty()
}

fn word_request(request: &HttpRequest, secret: Secret<'_>) -> Vec<String> {
    let (header, other) = word_credential(request.authentication(), secret);
    let mut lines = vec![
        "answer = requests.request(".to_owned(),
        format!("    {},", literal(request.method().as_str())),
        format!("    {},", literal(&request.url())),
        "    headers={".to_owned(),
    ];
    lines.extend(header.map(|header| format!("        {header},")));
    if let Some(body) = request.body() {
        lines.push(format!("        \"Content-Type\": {},", literal(body.content_type)));
        lines.push("    },".to_owned());
        lines.push(format!("    data={}.encode(),", literal(&body.text)));
    } else {
        lines.push("    },".to_owned());
    }
    lines.extend(other.map(|other| format!("    {other},")));
    lines.extend(
        [
            "    # A redirect would carry the credential to another place.",
            "    allow_redirects=False,",
            "    timeout=30,",
            ")",
            "print(answer.status_code)",
            "print(answer.text)",
        ]
        .map(str::to_owned),
    );
    lines
}

/// The credential as an entry of the headers, and as a further argument.
fn word_credential(authentication: Authentication, secret: Secret<'_>) -> (Option<String>, Option<String>) {
    let name = literal(authentication.header());
    let prefix = authentication.prefix();
    // With Authorization set by hand `requests` still prefers what ~/.netrc has for the host, unless `auth` is given.
    let no_netrc = (prefix == "Bearer ").then(|| "auth=lambda prepared: prepared".to_owned());
    match (secret, authentication) {
        (Secret::Inline(credential), _) => {
            (Some(format!("{name}: {}", literal(&format!("{prefix}{}", credential.expose())))), no_netrc)
        }
        (Secret::Signed(_), Authentication::XAuthToken) => (Some(format!("{name}: make_token()")), None),
        (_, Authentication::ClientSecret) => {
            let encoded = |variable| format!("quote(os.environ[{}], safe=\"\")", literal(variable));
            (None, Some(format!("auth=({}, {})", encoded(CLIENT_ID), encoded(CLIENT_SECRET))))
        }
        _ => {
            let prefix = if prefix.is_empty() { String::new() } else { format!("{} + ", literal(prefix)) };
            let variable = literal(authentication.variable());
            (Some(format!("{name}: {prefix}os.environ[{variable}]")), no_netrc)
        }
    }
}
