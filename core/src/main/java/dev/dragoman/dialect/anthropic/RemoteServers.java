package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Servers of the Model Context Protocol that the vendor itself calls. */
final class RemoteServers {

    private static final String BEARER = "Bearer ";

    private RemoteServers() {}

    /** A server given as a tool, in OpenAI's words or Anthropic's. */
    static JsonObject server(JsonObject tool) {
        if ("url".equals(tool.string("type"))) {
            return tool;
        }
        JsonObject.Builder server = JsonObject.builder().put("type", "url");
        server.putIfPresent("url", tool.get("server_url"));
        server.putIfPresent("name", tool.get("server_label"));
        server.putIfPresent("authorization_token", token(tool));
        if (tool.array("allowed_tools") != null) {
            server.put("tool_configuration", allowed(tool));
        }
        return server.putIfPresent("tool_configuration", tool.get("tool_configuration"))
                .build();
    }

    private static @Nullable String token(JsonObject tool) {
        JsonObject headers = tool.object("headers");
        String header = headers == null ? null : headers.string("Authorization");
        String token = header == null ? tool.string("authorization") : header;
        return token != null && token.startsWith(BEARER) ? token.substring(BEARER.length()) : token;
    }

    private static JsonObject allowed(JsonObject tool) {
        return JsonObject.builder()
                .putIfPresent("allowed_tools", tool.get("allowed_tools"))
                .put("enabled", true)
                .build();
    }
}
