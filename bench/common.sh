# shellcheck shell=bash
# Shared by the scripts of this folder: finds a JDK 25, looks for the tools, builds what is measured.
# Sourced, never run; sets ROOT and JAVA_HOME.

ROOT="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"

fail() {
  echo "$*" >&2
  exit 1
}

java_release() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.specification.version = //p'
}

find_java() {
  local on_path candidate
  on_path="$(command -v java || true)"
  for candidate in "${JAVA_HOME:-}" "${on_path:+$(dirname "$(dirname "$(readlink -f "$on_path")")")}" \
    /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -x "$candidate/bin/javac" ] && [ "$(java_release "$candidate")" -ge 25 ] 2>/dev/null; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  fail "A JDK 25 is needed, for example https://adoptium.net/temurin/releases/?version=25; set JAVA_HOME to it."
}

# Installs the Debian packages of those commands that are missing.
need() {
  local missing=() tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "Missing: ${missing[*]}. Install with: sudo apt-get install -y ${missing[*]}"
  apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Builds this module and what it depends on, unless it is newer than all sources.
build() {
  local mark="$ROOT/bench/target/classpath"
  if [ -f "$mark" ] && [ -z "$(find "$ROOT/pom.xml" "$ROOT"/{core,bench}/{pom.xml,src/main} -newer "$mark" -print -quit)" ]; then
    return
  fi
  command -v mvn >/dev/null || need maven
  echo "· building the benchmarks" >&2
  local log="$ROOT/bench/target/build.log"
  mkdir -p "$ROOT/bench/target"
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
    mvn -B -f "$ROOT/pom.xml" -pl bench -am package -DskipTests >"$log" 2>&1 || { grep -E "ERROR|WARNING" "$log" | head -20 >&2; fail "The build failed, see $log"; }
  touch "$mark"
}

classpath() {
  echo "$ROOT/bench/target/classes:$(cat "$ROOT/bench/target/classpath")"
}
