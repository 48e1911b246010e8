"""Two texts held against each other."""

from recommendations.record.annexes.witnesses import agree, same_wording


def lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n")]


def test_each_line_begins_with_as_many_words_as_both_texts_hold():
    first = lines("“Mend the nets when we have asked\nthey are torn” the fishermen")
    agreement = agree(first, lines("Mend the nets when they are torn."), clean=True)
    assert agreement.first == (4, 3)
    assert agreement.share == 1


def test_lines_of_the_right_column_may_stand_between():
    agreement = agree(lines("Mend the\nwe have asked\nnets"), lines("Mend the nets."), clean=True)
    assert agreement.first == (2, 0, 1)


def test_both_texts_may_be_tangled():
    first = lines("Mend the nets when This was begun\nthey are torn last year")
    second = lines("Mend the nets DH It is not\nwhen they are torn. clear how")
    agreement = agree(first, second, clean=False)
    assert (agreement.first, agreement.second) == ((4, 3), (3, 4))


def test_a_name_and_its_initials_agree_over_the_end_of_a_line():
    agreement = agree(
        lines("ask the Great Fish\nMarket for nets"), lines("ask the GFM then\nfor nets why"), clean=False
    )
    assert (agreement.first, agreement.second) == ((4, 3), (3, 2))


def test_a_few_other_words_do_not_end_the_agreement():
    agreement = agree(
        lines("mend all of the nets when they are torn"), lines("mend the nets when they are torn"), clean=True
    )
    assert agreement.first == (9,)


def test_texts_with_nothing_in_common_do_not_agree():
    assert agree(lines("lamps and gulls"), lines("mend the nets"), clean=True).share == 0


def test_wordings_are_the_same_but_for_marks_case_and_figures_hung_on_words():
    assert same_wording("“Mend the fisher’s nets,", "mend the fisher's nets.")
    assert same_wording("the revised Harbour2 rules", "the revised harbour rules")
    assert same_wording("with fish. net", "with fish.net")
    assert not same_wording("mend the nets", "mend the old nets")
    assert not same_wording("mend the nets today", "mend the nets")
