"""What can go wrong on purpose. web.py turns each into a page in the person's language; nothing else is caught."""

from __future__ import annotations


class DomainError(Exception):
    """A rule said no. `code` names the sentence that is shown (see app/labels.py); `facts` fill its placeholders."""

    status = 409

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Missing(DomainError):
    """There is no such thing, or it is not this person's to see: both look the same."""

    status = 404

    def __init__(self, code: str = "missing", **facts: object) -> None:
        super().__init__(code, **facts)


class Forbidden(DomainError):
    """The person is known, but this is not theirs to do."""

    status = 403

    def __init__(self, code: str = "forbidden", **facts: object) -> None:
        super().__init__(code, **facts)


class NotPossibleNow(DomainError):
    """The thing is in a state in which this cannot be done (any more)."""

    status = 409


class Conflict(NotPossibleNow):
    """Somebody else changed the thing in the meantime. `facts` may name who and what."""


class Invalid(DomainError):
    """What was sent breaks a rule; `field` names the form field the message belongs to."""

    status = 422

    def __init__(self, code: str, field: str | None = None, **facts: object) -> None:
        super().__init__(code, **facts)
        self.field = field


class TooMany(DomainError):
    """The shared limit for guesses is used up; please try again in a minute."""

    status = 429

    def __init__(self, code: str = "too_many", **facts: object) -> None:
        super().__init__(code, **facts)
