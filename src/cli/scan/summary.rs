//! The summary as text and as JSON.

use std::hash::Hash;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use crate::app::platform::scan::Call;
use crate::cli::output::{Page, Style, write_json};
use crate::domain::finding::Code;
use crate::domain::scan::{AsOf, CodeSet, Count, Summary, Tally};
use crate::domain::time::UnixTime;

use super::{name_of, word_count};

/// How many names of each sort the text shows.
const SHOWN: usize = 10;

/// A summary to be written.
pub(super) struct Report<'a> {
    pub(super) call: &'a Call<'a>,
    pub(super) summary: &'a Summary,
    pub(super) is_complete: bool,
}

impl Report<'_> {
    /// One JSON object.
    pub(super) fn write_json(&self, stdout: &mut dyn Write) -> io::Result<()> {
        let (summary, progress) = (self.summary, self.call.progress);
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| {
            object.insert(name.to_owned(), value);
        };
        put("complete", self.is_complete.into());
        put("inputs", self.call.inputs.len().into());
        put("failed", progress.failed().into());
        put("bytes", progress.unpacked().into());
        put("lines", progress.lines().into());
        put("too_long", progress.too_long().into());
        put("tokens", summary.tokens.count.into());
        put("inspected", progress.inspected().into());
        put("as_of", self.as_of().into());
        put("without_own_time", self.without_own_time().into());
        put("first_seen", time(summary.tokens.first));
        put("last_seen", time(summary.tokens.last));
        put("verdict", tally(&summary.verdicts, |name| (*name).into()));
        put("code", tally(&summary.codes, |code| code.as_str().into()));
        put("kid", tally(&summary.kids, |kid| kid.as_deref().into()));
        put("sub", tally(&summary.subs, |sub| sub.as_deref().into()));
        put("scope", tally(&summary.scopes, |scope| scope.as_str().into()));
        put("endpoint", tally(&summary.endpoints, |endpoint| endpoint.as_str().into()));
        put("causes", self.causes());
        put("left_out", self.left_out());
        write_json(stdout, &Value::Object(object).to_string())
    }

    fn causes(&self) -> Value {
        let cause = |(codes, count): (&CodeSet, Count)| {
            let example = self.summary.example(*codes).map(|example| {
                json!({
                    "file": self.call.inputs.get(example.input).map(name_of),
                    "line": example.line,
                    "message": example.message,
                    "advice": example.advice,
                })
            });
            json!({
                "codes": codes.iter().map(Code::as_str).collect::<Vec<_>>(),
                "count": count.count,
                "first_seen": time(count.first),
                "last_seen": time(count.last),
                "example": example,
            })
        };
        self.summary.causes.ranked().into_iter().map(cause).collect()
    }

    /// How many tokens are not in the lists, since these were full.
    fn left_out(&self) -> Value {
        let summary = self.summary;
        json!({
            "kid": summary.kids.left_out().count,
            "sub": summary.subs.left_out().count,
            "scope": summary.scopes.left_out().count,
            "endpoint": summary.endpoints.left_out().count,
            "causes": summary.causes.left_out().count,
        })
    }

    fn as_of(&self) -> String {
        match self.call.as_of {
            AsOf::Moment(moment) => moment.to_rfc3339(),
            AsOf::Line { .. } => "line".to_owned(),
        }
    }

    /// How many tokens were judged as of now although they were to be judged as of their line.
    fn without_own_time(&self) -> u64 {
        match self.call.as_of {
            AsOf::Moment(_) => 0,
            AsOf::Line { .. } => self.summary.without_own_time,
        }
    }

    /// Text for people.
    pub(super) fn write(&self, stdout: &mut dyn Write, colour: bool) -> io::Result<()> {
        let page = &mut Page::new(stdout, colour);
        let summary = self.summary;
        self.write_head(page)?;
        list(page, "Verdict", &summary.verdicts, |name| (*name).to_owned())?;
        self.write_causes(page)?;
        list(page, "Findings", &summary.codes, |code| code.as_str().to_owned())?;
        let or_none = |name: &Option<String>| name.clone().unwrap_or_else(|| "(none)".to_owned());
        list(page, "kid", &summary.kids, or_none)?;
        list(page, "sub", &summary.subs, or_none)?;
        list(page, "Scope", &summary.scopes, Clone::clone)?;
        list(page, "Endpoint", &summary.endpoints, Clone::clone)
    }

    fn write_head(&self, page: &mut Page<'_>) -> io::Result<()> {
        let (tokens, progress) = (self.summary.tokens, self.call.progress);
        let so_far = if self.is_complete { "" } else { ", so far" };
        let head = format!("{} in {}{so_far}", word_count(tokens.count, "token"), word_count(progress.lines(), "line"));
        page.line(&[(Style::Bold, &head)])?;
        if let (Some(first), Some(last)) = (tokens.first, tokens.last) {
            page.plain(&format!("Seen from {} to {}", first.word_utc_full(), last.word_utc_full()))?;
        }
        match self.call.as_of {
            AsOf::Moment(moment) => page.plain(&format!("Judged as of {}", moment.word_utc_full()))?,
            AsOf::Line { otherwise } => {
                page.plain("Judged as of the time that each line says")?;
                if self.without_own_time() > 0 {
                    let count = word_count(self.without_own_time(), "token");
                    page.plain(&format!("{count} without one, as of now: {}", otherwise.word_utc_full()))?;
                }
            }
        }
        Ok(())
    }

    fn write_causes(&self, page: &mut Page<'_>) -> io::Result<()> {
        let codes = |set: &CodeSet| set.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
        title(page, "Causes of refusal", self.summary.causes.is_empty())?;
        let ranked = self.summary.causes.ranked();
        for (set, count) in ranked.iter().take(SHOWN) {
            row(page, &codes(set), *count)?;
            if let Some(example) = self.summary.example(**set) {
                let file = self.call.inputs.get(example.input).map(name_of).unwrap_or_default();
                let place = format!("            {file}, line {}: ", example.line);
                page.line(&[(Style::Dim, &place), (Style::Plain, &example.message)])?;
                page.line(&[(Style::Dim, "            "), (Style::Dim, &example.advice)])?;
            }
        }
        write_rest(page, ranked.len(), self.summary.causes.left_out().count)
    }
}

fn list<K: Clone + Eq + Hash + Ord>(
    page: &mut Page<'_>,
    name: &str,
    tally: &Tally<K>,
    word: impl Fn(&K) -> String,
) -> io::Result<()> {
    title(page, name, tally.is_empty())?;
    let ranked = tally.ranked();
    for (key, count) in ranked.iter().take(SHOWN) {
        row(page, &word(key), *count)?;
    }
    write_rest(page, ranked.len(), tally.left_out().count)
}

fn title(page: &mut Page<'_>, name: &str, is_empty: bool) -> io::Result<()> {
    if is_empty {
        return Ok(());
    }
    page.plain("")?;
    page.line(&[(Style::Bold, name)])
}

fn row(page: &mut Page<'_>, name: &str, count: Count) -> io::Result<()> {
    let number = format!("{:>10}  ", count.count);
    let seen = match (count.first, count.last) {
        (Some(first), Some(last)) if first == last => format!("  {}", first.to_rfc3339()),
        (Some(first), Some(last)) => format!("  {} to {}", first.to_rfc3339(), last.to_rfc3339()),
        _ => String::new(),
    };
    page.line(&[(Style::Bold, &number), (Style::Plain, name), (Style::Dim, &seen)])
}

fn write_rest(page: &mut Page<'_>, kept: usize, left_out: u64) -> io::Result<()> {
    if kept > SHOWN {
        page.line(&[(Style::Dim, &format!("            and {} more; --json lists them", kept - SHOWN))])?;
    }
    if left_out > 0 {
        page.line(&[(Style::Dim, &format!("            {left_out} times others, for which the list has no room"))])?;
    }
    Ok(())
}

fn tally<K: Clone + Eq + Hash + Ord>(tally: &Tally<K>, name: impl Fn(&K) -> Value) -> Value {
    let entry = |(key, count): (&K, Count)| {
        json!({
            "value": name(key),
            "count": count.count,
            "first_seen": time(count.first),
            "last_seen": time(count.last),
        })
    };
    tally.ranked().into_iter().map(entry).collect()
}

fn time(moment: Option<UnixTime>) -> Value {
    moment.map(UnixTime::to_rfc3339).into()
}
