"""Words for the codes of this room, and the sentences an author reads about a case.

The sentences are few, fixed and the same in every language (domain.md rule 11); people's own words come on top.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from app.contributions.lifecycle import PublicStep
from app.followup.rules import Act, NumberProblem
from app.moderation.rules import Decision, ReasonCode
from app.routing.queries import StepKind
from app.routing.rules import ExtensionReason, RouteReason

LABELS: dict[StrEnum, Any] = {
    NumberProblem.EMPTY: _l("Please type in your number."),
    NumberProblem.NOT_A_NUMBER: _l("The number has 16 digits. Please compare it with your card."),
    NumberProblem.ONE_DIGIT: _l("One digit is wrong. Please compare the number with your card."),
    NumberProblem.UNKNOWN: _l("We found nothing under this number. Please compare it with your card."),
    NumberProblem.CARD_WAITS: _l("We have not typed in your card yet. Please come back in a few days."),
    NumberProblem.CARD_VOID: _l("This card is not valid any more. Please ask for a new one."),
    NumberProblem.BUSY: _l("Many people are trying right now. Please try again in a minute."),
    NumberProblem.OLD_PAGE: _l("This page was open for a long time. Please type in your number once more."),
}
ERRORS: dict[str, Any] = {}

# Values of these enums are words that other rooms use too, so they are looked up here and not through LABELS.
STEPS: dict[PublicStep, Any] = {
    PublicStep.RECEIVED: _l("Your contribution has arrived."),
    PublicStep.READING: _l("A commissioner is reading your contribution."),
    PublicStep.RETURNED: _l("We have a question for you."),
    PublicStep.WITH_NETWORK: _l("Your contribution is with the network."),
    PublicStep.ANSWERED: _l("There is an answer for you."),
    PublicStep.AT_FORUM: _l("Your contribution goes to the next Dialogforum."),
    PublicStep.CARRIED_OUT: _l("What you asked for has been carried out."),
    PublicStep.NOT_POSSIBLE: _l("There is an answer: it is not possible."),
    PublicStep.REFUSED: _l("We do not publish your text."),
    PublicStep.REFERRED: _l("An advice service can help you better."),
    PublicStep.MERGED: _l("Others said the same. Your contributions now belong together."),
    PublicStep.CLOSED: _l("Your contribution is finished."),
    PublicStep.WITHDRAWN: _l("You took your contribution back."),
}

# What happens next.
NEXT: dict[PublicStep, Any] = {
    PublicStep.RECEIVED: _l("Next, a commissioner reads it. Commissioners are volunteers and not an office."),
    PublicStep.READING: _l("Next, you read here what was decided."),
    PublicStep.RETURNED: _l("Please reply below. Then we go on."),
    PublicStep.WITH_NETWORK: _l("A network is a group of partners in Rheine. It talks about your words and answers."),
    PublicStep.ANSWERED: _l("You can read the answer below."),
    PublicStep.AT_FORUM: _l("People in Rheine talk about it there. You can come too."),
    PublicStep.CARRIED_OUT: _l("Thank you for your part in it."),
    PublicStep.NOT_POSSIBLE: _l("The answer below says why."),
    PublicStep.REFUSED: _l("Below you read why."),
    PublicStep.REFERRED: _l("Your text is about a single case. Below you find people who help with it."),
    PublicStep.MERGED: _l("Everything that happens with them you read here."),
    PublicStep.CLOSED: _l("It was reported to the political bodies or it came to an end."),
    PublicStep.WITHDRAWN: _l("Your words are erased. Nothing more happens."),
}

# Until when. Steps without a date say nothing; when nothing can be objected to any more, ERASED takes the place.
PLANNED = _l("The answer is planned by %(day)s.")
UNTIL: dict[PublicStep, Any] = {
    PublicStep.RECEIVED: _l("We plan this by %(day)s."),
    PublicStep.READING: _l("We plan this by %(day)s."),
    PublicStep.RETURNED: _l("Please reply by %(day)s. After that the case is closed."),
    PublicStep.WITH_NETWORK: PLANNED,
    PublicStep.REFUSED: _l("You can object until %(day)s. Then the text is erased."),
}
# Steps whose date somebody in Rheine promised; the others are dates for the author.
PROMISED = frozenset({PublicStep.RECEIVED, PublicStep.READING, PublicStep.WITH_NETWORK})
ERASED = _l("Your text is erased on %(day)s.")
# Closed without ever having been with a network: refused, referred or never replied to.
ENDED = _l("It did not go to a network. The work on it is over.")
LATE = _l("This takes longer than planned. We are sorry. Your contribution is not lost.")

# The second station of the line, once it is behind.
READ = _l("Read by a commissioner")

# The statement of reasons: what happened …
DECIDED: dict[Decision, Any] = {
    Decision.RELEASE: _l("We took a part out of your text. Readers see the text without this part."),
    Decision.RETURN: _l("We need something from you before we can go on."),
    Decision.MERGE: _l("Other people said the same. We put your contributions together."),
    Decision.REFER: _l("Your text is about a single case. No network reads it."),
    Decision.REFUSE: _l("We do not publish your text. No network reads it."),
    Decision.TAKE_BACK: _l("We took your contribution back from the network and read it again."),
    Decision.HIDE: _l("Your text is not public any more. The network still has it and goes on."),
    Decision.SHOW: _l("Everybody can read your text again."),
    Decision.SPLIT: _l("We look at your contribution on its own again."),
    Decision.REDACT: _l("We took a part out of your text. Readers see the text without this part."),
}
NOT_PUBLIC = _l("Your text is with the network. It is not public.")
# When no reason was chosen.
PROTECTS = _l("Not everybody should read it. This protects you or other people.")
# … and why. The office may write other sentences, under the name of the code with this in front.
WHY_PREFIX = "why-"
WHY: dict[ReasonCode, Any] = {
    ReasonCode.PERSONAL_DATA: _l("It says things about you that should not be read by others."),
    ReasonCode.THIRD_PERSON: _l("It says things about another person."),
    ReasonCode.INSULT: _l("It insults somebody."),
    ReasonCode.HATE_OR_THREAT: _l("It contains hatred or a threat."),
    ReasonCode.ADVERTISING: _l("It advertises something or a party."),
    ReasonCode.OFF_TOPIC: _l("It is not about living together in Rheine."),
    ReasonCode.UNREADABLE: _l("We could not read it."),
    ReasonCode.DUPLICATE: _l("It says the same as another contribution."),
    ReasonCode.SINGLE_CASE: _l("The networks work on things that concern many people."),
}

# Said after an act.
DONE: dict[Act, Any] = {
    Act.CORRECT: _l("Your text is changed."),
    Act.MORE: _l("Thank you. Your addition has arrived."),
    Act.REPLY: _l("Thank you. Your reply has arrived."),
    Act.TALK: _l("Thank you. A commissioner reads it first."),
    Act.OBJECT: _l("Your objection has arrived. Another person will decide about it."),
    Act.HELPED: _l("Thank you. We count what you said. You can change it here."),
    Act.DELETE_CONTACT: _l("Your address is deleted. You get no more mail from us."),
    Act.WITHDRAW: _l("Your contribution is taken back. Your words are erased."),
}
# Said when an act is no longer possible; what was typed stays on the page.
TOO_LATE: dict[Act, Any] = {
    Act.CORRECT: _l("Somebody has begun to read your text. Please send your change as an addition."),
    Act.MORE: _l("Nothing can be added to this case any more."),
    Act.REPLY: _l("Nobody is waiting for a reply any more."),
    Act.TALK: _l("Nobody waits for these words any more. Please look at the talk below."),
    Act.OBJECT: _l("An objection is not possible now."),
    Act.HELPED: _l("Your opinion is counted. Words can be added no more."),
    Act.DELETE_CONTACT: _l("No address is stored."),
    Act.WITHDRAW: _l("Your contribution is already taken back."),
}

# The way of a contribution from network to network. Names of places follow after the sentence.
WAY: dict[StepKind, Any] = {
    StepKind.WENT_TO: _l("Your contribution went to this network:"),
    StepKind.ALSO: _l("It also went to these places, because it concerns them, too:"),
    StepKind.TAKEN_ON: _l("This network has taken it on:"),
    StepKind.HANDED_BACK: _l("The network thinks that another place can do more. It named this place:"),
    StepKind.EXTENDED: _l("The network gets more time."),
    StepKind.ESCALATED: _l("It took too long. The steering group takes care of it now. It looks after all networks."),
}
BECAUSE: dict[RouteReason, Any] = {
    RouteReason.FIELD: _l("This network looks after the topic of your contribution."),
    RouteReason.CAN_DO_MORE: _l("This network can do more for your topic."),
    RouteReason.HANDED_BACK: _l("The network before told us that this is the better place."),
    RouteReason.NOBODY_THERE: _l("Nobody in the network before can work on it now."),
    RouteReason.TOO_LONG: _l("The answer took too long, so another network takes over."),
}
LONGER: dict[ExtensionReason, Any] = {
    ExtensionReason.ASKS_OTHERS: _l("It has to ask other offices first."),
    ExtensionReason.MEETS_LATER: _l("It talks about your contribution at its next meeting."),
    ExtensionReason.BEING_CHECKED: _l("It has to check what money and laws allow."),
    ExtensionReason.MANY_AT_ONCE: _l("Many contributions came at the same time."),
    ExtensionReason.PEOPLE_AWAY: _l("People of the network are ill or away."),
}
