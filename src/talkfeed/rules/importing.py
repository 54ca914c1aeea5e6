"""TF7xx: importing, and editing a talks file."""

from __future__ import annotations

from talkfeed.rules.rule import Rule, Severity

ROWS = (
    Rule(
        "TF701",
        Severity.ERROR,
        "the source is of an unknown kind",
        "Name the kind with --from; docs/importing.md lists the kinds.",
    ),
    Rule(
        "TF702",
        Severity.ERROR,
        "the source is damaged, or of another kind than expected",
        "Check the place the message names, or name the kind with --from.",
    ),
    Rule(
        "TF703",
        Severity.ERROR,
        "the XML declares a document type or entities",
        "Remove the DOCTYPE from a copy, and import the copy.",
    ),
    Rule(
        "TF704",
        Severity.ERROR,
        "the source is too large",
        "Import it in parts.",
    ),
    Rule(
        "TF705",
        Severity.ERROR,
        "the address cannot be fetched",
        "Check the address in a browser; a page saved from the browser can be imported, too.",
    ),
    Rule(
        "TF706",
        Severity.ERROR,
        "the address is not on the public internet",
        "For an address in your own network, add --allow-private.",
    ),
    Rule(
        "TF708",
        Severity.ERROR,
        "an option names a field or a key that does not exist, or has no effect on the source",
        "Write --map FIELD=KEY, with a field of talks.yaml and a key or column of the source; leave"
        " out an option without an effect.",
    ),
    Rule(
        "TF709",
        Severity.ERROR,
        "nothing was found to import",
        "Check that this is the right page or file, or name its kind with --from.",
    ),
    Rule(
        "TF710",
        Severity.ERROR,
        "no talk has this key",
        "Use the last part of the address of the talk's page, or its title.",
    ),
    Rule(
        "TF711",
        Severity.ERROR,
        "the change would make the talks file invalid",
        "Fix what the message names; the file has not been changed.",
    ),
    Rule(
        "TF712",
        Severity.ERROR,
        "the layout of the talks file cannot be edited automatically",
        "Make the change by hand.",
    ),
    Rule(
        "TF716",
        Severity.ERROR,
        "another program changed a file while a command was running",
        "Run the command again; the other program's changes are kept.",
    ),
    Rule(
        "TF717",
        Severity.ERROR,
        "reading a source takes too long",
        "Import a part of it, or name its kind with --from.",
    ),
    Rule(
        "TF718",
        Severity.ERROR,
        "a source is empty, or a page where a calendar, feed or list is expected",
        "Check the source in a browser; its talks are kept as they were. If it is gone for good,"
        " leave it out below 'talks:'.",
    ),
    Rule(
        "TF719",
        Severity.ERROR,
        "the record of what was fetched is damaged",
        "Restore the file from version control, or delete it to fetch everything again.",
    ),
    Rule(
        "TF720",
        Severity.ERROR,
        "no link could be checked",
        "Check that this computer is online, and try again; no failure was counted.",
    ),
    Rule(
        "TF725",
        Severity.ERROR,
        "a library that this kind of source needs is not installed",
        "Run the command that the hint names, or import the source in another format.",
    ),
    Rule(
        "TF726",
        Severity.ERROR,
        "a repeating event of a calendar cannot be stated as a series",
        "Import without --series: its dates become dated talks.",
    ),
    Rule(
        "TF731",
        Severity.ERROR,
        "an example is not a talk of the page",
        "Write the title as on the page; the message names the words that are not there.",
    ),
    Rule(
        "TF732",
        Severity.ERROR,
        "a page no longer reads like the example that was kept",
        "Nothing was written. Give a talk of the page as it is now with --example.",
    ),
    Rule(
        "TF733",
        Severity.ERROR,
        "the editor cannot be run, or failed",
        "Set VISUAL to an editor that waits until the file is closed.",
    ),
    Rule(
        "TF734",
        Severity.ERROR,
        "an import was stopped at a question",
        "Nothing was written; run it again.",
    ),
)
