#!/usr/bin/env python3
"""Compares launchtop with databases and terminal programs, and prints a table. Run it with "make compare".

Databases store the same month of 60 hourly charts with 200 ranks each (8.64 million ranks), an hour at a time. SQLite
is linked into the benchmark; ClickHouse and VictoriaMetrics are measured if they are installed (apt-get install
clickhouse-server victoria-metrics). Terminal programs (htop, btop, atop) are measured in the same pseudo-terminal as
launchtop. Servers run only on this machine, in a temporary folder, and are stopped afterwards. Prometheus isn't
measured: it stores only current samples, and importing a month with promtool takes longer than everything else.
"""

import array
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

BENCH = ".build/release/launchtop-bench"
CHARTS, HOURS, DEPTH, START = 60, 720, 200, 1_735_689_600
POINTS = CHARTS * HOURS * DEPTH


def skip(name, reason):
    print(f"skipped {name}: {reason}", file=sys.stderr)


def figures(*arguments):
    """Returns the figures that a benchmark prints: name, value, unit, and pairs of a baseline's name and value."""
    output = subprocess.run([BENCH, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in output.splitlines():
        # A figure with several baselines repeats the keys.
        pairs = json.loads(line, object_pairs_hook=list)
        fields = dict(pairs)
        names = [value for key, value in pairs if key == "baseline"]
        values = [value for key, value in pairs if key == "baselineValue"]
        yield fields["figure"], fields["value"], fields["unit"], list(zip(names, values))


def size_of(folder):
    return sum(path.stat().st_size for path in pathlib.Path(folder).rglob("*") if path.is_file())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def request(port, path, body=None):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", body, timeout=300) as response:
        return response.read()


@contextlib.contextmanager
def server(command, port, path):
    """Runs a server until the block ends. `path` is requested until the server responds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                request(port, path)
                break
            if process.poll() is not None:
                break
            time.sleep(0.2)
        else:
            raise OSError("the server doesn't respond")
        if process.poll() is not None:
            raise OSError(f"{command[0]} exited with {process.returncode}")
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ranks(workload, hour):
    """The chart, app and rank of every entry of an hour."""
    for chart in range(CHARTS):
        first = (chart * HOURS + hour) * DEPTH
        for rank, app in enumerate(workload[first : first + DEPTH], 1):
            yield chart, app, rank


def clickhouse(workload, folder):
    """A MergeTree table with one row per rank, sorted by chart, app and time, merged completely."""
    port = free_port()
    with open(f"{folder}/config.xml", "w", encoding="utf-8") as file:
        file.write(
            "<yandex><logger><level>warning</level></logger><listen_host>127.0.0.1</listen_host>"
            f"<http_port>{port}</http_port><path>{folder}/data/</path>"
            f"<tmp_path>{folder}/tmp/</tmp_path><users_config>{folder}/users.xml</users_config>"
            "<default_profile>default</default_profile><default_database>default</default_database>"
            "<mark_cache_size>100000000</mark_cache_size></yandex>"
        )
    with open(f"{folder}/users.xml", "w", encoding="utf-8") as file:
        file.write(
            "<yandex><profiles><default/></profiles><quotas><default/></quotas><users><default><password/>"
            "<networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>"
            "</default></users></yandex>"
        )
    binary = shutil.which("clickhouse-server")
    with server([binary, f"--config-file={folder}/config.xml"], port, "/ping"):

        def query(text, body=b""):
            return request(port, "/?query=" + urllib.parse.quote(text), body)

        query(
            "CREATE TABLE rank (chart UInt8, app UInt32, at UInt32, rank UInt8) ENGINE = MergeTree"
            " PARTITION BY tuple() ORDER BY (chart, app, at)"
        )
        elapsed = 0.0
        for hour in range(HOURS):
            at = START + hour * 3600
            rows = b"".join(struct.pack("<BIIB", chart, app, at, rank) for chart, app, rank in ranks(workload, hour))
            begin = time.perf_counter()
            query("INSERT INTO rank FORMAT RowBinary", rows)
            elapsed += time.perf_counter() - begin
        query("OPTIMIZE TABLE rank FINAL")
        assert int(query("SELECT count() FROM rank")) == POINTS
        size = int(query("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'rank'"))
    return size, elapsed


def victoria_metrics(workload, folder):
    """One series per chart and app."""
    port = free_port()
    binary = shutil.which("victoria-metrics")
    options = [f"-storageDataPath={folder}/data", f"-httpListenAddr=127.0.0.1:{port}", "-retentionPeriod=100y"]
    with server([binary, *options], port, "/health"):
        elapsed = 0.0
        for hour in range(HOURS):
            at = (START + hour * 3600) * 1000
            lines = "".join(f'rank{{chart="{c}",app="{app}"}} {rank} {at}\n' for c, app, rank in ranks(workload, hour))
            begin = time.perf_counter()
            request(port, "/api/v1/import/prometheus", lines.encode())
            elapsed += time.perf_counter() - begin
        request(port, "/internal/force_flush")
        request(port, "/internal/force_merge")
        time.sleep(5)
    return size_of(f"{folder}/data"), elapsed


DATABASES = [
    ("ClickHouse", "clickhouse-server", clickhouse),
    ("VictoriaMetrics", "victoria-metrics", victoria_metrics),
]
LABELS = {
    "archive_bytes_per_point": "bytes on disk per rank",
    "durable_mpts": "million ranks written per second",
    "start_to_paint_120x40_ms": "start to first screen",
    "idle_wakeups_per_s": "wake-ups per second while idle",
    "idle_cpu_pct": "CPU while idle",
    "resident_mb": "memory",
}


SQLITE = {"sqlite-blob": "SQLite, a blob per snapshot", "sqlite-rows": "SQLite, a row per rank"}


def store_rows():
    rows = []
    ours = {}
    for name, value, unit, baselines in figures("store"):
        if name not in LABELS:
            continue
        ours[name] = value
        rows += [(LABELS[name], value, unit, SQLITE.get(other, other), theirs) for other, theirs in baselines]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([BENCH, "workload", f"{folder}/ids"], check=True)
        workload = array.array("I", pathlib.Path(folder, "ids").read_bytes())
    if sys.byteorder == "big":
        workload.byteswap()
    for name, program, measure in DATABASES:
        if not shutil.which(program):
            skip(name, f"{program} isn't installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                size, elapsed = measure(workload, folder)
            except (OSError, AssertionError, subprocess.CalledProcessError) as error:
                skip(name, error)
                continue
        for figure, unit, theirs in [
            ("archive_bytes_per_point", "B", size / POINTS),
            ("durable_mpts", "M points/s", POINTS / elapsed / 1e6),
        ]:
            rows.append((LABELS[figure], ours[figure], unit, name, theirs))
    return sorted(rows, key=lambda row: row[0])


def terminal_rows():
    programs = []
    for name in ["htop", "btop", "atop"]:
        if shutil.which(name):
            programs += ["--baseline", name]
        else:
            skip(name, "it isn't installed")
    if not programs:
        return []
    rows = []
    for name, value, unit, baselines in figures("canvas", *programs):
        if name in LABELS:
            rows += [(LABELS[name], value, unit, other, theirs) for other, theirs in baselines]
    return rows


def number(value):
    return f"{value:.3g}" if value < 1000 else f"{value:,.0f}"


def ratio(ours, theirs):
    if min(ours, theirs) <= 0:
        return "·"
    return f"{ours / theirs:.2g}×" if ours < theirs * 10 else f"{ours / theirs:,.0f}×"


def main():
    os.environ.pop("LAUNCHTOP_DATA", None)
    rows = [*store_rows(), *terminal_rows()]
    print("| | launchtop | compared with | | launchtop ÷ other |\n|---|---|---|---|---|")
    for label, ours, unit, other, theirs in rows:
        unit = "" if unit in ("B", "M points/s", "1/s") else " " + unit
        print(f"| {label} | {number(ours)}{unit} | {other} | {number(theirs)}{unit} | {ratio(ours, theirs)} |")


if __name__ == "__main__":
    main()
