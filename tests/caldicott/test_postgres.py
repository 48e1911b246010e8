"""The PostgreSQL for a machine that has none, with real servers: half a second each."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from caldicott.postgres import CannotStart, Use, for_running, for_tests
from caldicott.postgres.binaries import binaries_folder

ROOT = Path(__file__).resolve().parent.parent.parent
HOLDS_FOR_RUNNING = """
import sys, time
from pathlib import Path
from caldicott.postgres import for_running
print(for_running(Path(sys.argv[1])).url, flush=True)
time.sleep(300)
"""
HOLDS_FOR_TESTS = HOLDS_FOR_RUNNING.replace("for_running(Path(sys.argv[1]))", "for_tests()").replace(
    "import for_running", "import for_tests"
)


@contextmanager
def another_process(program: str, *arguments: object) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Another process that uses a server, and the server's address."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


@contextmanager
def using(folder: Path) -> Iterator[Use]:
    use = for_running(folder)
    try:
        yield use
    finally:
        use.close()


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def remember(url: str, what: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS remembered (what text)")
        connection.execute("INSERT INTO remembered VALUES (%s)", [what])


def recall(url: str) -> object:
    return ask(url, "SELECT string_agg(what, ' ') FROM remembered")


def process_of_server(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def runs(process: int) -> bool:
    """Whether it runs; what has ended and only waits to be noticed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


def soon(happens: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.02)
    return happens()


def test_a_server_can_be_used_as_soon_as_it_is_named(tmp_path: Path) -> None:
    with using(tmp_path / "postgres") as use:
        assert ask(use.url, "SELECT current_database()") == "caldicott"


def test_order_and_case_of_letters_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    with using(tmp_path / "postgres") as use:
        assert ask(use.url, "SELECT lower('ÉCOLE')") == "école"
        assert ask(use.url, "SELECT 'B' < 'a'") is True


def test_data_survives_a_restart(tmp_path: Path) -> None:
    with using(tmp_path) as use:
        remember(use.url, "before")
    with using(tmp_path) as use:
        assert recall(use.url) == "before"


def test_the_server_stops_with_its_last_use(tmp_path: Path) -> None:
    with using(tmp_path) as use:
        server = process_of_server(tmp_path)
        sockets = use.socket_folder
        assert runs(server)
    assert not runs(server)
    assert not sockets.exists()


def test_nobody_else_may_enter_the_folder_of_the_socket(tmp_path: Path) -> None:
    with using(tmp_path) as use:
        assert stat.S_IMODE(use.socket_folder.stat().st_mode) == 0o700


def test_two_processes_share_a_server_and_it_stays_for_the_second(tmp_path: Path) -> None:
    first = for_running(tmp_path)
    with another_process(HOLDS_FOR_RUNNING, tmp_path) as (_, url):
        assert url == first.url
        first.close()
        assert ask(url, "SELECT 1") == 1


def test_two_processes_that_start_at_once_get_one_server(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDS_FOR_RUNNING, str(tmp_path)]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    urls = {process.stdout.readline() for process in processes if process.stdout}
    for process in processes:
        process.kill()
        process.communicate()
    assert len(urls) == 1
    assert urls != {""}


def test_no_server_outlives_a_killed_process_and_its_data_is_kept(tmp_path: Path) -> None:
    with another_process(HOLDS_FOR_RUNNING, tmp_path) as (process, url):
        remember(url, "killed")
        server = process_of_server(tmp_path)
        process.kill()
        assert soon(lambda: not runs(server))
    with using(tmp_path) as use:
        assert recall(use.url) == "killed"


def test_a_server_that_was_killed_itself_recovers_its_data(tmp_path: Path) -> None:
    with using(tmp_path) as use:
        remember(use.url, "power cut")
        os.kill(process_of_server(tmp_path), signal.SIGKILL)
    with using(tmp_path) as use:
        assert recall(use.url) == "power cut"


def test_a_note_that_names_another_process_by_now_is_no_obstacle(tmp_path: Path) -> None:
    with using(tmp_path):
        note = (tmp_path / "data" / "postmaster.pid").read_text()
    lines = [str(os.getpid()), *note.splitlines()[1:]]
    (tmp_path / "data" / "postmaster.pid").write_text("\n".join(lines))
    with using(tmp_path) as use:
        assert ask(use.url, "SELECT 1") == 1


def test_data_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "data.making").mkdir()
    (tmp_path / "data.making" / "PG_VERSION").write_text("half")
    with using(tmp_path) as use:
        assert ask(use.url, "SELECT 1") == 1


def test_a_folder_with_spaces_quotes_and_a_very_long_path_works(tmp_path: Path) -> None:
    with using(tmp_path / "a folder's “name”, with commas" / ("long" * 40)) as use:
        assert ask(use.url, "SELECT 1") == 1


def test_the_socket_goes_into_a_runtime_folder_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = tmp_path / "run dir"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    with using(tmp_path / "postgres") as use:
        assert use.socket_folder.parent in {runtime, Path("/tmp")}  # noqa: S108 (where the former is too long)
        assert ask(use.url, "SELECT 1") == 1


def test_the_socket_does_not_go_where_others_may_enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = tmp_path / "open"
    runtime.mkdir()
    runtime.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    with using(tmp_path / "postgres") as use:
        assert runtime not in use.socket_folder.parents


def test_a_folder_that_somebody_made_in_our_place_is_not_used(tmp_path: Path) -> None:
    with using(tmp_path) as use:
        ours = use.socket_folder
    trap = tmp_path / "trap"
    trap.mkdir(mode=0o700)
    ours.symlink_to(trap)
    try:
        with using(tmp_path) as use:
            assert use.socket_folder != ours
            assert ask(use.url, "SELECT 1") == 1
    finally:
        ours.unlink()


def test_a_killed_test_run_leaves_neither_server_nor_data() -> None:
    with another_process(HOLDS_FOR_TESTS) as (process, url):
        data = Path(str(ask(url, "SHOW data_directory")))
        server = process_of_server(data.parent)
        process.kill()
        assert soon(lambda: not runs(server))
        assert soon(lambda: not data.parent.exists())


def test_a_test_run_that_ends_leaves_neither_server_nor_data() -> None:
    use = for_tests()
    data = Path(str(ask(use.url, "SHOW data_directory")))
    use.close()
    assert not data.parent.exists()
    assert not use.socket_folder.exists()


def test_what_postgresql_says_is_passed_on_where_it_does_not_start(tmp_path: Path) -> None:
    with using(tmp_path):
        pass
    (tmp_path / "data" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(CannotStart, match=r"initialized by PostgreSQL version 9\.6"):
        for_running(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotStart, match=r"cannot be kept in .*file/postgres"):
        for_running(tmp_path / "file" / "postgres")


def test_programs_that_do_not_run_here_are_told_with_what_they_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("initdb", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\necho wrong kind of machine\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(CannotStart, match="wrong kind of machine"):
        for_running(tmp_path / "postgres-data")


def test_programs_that_are_not_there_are_told_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path / "nothing"))
    with pytest.raises(CannotStart, match="DATABASE_URL"):
        for_running(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become nobody")
def test_root_that_may_not_renumber_itself_runs_the_server_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PG_BIN", raising=False)
    use = for_tests()
    memory = Path(str(ask(use.url, "SHOW data_directory"))).parent
    # Programs where nobody can reach them; the project may well stand in root's own home.
    installed = binaries_folder().parent.parent
    for folder in (installed, installed.with_suffix(".libs")):
        shutil.copytree(folder, memory / folder.name)
    programs = memory / installed.name / "pginstall" / "bin"
    memory.chmod(0o711)
    monkeypatch.setenv("PG_BIN", str(programs))
    monkeypatch.setenv("PATH", "/nonexistent")
    another = for_tests()
    try:
        assert another.socket_folder.stat().st_uid != 0
        assert ask(another.url, "SELECT 1") == 1
    finally:
        another.close()
        use.close()
    assert not another.socket_folder.exists()
