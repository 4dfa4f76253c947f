package dev.dragoman.testkit.vendor;

import tools.jackson.databind.JsonNode;

/**
 * A tool that a request offers to the model.
 *
 * @param name its name
 * @param freeText whether its input is plain text instead of a JSON object
 * @param schema the JSON schema of its arguments; an empty object when there is none
 */
public record ToolOffer(String name, boolean freeText, JsonNode schema) {}
