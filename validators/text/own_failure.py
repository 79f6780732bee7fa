"""How our own failures are named: by kind and place, since the words of an exception may repeat a value from a record."""


def where_it_failed(error: BaseException) -> str:
    """Return the type of an exception and the module and line that raised it: `ValueError, validators.kinds.kpi:120`."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f", {last.tb_frame.f_globals.get('__name__', '?')}:{last.tb_lineno}" if last else ""
    return f"{type(error).__name__}{place}"
