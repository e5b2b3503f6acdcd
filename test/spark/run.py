"""Runs the job of examples/spark for real, and compares what it answers with one machine's answer, byte for byte.

scripts/test-spark.sh installs what it needs, and calls it with a folder for its files.
"""

import json
import os
import subprocess
import sys
import time

import job

CLI = ["node", "dist/cli/main.js"]
CATALOG = "examples/demo/catalog.yaml"
folder = sys.argv[1]
passed = []


def main():
    demo, few = path("demo.jsonl"), path("few.jsonl")
    make_trace(demo, 5_000)
    make_trace(few, 20)
    other = path("other.yaml")
    write(other, read(CATALOG).replace("rate_limit_size: 1", "rate_limit_size: 2"))

    alone = single("simulate", demo)
    for partitions in (1, 8, 50):
        check(f"simulate, {partitions} partitions", lambda: spread(demo, partitions), alone)
    compared = single("compare", demo, "--with", other)
    check("compare, 8 partitions", lambda: spread(demo, 8, "--with", other), compared)

    # 20 people leave most of 50 partitions empty; an edit goes to every worker; a line that is no event, to none.
    group = {"id": "one_per_visit", "rate_limit_size": 3}
    edit = {"type": "catalog", "at": "2029-03-10T00:00:00Z", "limit_groups": [group]}
    lines = read(few).splitlines()
    write(few, "\n".join([*lines[:100], json.dumps(edit), "", "no event", *lines[100:]]) + "\n")
    alone = single("simulate", few)
    table = path("few.parquet")
    with_spark(lambda spark: job.read_trace(spark, few).write.parquet(table))
    check("simulate, a table, most of 50 partitions empty", lambda: spread(table, 50), alone)
    parts = os.listdir(os.path.join(last_out(), "kind=measured"))
    assert 1 < sum(part.endswith(".txt") for part in parts) < 50, parts

    write(path("empty.jsonl"), "")
    check("simulate, nothing at all", lambda: spread(path("empty.jsonl"), 8), single("simulate", path("empty.jsonl")))

    write(path("wrong.yaml"), "experiences: [ { id: a, kind: tuor } ]\n")
    fails("a catalog that is refused", 'unknown kind "tuor"', lambda: spread(demo, 2, catalog=path("wrong.yaml")))
    sorted_as_ever = job.SORTED
    job.SORTED = sorted_as_ever[: sorted_as_ever.index("SORT BY")] + "SORT BY line"
    fails("profiles that are interleaved", "comes back: it began on input line", lambda: spread(demo, 2))
    job.SORTED = sorted_as_ever[: sorted_as_ever.index("SORT BY")] + "SORT BY profile, line DESC"
    fails("time that goes back", "time goes back within profile", lambda: spread(demo, 2))
    print(f"Spark and one machine agree: {len(passed)} of {len(passed)}")


def check(name, run, expected):
    started = time.monotonic()
    found = run()
    for what, one, other in zip(("answers", "summary"), found, expected):
        if one != other:
            write(path("found"), one)
            write(path("expected"), other)
            raise SystemExit(f"{name}: not the same {what}: compare {path('found')} with {path('expected')}")
    done(name, started)


def fails(name, reason, run):
    started = time.monotonic()
    try:
        run()
    except Exception as error:  # whatever Spark makes of it
        assert reason in str(error), f"{name}: the reason is not told:\n{error}"
    else:
        raise SystemExit(f"{name}: the job did not fail")
    assert not os.path.exists(last_out() + "/_SUCCESS"), "looks complete"
    assert not os.path.exists(last_out() + ".json"), "looks complete"
    done(name, started)


def done(name, started):
    passed.append(name)
    print(f"ok  {time.monotonic() - started:5.1f} s  {name}", flush=True)


def single(command, trace, *more):
    """What one machine answers: the lines in a fixed order, and the summary but for what it says of the reading."""
    out = path("single.jsonl")
    given = [command, "--catalog", CATALOG, "--trace", trace, *more, "--out", out, "--json"]
    ran = subprocess.run([*CLI, *given], stdout=subprocess.PIPE, check=True)
    summary = {
        key: value
        for key, value in json.loads(ran.stdout).items()
        if key not in ("trace", "seconds", "page_loads_per_second")
    }
    return in_order(read(out)), as_json(summary)


outs = 0


def last_out():
    return path(f"out-{outs}")


def spread(table, partitions, *more, catalog=CATALOG):
    global outs
    outs += 1
    out, summary = last_out(), last_out() + ".json"
    oncue = f"node {os.path.abspath('dist/cli/main.js')}"
    where = ["--table", table, "--out", out, "--summary", summary, "--partitions", str(partitions), "--oncue", oncue]
    sys.argv = ["job.py", "--catalog", catalog, *more, *where]
    job.main()
    answers = os.path.join(out, "kind=answer")
    parts = os.listdir(answers) if os.path.isdir(answers) else []
    text = "".join(read(os.path.join(answers, part)) for part in parts if part.endswith(".txt"))
    written = read(summary)
    assert written == as_json(json.loads(written)), "the summary is not written as oncue writes it"
    return in_order(text), written


def with_spark(use):
    spark = job.SparkSession.builder.getOrCreate()
    use(spark)
    spark.stop()


def in_order(text):
    return "".join(sorted(text.splitlines(keepends=True), key=lambda line: (json.loads(line)["line"], line)))


def as_json(value):
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def make_trace(file, people):
    subprocess.run(["node", "--import", "tsx", "scripts/demo-trace.ts", file, str(people)], check=True)


def path(name):
    return os.path.join(folder, name)


def read(file):
    with open(file, encoding="utf-8", newline="") as opened:
        return opened.read()


def write(file, text):
    with open(file, "w", encoding="utf-8", newline="") as opened:
        opened.write(text)


main()
