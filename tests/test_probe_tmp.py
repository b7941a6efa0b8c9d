import pytest
from tests import reading, reading_floor
from tests.test_translatable import *
from tests.test_translatable import language, rendered, TEMPLATES
@pytest.mark.django_db(transaction=True)
def test_probe(language, rendered):
    ana, ben = reader("Ana", language), reader("Ben", language)
    reading.at_the_door(ana, ben); reading.meeting(ana, ben)
    reading_floor.the_floor(ana, ben); reading_floor.long_lists(ana)
    print(sorted(n for n in rendered if n.startswith("exchange") or "chips" in n or "sorted" in n))
