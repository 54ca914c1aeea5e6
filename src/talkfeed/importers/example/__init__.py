"""Read a page the way one corrected talk of it is read (wrapper induction by example).

1. `walking` turns the page into lines, each with its marks and the kind of its place (`lines`).
2. `locating` finds the words of the example in the lines, `dating` its date.
3. `records` proposes rules for where records begin. For each of them `learning` finds a program
   for every field: which line of a record has it (`selecting`), and which characters of that line
   (`programs`, `trimming`); `values` scores what a program reads. `links` learns kinds of links.
4. The rule and its programs are a *wrapper* (`wrapper`); `inducing` keeps the one that reads the
   page best, `choosing` gives each record to one of several wrappers.
5. The page is also read without examples. `trust` finds the fields that are right in all examples
   even so; they are read so in all talks, and the others by the wrapper (`combining`, `joining`).
   `accounting` keeps what is in no record.
6. `kept` and `packing` store what was learned in talks.examples; `reader` is the entrance.
"""
