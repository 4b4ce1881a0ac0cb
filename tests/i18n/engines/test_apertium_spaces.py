"""Apertium leaves a space where it drops a word; readers must not see it."""

from i18n.engines.apertium import closed_up


def test_a_space_before_a_full_stop_or_comma_is_closed_up():
    assert closed_up("To listen. In York, which", "Escuchar . En York , el cual") == "Escuchar. En York, el cual"


def test_spaces_that_the_source_has_itself_stay():
    assert closed_up("Use the . command", "Usa la orden . ahora") == "Usa la orden . ahora"


def test_an_ellipsis_or_decimal_point_is_left_alone():
    assert closed_up("About .5 percent", "Sobre .5 por ciento") == "Sobre .5 por ciento"


def test_a_space_after_an_opening_quotation_mark_is_closed_up():
    assert closed_up("“We waited,” he said.", "“ Esperamos,” dijo.") == "“Esperamos,” dijo."
