"""Read a page the way one corrected talk of it is read.

The field calls this wrapper induction by example: a person gives the fields of one record, the
program finds where their words are on the page, and derives a *wrapper*, which is a rule for where
records begin and, for each field, a small program that cuts its text out of a record. The wrapper
then reads all other records of the page. No layout is known beforehand; the page repeats its own.

`lines` turns the page into lines, `locating` finds the example in them, `records` proposes where
records begin, `programs` and `values` find and judge the program of a field, `dating` that of the
date, `links` those of links, `wrapper` puts them together, and `reader` reads the page with it.
"""
