"""Content notices: anybody says that a public text or answer breaks law or rules, and hears what became of it."""
