"""Russian words that share a stem, and words that do not."""

import pytest

from finder.search.languages.russian import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    работа труд курс курсы обучение шведский язык школа дети ребёнок мама мать папа отец здоровье
    врач медсестра водитель сварщик уборка повар магазин офис айти вечер выходные женщины
    молодёжь деньги зарплата пособие помощь долги жильё тюрьма зависимость инвалидность
    беженец куратор практика наставник компьютер английский математика сертификат права
    бесплатно онлайн отель учитель полиция бизнес социал
""".split()
TOGETHER = """
    работа работы
    работу работой
    работать работа
    работаю работал
    курс курсы
    курсов курсах
    дети детей
    детям детьми
    ребёнок ребенка
    ребёнок ребёнком
    шведский шведского
    шведский шведски
    язык языка
    опыт опыта
    диплом диплома
    кредит кредиты
    программа программ
    проблема проблем
    ресторан ресторане
    охрана охраны
    гигиена гигиены
    социал социала
    уборка уборок
    уборка уборке
    подросток подростки
    продавец продавца
    украинец украинцев
    беженец беженцы
    учиться учусь
    учится учить
    деньги денег
    мать матери
    медсестра медсестёр
    молодёжь молодежи
    жильё жилья
    день дней
    лето летом
    инвалидность инвалидности
    занятость занятостью
    практика практику
    стажировка стажировки
    водитель водителем
    женщина женщин
    повар повара
    бесплатно бесплатный
    дистанционно дистанционная
    больница больницы
    права правами
    право праву
    учёба учебы
    материал материалу
    стажёр стажера
"""
APART = """
    работа робот
    работа работник
    права право
    занятость занятия
    лето лет
    долги долго
    водить вода
    мать математика
    учитель учёба
    курс курица
    шведский швея
    боль больница
    опыт оптик
    готовить готов
    социал социальный
    стоит сто
    повар поворот
    дети диета
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


@pytest.mark.parametrize("word", ("еда", "год", "суд"))
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
