"""What can be read of talks: the list of what waits, the talk of one case, and what a network sees of it."""

from app.talks.queries.network import NetworkTalk, for_network
from app.talks.queries.staff import Line, Waiting, lines, waiting

__all__ = ["Line", "NetworkTalk", "Waiting", "for_network", "lines", "waiting"]
