//! The scopes of the Create pane, each with what is known of it.

use std::rc::Rc;

use crate::domain::credential::Credential;
use crate::domain::scope::{self, Coverage, Listed};

use super::form::Form;
use super::view::ScopeRow;

/// The scopes of the form, then the rest of the published table; granted ones first.
pub(super) fn list_scopes(form: &Form, credential: &Credential) -> Rc<[ScopeRow]> {
    let of_form = form.scopes.iter().map(|choice| describe_scope(&choice.name, choice.chosen, credential));
    let is_new = |row: &&Listed| !form.scopes.iter().any(|choice| choice.name == row.scope);
    let of_table = scope::catalogue().iter().filter(is_new).map(|row| describe_scope(row.scope, false, credential));
    let mut rows: Vec<ScopeRow> = of_form.chain(of_table).collect();
    rows.sort_by_key(|row| row.granted != Some(true));
    rows.into()
}

fn describe_scope(name: &str, chosen: bool, credential: &Credential) -> ScopeRow {
    let listed = scope::find(name);
    let coverage = credential.scopes().map(|granted| scope::coverage_by(granted, name));
    ScopeRow {
        name: name.to_owned(),
        chosen,
        granted: coverage.map(|coverage| coverage != Coverage::No),
        area: area_of(name, listed),
        remark: remark(name, chosen, coverage),
        summary: listed.map(|row| row.summary),
    }
}

/// The one thing most worth saying of a scope, besides its summary.
fn remark(name: &str, chosen: bool, coverage: Option<Coverage>) -> Option<String> {
    if scope::find(name).is_none() {
        return Some(match scope::nearest(name) {
            Some(row) => format!("Not in the published table. The nearest listed is {}.", row.scope),
            None => "Not in the published table.".to_owned(),
        });
    }
    match coverage {
        _ if chosen && let Some(narrower) = scope::narrower(name) => {
            Some(format!("Broad: reading and changing. If the call only reads, {narrower} is enough."))
        }
        Some(Coverage::Presumed) => Some("Presumed to be covered by a wider scope of the key.".to_owned()),
        Some(Coverage::Documented) => Some("Covered by a wider scope of the key.".to_owned()),
        _ => None,
    }
}

/// The vendor's area; of a scope that is not listed, that of the nearest listed area.
fn area_of(name: &str, listed: Option<&Listed>) -> String {
    let (area, _) = scope::split(name);
    let same_stem = |row: &&Listed| area.starts_with(scope::split(row.scope).0);
    let row = listed.or_else(|| scope::catalogue().iter().find(same_stem));
    row.map_or_else(|| "Other".to_owned(), |row| row.area.to_owned())
}
