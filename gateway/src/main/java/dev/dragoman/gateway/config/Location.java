package dev.dragoman.gateway.config;

/**
 * Where a value was written.
 *
 * @param source the file, or what else it came from
 * @param line counted from 1; 0 when there are no lines
 */
public record Location(String source, int line) {

    static Location whole(String source) {
        return new Location(source, 0);
    }

    /** {@code config.yaml:12}. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
