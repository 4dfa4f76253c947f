package dev.dragoman.gateway.access;

import java.util.List;

/** What is known of the names by which models are asked for. */
public interface ModelNames {

    /** The groups of models that the name belongs to, as {@code access_groups} of its entries say. */
    List<String> accessGroups(String model);

    /** The name with each provider that answers for it, such as {@code openai/gpt-4o}; those that a wildcard of a provider covers. */
    List<String> qualified(String model);

    /** All public names. */
    List<String> all();
}
