#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| token_debugger_fuzz::scan::check(bytes));
