"""Replays a table of events on Spark: what `oncue simulate` or `oncue compare` answers, by as many machines as it takes.

    spark-submit job.py --table events.parquet --catalog catalog.yaml --out lines --summary summary.json

Every machine needs Node.js and the command `oncue`. The table has two columns: `line`, the event's place in the trace,
and `event`, its JSON text. A file of JSON Lines does as well: its lines are numbered first. What comes out, in `--out`:

    kind=answer/    the decision on each page load; with --with, each answer that the other catalog changes
    kind=measured/  what was measured of each profile, to be merged

and in `--summary` the summary of the whole. It is written last: without it the job did not come to its end.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import tempfile

from pyspark.sql import SparkSession

# One text column in and one out: TRANSFORM escapes nothing, but JSON has no control characters.
FORMAT = r"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\u0001' LINES TERMINATED BY '\n' NULL DEFINED AS '\\N'"

# Worker by worker what it relies on: one profile after another, each one's events by time, then by place in the trace.
# Edits of the catalog concern every worker: they go another way. Each event is told its place, in front of its own keys.
SORTED = r"""
    SELECT regexp_replace(event, '^[ \t]*[{]', concat('{"line":', line, ',')) AS row
    FROM (
        SELECT line, event, get_json_object(event, '$.profile_id') AS profile, get_json_object(event, '$.at') AS at
        FROM trace
        WHERE coalesce(get_json_object(event, '$.type'), 'page') <> 'catalog'
    )
    DISTRIBUTE BY profile
    SORT BY profile, if(at RLIKE '^[0-9.]+$', timestamp_seconds(CAST(at AS DOUBLE)), CAST(at AS TIMESTAMP)), line
"""

EDITS = r"""
    SELECT regexp_replace(event, '^[ \t]*[{]', concat('{"line":', line, ',')) AS row
    FROM trace WHERE get_json_object(event, '$.type') = 'catalog' ORDER BY line
"""


def main():
    options = read_options()
    spark = start(options)
    try:
        with tempfile.TemporaryDirectory() as folder:
            run(spark, options, folder)
    finally:
        spark.stop()


def run(spark, options, folder):
    read_trace(spark, options.table).createOrReplaceTempView("trace")
    files = gather_files(spark, options, folder)
    for file in os.listdir(folder):
        spark.sparkContext.addFile(os.path.join(folder, file))

    # Workers run in the folder that Spark keeps such files in.
    how = ["--recorded", options.recorded, "--behaviour", options.behaviour]
    worker = [*options.oncue, "worker", *files(""), *how, "--reasons", options.reasons]
    # Written down, and then read again: no worker runs twice. Where a task is tried again, Spark keeps one try's lines.
    transform(spark, worker, SORTED).selectExpr(
        "line AS value",
        """if(line LIKE '{"metrics":%' OR line LIKE '{"comparison":%', 'measured', 'answer') AS kind""",
    ).write.partitionBy("kind").text(options.out)

    # Merged where the lines are, to one line for each partition; and those few here.
    lines = spark.read.text(options.out)
    lines.createOrReplaceTempView("lines")
    measured = "SELECT value FROM lines WHERE kind = 'measured'"
    is_empty = "kind" not in lines.columns  # no line was written at all
    merged = [] if is_empty else transform(spark, [*options.oncue, "merge"], measured).collect()
    summary = subprocess.run(
        [*options.oncue, "merge", *files(folder), *how],
        input="".join(f"{line}\n" for (line,) in merged).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    with open(options.summary, "wb") as file:
        file.write(summary.stdout)


def transform(spark, command, query):
    """Has each partition of one column's text read by a process, and takes the lines that it writes."""
    # Text within text: the shell's quotes first, then those of SQL.
    command = shlex.join(command).replace("\\", "\\\\").replace("'", "\\'")
    rows = spark.sql(query)
    rows.createOrReplaceTempView("rows")
    [column] = rows.columns
    return spark.sql(f"SELECT TRANSFORM ({column}) {FORMAT} USING '{command}' AS (line STRING) {FORMAT} FROM rows")


def gather_files(spark, options, folder):
    """Copies what the workers read to one folder, under names of their own; answers with how they are given it."""
    given = []
    for name, paths in [("catalog", options.catalog), ("with", options.with_)]:
        for number, path in enumerate(paths):
            file = f"{name}-{number + 1}.yaml"  # JSON is YAML, too
            shutil.copyfile(path, os.path.join(folder, file))
            given.append((f"--{name}", file))
    edits = [row.row for row in spark.sql(EDITS).collect()]
    if edits:
        with open(os.path.join(folder, "edits.jsonl"), "w", encoding="utf-8") as file:
            file.writelines(f"{edit}\n" for edit in edits)
        given.append(("--edits", "edits.jsonl"))
    return lambda place: [word for flag, file in given for word in (flag, os.path.join(place, file))]


def read_trace(spark, path):
    if not path.endswith((".jsonl", ".jsonl.gz")):
        return spark.read.load(path).select("line", "event")
    # Blank lines have a number, but no event.
    numbered = spark.sparkContext.textFile(path).zipWithIndex().filter(lambda pair: pair[0].strip())
    return numbered.map(lambda pair: (pair[1] + 1, pair[0])).toDF("line BIGINT, event STRING")


def start(options):
    return (
        SparkSession.builder.appName("oncue")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "false")  # a time that cannot be read is for the worker to report
        .config("spark.sql.jsonGenerator.ignoreNullFields", "false")
        # How long a worker may go on once its input is over.
        .config("spark.sql.scriptTransformation.exitTimeoutInSeconds", "600s")
        .config("spark.sql.shuffle.partitions", options.partitions)
        # As many as were asked for, be they small or empty.
        .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
        .getOrCreate()
    )


def read_options():
    parser = argparse.ArgumentParser(description="Replay a table of events on Spark.")
    parser.add_argument("--table", required=True, help="columns line and event; or JSON Lines: *.jsonl, *.jsonl.gz")
    parser.add_argument("--catalog", required=True, nargs="+", help="several files are merged")
    parser.add_argument("--with", dest="with_", default=[], nargs="+", help="compares the catalog with this one")
    parser.add_argument("--out", required=True, help="a folder that is not there yet")
    parser.add_argument("--summary", required=True, help="a file on this machine")
    parser.add_argument("--partitions", type=int, default=200)
    parser.add_argument("--reasons", choices=["near", "all", "none"], default="near")
    parser.add_argument("--recorded", choices=["use", "ignore", "compare"], default="use")
    parser.add_argument("--behaviour", choices=["assumed", "recorded"], default="assumed")
    parser.add_argument("--oncue", type=shlex.split, default=["oncue"], help="how each machine runs oncue")
    return parser.parse_args()


if __name__ == "__main__":
    main()
