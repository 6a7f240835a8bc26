#!/usr/bin/env python3
"""Writes tests/vectors/dotenv.json: spellings of the grammar that python-dotenv documents, and what it reads from each.

The grammar is that of "File format" in python-dotenv's README: quoted and unquoted keys and values, escapes, several
lines, `export`, comments, variables without value, expansion. Run it with python-dotenv 1.2.2 (PyPI):

    python3 -m venv VENV && VENV/bin/pip install python-dotenv==1.2.2 && VENV/bin/python tests/vectors/make_dotenv.py
"""
import importlib.metadata
import io
import json
import os
import pathlib

from dotenv import dotenv_values
from dotenv.parser import parse_stream

TEXTS = {
    "plain": "A=b",
    "final newline": "A=b\n",
    "two": "A=b\nC=d\n",
    "CRLF": "A=b\r\nC=d\r\n",
    "CR": "A=b\rC=d\r",
    "blank lines": "\n\n A=b\n\n\nC=d\n",
    "blanks around the line": "  A=b  \n",
    "tabs": "\tA\t=\tb\t\n",
    "blanks around =": "A = b",
    "blank behind = alone": "A= b",
    "empty value": "A=",
    "empty value, another line": "A=\nB=c",
    "empty double quotes": 'A=""',
    "empty single quotes": "A=''",
    "no value": "A",
    "no value, another line": "A\nB=c",
    "export": "export A=b",
    "export, blanks": "export   A = b",
    "export, tab": "export\tA=b",
    "a variable called export": "export=b",
    "export without value": "export A",
    "single-quoted key": "'A'=b",
    "double-quoted key": '"A"=b',
    "dots and dashes in the key": "A.b-c=d",
    "digit first in the key": "1A=b",
    "letters of other scripts in the key": "Ä=b",
    "blank in the key": "A B=c",
    "no key": "=b",
    "unquoted with blanks inside": "A=b c  d",
    "unquoted with quotes inside": "A=b'c\"d",
    "unquoted with a quote at its end": "A=b'",
    "unquoted with = inside": "A=b=c",
    "base64 with padding": "A=YWI=",
    "base64 with padding twice": "A=YQ==",
    "unquoted with backslashes": "A=b\\nc",
    "unquoted with other scripts": "A=é日本",
    "comment line": "# c\nA=b",
    "comment line, indented": "  # c\nA=b",
    "comment behind a value": "A=b # c",
    "comment behind a tab": "A=b\t# c",
    "# inside a value": "A=b#c",
    "# first in a value": "A=#c",
    "# behind = and a blank": "A= #c",
    "comment behind double quotes": 'A="b" # c',
    "comment directly behind double quotes": 'A="b"# c',
    "comment behind single quotes": "A='b' # c",
    "# in double quotes": 'A="b # c"',
    "# in single quotes": "A='b # c'",
    "double quotes": 'A="b"',
    "single quotes": "A='b'",
    "blanks in double quotes": 'A="  b  "',
    "blanks in single quotes": "A='  b  '",
    "single in double quotes": 'A="b\'c"',
    "double in single quotes": "A='b\"c'",
    "escape n": 'A="b\\nc"',
    "escape r": 'A="b\\rc"',
    "escape t": 'A="b\\tc"',
    "escape double quote": 'A="b\\"c"',
    "escape backslash": 'A="b\\\\c"',
    "escape backslash before n": 'A="b\\\\nc"',
    "escaped backslash before the closing quote": 'A="b\\\\"',
    "escape single quote in double quotes": 'A="b\\\'c"',
    "escapes a, b, f, v": 'A="\\a\\b\\f\\v"',
    "escape unknown": 'A="b\\xc"',
    "escape dollar": 'A="b\\$c"',
    "escape n in single quotes": "A='b\\nc'",
    "escape single quote in single quotes": "A='b\\'c'",
    "escape backslash in single quotes": "A='b\\\\c'",
    "several lines in double quotes": 'A="b\nc"\nD=e',
    "several lines in single quotes": "A='b\nc'\nD=e",
    "several lines with CRLF": 'A="b\r\nc"\r\nD=e',
    "PEM in double quotes": 'A="-----BEGIN X-----\nAAAA\n-----END X-----"\n',
    "text behind double quotes": 'A="b" c',
    "text behind single quotes": "A='b' c",
    "double quotes never closed": 'A="b\nC=d',
    "single quotes never closed": "A='b\nC=d",
    "colon": "A: b",
    "words": "hello world",
    "a line of words between": "A=b\nhello world\nC=d",
    "the same key twice": "A=b\nA=c",
    "empty text": "",
    "blanks alone": " \n\t\n",
    "byte order mark": "\ufeffA=b",
    "no-break space": "A=b\u00a0# c",
    "vertical tab": "A=b\u000b",
    "expansion": "A=b\nC=${A}d",
    "expansion of the unknown": "C=${TOKEN_DEBUGGER_UNKNOWN}d",
    "expansion with a default": "C=${TOKEN_DEBUGGER_UNKNOWN:-x}d",
    "expansion in double quotes": 'A=b\nC="${A}d"',
    "expansion in single quotes": "A=b\nC='${A}d'",
    "dollar without braces": "A=b\nC=$A",
}


def read(text):
    bindings = [binding for binding in parse_stream(io.StringIO(text, newline="")) if binding.key or binding.error]
    expanded = dotenv_values(stream=io.StringIO(text, newline=""), interpolate=True)
    return {
        "read": [[binding.key, binding.value] for binding in bindings if not binding.error],
        "skips": sum(binding.error for binding in bindings),
        "expanded": sorted(expanded.items()),
    }


version = importlib.metadata.version("python-dotenv")
assert version == "1.2.2", version
assert "TOKEN_DEBUGGER_UNKNOWN" not in os.environ
rows = [{"name": name, "text": text, **read(text)} for name, text in TEXTS.items()]
path = pathlib.Path(__file__).with_name("dotenv.json")
lines = ",\n".join(json.dumps(row) for row in rows)
path.write_text(f"[\n{lines}\n]\n")
print(f"{len(rows)} spellings by python-dotenv {version}")
