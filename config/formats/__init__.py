"""How dates are written in languages where Django's own form will not do."""
