"""A picture as it may be kept: made anew from its pixels, with nothing else that came in the file.

Pure: no Django. Everything happens in memory, and no file is ever opened.
"""

import contextlib
import io
import threading
import warnings

from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
DRAFTED = ("JPEG", "MPO")  # a JPEG with a second picture in it goes by the other name
MOST_BYTES = 12_000_000
MOST_PIXELS = 50_000_000  # of a JPEG, which is decoded small
MOST_UNFOLDED = 25_000_000  # of the others, which are unfolded whole: up to 400 MB
MOST_SCANS = 500
LONGEST_SIDE = 1600
QUALITY = 82
SRGB = ImageCms.createProfile("sRGB")
SEE_THROUGH = ("LA", "PA", "RGBA")
SCAN = b"\xff\xda"
warnings.filterwarnings("ignore", module=r"PIL\.")  # what is odd about somebody's photo stands in no log
one_at_a_time = threading.Lock()


class NotAPhoto(Exception):
    """Why a file was refused: "size", "pixels" or "kind"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def reencoded(data: bytes) -> bytes:
    """A JPEG of at most 1,600 pixels a side. Place, time, device, comments and thumbnails are gone.

    Raises NotAPhoto.
    """
    if len(data) > MOST_BYTES:
        raise NotAPhoto("size")
    # Threat: one scan is 48 bytes and goes over every pixel; 12 MB of them keep a thread for minutes. Cameras
    # write about ten. Chance puts fewer than 300 of these two bytes into any other file that is small enough.
    if data.count(SCAN) > MOST_SCANS:
        raise NotAPhoto("kind")
    try:
        with one_at_a_time:  # two large ones together could be more than a small machine has
            return _jpeg(_upright(data))
    except NotAPhoto:
        raise
    except (Image.DecompressionBombError, MemoryError):
        raise NotAPhoto("pixels") from None
    except Exception:  # a broken file can make a decoder fail in any way
        raise NotAPhoto("kind") from None


def _upright(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        # Before a single pixel is decoded: a small file can unfold into gigabytes.
        if opened.width * opened.height > (MOST_PIXELS if opened.format in DRAFTED else MOST_UNFOLDED):
            raise NotAPhoto("pixels")
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        image = _in_full_colours(opened)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        with contextlib.suppress(Exception):  # damaged data beside a sound picture: it stays as it lies
            ImageOps.exif_transpose(image, in_place=True)
        return _on_paper(_in_srgb(image))


def _in_full_colours(image: Image.Image) -> Image.Image:
    """With colours that can be mixed, as shrinking needs them."""
    if image.mode.startswith("I"):  # greys of 16 bits, as scanners make them
        return image.point(lambda grey: grey / 256).convert("L")
    if "transparency" in image.info or image.mode in ("LA", "PA"):
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in ("1", "P") else image


def _in_srgb(image: Image.Image) -> Image.Image:
    """Plain colours: a profile can name its owner's screen. One that is damaged is left out."""
    if profile := image.info.get("icc_profile"):
        with contextlib.suppress(ImageCms.PyCMSError, OSError, TypeError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode in SEE_THROUGH else "RGB"
            return ImageCms.profileToProfile(image, source, SRGB, outputMode=mode) or image
    return image


def _on_paper(image: Image.Image) -> Image.Image:
    """Pixels only: whatever the library read beside them stays behind. Where one can see through is white."""
    paper = Image.new("RGB", image.size, "white")
    seen_through = image.mode in SEE_THROUGH
    paper.paste(image.convert("RGB"), mask=image.getchannel("A") if seen_through else None)
    return paper


def _jpeg(bare: Image.Image) -> bytes:
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
