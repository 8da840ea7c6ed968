"""Remembering words that recur, and forgetting them."""

from django.core.exceptions import PermissionDenied, ValidationError

from tianmen_congress.base.accounts.models import User
from visits import rules
from visits.models import PHRASE_LENGTH, Phrase

MOST = 9


def remember(text: str, *, question: str, by: User, for_all: bool = False) -> Phrase:
    """Of each question a user keeps as many as there are keys for them.

    What the office gives to all it need not keep for itself beside it.
    """
    if for_all and not rules.gives_phrases_to_all(by):
        raise PermissionDenied
    text, owner = text.strip(), None if for_all else by
    if not text or len(text) > PHRASE_LENGTH:
        raise ValidationError(f"常用语应有1至{PHRASE_LENGTH}个字")
    there = Phrase.objects.visible_to(by).filter(question=question, owner=owner)
    known = there.filter(text=text).first()
    if known is None and there.count() >= MOST:
        raise ValidationError(f"这个问题已有{MOST}条常用语，请先删去一条")
    if for_all:
        # unscoped: the user's own, by its owner
        Phrase.objects.filter(question=question, owner=by, text=text).delete()
    return known or Phrase.objects.create(question=question, owner=owner, text=text)


def forget(phrase: Phrase, *, by: User) -> None:
    is_own = phrase.owner_id == by.pk
    if not (is_own or (phrase.owner_id is None and rules.gives_phrases_to_all(by))):
        raise PermissionDenied
    phrase.delete()
