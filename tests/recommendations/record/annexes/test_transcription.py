"""What the reader takes from the published text equals a transcription made by eye, field by field."""

import tomllib
from pathlib import Path

from recommendations.record.annexes import Annexes

from .transcription import fields, fingerprint

TRANSCRIBED = tomllib.loads(Path(__file__).with_name("transcription.toml").read_text(encoding="utf-8"))["sha256"]


def test_every_field_equals_its_transcription(annexes: Annexes):
    read = {key: fingerprint(text) for key, text in fields(annexes).items()}
    assert [key for key in TRANSCRIBED if read.get(key) != TRANSCRIBED[key]] == []


def test_no_field_is_read_that_has_not_been_transcribed(annexes: Annexes):
    assert [key for key in fields(annexes) if key not in TRANSCRIBED] == []


def test_white_space_makes_no_difference_to_a_fingerprint_and_words_do():
    assert fingerprint("two  words\n\nhere ") == fingerprint("two words here")
    assert fingerprint("two words here") != fingerprint("two words there")
