"""Readers' pages by Lighthouse, mobile preset: ``make lighthouse [URL=http://localhost:8000] [RUNS=5]``.

Measures home, an article, a tag and a search of a running site (``make run`` starts the demonstration) and prints the
median of several runs. Search results ask not to be indexed, on purpose: there that one audit is left out. Exits with 1
where a page misses its aims: 100 for accessibility, best practices and search engines, 98 for performance.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lxml import html

PROGRAM = Path(__file__).resolve().parents[2] / "var/lighthouse/node_modules/.bin/lighthouse"
AIMS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
FIGURES = {
    "first-contentful-paint": "FCP ms", "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms", "cumulative-layout-shift": "CLS", "total-byte-weight": "bytes",
}  # fmt: skip
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main() -> int:
    """Prints the table; 1 where an aim is missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--url", default="http://localhost:8000")
    options.add_argument("--language", default="en")
    options.add_argument("--runs", type=int, default=5)
    wanted = options.parse_args()
    chrome = shutil.which("chromium") or shutil.which("chromium-browser")
    if not PROGRAM.exists() or chrome is None:
        return _fail("Lighthouse needs chromium (Debian's package) and what bin/lighthouse installs from npm.")
    try:
        pages = find_pages(wanted.url, wanted.language)
    except (urllib.error.URLError, OSError, IndexError) as error:
        return _fail(f"No site with articles answers at {wanted.url} (make run starts the demonstration): {error}")
    missed = False
    for name, url in pages.items():
        without = "is-crawlable" if name == "search" else ""
        reports = [measure(url, chrome, without=without) for _run in range(wanted.runs)]
        scores = {category: _median(_score(report, category) for report in reports) for category in AIMS}
        figures = {said: _median(_figure(report, audit) for report in reports) for audit, said in FIGURES.items()}
        print(f"{name:8}", *(f"{key} {value:g}" for key, value in {**scores, **figures}.items()), sep="  ", flush=True)
        below = {category for category, aim in AIMS.items() if scores[category] < aim}
        for line in sorted(_reasons(reports[-1], below)):
            print(f"          {line}")
        missed = missed or bool(below)
    return int(missed)


def find_pages(site: str, language: str) -> dict[str, str]:
    """Home, its first article, a tag and a search for a word of the headline, by links."""
    home = f"{site.rstrip('/')}/{language}/"
    article = urljoin(home, _tree(home).xpath("//main//article//h2/a/@href")[0])
    read = _tree(article)
    word = max(read.xpath("string(//h1)").split(), key=len).strip(".,:;«»“”")
    return {
        "home": home,
        "article": article,
        "tag": urljoin(home, read.xpath("//ul[@class='tags']//a/@href")[0]),
        "search": f"{home}search/?q={urllib.parse.quote(word)}",
    }


def measure(url: str, chrome: str, *, without: str = "") -> dict[str, Any]:
    """One run with a fresh profile; Lighthouse's report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            str(PROGRAM), url, "--quiet", "--output=json", f"--output-path={report}",
            f"--only-categories={','.join(AIMS)}", *([f"--skip-audits={without}"] if without else []),
            "--chrome-flags=--headless=new --no-sandbox --no-proxy-server --disable-dev-shm-usage",
        ]  # fmt: skip
        subprocess.run(command, env={**os.environ, "CHROME_PATH": chrome}, check=True, capture_output=True, timeout=300)
        return dict(json.loads(report.read_text()))


def _tree(url: str) -> html.HtmlElement:
    with _direct.open(url, timeout=60) as answer:
        return html.document_fromstring(answer.read(), parser=html.HTMLParser(encoding="utf-8"))


def _score(report: dict[str, Any], category: str) -> float:
    return round(100 * (report["categories"][category]["score"] or 0))


def _figure(report: dict[str, Any], audit: str) -> float:
    return round(report["audits"][audit].get("numericValue") or 0, 3)


def _median(values: Any) -> float:
    return float(statistics.median(values))


def _reasons(report: dict[str, Any], categories: set[str]) -> set[str]:
    """What Lighthouse found fault with in these categories."""
    return {
        f"{category}: {audit['title']} {audit.get('displayValue', '')}".rstrip()
        for category in categories
        for part in report["categories"][category]["auditRefs"]
        for audit in [report["audits"].get(part["id"], {"score": None})]
        if audit["score"] is not None and audit["score"] < 0.9 and (part["weight"] or category == "performance")
    }


def _fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
