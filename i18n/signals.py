"""What other apps may listen to."""

from django.dispatch import Signal

#: The worker has nothing to do: a receiver may do a little work (a second or two) and answers whether it did.
idle = Signal()
