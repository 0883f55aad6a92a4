"""What Typst takes for the same pages when they are a .typ file already."""

import sys

import typst


def main(path: str, fonts: str, target: str) -> None:
    pdf = typst.compile(
        path, font_paths=[fonts], ignore_system_fonts=True, pdf_standards="ua-1"
    )
    with open(target, "wb") as file:
        file.write(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
