package dev.dragoman.testkit;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, line by line, by their longest common subsequence. */
final class LineDiff {

    private static final int CONTEXT = 3;

    private final List<String> expected;
    private final List<String> actual;
    private final int[][] common;
    private final List<String> lines = new ArrayList<>();

    private LineDiff(List<String> expected, List<String> actual) {
        this.expected = expected;
        this.actual = actual;
        this.common = new int[expected.size() + 1][actual.size() + 1];
    }

    /** Lines that are only expected begin with a minus, lines that only came with a plus, others with a blank. */
    static String of(String expected, String actual) {
        LineDiff diff = new LineDiff(expected.lines().toList(), actual.lines().toList());
        diff.measure();
        diff.write();
        return String.join("\n", diff.withoutDistantLines());
    }

    private void measure() {
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
    }

    private void write() {
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            boolean both = i < expected.size() && j < actual.size();
            if (both && expected.get(i).equals(actual.get(j))) {
                lines.add("  " + expected.get(i));
                i++;
                j++;
            } else if (j == actual.size() || both && common[i + 1][j] >= common[i][j + 1]) {
                lines.add("- " + expected.get(i++));
            } else {
                lines.add("+ " + actual.get(j++));
            }
        }
    }

    private List<String> withoutDistantLines() {
        List<String> near = new ArrayList<>();
        boolean skipping = false;
        for (int index = 0; index < lines.size(); index++) {
            if (isNearChange(index)) {
                near.add(lines.get(index));
                skipping = false;
            } else if (!skipping) {
                near.add("  ...");
                skipping = true;
            }
        }
        return near;
    }

    private boolean isNearChange(int index) {
        int from = Math.max(0, index - CONTEXT);
        int to = Math.min(lines.size(), index + CONTEXT + 1);
        return lines.subList(from, to).stream().anyMatch(line -> !line.startsWith("  "));
    }
}
