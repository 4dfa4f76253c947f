# shellcheck shell=bash
# Installs what the tests need and this machine lacks; sourced by verify, after maven.sh.

# Installs a package when a command is missing.
need() {
  command -v "$1" > /dev/null || apt_install "$2" || { echo "verify: $1 was not found and could not be installed" >&2; return 1; }
}

need_jdk() {
  find_jdk compiler && return
  local package
  for package in openjdk-25-jdk-headless temurin-25-jdk; do
    apt-cache show "$package" > /dev/null 2>&1 && apt_install "$package" && find_jdk compiler && return
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
