"""RSS, Atom, JSON Feed and YouTube → talks."""
