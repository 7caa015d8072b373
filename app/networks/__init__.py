"""Organisations, networks, tandems, members, advice services."""
