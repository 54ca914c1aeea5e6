"""What feedgen writes for common shapes, compiled by `make templates`; not edited by hand."""
