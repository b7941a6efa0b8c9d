"""From answers to a number from 0 to 100, or to none. Each outcome stands alone: there is no sum of them. Pure."""

from collections.abc import Collection, Mapping

LOWEST, HIGHEST = 0, 10
ENOUGH = 3  # of four: fewer say "not enough answers", and nothing is filled in


def score(answers: Mapping[str, int | None], turned: Collection[str] = ()) -> int | None:
    """The mean of the answers times ten, those of `turned` the other way round. Raises ValueError out of bounds.

    None below three answers, or below one where only one is asked.
    """
    given = {question: answer for question, answer in answers.items() if answer is not None}
    for question, answer in given.items():
        if not LOWEST <= answer <= HIGHEST:
            raise ValueError(f"{question}: {answer} is not between {LOWEST} and {HIGHEST}")
    if len(given) < min(ENOUGH, len(answers)) or not given:
        return None
    counted = [HIGHEST - answer if question in turned else answer for question, answer in given.items()]
    return round(sum(counted) * 10 / len(counted))
