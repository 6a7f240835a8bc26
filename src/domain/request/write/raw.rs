//! A request as the message itself (RFC 9112 section 2.1), with CRLF at the ends of the head's lines.

use super::Secret;
use crate::domain::request::http_request::HttpRequest;

pub(super) fn write(request: &HttpRequest, secret: Secret<'_>) -> String {
    let authentication = request.authentication();
    let credential = match secret {
        Secret::Inline(credential) => credential.expose().to_owned(),
        Secret::Variable | Secret::Signed(_) => format!("${}", authentication.variable()),
    };
    let mut lines = vec![
        format!("{} {} HTTP/1.1", request.method(), request.target()),
        format!("Host: {}", request.host()),
        format!("{}: {}{credential}", authentication.header(), authentication.prefix()),
    ];
    if let Some(body) = request.body() {
        lines.push(format!("Content-Type: {}", body.content_type));
        lines.push(format!("Content-Length: {}", body.text.len()));
    } else if request.announces_empty_body() {
        lines.push("Content-Length: 0".to_owned());
    }
    lines.push("Connection: close".to_owned());
    let body = request.body().map(|body| body.text.as_str()).unwrap_or_default();
    format!("{}\r\n\r\n{body}", lines.join("\r\n"))
}
