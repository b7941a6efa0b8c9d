"""One device, passed across: said aloud, kept as a course, landed for both."""

import re
from datetime import timedelta

import pytest

from nearer.exchange import across
from nearer.exchange.models import Exchange, Grant, Landing, Part
from nearer.kit import clock
from tests.cast import Visitor, couple

from .floor import ID, add_floor

pytestmark = pytest.mark.django_db(transaction=True)
AT = re.compile(r'name="at" value="(\d+)"')
NAV = re.compile(r'class="tabs|href="/(?:ours|mine|you|steps)/|textarea|type="text"')
LINK = "Do it on one device"


class Device:
    """Ana's phone, in whoever's hands. `press` is what a thumb does: the form that is on the page."""

    def __init__(self, owner: Visitor, id: str) -> None:
        self.owner, self.id, self.path = owner, id, f"/exchanges/{id}/across/"

    def page(self) -> str:
        return self.owner.get(self.path)

    def press(self, do: str, choice: str = "", at: str = "") -> str:
        form = {"at": at or AT.findall(self.page())[0], "do": do} | ({"choice": choice} if choice else {})
        self.owner.post(self.path, **form)
        return self.page()

    def turn(self, who: str, choice: str = "") -> str:
        """Take the device and say one part."""
        taken = self.press("take")
        assert f"<bdi>{who}</bdi>" in taken and "Hand it" not in taken
        return self.press("say", choice)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> tuple[Visitor, Visitor, Device]:
    add_floor(monkeypatch)
    ana, ben = couple()
    ana.post(f"/begin/{ID}/", first="me")
    return ana, ben, Device(ana, Exchange.objects.get(exercise=ID).pk)


def through(device: Device, *verdicts: str) -> str:
    """The whole floor, with these verdicts."""
    page = device.turn("Ana")
    for verdict in verdicts:
        device.turn("Ben")
        page = device.turn("Ana", verdict)
    return page


def to_the_end(device: Device) -> str:
    through(device, "yes")
    device.turn("Ben")
    return device.turn("Ana")


def test_it_walks_from_hand_to_hand_and_lands_for_both(two) -> None:
    ana, ben, device = two
    assert LINK in ana.see(device.id) and LINK in ben.see(device.id)
    assert "Ana goes first" in device.page() and "How do you like to talk today?" in device.page()
    assert "You did this together, aloud" in to_the_end(device)
    assert Landing.objects.filter(exchange=device.id).exists()
    for person in (ana, ben):
        page = person.see(device.id)
        assert "You two did this aloud, together" in page and "nothing that was said" in page
        assert LINK not in page and "Say it" not in page and "Take mine back" not in page
        assert device.id in person.get("/ours/")
        assert 'name="way-way"' not in page  # that was talked over
        person.post(f"/exchanges/{device.id}/way/take-back/", 409)
        assert 'name="felt-felt"' in page  # what each looks back on alone is open now
        person.post(f"/exchanges/{device.id}/felt/", felt__felt="7")


def test_between_two_people_a_screen_shows_nothing_of_before(two) -> None:
    _ana, _ben, device = two
    device.press("take")
    page = device.press("say")
    assert "Hand it to Ben" in page and "I’m Ben, go on" in page
    assert "Tell something small" not in page and "Say back" not in page


def test_three_tries_are_enough(two) -> None:
    _ana, _ben, device = two
    page = through(device, "partly")
    assert "another try, 2 of 3" in device.press("take")
    device.press("undo")
    device.turn("Ben")
    device.turn("Ana", "no")
    device.turn("Ben")
    page = device.turn("Ana", "partly")
    assert "enough for one evening" in page and "name=do" not in page
    assert not Landing.objects.exists()


def test_a_later_try_can_be_the_one(two) -> None:
    _ana, _ben, device = two
    through(device, "no", "partly", "yes")
    device.turn("Ben")
    assert "You did this together" in device.turn("Ana")


def test_the_last_press_can_be_undone_also_after_landing(two) -> None:
    ana, ben, device = two
    assert "You did this together" in to_the_end(device)
    assert "Answer it." in device.press("undo")
    assert not Landing.objects.exists()
    assert "You two did this" not in ben.see(device.id)
    for _ in range(20):
        if "goes first" in (page := device.page()):
            break
        page = device.press("undo")
    assert "Ana goes first" in page and AT.findall(page) == ["0"]
    ana.post(device.path, at="0", do="undo")  # nothing to take back
    assert "Ana goes first" in device.page()


def test_a_second_tab_that_is_behind_changes_nothing(two) -> None:
    _ana, _ben, device = two
    device.press("take")
    device.press("say")
    for do, choice in (("say", ""), ("undo", ""), ("take", "")):
        assert "Hand it to Ben" in device.press(do, choice, at="1")
    assert AT.findall(device.page())[0] == "2"


@pytest.mark.parametrize(
    "form",
    [{"do": "say", "choice": "yes"}, {"do": "say"}, {"do": "fly"}, {}, {"do": "take", "at": "x"}, {"do": "undo"}],
)
def test_an_odd_press_changes_nothing(two, form: dict[str, str]) -> None:
    ana, _ben, device = two
    ana.post(device.path, **{"at": "0"} | form)
    assert "Ana goes first" in device.page()
    assert not Part.objects.exists()


def test_a_choice_is_one_of_the_scripts_own(two) -> None:
    _ana, _ben, device = two
    device.turn("Ana"), device.turn("Ben")
    before = device.press("take")
    assert before.count('name="choice"') == 3
    for wrong in ("maybe", "", "words of somebody"):
        assert "Was that it?" in device.press("say", wrong)
    assert AT.findall(device.page()) == AT.findall(before)


def test_it_goes_on_after_a_night(two) -> None:
    ana, _ben, device = two
    device.turn("Ana")
    with clock.moved(timedelta(days=1)):
        ana.client.cookies.clear()
        ana.client.get(device.path)
        ana.back()
        assert "Hand it to Ben" in device.page()


def test_the_page_leads_nowhere_private_and_asks_for_no_word(two) -> None:
    _ana, _ben, device = two
    pages = [device.page(), device.press("take"), device.press("say"), device.press("take"), to_the_rest(device)]
    for page in pages:
        main = page.split('id="help"')[0]
        assert not NAV.search(main)
        assert 'data-live="/live/"' in main and "Leave quickly" in main and "Help" in main and "Stop here" in main


def to_the_rest(device: Device) -> str:
    device.press("say")
    return device.press("take")


def test_the_other_sees_no_tap_and_their_page_stays_the_same(two) -> None:
    _ana, ben, device = two
    bare = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    before = bare.sub("", ben.see(device.id)), bare.sub("", ben.get("/"))
    through(device, "partly")
    assert (bare.sub("", ben.see(device.id)), bare.sub("", ben.get("/"))) == before
    assert "Ana goes first" in ben.get(device.path)  # a log of their own, and empty


def test_the_log_is_one_sealed_part_that_nobody_is_granted(two) -> None:
    ana, _ben, device = two
    to_the_end(device)
    part = Part.objects.get(exchange=device.id)
    assert (part.move, part.author_id) == (across.LOG, ana.me.id)
    assert list(part.grants.values_list("reader", flat=True)) == [Grant.OWN]
    assert not Grant.objects.filter(part=part, reader=Grant.SPACE).exists()
    assert b"verdict" not in bytes(part.sealed_words)


def test_a_stranger_finds_nothing(two) -> None:
    ana, _ben, device = two
    cleo = Visitor("Cleo").arrive()
    cleo.get(device.path, 404), cleo.post(device.path, 404, at="0", do="take")
    ana.post("/begin/thanks/")
    thanks = Exchange.objects.get(exercise="thanks").pk
    ana.get(f"/exchanges/{thanks}/across/", 404)
    assert LINK not in ana.see(thanks)


def test_once_a_turn_was_written_it_goes_on_there(two) -> None:
    ana, ben, device = two
    device.turn("Ana")
    ana.post(f"/exchanges/{device.id}/tell/", tell__tell="the late bus")
    assert LINK not in ana.see(device.id) and LINK not in ben.see(device.id)
    ana.get(device.path, 302)
    ana.post(device.path, at="2", do="take")
    assert "the late bus" in ben.see(device.id)


def test_after_leaving_it_is_over(two) -> None:
    ana, _ben, device = two
    device.turn("Ana")
    ana.post("/together/leave/", passphrase=ana.passphrase)
    ana.get(device.path, 302)
