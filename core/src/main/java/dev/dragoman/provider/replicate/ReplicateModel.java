package dev.dragoman.provider.replicate;

import org.jspecify.annotations.Nullable;

/**
 * A model string taken apart: {@code owner/name}, {@code owner/name:version} or {@code deployments/owner/name}.
 *
 * @param path where its predictions are made, below the base
 * @param version the version that the body names; null for the newest
 */
record ReplicateModel(String path, @Nullable String version) {

    private static final String DEPLOYMENTS = "deployments/";

    /** The version that a string names; null when it names none. */
    static @Nullable String version(String model) {
        int colon = model.startsWith(DEPLOYMENTS) ? -1 : model.indexOf(':');
        return colon > 0 ? model.substring(colon + 1) : null;
    }

    /**
     * The model.
     *
     * @throws IllegalArgumentException when the string has another form
     */
    static ReplicateModel of(String model) {
        boolean deployed = model.startsWith(DEPLOYMENTS);
        String name = deployed ? model.substring(DEPLOYMENTS.length()) : model;
        String version = version(model);
        if (version != null) {
            return new ReplicateModel("/predictions", version);
        }
        String[] parts = name.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("model: replicate/" + model
                    + " (expected: replicate/owner/name, with :version behind it or deployments/ before it)");
        }
        return new ReplicateModel((deployed ? "/deployments/" : "/models/") + name + "/predictions", null);
    }
}
