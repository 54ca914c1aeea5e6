"""Deliveries of talks: their plain values, what of them is compared, and which are the same."""
