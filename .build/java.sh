# shellcheck shell=bash
# Finds a JDK 25 or newer and sets JAVA_HOME; sourced by the scripts that need one.

# The major version of the JDK in a folder; nothing when there is none. With "runtime", a JVM without compiler counts too.
jdk_version() {
  local release="$1/release" line
  [[ -x $1/bin/java && (${2:-} == runtime || -x $1/bin/javac) ]] || return 0
  if [[ -r $release ]]; then
    while IFS= read -r line; do
      [[ $line == JAVA_VERSION=\"* ]] && { line=${line#*\"}; echo "${line%%[.\"+-]*}"; return; }
    done < "$release"
  fi
  line=$("$1/bin/java" --version 2> /dev/null) && line=${line#* } && echo "${line%%[. +-]*}"
}

# The home of the JDK that a command on the PATH belongs to.
jdk_of_command() {
  local command
  command=$(command -v "$1") || return 0
  command=$(readlink -f "$command") && dirname "$(dirname "$command")"
}

# Sets and exports JAVA_HOME; false when this machine has no JDK 25. Takes "compiler", or "runtime" where one without compiler will do.
find_jdk() {
  local home version
  for home in "${JAVA_HOME:-}" "$(jdk_of_command javac)" "$(jdk_of_command java)" \
    /usr/lib/jvm/* /opt/* /opt/java/* /usr/local/*jdk* /usr/local/lib/jvm/* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* "$HOME"/.gradle/jdks/* \
    "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -n $home && -d $home ]] || continue
    version=$(jdk_version "$home" "${1:-}")
    if [[ $version =~ ^[0-9]+$ ]] && ((version >= 25)); then
      export JAVA_HOME=$home
      return 0
    fi
  done
  return 1
}

# The one line for those who have no JDK 25.
no_jdk() {
  echo "$1: JDK 25 or newer was not found; install one (openjdk-25-jdk or temurin-25-jdk by apt, or 'sdk install java 25-tem') or point JAVA_HOME at it." >&2
}
