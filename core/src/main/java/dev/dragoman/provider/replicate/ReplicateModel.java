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

    /**
     * The model.
     *
     * @throws IllegalArgumentException when the string has another form
     */
    static ReplicateModel of(String model) {
        boolean deployed = model.startsWith(DEPLOYMENTS);
        String name = deployed ? model.substring(DEPLOYMENTS.length()) : model;
        int colon = name.indexOf(':');
        if (colon > 0 && !deployed) {
            return new ReplicateModel("/predictions", name.substring(colon + 1));
        }
        String[] parts = name.split("/", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
            throw new IllegalArgumentException("model: replicate/" + model
                    + " (expected: replicate/owner/name, with :version behind it or deployments/ before it)");
        }
        return new ReplicateModel((deployed ? "/deployments/" : "/models/") + name + "/predictions", null);
    }
}
