"""A photo is sealed under a key that comes from its part's own key: whoever may open the words may open
the picture, and destroying the words' key destroys the picture's."""

from dataclasses import replace

from nearer.vault import Context, Key, box, derive, unbox


def seal_photo(dek: Key, photo: bytes, context: Context) -> bytes:
    """`photo` beside the part that `dek` opens; `context` is the part's own."""
    return box(_key(dek, context), photo, _beside(context))


def open_photo(dek: Key, sealed: bytes, context: Context) -> bytes:
    """The picture. Raises SealError."""
    return unbox(_key(dek, context), sealed, _beside(context))


def _key(dek: Key, context: Context) -> Key:
    return derive(dek, "photo", context.encoded)


def _beside(context: Context) -> Context:
    return replace(context, purpose="photo")
