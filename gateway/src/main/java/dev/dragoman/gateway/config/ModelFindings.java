package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;

/** Gives what is found wrong with a deployment the place of the key in its file, and hides secrets in it. */
final class ModelFindings implements ModelCheck.Findings {

    private final String path;
    private final Mapping params;
    private final SectionValues values;
    private final Problems problems;

    /**
     * Findings about one deployment.
     *
     * @param path of its {@code litellm_params}
     * @param params as they stand in the file
     * @param values the right ones among them
     */
    ModelFindings(String path, Mapping params, SectionValues values, Problems problems) {
        this.path = path;
        this.params = params;
        this.values = values;
        this.problems = problems;
    }

    @Override
    public void error(String key, String message) {
        if (!isTold(key)) {
            problems.error(location(key), KeyPath.child(path, key), shown(key, message), "");
        }
    }

    @Override
    public void warning(String key, String message) {
        if (!isTold(key)) {
            problems.warning(location(key), KeyPath.child(path, key), shown(key, message), "");
        }
    }

    /** A value of the wrong kind has been told before, and counts as absent. */
    private boolean isTold(String key) {
        return params.get(key) != null && !values.known().containsKey(key);
    }

    private Location location(String key) {
        Entry entry = params.entries().get(key);
        return entry == null ? params.location() : entry.location();
    }

    private String shown(String key, String message) {
        if (params.get(key) instanceof Scalar scalar && !scalar.text().isEmpty()) {
            String shown = Secrecy.shown(KeyPath.child(path, key), scalar);
            return message.replace("\"" + scalar.text() + "\"", shown);
        }
        return message;
    }
}
