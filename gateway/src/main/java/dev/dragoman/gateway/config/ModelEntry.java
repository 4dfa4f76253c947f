package dev.dragoman.gateway.config;

/**
 * One deployment of {@code model_list}. Entries with the same name share the load.
 *
 * @param modelName the public name; {@code *} stands for any text
 * @param params how to call the provider
 * @param info what is known of the model
 * @param location where the entry begins
 */
public record ModelEntry(String modelName, ModelParams params, ModelInfo info, Location location) {}
