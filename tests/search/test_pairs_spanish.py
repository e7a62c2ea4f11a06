"""Spanish words that share a stem, and words that do not."""

import pytest

from finder.search.languages.spanish import FUNCTION_WORDS, NEGATIONS, stem

LABELS = """
    trabajo curso formación sueco idioma escuela estudiar niños guardería salud enfermo
    médico enfermera soldador conductor limpieza cocinero tienda oficina IT tarde noche
    mujer joven dinero sueldo ayuda deuda vivienda cárcel adicción discapacidad mayor
    refugiado prácticas mentor computadora inglés matemáticas certificado gratis online
    hotel profesor todos padre madre
""".split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trabajo", "trabajos"),
        ("trabajar", "trabajando"),
        ("curso", "cursos"),
        ("formación", "formacion"),
        ("formación", "formaciones"),
        ("clase", "clases"),
        ("mes", "meses"),
        ("país", "países"),
        ("niño", "niñas"),
        ("niño", "ninos"),
        ("hijo", "hijas"),
        ("mujer", "mujeres"),
        ("joven", "jóvenes"),
        ("jóvenes", "jovenes"),
        ("escuela", "escuelas"),
        ("lengua", "lenguas"),
        ("inglés", "ingles"),
        ("inglés", "inglesa"),
        ("enfermera", "enfermero"),
        ("enfermera", "enfermeras"),
        ("médico", "médica"),
        ("soldador", "soldadora"),
        ("soldador", "soldadores"),
        ("conductor", "conductora"),
        ("cocinero", "cocinera"),
        ("profesor", "profesoras"),
        ("panadero", "panaderos"),
        ("mecánico", "mecanicos"),
        ("desempleado", "desempleada"),
        ("desempleado", "desempleados"),
        ("refugiado", "refugiadas"),
        ("discapacitado", "discapacitadas"),
        ("empleo", "empleos"),
        ("práctica", "practicas"),
        ("carné", "carnet"),
        ("taller", "talleres"),
        ("autobús", "autobuses"),
        ("inscribir", "inscribirme"),
        ("aprender", "aprendiendo"),
        ("buscar", "buscando"),
        ("formar", "formarme"),
        ("título", "titulos"),
        ("salud", "salud"),
        ("luz", "luces"),
        ("gratis", "gratuito"),
        ("estudiante", "estudiantes"),
        ("sueco", "sueca"),
        ("oficina", "oficinas"),
        ("cuaderno", "cuadernos"),
        ("vivienda", "viviendas"),
        ("deuda", "deudas"),
        ("universitario", "universitaria"),
        ("limpiador", "limpiadoras"),
    ],
)
def test_forms_of_a_word_share_its_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("caso", "casa"),
        ("curso", "cura"),
        ("puerto", "puerta"),
        ("trabajo", "trabajador"),
        ("formación", "forma"),
        ("cocina", "cocinar"),
        ("salud", "saludo"),
        ("libro", "libra"),
        ("practica", "práctico"),
        ("carné", "carne"),
        ("enfermera", "enfermedad"),
        ("enfermero", "enfermería"),
        ("hijo", "higo"),
        ("escuela", "escuchar"),
        ("médico", "medio"),
        ("empleo", "empleado"),
        ("niño", "nadie"),
        ("taller", "talla"),
        ("mes", "mesa"),
        ("vivienda", "vivir"),
        ("padre", "padrino"),
        ("suelo", "sueldo"),
    ],
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_no_label_is_a_function_word() -> None:
    assert not {label.lower() for label in LABELS} & (FUNCTION_WORDS | NEGATIONS)


def test_negations_are_no_function_words() -> None:
    assert not NEGATIONS & FUNCTION_WORDS
    assert set("no sin".split()) <= NEGATIONS
