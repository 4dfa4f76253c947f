package dev.dragoman.bench.mock;

/**
 * What the mock upstream should answer; its name is the first segment of the path, such as {@code whole-32k} or {@code
 * stream-200x50ms}.
 */
public sealed interface Scenario {

    /** The first path segment that asks for it. */
    String segment();

    /** An answer in one piece of about that many bytes. */
    record Whole(int bytes) implements Scenario {
        @Override
        public String segment() {
            return "whole-" + bytes;
        }
    }

    /** A streamed answer: so many numbered events, one each interval, or all at once when that is 0. */
    record Stream(int events, int intervalMillis) implements Scenario {
        @Override
        public String segment() {
            return "stream-" + events + "x" + intervalMillis + "ms";
        }
    }

    /**
     * The scenario of that path segment.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Scenario of(String segment) {
        try {
            if (segment.startsWith("whole-")) {
                return new Whole(Integer.parseInt(segment.substring("whole-".length())));
            }
            int times = segment.indexOf('x');
            if (segment.startsWith("stream-") && segment.endsWith("ms") && times > 0) {
                return new Stream(
                        Integer.parseInt(segment.substring("stream-".length(), times)),
                        Integer.parseInt(segment.substring(times + 1, segment.length() - 2)));
            }
        } catch (NumberFormatException notOne) {
            throw new IllegalArgumentException(expectation(segment), notOne);
        }
        throw new IllegalArgumentException(expectation(segment));
    }

    private static String expectation(String segment) {
        return "\"" + segment + "\" (expected: whole-<bytes> or stream-<events>x<milliseconds>ms)";
    }
}
