import cProfile, pstats, pytest
from tests.story import told
pytestmark = pytest.mark.django_db
def test_it():
    p=cProfile.Profile(); p.enable()
    life, sights = told()
    p.disable()
    print(len(life.words), len(life.answers), len(life.leaks))
    pstats.Stats(p).sort_stats("cumtime").print_stats(70)
