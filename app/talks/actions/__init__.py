"""What people do in a talk. One function for each button."""

from app.talks.actions.leading import close, read, reopen, write
from app.talks.actions.passing import Passed, keep, pass_on
from app.talks.actions.speaking import ask, reply, take_question_back

__all__ = ["Passed", "ask", "close", "keep", "pass_on", "read", "reopen", "reply", "take_question_back", "write"]
