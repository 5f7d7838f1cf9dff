#!/usr/bin/env python3
"""Check the tables, the queries of docs/engine.md and of the Grafana dashboard, and launchtop's own queries on a current
version of ClickHouse.

Usage: Scripts/check-engine.py [PROGRAM]

PROGRAM is launchtop (default: .build/debug/launchtop). Needs the Python package chdb, which runs ClickHouse in this
process: python3 -m venv FOLDER && FOLDER/bin/pip install chdb && FOLDER/bin/python Scripts/check-engine.py
"""
import http.server
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

try:
    from chdb import session
except ImportError:
    sys.exit("check-engine.py: the Python package chdb is missing; install it with pip install chdb")

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build/debug/launchtop")
TIME_MACRO = re.compile(r"\$__timeFilter\((\w+)\)")
DATE_MACRO = re.compile(r"\$__dateFilter\((\w+)\)")


def without_comments(text):
    return "\n".join(line.split(" -- ")[0] for line in text.split("\n") if not line.startswith("--"))


def statements(text):
    return [part.strip() for part in without_comments(text).split(";\n") if part.strip()]


def tables(*options):
    command = [PROGRAM, "engine", "init", "--print", *options]
    return statements(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def queries():
    page = (ROOT / "docs/engine.md").read_text()
    for query in re.findall(r"```sql\n(.*?)\n```", page, re.S):
        yield "docs/engine.md", query
    dashboard = json.loads((ROOT / "docs/grafana-dashboard.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            query = target["rawSql"].replace("${chart}", "appstore:us/top-free").replace("${app}", "1559935726")
            query = DATE_MACRO.sub(r"\1 >= toDate('2026-01-01') AND \1 <= toDate('2100-01-01')", query)
            query = TIME_MACRO.sub(r"\1 >= toDateTime(1767225600) AND \1 <= toDateTime(4102444800)", query)
            yield f"grafana-dashboard.json: {panel['title']}", query


def check(*options):
    """Creates the tables with options, adds sample rows, and runs all queries. Returns the number of failures."""
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        server = session.Session(folder)
        version = str(server.query("SELECT version()")).strip()
        for statement in tables(*options) + statements((ROOT / "Scripts/engine-sample.sql").read_text()):
            server.query(statement)
        for place, query in queries():
            problem = None
            try:
                if not str(server.query(query)).strip():
                    problem = "no rows"
            except Exception as error:  # chdb raises RuntimeError for any exception of the server.
                problem = str(error).split("\n")[0]
            if problem:
                failures += 1
                print(f"{place}: {problem}: {query}")
        server.close()
    print(f"ClickHouse {version}: engine init {' '.join(options) or '(no options)'}: {failures} failures")
    return failures


def check_syntax(*options):
    """Parses the statements of a cluster, which can't run without one. Returns the number of failures."""
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        server = session.Session(folder)
        for statement in tables(*options):
            try:
                if not statement.startswith("INSERT"):
                    server.query("EXPLAIN AST " + statement)
            except Exception as error:
                failures += 1
                print(f"{str(error).splitlines()[0]}: {statement}")
        server.close()
    print(f"engine init {' '.join(options)}: {failures} syntax errors")
    return failures


class Handler(http.server.BaseHTTPRequestHandler):
    """The part of ClickHouse's HTTP interface that launchtop uses."""

    # A connection per request: chdb runs one query at a time, so a connection that stays open would block all others.
    protocol_version = "HTTP/1.0"
    engine = None
    # The number of rows in Native format, and problems with them.
    native = 0
    problems = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        parameters = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        try:
            if database := parameters.get("database"):
                self.engine.query(f"USE {database}")
            if "query" in parameters:
                status, result = 200, self.insert(parameters["query"], body)
            else:
                status, result = 200, self.engine.query(body.decode(), "TabSeparated").bytes()
        except Exception as error:
            status, result = 400, str(error).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(result)))
        self.end_headers()
        self.wfile.write(result)

    def insert(self, statement, rows):
        table, columns, form = re.match(r"INSERT INTO (\w+) \((.*)\) FORMAT (\w+)", statement).groups()
        query = f"SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '{table}'"
        types = dict(line.split("\t") for line in self.engine.query(query, "TabSeparatedRaw").bytes().decode().splitlines())
        names = columns.split(", ")
        structure = ", ".join(f"{name} {types[name]}" for name in names).replace("'", "\\'")
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            file.write(rows)
            file.flush()
            if form == "Native":
                self.decode(table, file.name, [(name, types[name]) for name in names])
            source = f"file('{file.name}', '{form}', '{structure}')"
            self.engine.query(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}")
        return b""

    def decode(self, table, name, expected):
        """Decodes an insertion by the names and types that it contains itself."""
        source = f"file('{name}', 'Native')"
        lines = self.engine.query(f"DESCRIBE {source}", "TabSeparatedRaw").bytes().decode().splitlines()
        columns = [tuple(line.split("\t")[:2]) for line in lines]
        if columns != expected:
            Handler.problems.append(f"Native rows of {table} have columns {columns} instead of {expected}")
        query = f"SELECT count(), countIf(rank = 0 OR batch = 0 OR at < 86400 OR NOT match(app, '^[0-9]+$')) FROM {source}"
        rows, invalid = self.engine.query(query, "TabSeparated").bytes().decode().split()
        Handler.native += int(rows)
        if invalid != "0":
            Handler.problems.append(f"{invalid} of {rows} Native rows of {table} have invalid values")

    def log_message(self, *arguments):
        pass


def check_program():
    """Replicates a simulated archive, decodes what is sent, and compares pages of both. Returns the number of failures."""
    failures = 0
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as home:
        Handler.engine = session.Session(folder)
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        address = f"clickhouse://127.0.0.1:{server.server_port}/launchtop"
        variables = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        variables |= {"HOME": home, "LAUNCHTOP_DATA": str(ROOT / "Data")}
        (files, archive, log) = (f"{home}/files", f"{home}/history.sqlite", f"{home}/log")

        def launchtop(*words):
            return subprocess.run([PROGRAM, *words], env=variables, capture_output=True, text=True)

        def run():
            nonlocal failures
            try:
                for words in [
                    ("engine", "init", "--codecs", "--keep-days", "36500", address),
                    ("simulate", files, "--storefronts", "3", "--hours", "30"),
                    ("import", files, "--into", archive),
                ]:
                    done = launchtop(*words)
                    if done.returncode:
                        raise RuntimeError(f"{words}: {done.stderr}")
                Handler.engine.query("ALTER TABLE launchtop.snapshots DROP COLUMN leader")
                for added in (True, False):
                    done = launchtop("engine", "init", address)
                    if done.returncode or ("added column snapshots.leader" in done.stdout) != added:
                        raise RuntimeError(f"engine init of an earlier build's tables: {done.stdout}{done.stderr}")
                os.mkdir(f"{home}/empty")
                words = ["record", f"{home}/empty", "--archive", archive, "--replicate", address, "--log", log]
                recorder = subprocess.Popen([PROGRAM, *words], env=variables, stderr=subprocess.DEVNULL)
                end = time.monotonic() + 60
                while "up to date" not in (pathlib.Path(log).read_text() if os.path.exists(log) else ""):
                    if time.monotonic() > end:
                        print(pathlib.Path(log).read_text())
                        raise RuntimeError("the archive wasn't replicated in a minute")
                    time.sleep(0.05)
                recorder.send_signal(signal.SIGTERM)
                recorder.wait()
                for page in [("chart", "us", "top-free"), ("countries", "top-free"), ("app", "1559935726")]:
                    pages = [launchtop("show", *page, "--json", "--archive", place) for place in (archive, address)]
                    if pages[0].stdout != pages[1].stdout or not pages[0].stdout:
                        failures += 1
                        print(f"show {' '.join(page)} differs: {pages[1].stderr}")
                stored = int(Handler.engine.query("SELECT count() FROM launchtop.rankings", "TabSeparated").bytes())
                if Handler.native == 0 or Handler.native < stored:
                    Handler.problems.append(f"{Handler.native} Native rows for {stored} rows in rankings")
                for problem in Handler.problems:
                    failures += 1
                    print(problem)
            except RuntimeError as error:
                failures += 1
                print(error)
            finally:
                server.shutdown()

        threading.Thread(target=run).start()
        server.serve_forever(poll_interval=0.05)
        Handler.engine.close()
    print(f"record --replicate ({Handler.native} Native rows) and show --archive clickhouse://: {failures} failures")
    return failures


if __name__ == "__main__":
    failed = check() + check("--codecs", "--keep-days", "36500") + check_syntax("--cluster", "main", "--codecs")
    failed += check_program()
    sys.exit(1 if failed else 0)
