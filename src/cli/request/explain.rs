//! `request explain`: what an answer means.

use serde_json::{Value, json};

use crate::cli::World;
use crate::cli::error::{CliError, load_key};
use crate::cli::output::{Page, Style, plain_object, write_json};
use crate::cli::read::read_input;
use crate::domain::capture::capture;
use crate::domain::finding::Verdict;
use crate::domain::reading::{Inspection, Judgement};
use crate::domain::request::{
    Answer, Api, Cause, Endpoint, Likelihood, Method, NeededScope, Sent, explain_answer, find,
};

use super::arguments::ExplainArguments;
use super::read_endpoint;

pub(super) fn run(arguments: &ExplainArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let credential = arguments.key.as_deref().map(|path| load_key(path, world.stderr)).transpose()?;
    let called = read_called(arguments)?;
    let text = read_input(world)?;
    let answer = Answer::parse(&text)?;
    let now = arguments.at.at.unwrap_or(world.now);
    let inspection = capture(&text).found.first().map(|found| Inspection::of(&found.token, credential.as_ref()));
    let judgement = inspection.as_ref().map(|inspection| inspection.judge(credential.as_ref(), now));
    let needed = called.zip(inspection.as_ref()).map(|((_, row), inspection)| {
        let scopes: Vec<String> = inspection.token.scopes().into_iter().map(|(_, scope)| scope.to_owned()).collect();
        NeededScope::new(row, &scopes, credential.as_ref().and_then(|credential| credential.scopes()))
    });
    let api = called.map(|(api, _)| api);
    let causes = explain_answer(&answer, &Sent { judgement: judgement.as_ref(), needed: needed.as_ref(), api });
    if arguments.json {
        write_json(world.stdout, &to_json(&answer, judgement.as_ref(), &causes))?;
    } else {
        print(&answer, judgement.as_ref(), &causes, &mut Page::new(world.stdout, world.colour))?;
    }
    Ok(u8::from(judgement.is_some_and(|judgement| judgement.verdict == Verdict::Refuse)))
}

/// The call that was answered, and its row of the catalogue if it has one.
fn read_called(arguments: &ExplainArguments) -> Result<Option<(Api, Option<&'static Endpoint>)>, CliError> {
    if let Some((method, path)) = read_endpoint(arguments.endpoint.as_deref())? {
        return Ok(Some((Api::V4, find(Api::V4, method, path))));
    }
    Ok(arguments.call.as_deref().map(|path| (Api::V2, find(Api::V2, Method::Get, path))))
}

fn to_json(answer: &Answer, judgement: Option<&Judgement>, causes: &[Cause]) -> String {
    let causes: Vec<Value> = causes
        .iter()
        .map(|cause| json!({"likelihood": cause.likely.as_str(), "message": cause.sentence, "advice": cause.advice}))
        .collect();
    plain_object([
        ("status", answer.status().into()),
        ("error", answer.error().and_then(|text| text.parse::<i64>().ok()).into()),
        ("verdict", judgement.map(|judgement| judgement.verdict.as_str()).into()),
        ("causes", causes.into()),
    ])
}

fn print(
    answer: &Answer,
    judgement: Option<&Judgement>,
    causes: &[Cause],
    page: &mut Page<'_>,
) -> Result<(), CliError> {
    let status = format!("Answer {}", answer.status());
    match judgement {
        Some(judgement) => page.line(&[
            (Style::Bold, &status),
            (Style::Plain, " · the token "),
            (Style::of_verdict(judgement.verdict), &judgement.verdict.headline().to_lowercase()),
        ])?,
        None => page.line(&[(Style::Bold, &status), (Style::Plain, " · no token to look at")])?,
    }
    for cause in causes {
        let style = if cause.likely == Likelihood::Likely { Style::Warning } else { Style::Plain };
        page.line(&[(style, &format!("{:<9}", cause.likely.as_str())), (Style::Bold, &cause.sentence)])?;
        page.line(&[(Style::Plain, "         "), (Style::Dim, &cause.advice)])?;
    }
    Ok(())
}
