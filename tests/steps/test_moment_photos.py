"""The photo beside a moment, through the pages: made anew, opened with its words, refused kindly."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nearer.exchange.models import Exchange, Photo
from tests.cast import Visitor, couple

from .walking import act, begin, day, in_days, write

pytestmark = pytest.mark.django_db(transaction=True)


def planned(ana: Visitor, ben: Visitor) -> str:
    """Both want the first of twelve ideas, in four days."""
    id = begin(ana, "new-together")
    first, *rest = [name for _, name, _ in Exchange.objects.get(pk=id).dealt]
    for who in (ana, ben):
        write(who, id, "wishes", **{f"ideas.{one}": "yes" if one == first else "no" for one in (first, *rest)})
    ana.see(id), ben.see(id)
    write(ana, id, "plan", what=first, day=day(4))
    act(ben, id, "plan", "sign", version=1)
    return id


def a_photo() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010E] = "canary-camera"
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "#c04020").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("canary-filename.jpg", out.getvalue(), "image/jpeg")


def test_a_photo_is_made_anew_and_opens_with_its_moment() -> None:
    ana, ben = couple()
    id = planned(ana, ben)
    with in_days(4, hours=1):
        ana.back(), ben.back()
        write(ana, id, "moment", moment="the dough", new="you sang", photo=a_photo())
        assert Photo.objects.count() == 1
        mine = ana.client.get(f"/exchanges/{id}/moment/photo/mine/")
        assert mine["Content-Type"] == "image/jpeg" and b"canary" not in mine.content
        assert ben.client.get(f"/exchanges/{id}/moment/photo/theirs/").status_code == 404
        write(ben, id, "moment", moment="the lamp", new="flour")
        for who in (ana, ben, ana, ben):
            who.see(id)
        theirs = ben.client.get(f"/exchanges/{id}/moment/photo/theirs/")
        assert theirs.status_code == 200 and theirs.content == mine.content
        assert f"/exchanges/{id}/moment/photo/theirs/" in ben.see(id)


def test_what_is_no_photo_is_refused_and_the_words_stay() -> None:
    ana, ben = couple()
    id = planned(ana, ben)
    with in_days(4, hours=1):
        ana.back()
        wrong = SimpleUploadedFile("notes.pdf", b"%PDF-1.7", "application/pdf")
        page = write(ana, id, "moment", 422, moment="canary-words", new="you sang", photo=wrong)
        assert "cannot be read as a photo" in page and "canary-words" in page
    assert not Photo.objects.exists()
