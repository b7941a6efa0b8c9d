"""A photo is made anew from its pixels, kept in no file, and opens only with its words."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from nearer.exchange.photo_seals import open_photo, seal_photo
from nearer.exchange.photos import LONGEST_SIDE, NotAPhoto, reencoded
from nearer.vault import Context, Key, SealError

SECRET = b"zebra-canary-51.5007N"
GPS, MAKER, ORIENTATION, DESCRIPTION = 0x8825, 0x927C, 0x0112, 0x010E


def picture(size: tuple[int, int] = (900, 600)) -> Image.Image:
    image = Image.new("RGB", size, "#446688")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill="#ff2200")  # the top left corner is red
    return image


def saved(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def telling_jpeg() -> bytes:
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET.decode()
    exif[ORIENTATION] = 6  # lies on its side
    exif.get_ifd(GPS)[29] = SECRET.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    return saved(picture(), exif=exif, icc_profile=profile, comment=SECRET, xmp=xmp) + b"PK\x03\x04" + SECRET


def telling_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", SECRET.decode())
    return saved(picture(), "PNG", pnginfo=info)


@pytest.mark.parametrize("make", [telling_jpeg, telling_png, lambda: saved(picture(), "WEBP", xmp=SECRET)])
def test_only_pixels_are_left(make: Callable[[], bytes]) -> None:
    before = make()
    assert SECRET in before, "this test looks for nothing"
    kept = reencoded(before)
    with Image.open(io.BytesIO(kept)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert SECRET not in kept
    assert b"PK\x03\x04" not in kept


def test_a_picture_that_lay_on_its_side_stands_up() -> None:
    with Image.open(io.BytesIO(reencoded(telling_jpeg()))) as image:
        assert image.size == (600, 900)
        red, _, blue = image.getpixel((590, 10))  # type: ignore[misc]
        assert red > 200 > blue


def test_a_large_picture_is_made_small() -> None:
    with Image.open(io.BytesIO(reencoded(saved(picture((4000, 2000)))))) as image:
        assert max(image.size) == LONGEST_SIDE


@pytest.mark.parametrize(
    "data,reason",
    [
        (b"", "kind"),
        (b"%PDF-1.7 not a picture", "kind"),
        (saved(picture(), "GIF"), "kind"),
        (saved(picture())[:700], "kind"),
        (b"\xff\xd8" + bytes(13_000_000), "size"),
        (saved(Image.new("1", (30_000, 30_000)), "PNG"), "pixels"),
    ],
    ids=["empty", "pdf", "gif", "cut-off", "too-many-bytes", "bomb"],
)
def test_what_is_no_photo_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotAPhoto) as refusal:
        reencoded(data)
    assert refusal.value.reason == reason


GOOD = {kind: saved(picture((60, 40)), kind) for kind in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 400), st.binary(min_size=1, max_size=12))
def test_a_damaged_file_is_a_picture_or_refused(kind: str, at: int, noise: bytes) -> None:
    data = bytearray(GOOD[kind])
    data[at : at + len(noise)] = noise
    try:
        kept = reencoded(bytes(data))
    except NotAPhoto:
        return
    Image.open(io.BytesIO(kept)).load()


def test_it_opens_with_its_words_key_in_its_place_only() -> None:
    dek, place = Key.new(), Context("words", "space", "ana", "part", "exchange/moment", 1)
    sealed = seal_photo(dek, b"a picture", place)
    assert open_photo(dek, sealed, place) == b"a picture"
    for wrong_dek, wrong_place in [(Key.new(), place), (dek, Context("words", "space", "ben", "part", "x", 1))]:
        with pytest.raises(SealError):
            open_photo(wrong_dek, sealed, wrong_place)
