#!/usr/bin/env bash
# From a spreadsheet to topics, corrected by hand, and their files, with curl alone: journey.sh API FILE [COMMAND]
# API is http://HOST:PORT/api, FILE a CSV with the columns text and label. COMMAND, if given, is run while the model is being
# trained. Prints what it does; the first surprise ends it.
set -euo pipefail
api=$1 file=$2 meanwhile=${3:-}
answer=$(mktemp)
trap 'rm -f "$answer" "$answer.words"' EXIT

# ask STATUS METHOD PATH [curl option...]: the body of the answer goes to standard output and to $answer.
ask() {
  local wanted=$1 method=$2 path=$3 status
  shift 3
  status=$(curl -sS -X "$method" -o "$answer" -w '%{http_code}' "$api$path" "$@")
  if [ "$status" != "$wanted" ]; then
    echo "$method $path is answered $status, not $wanted: $(head -c 500 "$answer")" >&2
    return 1
  fi
  cat "$answer"
}
send() { ask "$1" "$2" "$3" -H 'Content-Type: application/json' -d "$4"; }

# pick EXPRESSION: a part of the JSON on standard input.
pick() { python3 -c "import json, sys; it = json.load(sys.stdin); print($1)"; }

expect() {
  [ "$1" = "$2" ] || { echo "$3: $1 instead of $2" >&2; return 1; }
}

echo "A data set and its file"
dataset=$(send 201 POST /datasets '{"name": "Newsgroups"}' | pick 'it["dataset_id"]')
ask 201 PUT "/datasets/$dataset/files/$(basename "$file")" -T "$file" > /dev/null

echo "Which column is what"
# 202 says that the file is still being looked through.
until columns=$(ask 200 GET "/datasets/$dataset/columns" 2> "$answer.words"); do
  grep -q 'answered 202' "$answer.words" || { cat "$answer.words" >&2; exit 1; }
  sleep 0.1
done
expect "$(pick '{column["name"]: column["role"] for column in it["columns"]}["text"]' <<< "$columns")" text "the guessed text column"
tag=$(curl -sS -o /dev/null -D - "$api/datasets/$dataset" | sed -n 's/^ETag: \(.*\)\r/\1/ip')
ask 200 PATCH "/datasets/$dataset" -H 'Content-Type: application/json' -H "If-Match: $tag" \
  -d '{"columns": {"text_column": ["text"], "label_column": "label"}}' > /dev/null

echo "Training, followed live"
request='{"type": "train", "dataset_id": "'$dataset'", "model": "etm", "num_topics": 20, "seed": 1}'
task=$(ask 202 POST /tasks -H 'Content-Type: application/json' -H 'Idempotency-Key: journey' -d "$request" | pick 'it["task_id"]')
if [ -n "$meanwhile" ]; then
  until [ "$(ask 200 GET "/tasks/$task" | pick 'it["status"]')" != pending ]; do sleep 0.1; done
  $meanwhile
fi
# The stream ends with the task. A server whose database was away may have cut it: whoever follows comes back.
until curl -sSN --max-time 300 "$api/tasks/$task/events" | tee "$answer" | grep -q '^event: end'; do sleep 0.2; done
grep -q '^event: progress' "$answer"
done=$(ask 200 GET "/tasks/$task")
expect "$(pick 'it["status"]' <<< "$done")" completed "the end of the task ($done)"
model=$(pick 'it["model_id"]' <<< "$done")
again=$(ask 202 POST /tasks -H 'Content-Type: application/json' -H 'Idempotency-Key: journey' -d "$request" | pick 'it["task_id"]')
expect "$again" "$task" "the same request sent again"

echo "Topics, renamed and merged"
topics=$(ask 200 GET "/models/$model/topics?top_k=10")
expect "$(pick 'len(it["items"])' <<< "$topics")" 20 "topics"
before=$(pick '[(topic["topic_id"], topic["name"]) for topic in it["items"]]' <<< "$topics")
read -r first second third <<< "$(pick '*[topic["topic_id"] for topic in it["items"]][:3]' <<< "$topics")"
send 200 PATCH "/models/$model/topics/$first" '{"name": "Renamed 主题"}' > /dev/null
send 201 POST "/models/$model/edits" '{"kind": "merge", "topics": ['"$second, $third"']}' > /dev/null
topics=$(ask 200 GET "/models/$model/topics")
expect "$(pick 'len(it["items"])' <<< "$topics")" 19 "topics after merging two"
expect "$(pick '{topic["topic_id"]: topic["name"] for topic in it["items"]}['"$first"']' <<< "$topics")" "Renamed 主题" "the new name"

echo "A new text"
question='{"model_id": "'$model'", "text": "The shuttle reached its orbit around the moon", "top_k": 3}'
expect "$(send 200 POST /analyze "$question" | pick 'len(it["results"][0]["weights"])')" 19 "weights of an analysis"

echo "Undone"
ask 201 POST "/models/$model/edits/undo" > /dev/null
ask 201 POST "/models/$model/edits/undo" > /dev/null
after=$(ask 200 GET "/models/$model/topics?top_k=10" | pick '[(topic["topic_id"], topic["name"]) for topic in it["items"]]')
expect "$after" "$before" "topics after undoing both edits"
expect "$(send 200 POST /analyze "$question" | pick 'len(it["results"][0]["weights"])')" 20 "weights of an analysis"

echo "Taken home"
ask 200 GET "/models/$model/exports?format=xlsx" > /dev/null
python3 -c 'import sys, zipfile; sys.exit("xl/workbook.xml" not in zipfile.ZipFile(sys.argv[1]).namelist())' "$answer"
ask 200 GET "/models/$model/exports?format=html" > /dev/null
grep -qi '<!doctype html' "$answer"

echo "Deleted"
ask 204 DELETE "/models/$model"
ask 204 DELETE "/tasks/$task"
ask 204 DELETE "/datasets/$dataset"
ask 404 GET "/models/$model/topics" > /dev/null
expect "$(ask 200 GET /datasets | pick 'it["total"]')" 0 "data sets left"
echo "Done"
