package dev.dragoman.gateway.config;

import dev.dragoman.json.JsonObject;

/**
 * One deployment of {@code model_list}. Entries with the same name share the load.
 *
 * @param modelName the public name; may contain {@code *}
 * @param params how the provider is called
 * @param id unique in a configuration, and the same at every start as long as the entry does not change
 * @param info {@code model_info} as given
 * @param location where it stands
 */
public record ModelEntry(String modelName, ModelParams params, String id, JsonObject info, Location location) {}
