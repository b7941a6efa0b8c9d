"""`nearer pace`: what a made-up couple would be offered, day by day, and why. No real person's data is read."""


def pace(days: int, seed: int) -> int:
    """Print one line for each card of a keen and a slow person who begin together."""
    import django

    django.setup()
    from nearer.pace.comfort import Comfort
    from nearer.pace.simulate import Somebody, live
    from nearer.programme.loader import programme

    families = {name: subject.family for name, subject in programme().subjects.items()}
    keen = Somebody(Comfort(levels=dict.fromkeys(families.values(), 4.0)), glad=4, comes=0.9)
    life = live((keen, Somebody(glad=3, comes=0.7)), programme().all_cards(), families, days, seed)
    print("A made-up couple: one is fine with depth 4 everywhere, one began at 2.")
    for lying in life.cards:
        became = f"opened {lying.opened}" if lying.opened else "put away"
        print(f"{lying.day}  {lying.card.id}  ({'; '.join(lying.offer.reasons)})  {became}")
    return 0
