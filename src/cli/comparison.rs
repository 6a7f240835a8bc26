//! The comparison of two tokens, as text and as JSON.

use serde_json::{Value, json};

use crate::domain::comparison::{Comparison, Relation, Row};

use super::error::CliError;
use super::output::{Page, Style};

pub(super) fn to_json(comparison: &Comparison) -> String {
    let rows = |rows: &[Row]| rows.iter().map(row_to_json).collect::<Value>();
    let scopes = &comparison.scopes;
    json!({
        "header": rows(&comparison.header),
        "claims": rows(&comparison.claims),
        "scopes": {"both": scopes.both, "only_first": scopes.only_first, "only_second": scopes.only_second},
    })
    .to_string()
}

pub(super) fn write(comparison: &Comparison, page: &mut Page<'_>) -> Result<(), CliError> {
    for (title, rows) in [("Header compared", &comparison.header), ("Claims compared", &comparison.claims)] {
        page.plain("")?;
        page.line(&[(Style::Bold, title)])?;
        for row in rows.iter().filter(|row| row.name != "scp") {
            write_row(row, page)?;
        }
    }
    page.plain("")?;
    page.line(&[(Style::Bold, "Scopes compared")])?;
    let scopes = &comparison.scopes;
    for (relation, names) in [
        (Relation::Same, &scopes.both),
        (Relation::OnlyFirst, &scopes.only_first),
        (Relation::OnlySecond, &scopes.only_second),
    ] {
        for name in names {
            page.line(&[(Style::Dim, &format!("  {:<19}", relation.phrase())), (Style::Plain, name)])?;
        }
    }
    Ok(())
}

/// Values are JSON text as received: a string stays in quotes, so that `"5"` and `5` differ for the reader too.
fn row_to_json(row: &Row) -> Value {
    json!({
        "member": row.name,
        "relation": row.relation.as_str(),
        "first": row.first,
        "second": row.second,
        "note": row.note,
    })
}

fn write_row(row: &Row, page: &mut Page<'_>) -> Result<(), CliError> {
    let relation = format!("  {:<19}", row.relation.phrase());
    let (first, second) = (row.first.as_deref().unwrap_or_default(), row.second.as_deref().unwrap_or_default());
    let values = match row.relation {
        Relation::Same | Relation::OnlyFirst => first.to_owned(),
        Relation::OnlySecond => second.to_owned(),
        Relation::Differs => format!("{first} → {second}"),
    };
    let note = row.note.as_deref().map(|note| format!("   {note}")).unwrap_or_default();
    page.line(&[(Style::Dim, &relation), (Style::Plain, &format!("{}: {values}", row.name)), (Style::Dim, &note)])?;
    Ok(())
}
