# shellcheck shell=bash
# How the gateway's JVM is started, and the cache that makes it start faster; sourced by the launcher and the container's build.

# Processors this process may use, with the container's quota.
processors() {
  local count quota period
  count=$(nproc 2> /dev/null || getconf _NPROCESSORS_ONLN 2> /dev/null || echo 2)
  if read -r quota period 2> /dev/null < /sys/fs/cgroup/cpu.max && [[ $quota =~ ^[0-9]+$ ]]; then
    quota=$(((quota + period - 1) / period))
    ((quota < count)) && count=$quota
  fi
  echo "$((count > 0 ? count : 1))"
}

# MiB of memory this process may use, with the container's limit.
memory() {
  local name size unit mib=1024 limit
  while read -r name size unit; do
    [[ $name == MemTotal: ]] && mib=$((size / 1024)) && break
  done 2> /dev/null < /proc/meminfo
  : "${unit:-}"
  if read -r limit 2> /dev/null < /sys/fs/cgroup/memory.max && [[ $limit =~ ^[0-9]+$ ]]; then
    ((limit / 1048576 < mib)) && mib=$((limit / 1048576))
  fi
  echo "$mib"
}

# Sets the array "flags": what every start needs, then what suits this machine, then the user's JAVA_OPTS.
java_flags() {
  local cpus heap user=()
  cpus=$(processors)
  read -r -a user <<< "${JAVA_OPTS:-}" || true
  flags=(
    -XX:+UseCompactObjectHeaders
    -XX:+ExitOnOutOfMemoryError
    -XX:-UsePerfData
    # Warnings of the JVM go where errors go; a cache that does not fit is no reason for one.
    -Xlog:disable '-Xlog:all=warning:stderr' '-Xlog:aot*=off:stderr' '-Xlog:cds*=off:stderr'
    --add-opens=java.base/java.lang=ALL-UNNAMED
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow
    "-Djdk.virtualThreadScheduler.parallelism=$((cpus < 2 ? 2 : cpus))"
  )
  if ((cpus <= 2)); then
    heap=$(($(memory) / 2))
    # Survivor spaces that take what a thousand streams keep: what is promoted costs a collection of everything.
    flags+=(-Xms64m -Xmn48m -XX:SurvivorRatio=2 "-Xmx$((heap > 1024 ? 1024 : heap < 128 ? 128 : heap))m")
    # What a burst needed is given back after one collection, not after four.
    flags+=(-XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:-ShrinkHeapInSteps)
  else
    flags+=(-Xms64m -XX:MaxRAMPercentage=50 -XX:+ExplicitGCInvokesConcurrent)
  fi
  if [[ " ${user[*]} " != *" -XX:+Use"*GC* ]]; then
    ((cpus <= 2)) && flags+=(-XX:+UseSerialGC) || flags+=(-XX:+UseG1GC)
  fi
  flags+=("${user[@]}")
  # Few arenas of the C library keep the process small.
  export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-2}
}

# What a cache must have been made for to be of use: this JDK, this jar.
cache_key() {
  local jar=$1 release=
  [[ -r $JAVA_HOME/release ]] && release=$(< "$JAVA_HOME/release")
  echo "$JAVA_HOME $release $(stat -L -c '%n %s %Y' "$jar" 2> /dev/null || stat -L -f '%N %z %m' "$jar")"
}

# Whether the cache of a jar was made, or tried in vain, for this JDK and this jar.
cache_is_fresh() {
  local jar=$1 key=${1%.jar}.aot.key
  [[ -r $key && $(< "$key") == "$(cache_key "$jar")" ]]
}

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
  done
  echo "$port"
}

# One HTTP call, without a client program: METHOD PATH [BODY]; the answer goes to standard output.
call() {
  local body=${3:-}
  exec 3<> "/dev/tcp/127.0.0.1/$port" || return
  printf '%s %s HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s' \
    "$1" "$2" "$training_key" "${#body}" "$body" >&3
  timeout 10 cat <&3
  exec 3>&- 3<&-
}

# The work that the cache remembers: each client format, streamed and not, to a built-in model and, through the
# gateway itself, to a vendor of the same and of another format.
training_calls() {
  local model stream tool round
  tool='[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object","properties":{"x":{"type":"string"}}}}}]'
  call GET /v1/models
  call GET /metrics
  for ((round = 0; round < 12; round++)); do
    for model in mock/echo train-openai train-anthropic; do
      for stream in false true; do
        call POST /v1/chat/completions "{\"model\":\"$model\",\"max_tokens\":20,\"stream\":$stream,\"tools\":$tool,\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"How far is the moon? \\u00e9\"}]}]}"
        call POST /v1/messages "{\"model\":\"$model\",\"max_tokens\":20,\"stream\":$stream,\"system\":\"s\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"How far is the moon?\"}]}]}"
      done
    done
  done
  call POST /v1/chat/completions '{"model":"no/such"}'
  call POST /v1/chat/completions '{"model":'
}

# Makes the cache of a jar by a short run of the gateway. Without a cache everything works, only later: so no failure
# here is one of the start, and none is tried again before something changes.
make_cache() {
  local jar=$1 cache=${1%.jar}.aot port training_key work pid
  work=$(mktemp -d) || return 0
  port=$(free_port)
  training_key=sk-training-$RANDOM$RANDOM
  cat > "$work/config.yaml" << EOF
model_list:
  - model_name: train-openai
    litellm_params: {model: openai/mock/echo, api_base: "http://127.0.0.1:$port/v1", api_key: $training_key}
  - model_name: train-anthropic
    litellm_params: {model: anthropic/mock/echo, api_base: "http://127.0.0.1:$port", api_key: $training_key}
  - model_name: "mock/echo"
    litellm_params: {model: mock/echo}
EOF
  env -u CONFIG_FILE_PATH -u HOST -u PORT -u JDK_JAVA_OPTIONS DRAGOMAN_DATA_DIR="$work" LITELLM_MASTER_KEY="$training_key" \
    "$JAVA_HOME/bin/java" "-XX:AOTCacheOutput=$cache.new" "${flags[@]}" -jar "$jar" \
    --config "$work/config.yaml" --host 127.0.0.1 --port "$port" > "$work/log" 2>&1 &
  pid=$!
  for _ in {1..300}; do
    kill -0 "$pid" 2> /dev/null || break
    if [[ $(call GET /health/readiness 2> /dev/null) == 'HTTP/1.1 200'* ]]; then
      training_calls > "$work/answers" 2>> "$work/log"
      break
    fi
    sleep 0.1
  done
  kill -TERM "$pid" 2> /dev/null
  wait "$pid" 2> /dev/null
  [[ -n ${DRAGOMAN_CACHE_LOG:-} ]] && cat "$work/log" "$work/answers" > "$DRAGOMAN_CACHE_LOG"
  rm -rf "$work"
  if [[ -s $cache.new ]]; then mv -f "$cache.new" "$cache"; else rm -f "$cache" "$cache.new" "$cache.new.config"; fi
  cache_key "$jar" > "${cache}.key" 2> /dev/null
  return 0
}
