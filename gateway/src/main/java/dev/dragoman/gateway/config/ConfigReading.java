package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What came of reading a configuration file. */
public sealed interface ConfigReading {

    /** All mistakes, in the order they were found. */
    List<Problem> problems();

    /** The files that were read or looked for. */
    Map<Path, Fingerprint> sources();

    /** Settings to go by; the problems are warnings. */
    record Accepted(Settings settings, List<Problem> problems, Map<Path, Fingerprint> sources)
            implements ConfigReading {}

    /** No settings; at least one problem is an error. */
    record Refused(List<Problem> problems, Map<Path, Fingerprint> sources) implements ConfigReading {}
}
