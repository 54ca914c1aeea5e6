"""The templates beside this package, compiled by `make templates`; not edited by hand."""
