package dev.dragoman.gateway.config;

/**
 * A place in a configuration file.
 *
 * @param file the file as it was named
 * @param line the line, from 1; 0 for the file as a whole
 */
public record Location(String file, int line) {

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
