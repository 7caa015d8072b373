"""The private talk between author, commissioner and network: every word passes through a commissioner."""
