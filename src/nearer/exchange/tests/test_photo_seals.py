"""A photo opens with its words' key, in its words' place, and with nothing else."""

from dataclasses import replace

import pytest

from nearer.exchange.photo_seals import open_photo, seal_photo
from nearer.vault import Context, Key, SealError, derive

DEK = Key(bytes(range(32)))
PLACE = Context("words", "space", "ana", "part", "exchange/moment", 1)
# Sealed by the first release that kept photos. Whatever comes later must open it.
FROZEN = (
    "733101024d2a04f6bcbc5bbbc365ebe3f6c4f37d00314936cc9de646f747eb5003c9c9e2a3e8eca2e751fbaa46ea8d77f4efad9bac62"
    "6e029d08433233d365ec733101011ecfb582386845401f92cc02e871f1abeb875c4218ca8510d81b09326d791089fea331df3f3bf04a"
    "1e6b2b0b2418cd5b3f1d064177f91fbe87961921e8cb760c5130e0ead06c08d54104cef2c26ab834465c013793debd264890aa38640c"
    "b44adac7161a355d82cabddbb967984148fb8981aed1e3633738709784d71755c4c06ef62bb2379fb762a804f84b40a844619a53aedf"
    "267471a47469d54870d4f6281a019e898be3281001c638509776a9c6ce7f6af563da49136e023153bef0aefef7727bdafbd3688b6fbd"
    "4af1f0fba05494d2b6815ad9e472b44c7ba0ecfabbdcdc031f688a78b480a975972b78cb5e4e9302986328766f6bc6184ed1622a48d7"
    "73343c7b05c28d29f22788f05f514fc155b0c1d9bd0955fadc2ba94ffa2b4011406ca74326234db8bc011cea8d524a7882eab89bc932"
    "8b792cfd73c8"
)


def test_it_opens_with_its_words_key_in_its_place() -> None:
    assert open_photo(DEK, seal_photo(DEK, b"a picture", PLACE), PLACE) == b"a picture"


def test_what_was_sealed_once_opens_for_ever() -> None:
    assert open_photo(DEK, bytes.fromhex(FROZEN), PLACE) == b"a picture of two"


@pytest.mark.parametrize(
    "other",
    [{"space": "x"}, {"author": "ben"}, {"object": "x"}, {"part": "exchange/plan"}, {"revision": 2}, {"epoch": 1}],
)
def test_in_any_other_place_it_stays_shut(other: dict[str, object]) -> None:
    sealed = seal_photo(DEK, b"a picture", PLACE)
    with pytest.raises(SealError):
        open_photo(DEK, sealed, replace(PLACE, **other))


def test_another_key_does_not_open_it_nor_does_the_words_key_by_itself() -> None:
    sealed = seal_photo(DEK, b"a picture", PLACE)
    for key in (Key.new(), derive(DEK, "photo")):
        with pytest.raises(SealError):
            open_photo(key, sealed, PLACE)


def test_changed_bytes_stay_shut() -> None:
    sealed = seal_photo(DEK, b"a picture", PLACE)
    for at in range(0, len(sealed), 7):
        with pytest.raises(SealError):
            open_photo(DEK, sealed[:at] + bytes((sealed[at] ^ 1,)) + sealed[at + 1 :], PLACE)
    for cut in (b"", sealed[:10], sealed[:-1]):
        with pytest.raises(SealError):
            open_photo(DEK, cut, PLACE)


def test_two_seals_of_one_photo_differ_and_their_size_says_little() -> None:
    one, other = seal_photo(DEK, b"p" * 201_000, PLACE), seal_photo(DEK, b"p" * 204_000, PLACE)
    assert one != seal_photo(DEK, b"p" * 201_000, PLACE)
    assert len(one) == len(other)
