"""The talks in the sites of other generators: a plug-in of MkDocs and an extension of Sphinx."""
