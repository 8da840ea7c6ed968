"""What the tests of papers look for on each."""

from tests.base.papers.words import cells_of

OFFICE = "天门市人民代表大会常务委员会办公室"


def facts_of(document):
    return {row[0]: row[1] for row in cells_of(document)}
