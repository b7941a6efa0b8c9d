"""A picture as it may be kept: made anew from its pixels, with nothing else that came in the file.

Pure: no Django. Everything happens in memory.
"""

import io
import warnings

from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 12_000_000
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1600
QUALITY = 82
SRGB = ImageCms.createProfile("sRGB")


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _jpeg(_upright(data))
    except NotAPhoto:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise NotAPhoto("pixels") from None
    except Exception:  # a broken file can make a decoder fail in any way
        raise NotAPhoto("kind") from None


def _upright(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        # Before a single pixel is decoded: a small file can unfold into gigabytes.
        if image.width * image.height > MOST_PIXELS:
            raise NotAPhoto("pixels")
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _in_srgb(turned)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Plain colours: a profile can name its owner's screen."""
    profile = image.info.get("icc_profile")
    rgba = image.convert("RGBA") if "transparency" in image.info or image.mode in ("LA", "PA", "RGBA") else None
    if rgba is not None:
        paper = Image.new("RGB", rgba.size, "white")
        paper.paste(rgba, mask=rgba.getchannel("A"))
        return paper
    if profile and image.mode == "RGB":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB") or image
        except ImageCms.PyCMSError:
            return image
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    bare = Image.new("RGB", image.size)
    bare.paste(image)  # pixels only: whatever the library read beside them stays behind
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
