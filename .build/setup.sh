# shellcheck shell=bash
# Installs what the build and its tests need and this machine lacks; sourced by verify.

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

apt_updated=
apt_install() {
  command -v apt-get > /dev/null || { echo "verify: $* is missing, and this system has no apt-get to install it" >&2; return 1; }
  if [[ -z $apt_updated ]]; then
    as_root apt-get update -qq > /dev/null || echo "verify: apt-get update failed; trying with what is known" >&2
    apt_updated=yes
  fi
  echo "  installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
}

# Installs a package when a command is missing.
need() {
  command -v "$1" > /dev/null || apt_install "$2"
}

need_jdk() {
  find_jdk && return
  local package
  for package in openjdk-25-jdk-headless temurin-25-jdk; do
    apt-cache show "$package" > /dev/null 2>&1 && apt_install "$package" && find_jdk && return
  done
  no_jdk verify
  return 1
}

node_version() {
  local version
  version=$(node --version 2> /dev/null) || version=v0
  version=${version#v}
  echo "${version%%.*}"
}

# Node 20 or newer; where Debian's is older, npm brings a newer one into the given folder.
need_node() {
  local folder=$1
  PATH=$folder/node_modules/.bin:$PATH
  (($(node_version) >= 20)) && command -v npm > /dev/null && return
  need npm npm
  (($(node_version) >= 20)) && return
  echo "  installing Node 22 into ${folder##*/}"
  npm install --silent --no-audit --no-fund --prefix "$folder" node@22 > /dev/null
  hash -r
  (($(node_version) >= 20)) || { echo "verify: the tests need Node 20 or newer, found $(node_version)" >&2; return 1; }
}
