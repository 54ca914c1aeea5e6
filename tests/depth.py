"""The number of examples for laws: few on further Pythons, more here, most in a soak.

`make test` tries the default; HYPOTHESIS_PROFILE names another profile. Only a soak draws new
examples each time: elsewhere a law always tries the same ones, so that no change fails by chance.
"""

from __future__ import annotations

from hypothesis import settings

PROFILES = {"brief": 10, "default": 100, "soak": 20_000}
"""The examples of a law that states no number of its own."""


def register_profiles() -> None:
    """Make the profiles known to hypothesis."""
    for name, number in PROFILES.items():
        settings.register_profile(
            name, deadline=None, max_examples=number, derandomize=name != "soak"
        )


def examples(number: int) -> int:
    """Scale a number of examples that is meant for `make test` to the profile in use."""
    return max(1, number * settings().max_examples // PROFILES["default"])
