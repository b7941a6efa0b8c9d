"""A photo is made anew from its pixels, in memory; what else came in the file is gone, and what is none is refused."""

import io
import re
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from nearer.exchange.photos import LONGEST_SIDE, MOST_SCANS, SCAN, NotAPhoto, reencoded

SECRET = b"zebra-canary-51.5007N"
GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E
EMPTY_OF = (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"Photoshop", b"<x:", b"PK\x03\x04", b"<script", SECRET)
RED, WHITE, GREEN = (255, 34, 0), (255, 255, 255), (0, 200, 60)


def picture(size: tuple[int, int] = (900, 600), corner: object = RED) -> Image.Image:
    image = Image.new("RGB", size, "#446688")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=corner)  # the top left corner
    return image


def saved(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_near(found: object, colour: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, colour, strict=True))  # type: ignore[call-overload]


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET


def telling() -> Image.Exif:
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET.decode()
    exif[ORIENTATION] = 6  # lies on its side
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[29] = "N", SECRET.decode()
    return exif


def telling_jpeg() -> bytes:
    """With place, comment, profile and XMP; behind its end a script, a thumbnail and a zip file."""
    told = {"exif": telling(), "icc_profile": profile(), "comment": SECRET, "xmp": b"<x:xmpmeta>" + SECRET}
    behind = io.BytesIO()
    with zipfile.ZipFile(behind, "w") as archive:
        archive.writestr("zebra.txt", SECRET)
    thumbnail = saved(picture((160, 120)), comment=SECRET)
    return saved(picture(), **told) + b"<script>alert(1)</script>" + thumbnail + behind.getvalue()


def telling_png() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET.decode()}", zip=False)
    return saved(picture(), "PNG", pnginfo=info, exif=telling()) + SECRET


def telling_webp() -> bytes:
    return saved(picture(), "WEBP", xmp=b"<x:xmpmeta>" + SECRET, exif=telling())


TELLING = {"jpeg": telling_jpeg, "png": telling_png, "webp": telling_webp}


@pytest.mark.parametrize("make", TELLING.values(), ids=TELLING)
def test_only_pixels_are_left(make: Callable[[], bytes]) -> None:
    before = make()
    assert SECRET in before, "this test looks for nothing"
    kept = reencoded(before)
    assert not [trace for trace in EMPTY_OF if trace in kept]
    assert kept.count(b"\xff\xd8\xff") == 1 and kept.endswith(b"\xff\xd9"), "a second picture, or something behind"
    image = opened(kept)
    assert image.format == "JPEG" and not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}


@pytest.mark.parametrize("make", TELLING.values(), ids=TELLING)
def test_a_picture_that_lay_on_its_side_stands_up(make: Callable[[], bytes]) -> None:
    image = opened(reencoded(make()))
    assert image.size == (600, 900)
    assert is_near(image.getpixel((590, 10)), RED, 40)


def test_the_same_file_gives_the_same_bytes() -> None:
    assert reencoded(telling_jpeg()) == reencoded(telling_jpeg())


def test_a_large_picture_is_made_small() -> None:
    for kind in ("JPEG", "PNG"):
        assert opened(reencoded(saved(picture((4000, 2000)), kind))).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_of_several_pictures_in_a_file_the_first_is_kept() -> None:
    for kind in ("MPO", "PNG", "WEBP"):
        data = saved(picture(corner=RED), kind, save_all=True, append_images=[picture(corner=GREEN)])
        assert is_near(opened(reencoded(data)).getpixel((20, 20)), RED, 40), kind


def test_colours_of_another_profile_become_plain_ones() -> None:
    names = {b"rXYZ": b"gXYZ", b"gXYZ": b"rXYZ"}  # a screen on which red is green
    swapped = re.sub(b"[rg]XYZ", lambda found: names[found[0]], profile())
    for kind, mode in (("JPEG", "RGB"), ("PNG", "RGBA")):
        kept = opened(reencoded(saved(Image.new(mode, (40, 40), "#ff0000"), kind, icc_profile=swapped)))
        assert is_near(kept.getpixel((9, 9)), (0, 255, 0)), kind


@pytest.mark.parametrize(
    "image,colour",
    [
        (Image.new("RGBA", (40, 40), (0, 200, 60, 255)), GREEN),
        (Image.new("RGBA", (40, 40), (0, 200, 60, 0)), WHITE),
        (Image.new("LA", (40, 40), (0, 0)), WHITE),
        (Image.new("RGB", (40, 40), GREEN).quantize(), GREEN),
        (Image.new("1", (40, 40), 1), WHITE),
        (Image.new("I;16", (40, 40), 128 * 256), (128, 128, 128)),
    ],
    ids=["solid", "see-through", "grey-see-through", "palette", "black-and-white", "16-bit-grey"],
)
def test_every_kind_of_colour_comes_out_as_it_looked(image: Image.Image, colour: tuple[int, ...]) -> None:
    assert is_near(opened(reencoded(saved(image, "PNG"))).getpixel((20, 20)), colour)


def test_damage_beside_a_sound_picture_costs_no_photo() -> None:
    for told in ({"icc_profile": b"x" * 200}, {"exif": b"Exif\0\0garbage"}, {"exif": b"Exif\0\0II*\0\xff\xff\xff\xff"}):
        assert opened(reencoded(saved(picture(), **told))).size == (900, 600)


def many_scans() -> bytes:
    """Small, and it would keep a decoder busy for minutes."""
    data = saved(picture((2000, 2000)), progressive=True)
    return data[:-2] + data[data.rindex(SCAN) : -2] * (MOST_SCANS * 20) + b"\xff\xd9"


@pytest.mark.parametrize(
    "data,reason",
    [
        (b"", "kind"),
        (b"%PDF-1.7 not a picture", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (saved(picture(), "GIF"), "kind"),
        (saved(picture(), "TIFF"), "kind"),
        (saved(picture())[:700], "kind"),
        (many_scans(), "kind"),
        (b"\xff\xd8" + bytes(13_000_000), "size"),
        (saved(Image.new("1", (30_000, 30_000)), "PNG"), "pixels"),
        (saved(Image.new("1", (6_000, 5_000)), "PNG"), "pixels"),
        (saved(Image.new("L", (9_000, 6_000))), "pixels"),
    ],
    ids=["empty", "pdf", "svg", "gif", "tiff", "cut-off", "scans", "bytes", "bomb", "large-png", "large-jpeg"],
)
def test_what_is_no_photo_is_refused_at_once_with_its_reason(data: bytes, reason: str) -> None:
    before = time.thread_time()
    with pytest.raises(NotAPhoto) as refusal:
        reencoded(data)
    assert refusal.value.reason == reason
    assert time.thread_time() - before < 0.5


GOOD = {kind: saved(picture((60, 40)), kind) for kind in ("JPEG", "PNG", "WEBP")} | {"telling": telling_jpeg()}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.integers(0, 700), st.binary(max_size=12), st.integers(0, 700))
def test_a_damaged_file_is_a_picture_or_refused(kind: str, at: int, noise: bytes, missing: int) -> None:
    data = bytearray(GOOD[kind])
    data[at : at + len(noise)] = noise
    del data[max(0, len(data) - missing) :]
    try:
        kept = reencoded(bytes(data))
    except NotAPhoto:
        return
    assert opened(kept).format == "JPEG"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8 "]), st.binary())
def test_any_other_bytes_are_refused(start: bytes, rest: bytes) -> None:
    with pytest.raises(NotAPhoto):
        reencoded(start + rest)


def test_two_at_once_both_come_out() -> None:
    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(reencoded, [GOOD["telling"]] * 4 + [GOOD["PNG"]] * 4))
    assert len(set(kept)) == 2


def test_no_file_is_opened_for_it() -> None:
    reencoded(telling_jpeg())  # what the library reads once, it has read now
    seen: list[object] = []
    watching = [True]  # a hook cannot be taken out again

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching[0] and event in ("open", "tempfile.mkstemp", "os.mkdir"):
            seen.append(arguments[0])

    sys.addaudithook(hook)
    for make in TELLING.values():
        reencoded(make())
    watching[0] = False
    assert seen == []
