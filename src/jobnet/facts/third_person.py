"""A sentence about oneself as somebody else can say it: the same words without the “I”, or not at all.

“I make sure food is safe.” stands behind “What she does is”, “I cut complaints by half.” behind her name. A sentence
in which the seeker is spoken of again (my, me, we) or whose verb is not sure to be of that kind is left alone.
"""

from __future__ import annotations

import re

from jobnet.profile.model import Prose
from jobnet.profile.vocabulary import is_sentence

_NO_VERB = r"(?:an?|the|no|nobody|everybody|everyone|people|their|its|two|three|four|five|six|that|which|who|with)\b"
"""What follows an "and" that brings no second verb."""
_SPEAKS_OF_ONESELF = r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|us|[Oo]urs?)\b"
_NOW = (
    r"(?:advise|analy[sz]e|audit|bake|bring|build|care|clean|close|coach|connect|cook|create|cut|deliver|design"
    r"|develop|draw|drive|edit|find|fix|get|give|grow|handle|help|install|keep|lead|look|maintain|make|manage|mend"
    r"|negotiate|organi[sz]e|plan|prepare|produce|repair|restore|run|sell|serve|set|solve|support|teach|test|train"
    r"|translate|try|turn|work|write)\b"
)
_THEN = (
    r"(?:(?!\w+eed\b)\w+ed|beat|brought|built|cut|drew|drove|found|gave|got|grew|held|kept|led|made|met|put|ran|sent"
    r"|set|sold|spoke|taught|took|won|wrote)\b"
)


_HURRIED = (
    r"(?:beat|brought|built|cut|drew|drove|grew|led|ran|rebuilt|sold|taught|took|won|wrote)"
    r" (?!(?:as|by|from|in|on|out|to)\b)(?=[a-z\d])"
    r"|\w{3,}ed (?:the|an?|my|our|their|its|all|each|every|over|more|\d[\d,.]*)\b"
)
"""What was done, without saying by whom: led the repairs; cut waste by half."""


def with_subject(sentence: Prose) -> Prose:
    """A hurried fact as a sentence: “Led the repairs.” is then “I led the repairs.”, no more."""
    is_hurried = re.match(_HURRIED, sentence[:1].lower() + sentence[1:])
    return Prose(f"I {sentence[:1].lower()}{sentence[1:]}", sentence.at) if is_hurried else sentence


def as_met(words: Prose) -> Prose:
    """A few words on how two people met as a sentence: “at PyCon” is then “We met at PyCon”, no more."""
    if re.match(r"(?:at|in|on|through|via|during)\b", words, re.IGNORECASE):
        return Prose(f"We met {words[0].lower()}{words[1:]}", words.at)
    is_part = re.match(r"(?:an?|the) ", words) or not is_sentence(words[0].upper() + words[1:])
    if is_part and not re.match(r"(?:we|you|i|he|she|they|your|our|my)\b", words, re.IGNORECASE):
        return Prose(f"We know each other from {words}", words.at)
    return words


def is_doing(words: str | None) -> bool:
    """Whether everyday words may stand behind "a job": running a bus depot."""
    return bool(words and words.split(maxsplit=1)[0].endswith("ing"))


def does(sentence: Prose | None) -> Prose | None:
    """What stands behind “What she does is”."""
    return _without_i(sentence, rf"I (?:do\s+|(?={_NOW}))", once_more=rf"\b(and|but) I (?={_NOW})")


def makes(sentence: Prose | None, who: str) -> Prose | None:
    """What stands behind "she", "they" or a name: makes sure food is safe. None where a second verb may follow."""
    words = does(sentence)
    verb, _, rest = (words or "").partition(" ")
    if words is None or re.search(rf"(?:\b(?:and|or|but)\b|,) (?!{_NO_VERB})", rest):
        return None
    return Prose(f"{verb if who == 'they' else _third(verb)} {rest}", words.at)


def _third(verb: str) -> str:
    """The form of a verb behind "she": make, makes; teach, teaches; try, tries."""
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else f"{verb}s"


def did(sentence: Prose | None) -> Prose | None:
    """What stands behind “she”."""
    return _without_i(sentence, rf"I (?={_THEN})", once_more=rf"\b(and|but) I (?={_THEN})")


def is_somebody(sentence: Prose | None) -> Prose | None:
    """What stands behind “she is”."""
    return _without_i(sentence, r"I(?:['’]m| am) (?=(?:an?|the|somebody|someone)\b)")


def _without_i(sentence: Prose | None, beginning: str, once_more: str = "") -> Prose | None:
    start = re.match(beginning, sentence or "")
    if sentence is None or start is None:
        return None
    rest = sentence[start.end() :]
    rest = re.sub(once_more, r"\1 ", rest) if once_more else rest
    return None if re.search(_SPEAKS_OF_ONESELF, rest) else Prose(rest, sentence.at)
