# shellcheck shell=bash
# What governed.yaml needs besides: a PostgreSQL of its own, and a key whose budgets and limits are never used up. Sourced by bench/pair.

# Starts PostgreSQL below a directory, and sets DATABASE_URL.
database() { # directory
  local bin
  [ -d /usr/lib/postgresql ] || need postgresql
  bin=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -1)")
  install -d -o postgres "$1/postgres"
  chmod 755 "$1"
  runuser -u postgres -- "$bin/initdb" -D "$1/postgres/data" -A trust >"$1/initdb.log" 2>&1
  # Its own group, so that it ends with this run.
  runuser -u postgres -- "$bin/postgres" -D "$1/postgres/data" -p 18193 -k "$1/postgres" >"$1/postgres.log" 2>&1 &
  started+=($!)
  until runuser -u postgres -- "$bin/createdb" -h "$1/postgres" -p 18193 bench 2>/dev/null; do sleep 0.2; done
  export DATABASE_URL=postgresql://postgres@127.0.0.1:18193/bench
}

# Asks the control plane for something; prints a member of the answer.
made() { # port path body member
  curl --fail --silent --show-error -H "Authorization: Bearer sk-bench-3f9a1c" -H "Content-Type: application/json" \
    "http://127.0.0.1:$1$2" -d "$3" | sed -n "s/.*\"$4\":\"\([^\"]*\)\".*/\1/p"
}

# Prints a key with everything that governs a call.
key() { # port
  local wide='"max_budget":1000000,"budget_duration":"30d","rpm_limit":100000000,"tpm_limit":1000000000000'
  local organization team
  organization=$(made "$1" /organization/new "{\"organization_alias\":\"bench\",$wide}" organization_id)
  team=$(made "$1" /team/new "{\"team_alias\":\"bench\",\"organization_id\":\"$organization\",$wide}" team_id)
  made "$1" /user/new "{\"user_id\":\"bench\",\"auto_create_key\":false,$wide}" user_id >/dev/null
  made "$1" /key/generate "{\"user_id\":\"bench\",\"team_id\":\"$team\",\"metadata\":{\"tags\":[\"bench\",\"load\"]},$wide}" key
}
