//! `request --list`: the catalogue of endpoints.

use serde_json::{Value, json};

use crate::cli::World;
use crate::cli::error::CliError;
use crate::cli::output::{Page, Style, write_json};
use crate::domain::request::catalogue;

pub(super) fn run(as_json: bool, world: &mut World<'_>) -> Result<u8, CliError> {
    let rows = catalogue();
    if as_json {
        let rows = rows.iter().map(|row| {
            json!({
                "api": row.api.as_str(),
                "method": row.verb(),
                "path": row.path.as_str(),
                "scope": row.scope,
                "basis": row.basis.as_str(),
            })
        });
        write_json(world.stdout, &rows.collect::<Value>().to_string())?;
        return Ok(0);
    }
    let width = rows.iter().map(|row| row.path.as_str().len()).max().unwrap_or(0);
    let mut page = Page::new(world.stdout, world.colour);
    for row in rows {
        let call = format!("{:<6}  {:<width$}  ", row.verb(), row.path.as_str());
        let basis = format!("  {}", row.basis.as_str());
        page.line(&[(Style::Plain, &call), (Style::Plain, &row.scope), (Style::Dim, &basis)])?;
    }
    Ok(0)
}
