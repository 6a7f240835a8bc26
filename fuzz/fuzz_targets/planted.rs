#![no_main]
// The control of the others: a defect that the fuzzer has to find, four bytes deep.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| assert!(!bytes.starts_with(b"\x07eyJ"), "the planted defect"));
