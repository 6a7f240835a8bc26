//! Which of many byte strings occur in a file: `search FILE STRINGS`, where STRINGS is a file with one in hexadecimal a
//! line, each of eight bytes or more. Prints the numbers of those that occur, counted from 0. Made by `rustc --edition 2024 -O`.

use std::collections::HashMap;

const KEY: usize = 8;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let file = std::fs::read(arguments.next().expect("a file")).expect("the file can be read");
    let strings = std::fs::read_to_string(arguments.next().expect("strings")).expect("the strings can be read");
    let strings: Vec<Vec<u8>> = strings.lines().map(decode).collect();
    let mut by_key: HashMap<[u8; KEY], Vec<usize>> = HashMap::new();
    // Most places in the file are told by one look into this table to be none.
    let mut begins = vec![false; 1 << 16];
    for (number, string) in strings.iter().enumerate() {
        let key: [u8; KEY] = string[..KEY].try_into().expect("eight bytes");
        begins[usize::from(u16::from_le_bytes([key[0], key[1]]))] = true;
        by_key.entry(key).or_default().push(number);
    }
    let mut found = vec![false; strings.len()];
    for at in 0..(file.len() + 1).saturating_sub(KEY) {
        if !begins[usize::from(u16::from_le_bytes([file[at], file[at + 1]]))] {
            continue;
        }
        let key: [u8; KEY] = file[at..at + KEY].try_into().expect("eight bytes");
        for number in by_key.get(&key).into_iter().flatten() {
            found[*number] |= file[at..].starts_with(&strings[*number]);
        }
    }
    (0..strings.len()).filter(|number| found[*number]).for_each(|number| println!("{number}"));
}

fn decode(line: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&line[at..at + 2], 16).expect("hexadecimal digits");
    (0..line.len()).step_by(2).map(digits).collect()
}
