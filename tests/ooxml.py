"""The faults of a .docx by the standard, read from its XML and from nothing else.

ECMA-376 Part 1 (ISO/IEC 29500-1), annex A, says which elements stand in which, and in
which order; below is what it says of those that our files have. Word refuses a file that
has them otherwise, while LibreOffice reads it without a word.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docx.oxml.parser import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

RUNS = "(bookmarkStart | bookmarkEnd | r | hyperlink | fldSimple)*"
BLOCKS = "(p | tbl)*"
EDGES = "top? left? bottom? right?"
MODELS = {
    "document": "body",
    "body": f"{BLOCKS} sectPr",
    "ftr": "p+",
    "sectPr": (
        "(headerReference | footerReference)* footnotePr? endnotePr? type? pgSz? pgMar?"
        " paperSrc? pgBorders? lnNumType? pgNumType? cols? formProt? vAlign? noEndnote?"
        " titlePg? textDirection? bidi? rtlGutter? docGrid? printerSettings?"
    ),
    # Paragraphs
    "p": f"pPr? {RUNS}",
    "pPr": (
        "pStyle? keepNext? keepLines? pageBreakBefore? framePr? widowControl? numPr?"
        " suppressLineNumbers? pBdr? shd? tabs? suppressAutoHyphens? kinsoku? wordWrap?"
        " overflowPunct? topLinePunct? autoSpaceDE? autoSpaceDN? bidi? adjustRightInd?"
        " snapToGrid? spacing? ind? contextualSpacing? mirrorIndents? suppressOverlap? jc?"
        " textDirection? textAlignment? textboxTightWrap? outlineLvl? divId? cnfStyle?"
        " rPr? sectPr? pPrChange?"
    ),
    "numPr": "ilvl? numId?",
    "tabs": "tab+",
    "pBdr": "top? left? bottom? right? between? bar?",
    "hyperlink": RUNS,
    "fldSimple": RUNS,
    "r": "rPr? (t | br | tab | drawing)*",
    "rPr": (
        "rStyle? rFonts? b? bCs? i? iCs? caps? smallCaps? strike? dstrike? outline? shadow?"
        " emboss? imprint? noProof? snapToGrid? vanish? webHidden? color? spacing? w? kern?"
        " position? sz? szCs? highlight? u? effect? bdr? shd? fitText? vertAlign? rtl? cs?"
        " em? lang? eastAsianLayout? specVanish? oMath?"
    ),
    "drawing": "",
    # Tables
    "tbl": "tblPr tblGrid tr+",
    "tblPr": (
        "tblStyle? tblpPr? tblOverlap? bidiVisual? tblStyleRowBandSize?"
        " tblStyleColBandSize? tblW? jc? tblCellSpacing? tblInd? tblBorders? shd?"
        " tblLayout? tblCellMar? tblLook? tblCaption? tblDescription?"
    ),
    "tblBorders": f"{EDGES} insideH? insideV?",
    "tblCellMar": EDGES,
    "tblGrid": "gridCol+",
    "tr": "trPr? tc+",
    "trPr": "(cnfStyle | gridBefore | gridAfter | trHeight | cantSplit | tblHeader | jc)*",
    "tc": f"tcPr? {BLOCKS} p",
    "tcPr": (
        "cnfStyle? tcW? gridSpan? hMerge? vMerge? tcBorders? shd? noWrap? tcMar?"
        " textDirection? tcFitText? vAlign? hideMark?"
    ),
    "tcBorders": f"{EDGES} insideH? insideV? tl2br? tr2bl?",
    # Styles and lists
    "styles": "docDefaults? latentStyles? style*",
    "docDefaults": "rPrDefault? pPrDefault?",
    "rPrDefault": "rPr?",
    "pPrDefault": "pPr?",
    "latentStyles": "lsdException*",
    "style": (
        "name? aliases? basedOn? next? link? autoRedefine? hidden? uiPriority? semiHidden?"
        " unhideWhenUsed? qFormat? locked? personal? personalCompose? personalReply? rsid?"
        " pPr? rPr? tblPr? trPr? tcPr? tblStylePr*"
    ),
    "numbering": "numPicBullet* abstractNum* num* numIdMacAtCleanup?",
    "abstractNum": "nsid? multiLevelType? tmpl? name? styleLink? numStyleLink? lvl*",
    "lvl": (
        "start? numFmt? lvlRestart? pStyle? isLgl? suff? lvlText? lvlPicBulletId? legacy?"
        " lvlJc? pPr? rPr?"
    ),
    "num": "abstractNumId lvlOverride*",
    "lvlOverride": "startOverride? lvl?",
    # Settings: of its hundred elements those that there are
    "settings": (
        "zoom? proofState? defaultTabStop? characterSpacingControl? savePreviewPicture?"
        " compat? rsids? themeFontLang? clrSchemeMapping? doNotAutoCompressPictures?"
        " shapeDefaults? decimalSymbol? listSeparator?"
    ),
    "compat": "useFELayout? compatSetting*",
    "rsids": "rsidRoot? rsid*",
    "shapeDefaults": "",
}
"""The children of each element, as in a DTD; what is not named here has none."""
LENGTHS = frozenset(
    "w h top left bottom right hanging firstLine pos before after line space header"
    " footer gutter linePitch".split()
)


def problems(content: bytes) -> list[str]:
    """Return all that is wrong with a .docx, most as ``file: fault``."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        roots = {
            name: parse_xml(archive.read(name))
            for name in archive.namelist()
            if re.fullmatch(
                r"word/(document|styles|numbering|settings|footer\d+)\.xml", name
            )
        }
        relations = {
            name: {relation.get("Id") for relation in parse_xml(archive.read(path))}
            for name in roots
            if (path := f"word/_rels/{name[5:]}.rels") in archive.namelist()
        }
    assert len(roots) >= 4
    return [
        *(f"{name}: {fault}" for name, root in roots.items() for fault in _faults(root)),
        *_duplicates(roots),
        *_dangling_references(roots),
        *_dangling_relations(roots, relations),
    ]


def _faults(root: Any) -> Iterator[str]:
    """Yield where the elements of a file are not in the order of MODELS."""
    for element in root.iter():
        name = element.tag.removeprefix(W)
        if name.startswith("{"):
            continue
        children = [child.tag.removeprefix(W) for child in element if W in child.tag]
        if not re.fullmatch(_pattern(MODELS.get(name, "")), _line(children)):
            yield f"{name} has {' '.join(children)}"
        for attribute, value in element.attrib.items():
            is_length = attribute.removeprefix(W) in LENGTHS
            if is_length and not re.fullmatch(r"-?\d+", value):
                yield f"{name} has a length of {value}"
    for table in root.iter(f"{W}tbl"):
        counts = {len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")}
        if counts != {len(table.find(f"{W}tblGrid"))}:
            yield f"a table with rows of {counts} cells"


def _pattern(model: str) -> str:
    """Return a model of MODELS as a regular expression for what `_line` gives."""
    return re.sub(r"\w+", r"(?:\g<0>,)", model).replace(" ", "")


def _line(names: Iterable[str]) -> str:
    return "".join(f"{name}," for name in names)


def _duplicates(roots: dict[str, Any]) -> Iterator[str]:
    """Yield the names that several things have."""
    body, styles = roots["word/document.xml"], roots["word/styles.xml"]
    numbering = roots["word/numbering.xml"]
    for names in (
        _values(numbering, "num", "numId"),
        _values(numbering, "abstractNum", "abstractNumId"),
        _values(body, "bookmarkStart", "name"),
        _values(body, "bookmarkStart", "id"),
        _values(styles, "style", "styleId"),
        [picture.get("id") for picture in body.iter(PICTURE)],
    ):
        yield from (f"{name} is there twice" for name, n in Counter(names).items() if n > 1)


def _dangling_references(roots: dict[str, Any]) -> Iterator[str]:
    """Yield the styles, lists and bookmarks that are named and not there."""
    styles = _values(roots["word/styles.xml"], "style", "styleId")
    numbering = roots["word/numbering.xml"]
    bookmarks = _values(roots["word/document.xml"], "bookmarkStart", "name")
    names_by_tag = {
        "pStyle": styles,
        "tblStyle": styles,
        "basedOn": styles,
        "numId": _values(numbering, "num", "numId"),
        "abstractNumId": _values(numbering, "abstractNum", "abstractNumId"),
    }
    for root in roots.values():
        for tag, names in names_by_tag.items():
            for name in sorted({*_values(root, tag, "val")} - {*names}):
                yield f"there is no {tag} {name}"
        for code in _values(root, "fldSimple", "instr"):
            if code.startswith("PAGEREF") and code.split()[1] not in bookmarks:
                yield f"there is no place {code}"


def _dangling_relations(
    roots: dict[str, Any], relations: dict[str, set[Any]]
) -> Iterator[str]:
    """Yield the relations that a file uses and does not have."""
    for name, root in roots.items():
        ids = {
            value
            for element in root.iter()
            for attribute, value in element.attrib.items()
            if attribute.startswith(R)
        }
        for relation in sorted(ids - relations.get(name, set())):
            yield f"{name} has no {relation}"


def _values(root: Any, tag: str, attribute: str) -> list[str]:
    values = (element.get(f"{W}{attribute}") for element in root.iter(f"{W}{tag}"))
    return [value for value in values if value is not None]
