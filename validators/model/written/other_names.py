"""What people call keys and choices otherwise than our pages: in Russian, in which many were trained, and for short."""

import re
from collections.abc import Collection, Mapping, Sequence

from validators.text.uzbek import fold

_KEYS = {
    "название": "title name", "наименование": "title name", "статус": "status", "состояние": "status", "владелец": "owner",
    "ответственный": "responsible", "исполнитель": "executors responsible", "исполнители": "executors",
    "соисполнители": "executors", "срок": "due term", "срок исполнения": "due", "срок сдачи": "due", "срок выполнения": "due",
    "дата окончания": "due until", "дата начала": "started start since", "tugash sanasi": "due until", "tugash muddati": "due",
    "oxirgi muddat": "due", "ijro muddati": "due", "bajarish muddati": "due", "topshirish muddati": "due",
    "end date": "due until", "start date": "started start since", "name": "title", "nomlanishi": "title",
    "masul shaxs": "responsible", "ijrochi": "responsible", "ответственное лицо": "responsible", "masul xodim": "responsible",
    "boshlanishi": "started start since", "elektron pochta": "email", "электронная почта": "email", "e mail": "email",
    "описание": "summary", "tavsifi": "summary", "izoh": "note", "дедлайн": "due", "deadline": "due", "начало": "started start",
    "дата": "date", "номер": "number", "цель": "purpose", "основание": "basis", "приоритет": "priority", "этапы": "milestones",
    "бюджет": "budget", "команда": "team", "проблема": "problem", "риски": "risks", "результаты": "results",
    "заказчик": "customer", "разработчик": "developer", "документы": "documents", "тип": "type kind", "вид": "kind type",
    "причина": "reason", "решение": "decision", "должность": "position", "сотрудник": "employee", "телефон": "phone",
    "почта": "email", "примечание": "note", "система": "system", "системы": "systems", "стандарты": "standards",
    "сумма": "total amount", "источник": "source", "итог": "result outcome", "результат": "result outcome", "eski": "old",
    "yangi": "new", "код": "code", "версия": "version",
}  # fmt: skip
"""Of each word the keys that it may stand for."""
_CHOICES = {
    "черновик": "draft", "запланирован": "planned", "запланировано": "planned", "в работе": "in-progress",
    "выполняется": "in-progress", "исполняется": "in-progress", "приостановлен": "suspended", "приостановлено": "suspended",
    "тестирование": "testing", "запущен": "launched", "внедрен": "launched", "завершен": "completed done",
    "завершено": "completed done", "выполнен": "done completed", "выполнено": "done completed", "исполнено": "done completed",
    "отменен": "cancelled", "отменено": "cancelled", "отозван": "withdrawn", "утвержден": "approved", "утверждено": "approved",
    "согласован": "agreed", "согласовано": "agreed", "разработан": "developed", "рассмотрен": "reviewed",
    "отклонен": "rejected", "отклонено": "rejected", "принят": "accepted", "принято": "accepted", "представлен": "submitted",
    "зарегистрирован": "registered", "получен": "received", "отправлен": "sent", "опубликован": "published", "открыт": "open",
    "решен": "resolved", "действует": "in-force", "действующий": "in-force", "утратил силу": "lost-force",
    "заменен": "replaced", "в эксплуатации": "in-operation", "списан": "decommissioned", "высокий": "high", "средний": "medium",
    "низкий": "low", "критический": "critical", "закон": "law", "приказ": "order", "письмо": "letter", "договор": "contract",
    "протокол": "minutes", "ежедневно": "daily", "еженедельно": "weekly", "ежемесячно": "monthly", "ежеквартально": "quarterly",
    "ежегодно": "yearly", "положительно": "positive", "положительное": "positive", "отрицательно": "negative",
    "отрицательное": "negative", "виза": "visa", "начальник": "head", "заместитель": "deputy", "министерство": "ministry",
    "агентство": "agency", "техническое задание": "terms-of-reference", "концепция": "concept", "новая система": "new-system",
    "tt": "terms-of-reference", "тз": "terms-of-reference", "ijroda": "in-progress", "topshirilgan": "submitted",
    "ichki": "internal", "jarayonda": "in-progress", "bajarilyapti": "in-progress", "rejada": "planned",
    "har kuni": "daily", "har hafta": "weekly", "har oy": "monthly", "har oyda": "monthly", "har chorak": "quarterly",
    "har chorakda": "quarterly", "har yil": "yearly", "har yili": "yearly",
}  # fmt: skip
"""Of each word the choices that it may stand for; ё is written е as often as not."""
ACTS = {"presidential-decree": "pf", "presidential-resolution": "pq", "presidential-order": "f", "cabinet-resolution": "vmq",
        "law": "orq"}  # fmt: skip
"""How the numbers of acts begin, by their type."""
_FINAL = str.maketrans("kq", "gg")
"""How the last letter of a word changes before an ending: boshliq, bo‘lim boshlig‘i."""
SHORTEST = 4
"""As many letters of a choice's name as distinguish it from others."""


def _by_folded(table: Mapping[str, str]) -> Mapping[str, Sequence[str]]:
    return {fold(name): meant.split() for name, meant in table.items()}


_KEYS_OF, _CHOICES_OF = _by_folded(_KEYS), _by_folded(_CHOICES | {short: type_ for type_, short in ACTS.items()})


def key_called(written: str, known: Collection[str]) -> str | None:
    """Return the key that is called so; None where none of those known is, or several.

    >>> key_called("Срок", {"due", "title"}), key_called("Название", {"name", "title"})
    ('due', None)
    """
    return _only(_KEYS_OF, written, known)


def choice_called(written: str, known: Collection[str]) -> str | None:
    """Return the choice that is called so; None where none of those known is, or several.

    >>> choice_called("В работе", ["draft", "in-progress"])
    'in-progress'
    """
    return _only(_CHOICES_OF, written, known)


def _only(table: Mapping[str, Sequence[str]], written: str, known: Collection[str]) -> str | None:
    word = fold(re.sub("[-_]", " ", written.lower().replace("ё", "е")).strip("\"'“”« »"))
    found = [meant for meant in table.get(word, ()) if meant in known]
    return found[0] if len(found) == 1 else None


def begun_so(wanted: str, names: Mapping[str, str]) -> str | None:
    """Return the one choice whose name has these words, or has a word that begins with them; None where several do."""
    stem = f" {wanted[:-1]}{wanted[-1:].translate(_FINAL)}"
    found = {value for name, value in names.items() if f" {wanted}" in f" {name}" or stem in f" {name}"}
    return found.pop() if len(wanted) >= SHORTEST and len(found) == 1 else None


def said_among(wanted: str, names: Mapping[str, str]) -> str | None:
    """Return the one choice whose whole name is among these words: “yuqori daraja”; None where several are, or with a “not”."""
    found = {value for name, value in names.items() if len(name) >= SHORTEST and f" {name} " in f" {wanted} "}
    return found.pop() if len(found) == 1 and not re.search(r"\b(?:emas|not|ne|yoq)\b", wanted) else None
