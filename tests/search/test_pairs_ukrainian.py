"""Ukrainian words that share a stem, and words that do not."""

import pytest

from finder.search.languages.ukrainian import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    робота праця курс курси навчання шведська мова школа діти дитина мама мати тато батько
    здоров'я лікар медсестра водій зварник прибирання кухар магазин офіс айті вечір вихідні
    жінки молодь гроші зарплата допомога борги житло в'язниця залежність інвалідність
    біженець куратор практика наставник комп'ютер англійська математика сертифікат права
    безкоштовно онлайн готель вчитель поліція бізнес
""".split()
TOGETHER = """
    робота роботи
    роботу роботою
    робота робіт
    навчання навчанні
    навчання навчань
    навчання навчанням
    курс курси
    курсів курсах
    мова мовою
    шведська шведською
    шведська шведської
    школа шкіл
    школу школі
    діти дітей
    дітям дітьми
    дитина дитини
    водій водія
    водій водіїв
    водієм водій
    зварник зварників
    медсестра медсестер
    медсестра медсестри
    обов'язки обов'язків
    обов'язки обовязків
    здоров'я здоровя
    комп'ютер компютера
    ґрунт грунт
    вчитель учитель
    вчителі учителів
    продавець продавця
    продавець продавці
    підліток підлітка
    підлітки підлітків
    українець українці
    біженці біженців
    жінка жінок
    жінки жінкам
    інвалідність інвалідності
    зайнятість зайнятістю
    працювати працюю
    стажування стажуватися
    працевлаштування працевлаштуванню
    лікар лікаря
    лікарня лікарень
    кухар кухарем
    професія професій
    депресія депресії
    диплом дипломи
    програма програм
    рівень рівня
    садок садка
    допомога допомозі
    вечір вечора
    iнтернет інтернет
    безкоштовно безкоштовні
    дистанційно дистанційне
    молодь молоді
    гроші грошей
    сертифікат сертифікати
    права прав
    садівник садівники
    прибирання прибиранню
"""
APART = """
    робота робот
    курс курка
    мова молодь
    водій вода
    права право
    лікар лікарня
    школа школяр
    діти дієта
    кухар кухня
    зайнятість заняття
    вчитель вчений
    офіс офіціант
    склад складний
    праця прання
    робота робітник
    мама математика
    водій водити
"""


def pairs(written: str) -> list[list[str]]:
    """The pairs that stand one on a line."""
    return [line.split() for line in written.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), pairs(TOGETHER))
def test_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), pairs(APART))
def test_do_not_share_a_stem(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ("мам", "рік", "дім"))
def test_short_words_stay(word: str) -> None:
    assert stem(word) == word


def test_stems_keep_three_letters() -> None:
    words = [*LABELS, *TOGETHER.split(), *APART.split()]
    assert all(len(stem(word)) >= min(3, len(word)) for word in words)


def test_no_function_word_is_what_is_searched_for() -> None:
    assert not FUNCTION_WORDS.intersection(LABELS)
    assert not NEGATIONS.intersection(LABELS)


def test_negations_are_no_function_words() -> None:
    assert not FUNCTION_WORDS & NEGATIONS
