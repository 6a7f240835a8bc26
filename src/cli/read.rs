//! `read`: everything that is wrong with a token.

use std::io::{BufWriter, Read, Write as _};

use crate::domain::annotation::{Line, Reader, lines};
use crate::domain::capture::{Aside, Capture, Found, MAX_TEXT, Nothing, capture};
use crate::domain::comparison::compare;
use crate::domain::credential::Credential;
use crate::domain::explanation::{explain, word_place};
use crate::domain::finding::Verdict;
use crate::domain::reading::{Inspection, Judgement, LIMITS};
use crate::domain::text::decode_in_place;
use crate::domain::time::UnixTime;
use crate::domain::token::ParsedToken;

use super::World;
use super::arguments::ReadArguments;
use super::comparison;
use super::error::{CliError, load_key};
use super::object::{write_asides_json, write_found, write_judged};
use super::output::{Page, Style, write_json};

pub(super) fn run(arguments: &ReadArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let credential = arguments.key.key.as_deref().map(|path| load_key(path, world.stderr)).transpose()?;
    let text = read_text(arguments, world)?;
    let now = arguments.at.at.unwrap_or(world.now);
    let capture = capture(&text);
    if capture.found.is_empty() {
        // There may be ten thousand, and each word would be a call to the system.
        let mut stderr = BufWriter::new(&mut *world.stderr);
        write_asides(&capture.asides, &mut Page::new(&mut stderr, false))?;
        stderr.flush()?;
    }
    let found = choose(&capture, arguments.nth)?;
    let inspection = Inspection::of(&found.token, credential.as_ref());
    let judgement = inspection.judge(credential.as_ref(), now);
    let second = arguments.against.as_ref().map(|text| read_second(&text.to_string_lossy())).transpose()?;
    let compared = second.map(|second| compare(&inspection.token, &second));
    let reading =
        Reading { text: &text, capture: &capture, found, inspection, judgement, credential: credential.as_ref(), now };
    if arguments.json {
        let mut json = String::from("{");
        write_found(&mut json, found, capture.found.len());
        write_judged(&mut json, &reading.inspection, &reading.judgement);
        write_asides_json(&mut json, &capture.asides);
        if let Some(compared) = &compared {
            json.push_str(",\"comparison\":");
            json.push_str(&comparison::to_json(compared));
        }
        json.push('}');
        write_json(world.stdout, &json)?;
    } else {
        reading.write(world)?;
        if let Some(compared) = &compared {
            comparison::write(compared, &mut Page::new(world.stdout, world.colour))?;
        }
    }
    Ok(u8::from(reading.judgement.verdict == Verdict::Refuse))
}

struct Reading<'a> {
    text: &'a str,
    capture: &'a Capture,
    found: &'a Found,
    inspection: Inspection,
    judgement: Judgement,
    credential: Option<&'a Credential>,
    now: UnixTime,
}

/// The text, from the argument or standard input.
fn read_text(arguments: &ReadArguments, world: &mut World<'_>) -> Result<String, CliError> {
    match &arguments.text {
        Some(text) if text != "-" => Ok(decode_in_place(text.as_encoded_bytes())),
        _ => read_input(world),
    }
}

/// Standard input. Bytes that are not UTF-8 are replaced one by one, so that offsets stay those of the input.
pub(super) fn read_input(world: &mut World<'_>) -> Result<String, CliError> {
    let limit = u64::try_from(MAX_TEXT).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    world.stdin.take(limit).read_to_end(&mut bytes).map_err(CliError::Input)?;
    if bytes.len() > MAX_TEXT {
        return Err(CliError::InputTooLarge);
    }
    Ok(decode_in_place(&bytes))
}

fn choose(capture: &Capture, nth: u32) -> Result<&Found, CliError> {
    if let Some(nothing) = &capture.nothing {
        return Err(CliError::NoToken(nothing.clone()));
    }
    let place = usize::try_from(nth).unwrap_or(usize::MAX).saturating_sub(1);
    let count = capture.found.len();
    capture.found.get(place).ok_or(CliError::NoSuchToken { wanted: nth, count })
}

/// The first token of the text to compare with.
fn read_second(text: &str) -> Result<ParsedToken, CliError> {
    let capture = capture(text);
    match (capture.found.first(), capture.nothing) {
        (Some(found), _) => Ok(ParsedToken::parse(&found.token)),
        (None, nothing) => Err(CliError::NoTokenAgainst(nothing.unwrap_or(Nothing::Blank))),
    }
}

impl Reading<'_> {
    fn write(&self, world: &mut World<'_>) -> Result<(), CliError> {
        let local = world.local;
        let mut page = Page::new(world.stdout, world.colour);
        let verdict = self.judgement.verdict;
        let summary = self.judgement.summarize(&self.inspection, self.credential);
        page.line(&[
            (Style::of_verdict(verdict), verdict.headline()),
            (Style::Plain, " · "),
            (Style::Plain, &summary),
        ])?;
        page.line(&[(Style::Dim, &self.word_origin())])?;
        if verdict == Verdict::Accept {
            page.line(&[(Style::Dim, LIMITS), (Style::Dim, ".")])?;
        }
        write_asides(&self.capture.asides, &mut page)?;
        if !self.judgement.findings.is_empty() {
            page.plain("")?;
        }
        for finding in &self.judgement.findings {
            page.finding(finding)?;
        }
        let explain = |pointer: &str, text: &str| explain(pointer, text, self.credential);
        let reader = Reader { now: self.now, local, explain: &explain };
        for (title, root, json) in [
            ("Header", "/header", self.inspection.token.header_json()),
            ("Claims", "/claims", self.inspection.token.claims_json()),
        ] {
            if let Some(json) = json {
                page.plain("")?;
                page.line(&[(Style::Bold, title)])?;
                write_lines(&mut page, &lines(root, json, &reader))?;
            }
        }
        Ok(())
    }

    fn word_origin(&self) -> String {
        let place = word_place(self.found, self.text);
        match self.capture.found.len() {
            1 => place,
            count => format!("{place} There are {count} tokens; --nth chooses another."),
        }
    }
}

/// What else of interest was in the text, with what a legacy `msg` holds.
fn write_asides(asides: &[Aside], page: &mut Page<'_>) -> std::io::Result<()> {
    for aside in asides {
        page.line(&[(Style::Bold, &aside.message())])?;
        page.line(&[(Style::Dim, &aside.advice())])?;
        if let Aside::LegacyMsgSig { msg: Ok(json), .. } = aside {
            page.plain(json)?;
        }
    }
    Ok(())
}

fn write_lines(page: &mut Page<'_>, lines: &[Line]) -> Result<(), CliError> {
    for line in lines {
        let json = format!("{}{}", "  ".repeat(line.indent), line.text());
        match &line.note {
            Some(note) => page.line(&[(Style::Plain, &json), (Style::Dim, &format!("   {note}"))])?,
            None => page.plain(&json)?,
        }
    }
    Ok(())
}
