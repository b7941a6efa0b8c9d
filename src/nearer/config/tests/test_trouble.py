"""What the page about a full disk gives back, and what it must not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import RequestFactory

from nearer.config import trouble

FULL = OperationalError("database or disk is full")


@pytest.fixture
def page(client):
    def page(error, **fields):
        request = RequestFactory().post("/mine/new/", fields)
        request.me = None
        return trouble.KeepWords(lambda _: None).process_exception(request, error)

    return page


@pytest.mark.django_db
def test_words_come_back_whole(page):
    words = "the heron <stood>\nin the canal"
    answer = page(FULL, page=words, title="Morning")
    said = answer.content.decode()
    assert answer.status_code == 507
    assert "the heron &lt;stood&gt;\nin the canal</textarea>" in said
    assert 'name="title" value="Morning"' in said


@pytest.mark.django_db
def test_a_passphrase_does_not(page):
    phrase = "marble otter lantern quick sofa"
    for name in ("passphrase", "new-passphrase", "recovery_code", "invite-code"):
        assert phrase not in page(FULL, **{name: phrase}).content.decode()


@pytest.mark.django_db
def test_a_silent_database_is_another_sentence(page):
    answer = page(OperationalError("server closed the connection unexpectedly"), page="some words")
    assert answer.status_code == 503
    assert "some words" in answer.content.decode()


@pytest.mark.django_db
def test_a_photo_is_asked_for_again(page):
    said = page(FULL, moment="the dough was warm", **{"moment-photo": SimpleUploadedFile("us.jpg", b"zebra")})
    text = said.content.decode()
    assert 'type="file" name="moment-photo"' in text and 'enctype="multipart/form-data"' in text
    assert "the dough was warm</textarea>" in text and "zebra" not in text and "us.jpg" not in text
    assert "file" not in page(FULL, moment="the dough was warm").content.decode().partition("<main")[2]


def test_other_faults_are_left_to_others(page):
    assert page(ValueError("no")) is None
