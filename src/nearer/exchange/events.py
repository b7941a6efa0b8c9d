"""What other parts of the product may want to hear of. Sent inside the transaction that made it so."""

from django.dispatch import Signal

plan_ended = Signal()  # exchange_id
