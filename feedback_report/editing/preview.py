"""Show a paper in the browser while it is being written: each change builds it anew and reloads the page."""

import json
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rich.console import Console

from feedback_report.building.assemble import assemble
from feedback_report.building.finish import drawn, finish
from feedback_report.building.garbage import garbage_left
from feedback_report.building.render import Engine, Format, render
from feedback_report.errors import ReportError
from feedback_report.progress import BuildProgress
from feedback_report.project import notebook_paths
from feedback_report.years import Year

LOOK_EVERY = 0.1  # seconds; file times are looked at, since network drives tell nobody of changes
STILL_THERE = 10.0  # seconds between signs of life to the page
NOTHING_YET = (
    '<!DOCTYPE html><html lang="en-GB"><title>No paper yet</title><p>There is no paper to show yet: '
    "it appears here as soon as it can be made.</p></html>"
)


@dataclass(frozen=True)
class News:
    """What the open page is told: the number of the paper shown, what became of the last change, and a problem."""

    version: int
    title: str
    state: str
    problem: str = ""


class Preview:
    """A year's paper as a page that is kept up to date with its sources.

    ``watched`` are the folders and files whose change makes the page anew.
    """

    def __init__(self, project: Path, data_dir: Path, year: Year, workspace: Path, console: Console) -> None:
        self.project, self.data_dir, self.year = project, data_dir, year
        self._workspace, self._console = workspace, console
        self.page = NOTHING_YET
        self.news = News(0, f"Preview of {year}", "Making the paper for the first time")
        self._told = threading.Condition()
        self._seen: dict[Path, tuple[int, int]] = {}

    def rebuild(self, changed: str = "") -> None:
        """Make the page anew. What goes wrong is told in its place, and the last page stays."""
        began = time.perf_counter()
        self._seen = self._stamps()  # what changes from now on is not on the page
        because = f"{changed} changed: " if changed else ""
        try:
            self.page = self._build()
        except ReportError as error:
            self._tell(self.news.version, f"{because}the paper could not be made", "\n".join(error.problems))
        else:
            took = f"made in {time.perf_counter() - began:.1f} s"
            self._tell(self.news.version + 1, f"{because}{took} at {time.strftime('%H:%M:%S')}")

    def _build(self) -> str:
        silent = BuildProgress(Console(quiet=True), len(notebook_paths(self.project)))
        with garbage_left():
            draft = assemble(self.project, self._workspace, self.year, self.data_dir, silent)
            rendering = render(self._workspace, [Format.html], Engine.pandoc, drawn=drawn(draft))
            page = self._workspace / "preview.html"
            finish(Format.html, rendering.files[Format.html], page, draft, self.project / "style")
        return page.read_text(encoding="utf-8")

    def _tell(self, version: int, state: str, problem: str = "") -> None:
        with self._told:
            self.news = News(version, self.news.title, state, problem)
            self._told.notify_all()
        self._console.print(f"{time.strftime('%H:%M:%S')}  {state}", markup=False, highlight=False)
        if problem:
            self._console.print(problem, markup=False, highlight=False)

    def next_news(self, last: News | None, patience: float) -> News:
        """Wait for news other than the last, or until patience (seconds) is over."""
        with self._told:
            self._told.wait_for(lambda: self.news is not last, patience)
            return self.news

    def sources(self) -> Iterator[Path]:
        """Get the files that the page is made from."""
        yield from (self.project / "report.qmd", self.project / "_quarto.yml")
        for folder in (self.project / "notebooks", self.project / "style", self.data_dir):
            yield from (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))

    def watch(self, ended: threading.Event) -> None:
        """Make the page anew whenever a source has changed, until ``ended``."""
        while not ended.wait(LOOK_EVERY):
            changed = sorted({path.name for path, _ in set(self._stamps().items()) ^ set(self._seen.items())})
            if changed:
                more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
                self.rebuild(f"{changed[0]}{more}")

    def _stamps(self) -> dict[Path, tuple[int, int]]:
        stamps = {}
        for path in self.sources():
            if ".ipynb_checkpoints" in path.parts or "__pycache__" in path.parts:
                continue
            try:
                status = path.stat()
            except OSError:  # gone between the listing and the look
                continue
            stamps[path] = (status.st_mtime_ns, status.st_size)
        return stamps


def serve(preview: Preview, port: int) -> ThreadingHTTPServer:
    """Get a server of the page for this computer alone. Raises ReportError where the port is taken."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers.get("Host", "").partition(":")[0]
            answers: dict[str, Callable[[], None]] = {"/": self._shell, "/paper": self._paper, "/events": self._events}
            answer = answers.get(self.path.partition("?")[0])
            if host not in ("127.0.0.1", "localhost") or answer is None:
                self.send_error(404)
            else:
                answer()

        def _shell(self) -> None:
            self._send((preview.project / "style" / "preview.html").read_text(encoding="utf-8"))

        def _paper(self) -> None:
            self._send(preview.page)

        def _send(self, page: str) -> None:
            content = page.encode("utf-8")
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def _events(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            last = None
            try:
                while True:
                    news = preview.next_news(last, STILL_THERE)
                    said = ": still there\n\n" if news is last else f"data: {json.dumps(news.__dict__)}\n\n"
                    self.wfile.write(said.encode("utf-8"))
                    self.wfile.flush()
                    last = news
            except OSError:  # the page was closed
                return

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    class Server(ThreadingHTTPServer):
        allow_reuse_address = sys.platform != "win32"  # there it would let two previews have one port
        daemon_threads = True

    try:
        server = Server(("127.0.0.1", port), Handler)
    except OSError as error:
        raise ReportError(
            f"The preview cannot be served at port {port} ({error.strerror}). Name another with --port, or 0 for any."
        ) from None
    return server


def run_preview(
    project: Path, data_dir: Path, year: Year, port: int, console: Console, opened: Callable[[str], object]
) -> None:
    """Serve the preview until Ctrl+C; ``opened`` is called with its address once it is served."""
    ended = threading.Event()
    with tempfile.TemporaryDirectory(prefix="feedback-preview-", ignore_cleanup_errors=True) as temporary:
        preview = Preview(project, data_dir, year, Path(temporary), console)
        server = serve(preview, port)
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        console.print(f"Preview of {year}: {address}  (Ctrl+C ends it)", markup=False, highlight=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        opened(address)
        try:
            preview.rebuild()
            preview.watch(ended)
        except KeyboardInterrupt:
            console.print("The preview has ended.")
        finally:
            server.shutdown()
