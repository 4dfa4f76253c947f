package dev.dragoman.testkit.gemini;

import java.util.ArrayList;
import java.util.List;

/** What Google's validator found after the JSON was read; it tells all of it at once, a line each. */
final class Complaints {

    private final List<String> lines = new ArrayList<>();

    void add(String where, String complaint) {
        lines.add("* GenerateContentRequest." + where + ": " + complaint + "\n");
    }

    void require(boolean fine, String where, String complaint) {
        if (!fine) {
            add(where, complaint);
        }
    }

    void refuseIfAny() {
        if (!lines.isEmpty()) {
            throw GeminiRefusal.badRequest(String.join("", lines));
        }
    }
}
