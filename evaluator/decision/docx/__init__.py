"""A paper as a text document to be edited: the content model in real styles, nothing formatted by hand."""
