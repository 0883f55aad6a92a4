"""The columns of a class list: which hold the names and which the ids.

A heading is understood word by word, in the languages of Europe, of Central Asia and of
the Caucasus, whatever its case, accents and punctuation. What is in doubt is an error: a
heading that is taken for a student, or half a name, would be printed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from quizgen.exam.roster_rows import RosterError, Row

Meaning = Literal[
    "whole", "name", "first", "last", "middle", "id", "count", "whose", "and", "other"
]
_PHRASES: dict[Meaning, str] = {
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
    "whose": """
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
"""Phrases of headings by their meaning, separated by ``;``, of many languages in a line."""
_NAMES: tuple[Meaning, ...] = ("whole", "name", "first", "last", "middle")
_CAMEL_CASE = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")


class RosterColumns(NamedTuple):
    """The places of a student's name and id in a row.

    Attributes:
        names: Indexes of the cells that make the name, in its order; at least one.
        number: Index of the cell with the id; None if there is none.
        has_header: The first row holds headings, and no student.
    """

    names: tuple[int, ...]
    number: int | None
    has_header: bool


def find_columns(rows: Sequence[Row]) -> RosterColumns:
    """Return where the names and ids of *rows* stand.

    Args:
        rows: One or more; shorter ones lack the cells at their end.

    Raises:
        RosterError: That is in doubt; the message says what to do about it.
    """
    header, *others = rows
    cells = [row.cells for row in others]
    meanings = [heading_meaning(cell) for cell in header.cells]
    if any(meaning in _NAMES for meaning in meanings):
        return _columns_by_header(header, cells)
    below = (_column(cells, index) for index, _ in enumerate(header.cells))
    title = any(heading_meaning(cell) in _NAMES for row in cells[:10] for cell in row)
    if title or any(meanings) or any(map(_looks_like_heading, header.cells, below)):
        raise _unclear(header)
    return _columns_by_content(rows)


def _unclear(row: Row) -> RosterError:
    text = " | ".join(cell for cell in row.cells if cell)
    message = (
        f"found '{text[:100]}' in the first line: if these are columns, call them 'name'"
        " (or 'first name' and 'last name') and 'id'; if it is a student, put a line with"
        " such names above; if it is a title, delete it"
    )
    return RosterError(message, row.line)


_Cells = Sequence[Sequence[str]]


def _column(rows: _Cells, index: int) -> list[str]:
    """Return the cells of a column that are not empty."""
    return [row[index] for row in rows if index < len(row) and row[index]]


# Headings


def heading_meaning(cell: str) -> Meaning | None:
    """Return what *cell*, of a header, says of its column; None if that is not clear."""
    meanings, has_unknown_words = _meanings_of_words(cell)
    names = meanings.intersection(_NAMES)
    numbers = meanings & {"id", "count"}
    if has_unknown_words:
        return None
    if "other" in meanings:
        return "other"
    if names and not numbers:
        has_all_parts = len(names - {"middle"}) > 1 or names == {"last", "middle"}
        return "whole" if has_all_parts else (names - {"middle"} or names).pop()
    if numbers and not names:
        return "id" if meanings & {"id", "whose"} else "count"
    return "name" if meanings - {"and"} == {"whose"} else None


def _meanings_of_words(cell: str) -> tuple[set[Meaning], bool]:
    """Return what the words of *cell* mean, and whether there are unknown ones as well.

    Long phrases go before short ones: "last name" is no "name".
    """
    words = _fold(cell).split()
    meanings: set[Meaning] = set()
    has_unknown_words = False
    while words:
        lengths = range(min(len(words), _MAX_PHRASE), 0, -1)
        size = next((n for n in lengths if " ".join(words[:n]) in _MEANINGS), 0)
        if size:
            meanings.add(_MEANINGS[" ".join(words[:size])])
        has_unknown_words |= not size
        words = words[size or 1 :]
    return meanings, has_unknown_words


def _fold(text: str) -> str:
    """Return *text* without case, accents and punctuation; "№" and "#" are "no"."""
    spaced = unicodedata.normalize("NFKD", _CAMEL_CASE.sub(" ", text.replace("#", " no ")))
    letters = (c for c in spaced.casefold() if unicodedata.category(c) != "Mn")
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return " ".join(words).replace("ı", "i")


def _meanings_by_phrase() -> dict[str, Meaning]:
    by_phrase: dict[str, Meaning] = {}
    for meaning, phrases in _PHRASES.items():
        for phrase in map(_fold, phrases.split(";")):
            by_phrase[phrase] = meaning
            if min(map(len, phrase.split())) > 1:
                by_phrase.setdefault(phrase.replace(" ", ""), meaning)  # lastname
    return by_phrase


_MEANINGS = _meanings_by_phrase()
_MAX_PHRASE = max(phrase.count(" ") for phrase in _MEANINGS) + 1


# A list with a header


def _columns_by_header(header: Row, rows: _Cells) -> RosterColumns:
    """Return the columns that are called names and ids."""
    meanings = [heading_meaning(cell) for cell in header.cells]
    at = {
        meaning: [i for i, heading in enumerate(meanings) if heading == meaning]
        for meaning in _PHRASES
    }
    names = _name_columns(at, rows)
    if not names:
        raise _unclear(header)
    if len(names) == 1 and not at["whole"]:
        [name] = names
        unknown = [i for i, meaning in enumerate(meanings) if meaning is None]
        other_half = next(_possible_halves(rows, name, unknown), None)
        if other_half is not None:
            message = (
                f"found '{header.cells[other_half]}' beside '{header.cells[name]}': if"
                " it is half of the name, call them 'first name' and 'last name'; else"
                " delete that column"
            )
            raise RosterError(message, header.line)
    numbers = at["id"] or at["count"]
    return RosterColumns(tuple(names), numbers[0] if numbers else None, has_header=True)


def _name_columns(at: dict[Meaning, list[int]], rows: _Cells) -> list[int]:
    """Return the columns that make a name, in its order; none if that is not clear.

    Args:
        at: The columns by the meaning of their headings.
        rows: The cells below the header.
    """
    wholes, names, firsts, lasts = (at[meaning] for meaning in _NAMES[:4])
    if firsts and lasts:
        names = []
    if wholes or (len(names) == 1 and _contains_words_of(rows, names[0], firsts + lasts)):
        columns = wholes or names
        return columns if len(columns) == 1 else []
    given_names = firsts or names or lasts
    if not given_names or len(names) > 1:
        return []
    columns = sorted(firsts + lasts + names)
    end = columns.index(given_names[-1]) + 1  # a patronymic follows the first name
    return columns[:end] + at["middle"] + columns[end:]


def _contains_words_of(rows: _Cells, whole: int, columns: Iterable[int]) -> bool:
    """Tell whether all words of *columns* are in the column *whole* as well."""
    pairs = [
        (set(row[column].split()), set(row[whole].split()))
        for column in columns
        for row in rows
        if max(column, whole) < len(row)
    ]
    return bool(pairs) and all(words < all_words for words, all_words in pairs)


def _possible_halves(rows: _Cells, name: int, unknown: Iterable[int]) -> Iterator[int]:
    """Yield the *unknown* columns that may complete the single words of column *name*."""
    if not any(" " in cell for cell in _column(rows, name)):
        for index in unknown:
            cells = _column(rows, index)
            if cells and not any(map(_has_digit, cells)):
                yield index


# A list without a header


def _columns_by_content(rows: Sequence[Row]) -> RosterColumns:
    """Return the columns of words as names, and one of different numbers as the id."""
    table = [row.cells for row in rows]
    names, numbers = [], []
    for index in range(len(table[0])):
        cells = _column(table, index)
        if cells and all(map(_has_digit, cells)):
            numbers.append(index)
        elif not any("@" in cell for cell in cells):
            names.append(index)
    if len(numbers) > 1:
        row_numbers = [str(n) for n, _ in enumerate(table, 1)]
        numbers = [index for index in numbers if _column(table, index) != row_numbers]
    ids = [cell for index in numbers for cell in _column(table, index)]
    is_whole = len(names) in (1, 2, 3) and all(table[0][index] for index in names)
    if not is_whole or len(numbers) > 1 or len({*ids}) < len(ids):
        raise _unclear(rows[0])
    return RosterColumns(tuple(names), numbers[0] if numbers else None, has_header=False)


def _looks_like_heading(cell: str, below: Sequence[str]) -> bool:
    """Tell whether *cell*, the first of its column, stands out from those *below* it."""
    meanings, _ = _meanings_of_words(cell)
    if meanings.intersection((*_NAMES, "whose")) or set(cell) & set("_/:()[]#*"):
        return True
    if not below or not cell:
        return False
    script, scripts_below = _scripts([cell]), _scripts(below)
    return (
        {_has_digit(cell)}.isdisjoint(map(_has_digit, below))
        or (cell[0].islower() and all(lower[0].isupper() for lower in below))
        or (cell.isupper() and not any(map(str.isupper, below)))
        or bool(script and scripts_below and script.isdisjoint(scripts_below))
        or (" " not in cell and len(below) > 1 and all(" " in lower for lower in below))
    )


def _has_digit(cell: str) -> bool:
    return any(map(str.isdecimal, cell))


def _scripts(cells: Iterable[str]) -> set[str]:
    """Return the alphabets of *cells*; Unicode names its letters after theirs."""
    letters = {letter for cell in cells for letter in cell if letter.isalpha()}
    return {unicodedata.name(letter, "").split(" ")[0] for letter in letters}
