"""A photo as large as it is printed. Pure, and in memory alone."""

import io

from PIL import Image

from nearer.exchange.photos import LONGEST_SIDE

SIDE, QUALITY = LONGEST_SIDE // 2, 80
"""170 dots an inch at the size it is printed. A decoder draws at half the size without unfolding the rest."""


def for_print(jpeg: bytes) -> tuple[bytes, int, int] | None:
    """The picture with its width and height in pixels; None for one that no page of ours has made."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
            # Threat: whoever has the couple key can put anything under it, also what unfolds into gigabytes.
            if max(opened.size) > LONGEST_SIDE:
                return None
            if max(opened.size) == LONGEST_SIDE:
                opened.draft("RGB", (max(opened.width // 2, 1), max(opened.height // 2, 1)))
            image = opened.convert("RGB")
        image.thumbnail((SIDE, SIDE))
        bare = Image.new("RGB", image.size)
        bare.paste(image)  # pixels only
        out = io.BytesIO()
        bare.save(out, "JPEG", quality=QUALITY)
        return out.getvalue(), *bare.size
    except Exception:  # a broken file can make a decoder fail in any way
        return None
