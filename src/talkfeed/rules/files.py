"""TF1xx: files and their syntax."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF101",
        Severity.ERROR,
        "a file or directory cannot be read",
        "Check the path and the permissions; a path in a file is relative to that file.",
    ),
    Rule(
        "TF102",
        Severity.ERROR,
        "a file is not UTF-8",
        "Save the file as UTF-8; the message names the byte and its place.",
    ),
    Rule(
        "TF103",
        Severity.ERROR,
        "the YAML cannot be read",
        "The hint shows the corrected line. The rest of the file is checked as well.",
    ),
    Rule(
        "TF104",
        Severity.ERROR,
        "a control character in text",
        "Delete it; if it is invisible, retype the text around it.",
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
        "a YAML anchor or alias, or one of a list of other software without its anchor",
        "Write the text out; quote a text that begins with '*' or '&'.",
    ),
    Rule("TF107", Severity.ERROR, "a YAML tag", "Leave it out; quote a text that begins with '!'."),
    Rule(
        "TF108",
        Severity.ERROR,
        "a second YAML document in one file",
        "Delete the line '---', or split the file in two.",
    ),
    Rule(
        "TF109",
        Severity.ERROR,
        "nested too deeply",
        "Look for extra brackets; nothing in a talks file needs 16 levels.",
    ),
    Rule(
        "TF110",
        Severity.ERROR,
        "too large",
        "Shorten or split it; the reference of fields lists the limits.",
    ),
    Rule(
        "TF111",
        Severity.ERROR,
        "a file does not have the shape of a talks file",
        "The main file has 'feed:' and 'talks:'; a file it names has only talks.",
    ),
    Rule(
        "TF112",
        Severity.ERROR,
        "no file matches a path or pattern",
        "Check the spelling of the path or pattern below 'talks:'.",
    ),
    Rule(
        "TF113",
        Severity.ERROR,
        "a path is outside the directory of its file",
        "Keep the talks and templates next to or below the main file.",
    ),
    Rule(
        "TF114",
        Severity.ERROR,
        "a key that is not plain text",
        "Write 'key: value', with a word before the colon.",
    ),
    Rule(
        "TF115",
        Severity.ERROR,
        "a '#' after a space turns the rest of a text into a comment",
        "Put the text in quotes; in a comment, write a space after the '#'.",
    ),
    Rule(
        "TF116",
        Severity.ERROR,
        "a list of other software cannot be read",
        "Correct the place that the message names, or leave the list out below 'talks:'.",
    ),
    Rule(
        "TF117",
        Severity.ERROR,
        "'map' or 'talks' beside 'from' does not fit the list",
        "Name keys that the list has; the message shows them.",
    ),
)
