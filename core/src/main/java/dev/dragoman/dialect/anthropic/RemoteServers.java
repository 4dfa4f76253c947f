package dev.dragoman.dialect.anthropic;

import dev.dragoman.json.JsonObject;

/** Servers of the Model Context Protocol that the vendor itself calls. */
final class RemoteServers {

    private RemoteServers() {}

    /** A server given as a tool, in OpenAI's words or Anthropic's. */
    static JsonObject server(JsonObject tool) {
        if ("url".equals(tool.string("type"))) {
            return tool;
        }
        JsonObject.Builder server = JsonObject.builder().put("type", "url");
        server.putIfPresent("url", tool.get("server_url"));
        server.putIfPresent("name", tool.get("server_label"));
        JsonObject headers = tool.object("headers");
        String authorization = headers == null ? null : headers.string("Authorization");
        server.putIfPresent("authorization_token", tool.string("authorization"));
        if (authorization != null) {
            server.put(
                    "authorization_token",
                    authorization.startsWith("Bearer ") ? authorization.substring(7) : authorization);
        }
        if (tool.array("allowed_tools") != null) {
            server.put("tool_configuration", allowed(tool));
        }
        server.putIfPresent("tool_configuration", tool.get("tool_configuration"));
        return server.build();
    }

    private static JsonObject allowed(JsonObject tool) {
        return JsonObject.builder()
                .putIfPresent("allowed_tools", tool.get("allowed_tools"))
                .put("enabled", true)
                .build();
    }
}
