#!/usr/bin/env bash
# Runs examples/spark/job.py on Spark, on two threads of this machine, against what `npm run build` left in dist/.
# Spark comes with pyspark from the registry, into a folder that is gone afterwards.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
test -e dist/cli/main.js || { echo 'dist/ is missing: npm run build makes it' >&2; exit 1; }

if ! command -v java >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyspark==3.5.5

export PATH="$folder/venv/bin:$PATH" PYTHONPATH=examples/spark PYTHONDONTWRITEBYTECODE=1
export PYSPARK_PYTHON="$folder/venv/bin/python"
export PYSPARK_SUBMIT_ARGS="--master local[2] --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false\
 --conf spark.local.dir=$folder --driver-memory 2g pyspark-shell"
mkdir "$folder/files"
# What Spark logs is read only where something went wrong.
python test/spark/run.py "$folder/files" 2>"$folder/log" || { tail -n 100 "$folder/log" >&2; exit 1; }
