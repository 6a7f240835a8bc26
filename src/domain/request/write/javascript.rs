//! A request as a JavaScript module for Node.
//!
//! Redirects are not followed: `fetch` would send the token's header on to whatever host is named.

use super::key_file::Layout;
use super::{Secret, Signing};
use crate::domain::json::{Json, JsonKind};
use crate::domain::mint::{LIFETIME, Wish};
use crate::domain::request::http_request::{Authentication, CLIENT_ID, CLIENT_SECRET, HttpRequest};
use crate::domain::request::literal::{javascript as literal, list};

/// Digits that every JavaScript number keeps: a double has 53 bits.
const KEPT_DIGITS: usize = 15;

pub(super) fn write(request: &HttpRequest, secret: Secret<'_>) -> String {
    let mut lines = Vec::new();
    match secret {
        Secret::Signed(signing) => lines.extend(word_signing(signing)),
        Secret::Variable | Secret::Inline(_) => {
            lines.push("// Needs Node 20 or later. Save it as request.mjs".to_owned());
        }
    }
    lines.extend(word_request(request, secret));
    lines.join("\n") + "\n"
}

/// Whether JSON has a number that JavaScript rounds.
pub(super) fn rounds_numbers(json: &str) -> bool {
    Json::parse(json).is_ok_and(|json| has_long_number(&json))
}

fn has_long_number(json: &Json) -> bool {
    match &json.kind {
        JsonKind::Number(text) => {
            let digits = text.split(['e', 'E']).next().unwrap_or_default().trim_start_matches(['-', '0', '.']);
            let infinite = text.parse::<f64>().is_ok_and(f64::is_infinite);
            infinite || digits.chars().filter(char::is_ascii_digit).count() > KEPT_DIGITS
        }
        JsonKind::Array(items) => items.iter().any(has_long_number),
        JsonKind::Object(members) => members.iter().any(|member| has_long_number(&member.value)),
        JsonKind::Null | JsonKind::Bool(_) | JsonKind::String(_) => false,
    }
}

fn word_signing(signing: &Signing<'_>) -> Vec<String> {
    let key_file = signing.key_file;
    let path = literal(key_file.path());
    let dotenv = key_file.layout() == Layout::Dotenv;
    let mut lines = vec![
        "// Needs Node 20.12 or later and: npm install jose. Save it as request.mjs".to_owned(),
        "import { createPrivateKey } from \"node:crypto\";".to_owned(),
        "import { readFileSync } from \"node:fs\";".to_owned(),
    ];
    lines.extend(dotenv.then(|| "import { parseEnv } from \"node:util\";".to_owned()));
    lines.extend(["import { SignJWT } from \"jose\";".to_owned(), String::new()]);
    if dotenv {
        lines.push(format!("const variables = parseEnv(readFileSync({path}, \"utf8\").replace(/^\\uFEFF/, \"\"));"));
        lines.push("const key = createPrivateKey(Buffer.from(variables.PRIVATE_B64, \"base64\"));".to_owned());
    } else {
        lines.push(format!("const key = createPrivateKey(readFileSync({path}));"));
    }
    let sub = key_file.sub().map_or_else(|| "variables.SUB".to_owned(), literal);
    let kid = key_file.kid().map_or_else(|| "variables.KID".to_owned(), literal);
    lines.push("const now = Math.floor(Date.now() / 1000);".to_owned());
    lines.push("const claims = {".to_owned());
    lines.extend(word_claims(&sub, signing.wish).into_iter().map(|claim| format!("  {claim},")));
    lines.push("};".to_owned());
    lines.push("// A token for this request, signed on each run.".to_owned());
    lines.push("const token = await new SignJWT(claims)".to_owned());
    lines.push(format!("  .setProtectedHeader({{ alg: \"ES256\", kid: {kid}, typ: \"JWT\" }})"));
    lines.extend(["  .sign(key);".to_owned(), String::new()]);
    lines
}

fn word_claims(sub: &str, wish: &Wish) -> Vec<String> {
    let mut claims = vec!["iat: now".to_owned()];
    if !wish.net {
        claims.push(format!("exp: now + {LIFETIME}"));
    }
    if let Some(nbf) = wish.nbf {
        claims.push(format!("nbf: {}", nbf.0));
    }
    claims.push(format!("sub: {sub}"));
    claims.push(format!("scp: {}", list(&wish.scopes, literal)));
    if wish.net {
        claims.push("net: true".to_owned());
    }
    if !wish.iss.trim().is_empty() {
        claims.push(format!("iss: {}", literal(wish.iss.trim())));
    }
    if !wish.msg.trim().is_empty() {
        claims.push(format!("msg: JSON.parse({})", literal(wish.msg.trim())));
    }
    claims
}

fn word_request(request: &HttpRequest, secret: Secret<'_>) -> Vec<String> {
    let authentication = request.authentication();
    let mut lines = word_environment(authentication, secret);
    lines.push(format!("const answer = await fetch({}, {{", literal(&request.url())));
    lines.push(format!("  method: {},", literal(request.method().as_str())));
    lines.push("  headers: {".to_owned());
    lines.push(format!("    {}: {},", literal(authentication.header()), word_credential(authentication, secret)));
    if let Some(body) = request.body() {
        lines.push(format!("    \"Content-Type\": {},", literal(body.content_type)));
        lines.push("  },".to_owned());
        lines.push(format!("  body: {},", literal(&body.text)));
    } else {
        lines.push("  },".to_owned());
    }
    lines.extend(
        [
            "  // A redirect would carry the credential to another place.",
            "  redirect: \"manual\",",
            "});",
            "console.log(answer.status);",
            "console.log(await answer.text());",
        ]
        .map(str::to_owned),
    );
    lines
}

/// Takes the credential from the environment, or says that it is not there: `fetch` would send the word "undefined".
fn word_environment(authentication: Authentication, secret: Secret<'_>) -> Vec<String> {
    let variables = match (secret, authentication) {
        (Secret::Inline(_), _) | (Secret::Signed(_), Authentication::XAuthToken) => return Vec::new(),
        (_, Authentication::ClientSecret) => vec![CLIENT_ID, CLIENT_SECRET],
        _ => vec![authentication.variable()],
    };
    let mut lines = vec![format!("const {{ {} }} = process.env;", variables.join(", "))];
    for variable in variables {
        lines.push(format!("if (!{variable}) throw new Error(\"{variable} is not set\");"));
    }
    lines
}

fn word_credential(authentication: Authentication, secret: Secret<'_>) -> String {
    let prefix = authentication.prefix();
    match (secret, authentication) {
        (Secret::Inline(credential), _) => literal(&format!("{prefix}{}", credential.expose())),
        (Secret::Signed(_), Authentication::XAuthToken) => "token".to_owned(),
        (_, Authentication::ClientSecret) => format!(
            "{} + Buffer.from(`${{encodeURIComponent({CLIENT_ID})}}:${{encodeURIComponent({CLIENT_SECRET})}}`)\
            .toString(\"base64\")",
            literal(prefix)
        ),
        _ if prefix.is_empty() => authentication.variable().to_owned(),
        _ => format!("{} + {}", literal(prefix), authentication.variable()),
    }
}
