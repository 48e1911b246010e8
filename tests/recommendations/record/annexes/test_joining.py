"""Lines joined to paragraphs."""

from recommendations.record.annexes.joining import join


def joined(text: str, *, wide: bool = False) -> str:
    lines, gap = [], False
    for line in text.split("\n"):
        if line:
            lines.append((line.split(), gap))
        gap = not line
    return join(lines, wide=wide)


def test_lines_are_joined_and_an_empty_line_after_a_sentence_parts_paragraphs():
    assert joined("Light the\nlamps.\n\nThen sleep.") == "Light the lamps.\n\nThen sleep."


def test_an_empty_line_in_a_sentence_parts_nothing():
    assert joined("Light the\n\nLamps") == "Light the Lamps"
    assert joined("Light lamps\n\nand sleep") == "Light lamps and sleep"


def test_a_paragraph_may_end_without_a_full_stop():
    assert joined("the Lamp Alliance\n\nSee above") == "the Lamp Alliance\n\nSee above"


def test_hyphens_and_strokes_at_the_end_of_a_line_keep_the_word_together():
    assert joined("lamp-\nlighters and night/\nday shifts") == "lamp-lighters and night/day shifts"
    assert joined("at night -\nor by day") == "at night - or by day"


def test_the_name_broken_at_its_full_stop_is_whole_again():
    assert joined("objections to care.\ndata.") == "objections to care.data."


def test_items_stand_on_lines_of_their_own_and_the_list_apart():
    assert (
        joined("Light:\n\n• the\nfirst;\n\n• the last\n\nThen sleep.")
        == "Light:\n\n• the first;\n• the last\n\nThen sleep."
    )


def test_on_the_whole_page_a_line_that_ends_early_with_a_sentence_ends_a_paragraph():
    assert joined("The lamps are lit.\nThe Warden sleeps.", wide=True) == "The lamps are lit.\n\nThe Warden sleeps."
    assert joined("The lamps are lit.\nThe Warden sleeps.") == "The lamps are lit. The Warden sleeps."
