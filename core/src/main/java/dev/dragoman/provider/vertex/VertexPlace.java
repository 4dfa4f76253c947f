package dev.dragoman.provider.vertex;

import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A location of a project, or the whole of Vertex AI for callers with a key of its express mode.
 *
 * @param project null when there is only a key; {@link #OWN} for the project of the machine
 * @param location a region such as {@code us-east5}, the multi-regions {@code us} and {@code eu}, or {@code global}
 */
record VertexPlace(@Nullable String project, String location) {

    /** Stands for the project of the machine that this runs on, which is asked for when a call is signed. */
    static final String OWN = "-";

    private static final String DEFAULT = "us-central1";
    private static final String GLOBAL = "global";
    private static final Set<String> MULTI_REGIONS = Set.of("us", "eu");

    /**
     * The place that the settings tell.
     *
     * @throws IllegalArgumentException when they tell no project
     */
    static VertexPlace of(Target target) {
        String location = target.setting("vertex_location");
        String told = location == null ? "" : location.strip();
        return new VertexPlace(project(target), named(told.isEmpty() ? usual(target.model()) : told));
    }

    /** The scheme and host of its servers. */
    String host() {
        if (project == null || location.equals(GLOBAL)) {
            return "https://aiplatform.googleapis.com";
        }
        return MULTI_REGIONS.contains(location)
                ? "https://aiplatform." + location + ".rep.googleapis.com"
                : "https://" + location + "-aiplatform.googleapis.com";
    }

    /** Its path below the version. */
    String path() {
        return project == null
                ? ""
                : "/projects/" + Percent.encoded(project, VertexAddress.PLAIN) + "/locations/" + location;
    }

    private static @Nullable String project(Target target) {
        String project = target.setting("vertex_project");
        if (project != null && !project.isBlank()) {
            return project.strip();
        }
        if (VertexCredentials.isExpressKey(target.apiKey())) {
            return null;
        }
        if (target.apiKey() == null && target.setting(VertexSettings.CREDENTIALS) == null) {
            return OWN;
        }
        throw new IllegalArgumentException("vertex_project: missing, and the credentials name no project (expected:"
                + " vertex_project, or VERTEXAI_PROJECT in the environment)");
    }

    /** Gemini models from the third generation on are served globally before any region has them. */
    private static String usual(String model) {
        return model.startsWith("gemini-3") ? GLOBAL : DEFAULT;
    }

    private static String named(String location) {
        boolean wellFormed = location.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        if (!wellFormed) {
            throw new IllegalArgumentException("vertex_location: \"" + location
                    + "\" (expected: a region such as us-central1, or us, eu or global)");
        }
        return location;
    }
}
