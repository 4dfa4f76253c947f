# shellcheck shell=bash
# Runs Maven on the JDK that java.sh found, without the noise of its own libraries; sourced.

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

apt_updated=
# Installs Debian packages.
apt_install() {
  command -v apt-get > /dev/null || return 1
  if [[ -z $apt_updated ]]; then
    as_root apt-get update -qq > /dev/null || echo "apt-get update failed; trying with what is known" >&2
    apt_updated=yes
  fi
  echo "  installing $*" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
}

# Finds Maven or installs Debian's, for the caller named.
require_maven() {
  command -v mvn > /dev/null && return
  apt_install maven && hash -r && command -v mvn > /dev/null && return
  echo "$1: Maven was not found and could not be installed; install it (package maven)." >&2
  return 1
}

run_maven() {
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC ${MAVEN_OPTS:-}" \
    mvn --batch-mode "$@"
}
