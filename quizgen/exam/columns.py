"""The first row of a class list -> which columns hold the names and the ids.

A head is understood word by word, in the languages of Europe, of Central Asia and of the
Caucasus, whatever its case, accents and punctuation. What is in doubt is asked about: a
head that is taken for a student, or half a name, would be printed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

Meaning = Literal[
    "whole", "name", "first", "last", "middle", "id", "count", "whom", "and", "other"
]
_WORDS: dict[Meaning, str] = {
    # a name with all its parts
    "whole": """
        full name; display name; фио; ф и о; фи; ф и; аты жөні; толық аты; таә; т а ә;
        vollständiger name; nom complet; nombre completo; nome completo; піб; аты жөнү;
        f i sh; ному насаб""",
    # the whole, or what stands beside a first name, or beside a last name
    "name": """
        name; names; student name; имя; имена; аты; есімі; есім; nom; noms; nombre;
        nombres; ad; adı; isim; ismi; ism; nome; naam; imię; імя; ім я; ном; անուն;
        navn; namn; nimi; jméno; meno; név; nume; όνομα; vārds; vardas; име; სახელი""",
    "first": """
        first name; first names; first; given name; given names; forename; forenames;
        vorname; vornamen; vor; rufname; prénom; prénoms; voornaam; ime; fornavn;
        förnamn; etunimi; křestní jméno; keresztnév; utónév; prenume; eesnimi;
        fore name""",
    "last": """
        last name; last names; last; long name; surname; surnames; family name;
        фамилия; тегі; тек; nachname; familienname; zuname; nom de famille; apellido;
        apellidos; apellido paterno; apellido materno; primer apellido;
        segundo apellido; soyad; soyadı; soyisim; cognome; sobrenome; achternaam;
        nazwisko; прізвище; прозвішча; фамилиясы; familiya; familiyasi; насаб;
        ազգանուն; prezime; priimek; etternavn; efternavn; efternamn; sukunimi;
        příjmení; priezvisko; vezetéknév; επώνυμο; perekonnanimi; uzvārds; pavardė;
        презиме; გვარი; apelido; apelidos""",
    "middle": """
        middle name; middle names; middle; patronymic; отчество; әкесінің аты;
        по батькові; імя па бацьку; атасынын аты; otasining ismi; номи падар;
        հայրանուն; ata adı; πατρώνυμο""",
    "id": """
        id; ids; student id; student number; student no; identifier; org defined id;
        id number; roll number; roll no; admission number; admission no;
        registration number; ид; идентификатор; индивидуальный номер; код; шифр; иин;
        жсн; зачетка; номер зачетки; номер зачетной книжки; табельный номер;
        matrikelnummer; matrikel; schülernummer; identifiant; matricule; matrícula;
        legajo; okul no; sis id; sis user id""",
    # an id only if there is no other
    "count": """
        no; nr; n; num; number; numero; nummer; номер; нөмір; нөмірі; no п п; п п;
        lfd nr; s no; sl no; sr no; sıra no; sıra; рет саны; порядковый номер; index""",
    # whose name or number it is; alone it is the name
    "whom": """
        student; students; pupil; pupils; learner; learners; ученик; ученика; ученики;
        учащийся; учащегося; учащиеся; учащихся; обучающийся; обучающегося; студент;
        студента; студенты; оқушы; оқушының; оқушылар; студенттің; білім алушы;
        білім алушының; schüler; schülerin; schülers; studierende; teilnehmer; élève;
        élèves; étudiant; étudiante; étudiants; alumno; alumna; alumnos; estudiante;
        estudiantes; öğrenci; öğrencinin; aluno; alunos; studente; studenti; uczeń;
        leerling; учень; учня; вучань; окуучу; elev; elever; oppilas; žák; tanuló;
        μαθητής""",
    "and": """
        and; of; the; s; und; der; des; et; de; du; d; la; l; y; e; del; ve; и; і; i""",
    "other": """
        email; e mail; mail; почта; электронная почта; пошта; user; user name; login;
        sis login id; password; логин; пароль; пользователя; benutzer; benutzername;
        utilisateur; usuario; kullanıcı; class; section; group; класс; класса; группа;
        группы; сынып; сыныбы; топ; klasse; gruppe; classe; groupe; clase; grupo;
        sınıf; grup; grade; marks; points; score; total; оценка; балл; баллы; баға;
        punkte; puntos; puan; gender; sex; пол; жынысы; geschlecht; sexe; sexo;
        cinsiyet; birthday; birth; date; dob; дата; рождения; туған; күні;
        geburtsdatum; geburtstag; naissance; nacimiento; doğum; tarihi; phone; mobile;
        телефон; телефона; telefon; téléphone; teléfono; address; адрес; adresse;
        school; школа; мектеп; schule; école; escuela; okul; course; teacher; parent;
        parents; mother; father; guardian; родитель; родителя; родители; учитель;
        учителя; mutter; vater; eltern; department; institution; faculty; факультет;
        status; comment; comments; year; год; жыл; jahrgang""",
}
"""Words of heads, by what they say of their column; a line names many languages."""
_NAMES: tuple[Meaning, ...] = ("whole", "name", "first", "last", "middle")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")


def _plain(text: str) -> str:
    """*text* without case, accents, punctuation; "№" and "#" are "no"."""
    split = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text.replace("#", " no ")))
    letters = (c for c in split.casefold() if unicodedata.category(c) != "Mn")
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return " ".join(words).replace("ı", "i")


def _vocabulary() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for meaning, phrases in _WORDS.items():
        for phrase in map(_plain, phrases.split(";")):
            found[phrase] = meaning
            if min(map(len, phrase.split())) > 1:
                found.setdefault(phrase.replace(" ", ""), meaning)  # lastname
    return found


_MEANINGS = _vocabulary()
_LONGEST = max(phrase.count(" ") for phrase in _MEANINGS) + 1


def meaning(cell: str) -> Meaning | None:
    """What *cell*, of a head, says of its column; None if that is not clear."""
    said, unknown = _said(cell)
    names = said.intersection(_NAMES)
    if unknown:
        return None
    if "other" in said:
        return "other"
    if names and not said & {"id", "count"}:
        several = len(names - {"middle"}) > 1 or names == {"last", "middle"}
        return "whole" if several else (names - {"middle"} or names).pop()
    if not names and said & {"id", "count"}:
        return "id" if said & {"id", "whom"} else "count"
    return "name" if said - {"and"} == {"whom"} else None


def _said(cell: str) -> tuple[set[Meaning], bool]:
    """What the words of *cell* mean, and whether there are others; long phrases first."""
    words = _plain(cell).split()
    said: set[Meaning] = set()
    unknown = False
    while words:
        lengths = range(min(len(words), _LONGEST), 0, -1)
        size = next((n for n in lengths if " ".join(words[:n]) in _MEANINGS), 0)
        if size:
            said.add(_MEANINGS[" ".join(words[:size])])
        unknown |= not size
        words = words[size or 1 :]
    return said, unknown


class Columns(NamedTuple):
    """Where the parts of a name stand, in their order, and where the id, if there is one.

    *headed*: the first row says so, and is no student.
    """

    names: tuple[int, ...]
    number: int | None
    headed: bool


_Rows = Sequence[Sequence[str]]


def columns(rows: _Rows) -> Columns | str:
    """Where the names and ids of *rows* stand; if that is in doubt, what to do about it.

    Args:
        rows: One or more; shorter ones lack the cells at their end.
    """
    head, *others = rows
    meanings = [meaning(cell) for cell in head]
    if any(each in _NAMES for each in meanings):
        return _named(head, others)
    below = (_column(others, index) for index, _ in enumerate(head))
    is_title = any(meaning(cell) in _NAMES for row in others[:10] for cell in row)
    if is_title or any(meanings) or any(map(_stands_out, head, below)):
        return _unclear(head)
    return _unnamed(rows)


def _unclear(head: Sequence[str]) -> str:
    found = " | ".join(cell for cell in head if cell)
    return (
        f"found '{found[:100]}' in the first line: if these are columns, call them 'name'"
        " (or 'first name' and 'last name') and 'id'; if it is a student, put a line with"
        " such names above; if it is a title, delete it"
    )


def _column(rows: _Rows, index: int) -> list[str]:
    """The cells of a column that are not empty."""
    return [row[index] for row in rows if index < len(row) and row[index]]


# With a head


def _named(head: Sequence[str], rows: _Rows) -> Columns | str:
    """The columns that are called names and ids, unless that may be half of a name."""
    meanings = [meaning(cell) for cell in head]
    at = {each: [i for i, m in enumerate(meanings) if m == each] for each in _WORDS}
    names = _parts(at, rows)
    if not names:
        return _unclear(head)
    if len(names) == 1 and not at["whole"]:
        unknown = [i for i, each in enumerate(meanings) if each is None]
        for other in _halves(rows, names[0], unknown):
            return (
                f"found '{head[other]}' beside '{head[names[0]]}': if it is half of the"
                " name, call them 'first name' and 'last name'; else delete that column"
            )
    numbers = at["id"] or at["count"]
    return Columns(tuple(names), numbers[0] if numbers else None, headed=True)


def _parts(at: dict[Meaning, list[int]], rows: _Rows) -> list[int]:
    """The columns of which a name is made, in their order; none if that is not clear."""
    wholes, names, firsts, lasts = (at[each] for each in _NAMES[:4])
    if firsts and lasts:
        names = []
    if wholes or (len(names) == 1 and _repeats(rows, names[0], firsts + lasts)):
        parts = wholes or names
        return parts if len(parts) == 1 else []
    called = firsts or names or lasts
    if not called or len(names) > 1:
        return []
    parts = sorted(firsts + lasts + names)
    place = parts.index(called[-1]) + 1  # a patronymic follows the first name
    return parts[:place] + at["middle"] + parts[place:]


def _repeats(rows: _Rows, whole: int, parts: Iterable[int]) -> bool:
    """Whether what the columns *parts* hold is all in the column *whole* as well."""
    pairs = [
        (set(row[part].split()), set(row[whole].split()))
        for part in parts
        for row in rows
        if max(part, whole) < len(row)
    ]
    return bool(pairs) and all(part < words for part, words in pairs)


def _halves(rows: _Rows, name: int, unknown: Iterable[int]) -> Iterator[int]:
    """Those of the columns *unknown* that may complete the single words of *name*."""
    if not any(" " in cell for cell in _column(rows, name)):
        for index in unknown:
            cells = _column(rows, index)
            if cells and not any(map(_has_digit, cells)):
                yield index


# Without a head


def _unnamed(rows: _Rows) -> Columns | str:
    """The columns of words are names, and one of different numbers is the id."""
    names, numbers = [], []
    for index in range(len(rows[0])):
        cells = _column(rows, index)
        if cells and all(map(_has_digit, cells)):
            numbers.append(index)
        elif not any("@" in cell for cell in cells):
            names.append(index)
    if len(numbers) > 1:
        counted = [str(n) for n, _ in enumerate(rows, 1)]
        numbers = [index for index in numbers if _column(rows, index) != counted]
    ids = [cell for index in numbers for cell in _column(rows, index)]
    is_whole = len(names) in (1, 2, 3) and all(rows[0][index] for index in names)
    if not is_whole or len(numbers) > 1 or len({*ids}) < len(ids):
        return _unclear(rows[0])
    return Columns(tuple(names), numbers[0] if numbers else None, headed=False)


def _stands_out(cell: str, others: Sequence[str]) -> bool:
    """Whether *cell*, the first of its column, looks like a head over the *others*."""
    said, _ = _said(cell)
    if said.intersection((*_NAMES, "whom")) or set(cell) & set("_/:()[]#*"):
        return True
    if not others or not cell:
        return False
    own, usual = _scripts([cell]), _scripts(others)
    return (
        {_has_digit(cell)}.isdisjoint(map(_has_digit, others))
        or (cell[0].islower() and all(other[0].isupper() for other in others))
        or (cell.isupper() and not any(map(str.isupper, others)))
        or bool(own and usual and own.isdisjoint(usual))
        or (" " not in cell and len(others) > 1 and all(" " in other for other in others))
    )


def _has_digit(cell: str) -> bool:
    return any(map(str.isdecimal, cell))


def _scripts(cells: Iterable[str]) -> set[str]:
    """The alphabets of *cells*; letters of Unicode are named after theirs."""
    letters = {letter for cell in cells for letter in cell if letter.isalpha()}
    return {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
