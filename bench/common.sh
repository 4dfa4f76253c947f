# shellcheck shell=bash
# Shared by the scripts of this folder: finds a JDK 25, installs missing tools, builds the benchmarks. Sourced, never run.
ROOT="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)"
. "$ROOT/.build/java.sh"
. "$ROOT/.build/maven.sh"

fail() {
  echo "$*" >&2
  exit 1
}

# Installs the Debian packages of those commands that are missing.
need() {
  local missing=() tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "Missing: ${missing[*]}. Install with: sudo apt-get install -y ${missing[*]}"
  apt_install "${missing[@]}" || fail "Could not install ${missing[*]}."
}

# Builds this module and what it depends on, unless that was done since the sources changed.
build() {
  local mark="$ROOT/bench/target/classpath" log="$ROOT/bench/target/build.log"
  if [ -f "$mark" ] && [ -z "$(find "$ROOT/pom.xml" "$ROOT"/{core,gateway,bench}/{pom.xml,src/main} -newer "$mark" -print -quit)" ]; then
    return
  fi
  require_maven bench || exit 1
  echo "· building the benchmarks" >&2
  mkdir -p "$ROOT/bench/target"
  if ! run_maven -f "$ROOT/pom.xml" -pl bench -am package -DskipTests -Dmaven.test.skip=true >"$log" 2>&1; then
    grep -E "ERROR|WARNING" "$log" | head -20 >&2
    fail "The build failed, see $log"
  fi
  touch "$mark"
}

# Sets JAVA_HOME and the array "java": the command that runs a class of this module.
prepare() {
  find_jdk compiler || { no_jdk bench; exit 1; }
  build
  # shellcheck disable=SC2034 # used by the scripts that source this one
  java=("$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx6g -cp "$ROOT/bench/target/classes:$(cat "$ROOT/bench/target/classpath")")
  cd "$ROOT" || exit 1
}
