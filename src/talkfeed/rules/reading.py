"""TF1xx: What can be wrong with a file before its talks are looked at."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF101",
        Severity.ERROR,
        "a file or directory cannot be read",
        "Check the path and the permissions; it is relative to the file it stands in.",
    ),
    Rule(
        "TF102",
        Severity.ERROR,
        "a file is not UTF-8",
        "Save the file with the encoding UTF-8; the byte and its place are named.",
    ),
    Rule(
        "TF103",
        Severity.ERROR,
        "the YAML cannot be read",
        "The hint shows the line as it should be. The rest of the file is checked all the same.",
    ),
    Rule(
        "TF104",
        Severity.ERROR,
        "a control character stands in a text",
        "Delete it; retype what stands around it if it cannot be seen.",
    ),
    Rule(
        "TF105",
        Severity.ERROR,
        "a duplicate key",
        "Keep one of the two; if another talk begins there, put '- ' before its first key.",
    ),
    Rule(
        "TF106",
        Severity.ERROR,
        "an anchor or alias of YAML",
        "Write the text out; quote a text that begins with '*' or '&'.",
    ),
    Rule(
        "TF107", Severity.ERROR, "a tag of YAML", "Leave it out; quote a text that begins with '!'."
    ),
    Rule(
        "TF108",
        Severity.ERROR,
        "a second YAML document in one file",
        "Delete the line '---', or make two files of it.",
    ),
    Rule(
        "TF109",
        Severity.ERROR,
        "nested too deep",
        "Look for brackets too many; nothing in a talks file needs 16 levels.",
    ),
    Rule(
        "TF110",
        Severity.ERROR,
        "larger than what is read",
        "Shorten or split it; the limits stand in the reference of fields.",
    ),
    Rule(
        "TF111",
        Severity.ERROR,
        "a file does not have the shape of a talks file",
        "A file holds 'feed:' and 'talks:', or a list of talks if another file names it.",
    ),
    Rule(
        "TF112",
        Severity.ERROR,
        "no file where the talks should be",
        "Check the spelling of the path or pattern below 'talks:'.",
    ),
    Rule(
        "TF113",
        Severity.ERROR,
        "a path leads out of the directory of its file",
        "Keep the talks and templates beside or below the main file.",
    ),
    Rule(
        "TF114",
        Severity.ERROR,
        "a key that is not a single text",
        "Write 'key: value', with a word before the colon.",
    ),
    Rule(
        "TF115",
        Severity.ERROR,
        "a '#' after a space makes a comment of the rest of a text",
        "Put the text in quotes; in a comment, write a space after the '#'.",
    ),
)
