# shellcheck shell=bash
# Finds Maven, or installs Debian's when that is possible. Sourced by ./dragoman and ./verify.

install_packages() { # Debian packages
  local root=""
  [ "$(id -u)" = 0 ] || root=sudo
  command -v apt-get >/dev/null 2>&1 || return 1
  { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1
}

find_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  echo "installing Maven ..."
  install_packages maven || {
    echo "Dragoman builds with Maven and found none: install the package maven." >&2
    return 1
  }
}

# Maven's own libraries use what newer JDKs warn about; the warnings are not ours to act on.
export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
