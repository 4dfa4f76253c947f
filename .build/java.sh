# shellcheck shell=bash
# Finds a JDK 25 or newer and puts its home into JAVA_HOME; says in one line how to get one otherwise. Sourced by ./dragoman and ./verify.

java_version_of() { # folder of a JDK -> its major version, or nothing
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_java() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" \
    "$(command -v javac >/dev/null 2>&1 && dirname "$(dirname "$(readlink -f "$(command -v javac)")")")" \
    /usr/lib/jvm/* /opt/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] || continue
    version=$(java_version_of "$candidate") || continue
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Dragoman needs JDK 25 or newer and found none: install one (such as Temurin 25, https://adoptium.net) or point JAVA_HOME at it." >&2
  return 1
}
