//! `scopes`: the published table.

use serde_json::{Value, json};

use crate::domain::scope::{Listed, catalogue};

use super::World;
use super::arguments::ScopesArguments;
use super::error::CliError;
use super::output::{Page, Style, write_json};

pub(super) fn run(arguments: &ScopesArguments, world: &mut World<'_>) -> Result<u8, CliError> {
    let rows = catalogue();
    if arguments.json {
        let to_json =
            |row: &Listed| json!({"area": row.area, "label": row.label, "scope": row.scope, "summary": row.summary});
        let rows: Value = rows.iter().map(to_json).collect();
        write_json(world.stdout, &rows.to_string())?;
        return Ok(0);
    }
    let width = rows.iter().map(|row| row.scope.len()).max().unwrap_or(0);
    let mut page = Page::new(world.stdout, world.colour);
    let mut area = "";
    for row in rows {
        if row.area != area {
            area = row.area;
            page.line(&[(Style::Bold, area)])?;
        }
        let scope = format!("  {:<width$}  ", row.scope);
        page.line(&[(Style::Plain, &scope), (Style::Dim, row.summary)])?;
    }
    Ok(0)
}
