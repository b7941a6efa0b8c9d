"""A photo that arrives at a locked door is in no page; it is asked for once more before the words are sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Visitor

pytestmark = pytest.mark.django_db
MOMENT = f"/exchanges/{'a' * 26}/moment/"
ASKED = 'type="file" name="moment-photo"'


def held(client: Client, **form: object) -> str:
    answer = client.post(MOMENT, {"moment-moment": "the dough", **form})
    assert answer.status_code == 403
    return answer.content.decode()


def test_words_are_held_and_the_photo_is_not() -> None:
    page = held(Client(), **{"moment-photo": SimpleUploadedFile("us.jpg", b"zebra")})
    assert "the dough" in page and "The photo could not wait here" in page
    assert "zebra" not in page and "us.jpg" not in page and ASKED not in page


def test_it_is_asked_for_once_the_door_is_open() -> None:
    ana = Visitor("Ana").start()
    form = {"held.moment-moment": "the dough", "photo": "moment-photo", "action": MOMENT, "name": "Ana"}
    wrong = Client().post("/send-held/", {**form, "passphrase": "not this one at all"})
    assert wrong.status_code == 422 and 'name="photo" value="moment-photo"' in wrong.content.decode()
    page = Client().post("/send-held/", {**form, "passphrase": ana.passphrase}).content.decode()
    assert ASKED in page and 'enctype="multipart/form-data"' in page


def test_without_a_photo_none_is_spoken_of() -> None:
    ana = Visitor("Ana").start()
    assert "photo" not in held(Client())
    form = {"held.moment-moment": "the dough", "action": MOMENT, "name": "Ana", "passphrase": ana.passphrase}
    assert 'type="file"' not in Client().post("/send-held/", form).content.decode()
