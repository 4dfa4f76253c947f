# shellcheck shell=bash
# Runs Maven on the JDK that java.sh found, without the noise of its own libraries; sourced.

run_maven() {
  MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC ${MAVEN_OPTS:-}" \
    mvn --batch-mode "$@"
}
