#include "database/migrations.h"

namespace theta::database {
namespace {

// Times are milliseconds since 1970 in UTC; columns named *_json hold JSON text. Tokens and keys are kept as
// hashes only. Deleting a user takes all that is theirs along. Indexes on tasks cover the states they are for
// and no others: SQLite would take one on the state alone for every claim, and read all waiting tasks.
constexpr std::string_view kFirst = R"sql(
create table users (
  id {text} primary key,
  email {text} not null unique,
  name {text} not null,
  password_hash {text},
  role {text} not null check (role in ('user', 'admin')),
  disabled {int} not null check (disabled in (0, 1)),
  created {int} not null,
  max_running {int},
  max_queued {int},
  max_bytes {int},
  served {int} not null default 0
) {table};
create index users_served on users (served);

create table sessions (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  token_hash {text} not null unique,
  agent {text} not null,
  address {text} not null,
  created {int} not null,
  seen {int} not null,
  expires {int} not null
) {table};
create index sessions_owner on sessions (owner, created);
create index sessions_expires on sessions (expires);

create table api_keys (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  name {text} not null,
  prefix {text} not null,
  key_hash {text} not null unique,
  scopes_json {text} not null,
  created {int} not null,
  expires {int},
  used {int}
) {table};
create index api_keys_owner on api_keys (owner, created, id);

create table datasets (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  name {text} not null,
  state {text} not null,
  columns_json {text} not null,
  row_count {int} not null,
  byte_count {int} not null,
  content_sha256 {text},
  error_message {text},
  revision {int} not null,
  created {int} not null,
  updated {int} not null
) {table};
create index datasets_owner on datasets (owner, created, id);

create table dataset_files (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  dataset {text} not null references datasets (id) on delete cascade,
  name {text} not null,
  state {text} not null,
  media_type {text} not null,
  object_key {text} not null,
  total_bytes {int},
  received_bytes {int} not null,
  sha256 {text},
  created {int} not null,
  updated {int} not null,
  unique (dataset, name)
) {table};
create index dataset_files_owner on dataset_files (owner);

create table tasks (
  number {serial},
  id {text} not null unique,
  owner {text} not null references users (id) on delete cascade,
  dataset {text} references datasets (id) on delete set null,
  kind {text} not null,
  request_json {text} not null,
  state {text} not null,
  priority {int} not null,
  step {text} not null default '',
  progress {real} not null default 0,
  message {text} not null default '',
  result_json {text},
  model {text},
  error_code {text},
  error_message {text},
  created {int} not null,
  started {int},
  finished {int},
  failures {int} not null default 0,
  losses {int} not null default 0,
  delay {int} not null default 0,
  fence {int} not null default 0,
  beat {int} not null default 0,
  worker {text} not null default '',
  history_count {int} not null default 0,
  event_count {int} not null default 0,
  log_count {int} not null default 0
) {table};
create index tasks_owner on tasks (owner, number);
create index tasks_dataset on tasks (dataset);
create index tasks_waiting on tasks (owner, delay, priority desc, number) where state = 'pending';
create index tasks_held on tasks (owner) where state in ('running', 'cancelling');
create index tasks_ended on tasks (state) where state in ('completed', 'failed', 'cancelled', 'dead');
create index tasks_delayed on tasks (number) where state = 'pending' and delay > 0;

create table task_lines (
  task {text} not null references tasks (id) on delete cascade,
  stream {text} not null,
  seq {int} not null,
  at {int} not null,
  body {text} not null,
  primary key (task, stream, seq)
) {table};

create table idempotency_keys (
  owner {text} not null references users (id) on delete cascade,
  name {text} not null,
  body_sha256 {text} not null,
  task {text} not null references tasks (id) on delete cascade,
  created {int} not null,
  primary key (owner, name)
) {table};
create index idempotency_keys_created on idempotency_keys (created);
create index idempotency_keys_task on idempotency_keys (task);

create table models (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  dataset {text} references datasets (id) on delete set null,
  task {text} references tasks (id) on delete set null,
  name {text} not null,
  kind {text} not null,
  state {text} not null,
  object_prefix {text} not null,
  manifest_json {text} not null,
  byte_count {int} not null,
  revision {int} not null,
  created {int} not null,
  updated {int} not null
) {table};
create index models_owner on models (owner, created, id);
create index models_dataset on models (dataset);
create index models_task on models (task);

create table shares (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  model {text} not null references models (id) on delete cascade,
  token_hash {text} not null unique,
  created {int} not null,
  expires {int} not null
) {table};
create index shares_model on shares (model, created, id);
create index shares_owner on shares (owner);
create index shares_expires on shares (expires);

create table webhooks (
  id {text} primary key,
  owner {text} not null references users (id) on delete cascade,
  url {text} not null,
  events_json {text} not null,
  secret {text} not null,
  active {int} not null check (active in (0, 1)),
  failures {int} not null,
  last_status {text} not null,
  created {int} not null
) {table};
create index webhooks_owner on webhooks (owner, created, id);

create table audit (
  number {serial},
  at {int} not null,
  actor {text},
  action {text} not null,
  subject {text} not null,
  address {text} not null,
  detail_json {text} not null
) {table};
create index audit_actor on audit (actor, number);

create table settings (
  name {text} primary key,
  value_json {text} not null,
  updated {int} not null
) {table};
)sql";

// The lines of edits.jsonl of each model. What its views show follows from their number.
constexpr std::string_view kModelEdits = R"sql(
alter table models add column edit_count {int} not null default 0;
alter table models add column focus_json {text} not null default '[]';

create table model_edits (
  model {text} not null references models (id) on delete cascade,
  number {int} not null,
  line {text} not null,
  created {int} not null,
  primary key (model, number)
) {table};
)sql";

constexpr std::string_view kMoreQuotas = R"sql(
alter table users add column max_datasets {int};
alter table users add column max_requests {int};
)sql";

// What webhooks are told. `due` counts while a message waits, and while it is on its way: who sends it is
// taken for dead then.
constexpr std::string_view kDeliveries = R"sql(
alter table webhooks add column name {text} not null default '';

create table deliveries (
  number {serial},
  id {text} not null unique,
  owner {text} not null references users (id) on delete cascade,
  webhook {text} not null references webhooks (id) on delete cascade,
  event {text} not null,
  body_json {text} not null,
  state {text} not null,
  attempts {int} not null default 0,
  due {int} not null,
  fence {int} not null default 0,
  http_status {int},
  error_message {text},
  duration_ms {int},
  created {int} not null,
  finished {int}
) {table};
create index deliveries_webhook on deliveries (webhook, number);
create index deliveries_owner on deliveries (owner);
create index deliveries_open on deliveries (due) where state in ('waiting', 'sending');
create index deliveries_ended on deliveries (finished) where state in ('delivered', 'failed');
)sql";

constexpr Migration kSteps[] = {{"first tables", kFirst},
                                {"edits of models", kModelEdits},
                                {"quotas of data sets and requests", kMoreQuotas},
                                {"messages to webhooks", kDeliveries}};

}  // namespace

std::span<const Migration> schema() {
  return kSteps;
}

}  // namespace theta::database
