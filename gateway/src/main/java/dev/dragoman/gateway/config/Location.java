package dev.dragoman.gateway.config;

/**
 * Where a value was written.
 *
 * @param file the file as it was named, or what else the value came from
 * @param line counted from 1; 0 when there are no lines
 */
public record Location(String file, int line) {

    static Location whole(String file) {
        return new Location(file, 0);
    }

    /** {@code config.yaml:12}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
