"""The cellar: machinery without a single domain word."""
