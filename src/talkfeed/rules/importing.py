"""TF7xx: Why something cannot be imported, or a talks file not be edited."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF701",
        Severity.ERROR,
        "the source is of no kind that is known",
        "Say with --from what it is; docs/importing.md lists the kinds.",
    ),
    Rule(
        "TF702",
        Severity.ERROR,
        "the source is not what it was taken for, or is damaged",
        "Look at the place the message names, or say with --from what it is.",
    ),
    Rule(
        "TF703",
        Severity.ERROR,
        "the XML declares a document type or entities",
        "Take the DOCTYPE out of a copy, and import that.",
    ),
    Rule(
        "TF704",
        Severity.ERROR,
        "the source is larger than what is read",
        "Import it in parts.",
    ),
    Rule(
        "TF705",
        Severity.ERROR,
        "the address cannot be fetched",
        "Check the address in a browser; a page that is saved from there can be imported, too.",
    ),
    Rule(
        "TF706",
        Severity.ERROR,
        "the address is not one of the public internet",
        "For an address within your own network, say --allow-private.",
    ),
    Rule(
        "TF708",
        Severity.ERROR,
        "--map names a field or a key that does not exist, or has no effect on the source",
        "Write --map FIELD=KEY, with a field of talks.yaml and a key or column of the source.",
    ),
    Rule(
        "TF709",
        Severity.ERROR,
        "nothing was found to import",
        "Look whether this is the right page or file, or say with --from what it is.",
    ),
    Rule(
        "TF710",
        Severity.ERROR,
        "there is no talk with this key",
        "Give the last part of the address of the talk's page, or its title.",
    ),
    Rule(
        "TF711",
        Severity.ERROR,
        "the talks file would not pass a check any more",
        "Mend what the message names; the file is as it was.",
    ),
    Rule(
        "TF712",
        Severity.ERROR,
        "the talks file has a form that cannot be changed by a program",
        "Make the change by hand.",
    ),
    Rule(
        "TF716",
        Severity.ERROR,
        "a file was changed by another program while a command was at work",
        "Run the command again; what the other program saved is kept.",
    ),
    Rule(
        "TF717",
        Severity.ERROR,
        "reading a source takes too long",
        "Import a part of it, or say with --from what it is.",
    ),
)
