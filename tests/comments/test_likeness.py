import json

from comments.likeness import ENOUGH, Learnt, learn

REFUSED = [f"Buy cheap pills number {number} now" for number in range(ENOUGH)]
TAKEN = [f"The council voted on item {number} now" for number in range(ENOUGH)]


def probability(learnt: Learnt, text: str) -> float:
    score = learnt.score(text)
    assert score
    return score.probability


def test_it_learns_what_is_refused_here():
    learnt = learn(REFUSED, TAKEN)
    assert probability(learnt, "cheap PILLS") > 0.95
    assert probability(learnt, "the council voted") < 0.05
    assert probability(learnt, "zebra") == 0.5
    assert abs(probability(learnt, "now") - 0.5) < 0.01  # both kinds say so


def test_the_words_that_weighed_are_named_as_they_were_written():
    score = learn(REFUSED, TAKEN).score("Cheap, the")
    assert score
    assert [(each.word, each.weight > 0) for each in score.words] == [("Cheap", True), ("the", False)]


def test_nothing_is_said_from_a_few_decisions():
    assert learn(REFUSED, TAKEN[1:]).score("pills") is None
    assert learn([], []).score("pills") is None


def test_unequal_numbers_do_not_tip_the_scales():
    learnt = learn(REFUSED, [*TAKEN, *(f"Other words {number}" for number in range(500))])
    assert abs(probability(learnt, "now")) > 0.5  # of few refused texts all had it
    assert probability(learnt, "cheap pills") > 0.95


def test_long_texts_have_no_more_weight():
    learnt = learn(REFUSED, TAKEN)
    assert 0 < probability(learnt, "council " + " ".join(REFUSED)) < 1


def test_kept_and_read_again():
    learnt = learn(REFUSED, TAKEN)
    assert Learnt.from_json(json.loads(json.dumps(learnt.as_json()))) == learnt
