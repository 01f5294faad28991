"""Take pictures of the dashboard in a real browser.

    python scripts/screenshots.py                         # those that README.md shows
    python scripts/screenshots.py --all DIRECTORY         # every page, size, language and theme,
                                                          # and a sheet of each page's sizes
    python scripts/screenshots.py --pages map --languages th --out DIRECTORY

The dashboard is started for it on a free port of 127.0.0.1, and stopped afterwards. Chromium is
the one that CHROMIUM names, else the one on the PATH, else the one that playwright installed.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby, product
from pathlib import Path
from typing import NamedTuple

import click
from PIL import Image
from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
# The overview has the address / and comes first.
FIRST = "overview"
NAMES = (file.stem for file in (ROOT / "pages").glob("*.py"))
PAGES = sorted(NAMES, key=lambda name: (name != FIRST, name))
SIZES = (
    "1440x900", "1920x1080", "390x844", "844x390", "768x1024", "1024x768", "3840x2160",
)  # fmt: skip
LANGUAGES = ("en", "th")
THEMES = ("light", "dark")
DESKTOP, PHONE = "1440x900", "390x844"

# No request of the browser's own, and WebGL without a graphics card. Only our own server is
# opened, so the sandbox, which containers often cannot offer, is left out.
CHROMIUM = [
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
START_SECONDS = 60
DRAWN_MILLISECONDS = 60_000
QUIET_MILLISECONDS = 1_000
MOST_LOOKS = 15
SHEET_CELL = (980, 620)

# True when the script is done and every chart, map and table has something to show.
DRAWN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const holds = (inner) => (element) => element.querySelector(inner);
  // The slides are no page of Streamlit.
  if (document.body.classList.contains('playable')) return true;
  return document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    && all('[data-testid="stMain"] h1').length > 0
    && all('[data-testid="stSkeleton"]').length === 0
    && all('[data-testid="stPlotlyChart"]').every(holds('.main-svg'))
    && all('[data-testid="stDeckGlJsonChart"]').every(holds('canvas'))
    && all('[data-testid="stDataFrame"]').every(holds('canvas'));
}"""
# The page scrolls inside its main part: this is how tall it would have to be not to.
HEIGHT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return Math.ceil(innerHeight - main.clientHeight + main.scrollHeight);
}"""


class Shot(NamedTuple):
    """One picture: its file name without .png, and what it shows."""

    name: str
    page: str
    size: str = DESKTOP
    language: str = "en"
    theme: str = "light"


README = (
    Shot("overview", "overview"),
    Shot("map-dark-th", "map", language="th", theme="dark"),
    Shot("growth", "growth"),
    Shot("reach", "reach"),
    Shot("overview-phone-th", "overview", PHONE, "th"),
    Shot("projects", "projects"),
    Shot("thailand-th", "thailand", language="th"),
    Shot("slide", "present?slide=3"),
)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Whether the server is ready."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def dashboard() -> Iterator[str]:
    """Start the dashboard, give its address, stop it."""
    port = free_port()
    address = f"http://{HOST}:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--logger.level", "error"]
    command += ["--server.address", HOST, "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + START_SECONDS
            while not answers(f"{address}/_stcore/health"):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise click.ClickException("the dashboard did not start")
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def quiet_picture(page: Page) -> bytes:
    """The page as PNG, once it has looked the same for a second."""
    before = b""
    for _look in range(MOST_LOOKS):
        page.wait_for_timeout(QUIET_MILLISECONDS)
        picture = page.screenshot(animations="disabled")
        if picture == before:
            return picture
        before = picture
    raise click.ClickException(f"{page.url} does not come to rest")


def take(profile: BrowserContext, address: str, shot: Shot, full_page: bool) -> bytes:
    """Open one page the way a reader would, and photograph it."""
    width, height = map(int, shot.size.split("x"))
    with profile.new_page() as page:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if shot.theme == "dark" else "light")
        path = "" if shot.page == FIRST else shot.page
        page.goto(f"{address}/{path}{'&' if '?' in path else '?'}lang={shot.language}")
        page.wait_for_function(DRAWN, timeout=DRAWN_MILLISECONDS)
        if full_page:
            quiet_picture(page)
            page.set_viewport_size({"width": width, "height": page.evaluate(HEIGHT)})
        return quiet_picture(page)


def sheets(shots: list[Shot], folder: Path) -> None:
    """Put the sizes of each page, language and theme on one picture, to be looked at together."""

    def of(shot: Shot) -> tuple[str, str, str]:
        return shot.page, shot.language, shot.theme

    for which, group in groupby(sorted(shots, key=of), of):
        pictures = [Image.open(folder / f"{shot.name}.png") for shot in group]
        for picture in pictures:
            picture.thumbnail(SHEET_CELL)
        width, height = SHEET_CELL
        sheet = Image.new("RGB", (2 * width, (len(pictures) + 1) // 2 * height), "gray")
        for number, picture in enumerate(pictures):
            sheet.paste(picture, (width * (number % 2), height * (number // 2)))
        sheet.save(folder / f"sheet-{'-'.join(which)}.png")


class Words(click.ParamType):
    """Words with commas between, each of which fits a pattern."""

    name = "a,b"

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[str]:
        """The words of `a,b`. Ends with a usage message when one does not fit."""
        words = value.split(",")
        for word in words:
            if not re.fullmatch(self.pattern, word):
                self.fail(f"{word!r} does not fit {self.pattern}", param, ctx)
        return words


DIRECTORY = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option(
    "--out", type=DIRECTORY, default=ROOT / "docs" / "pictures", help="Where the pictures go."
)
@click.option("--all", "all_into", type=DIRECTORY, help="Everything there is, into a directory.")
@click.option("--pages", type=Words("|".join(PAGES)), help=f"Such as {','.join(PAGES)}.")
@click.option("--sizes", type=Words(r"[1-9]\d+x[1-9]\d+"), help=f"Such as {','.join(SIZES)}.")
@click.option("--languages", type=Words("|".join(LANGUAGES)), help="Such as en,th.")
@click.option("--themes", type=Words("|".join(THEMES)), help="Such as light,dark.")
@click.option("--full-page", is_flag=True, help="Also what a reader would have to scroll to.")
def main(
    out: Path,
    all_into: Path | None,
    pages: list[str] | None,
    sizes: list[str] | None,
    languages: list[str] | None,
    themes: list[str] | None,
    full_page: bool,
) -> None:
    """Write pictures of the dashboard as PNG files: with no choice, those of README.md."""
    shots = list(README)
    if all_into or pages or sizes or languages or themes:
        every = all_into is not None
        shots = [
            Shot("-".join(what), *what)
            for what in product(
                pages or PAGES,
                sizes or (SIZES if every else [DESKTOP]),
                languages or (LANGUAGES if every else ["en"]),
                themes or (THEMES if every else ["light"]),
            )
        ]
    folder = all_into or out
    folder.mkdir(parents=True, exist_ok=True)
    with dashboard() as address, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        with playwright.chromium.launch(executable_path=path, args=CHROMIUM) as browser:
            # One profile for all, so that Streamlit's scripts are fetched once.
            profile = browser.new_context(device_scale_factor=1)
            for shot in shots:
                picture = take(profile, address, shot, full_page)
                file = folder / f"{shot.name}.png"
                file.write_bytes(picture)
                click.echo(f"{file} ({len(picture) / 1000:.0f} kB)")
    if all_into:
        sheets(shots, folder)


if __name__ == "__main__":
    main()
