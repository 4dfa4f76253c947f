package dev.dragoman.bench;

/**
 * Whole calls of one kind.
 *
 * @param requestBytes about how large the request is
 * @param scenario the answer asked for, which is also the model's name
 * @param answerBytes about how large the answer is
 * @param connections how many calls are under way at once
 */
record CallLoad(int requestBytes, String scenario, int answerBytes, int connections) {

    static CallLoad of(int requestBytes, int answerBytes, int connections) {
        return new CallLoad(requestBytes, "whole-" + answerBytes, answerBytes, connections);
    }

    CallLoad over(int otherConnections) {
        return new CallLoad(requestBytes, scenario, answerBytes, otherConnections);
    }

    String requestSize() {
        return size(requestBytes);
    }

    String answerSize() {
        return size(answerBytes);
    }

    @Override
    public String toString() {
        return "%s in, %s out, %d connections, %s".formatted(requestSize(), answerSize(), connections, scenario);
    }

    private static String size(int bytes) {
        return bytes >= 1_000_000 ? bytes / 1_000_000 + " MB" : bytes / 1000 + " kB";
    }
}
