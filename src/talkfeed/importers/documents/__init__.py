"""Documents of people and programs: workbooks, bibliographies and markup of editors."""
