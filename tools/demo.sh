#!/usr/bin/env bash
# Trains a model on each sample, prints its topics and writes its report: tools/demo.sh SAMPLES OUT
# A model that is younger than its sample is kept.
set -euo pipefail
samples=$1
out=$2
theta=build/release/theta
mkdir -p "$out"

train() {
  local name=$1 title=$2
  shift 2
  local sample="$samples/$name.csv" model="$out/$name.model"
  [ -f "$sample" ] || return 0
  printf '\n%s\n' "$title"
  if [ "$sample" -nt "$model/manifest.json" ]; then
    # 3: some rows were left out, and the program has said which.
    "$theta" train "$sample" --out "$model" "$@" || [ $? -eq 3 ]
  fi
  "$theta" topics "$model"
  "$theta" report "$model" --out "$out/$name.html"
}

train state_of_the_union "State of the Union addresses, 1790-2021" --topics 30
train chinese_poems "Chinese poems of the Tang and Song" --topics 10 --min-characters 1

printf '\nOpen the reports in a browser:\n'
for report in "$out"/*.html; do printf '  file://%s\n' "$(realpath "$report")"; done
printf '\nYour own texts:\n  %s train FILE.csv\n  %s report FILE.model --out report.html\n' "$theta" "$theta"
