package dev.dragoman.testkit;

import dev.dragoman.testkit.anthropic.AnthropicProtocol;
import dev.dragoman.testkit.anthropic.AnthropicRules;
import dev.dragoman.testkit.azure.AzureProtocol;
import dev.dragoman.testkit.bedrock.BedrockProtocol;
import dev.dragoman.testkit.cohere.CohereProtocol;
import dev.dragoman.testkit.compatible.CompatibleProtocol;
import dev.dragoman.testkit.gemini.GeminiProtocol;
import dev.dragoman.testkit.ollama.OllamaProtocol;
import dev.dragoman.testkit.openai.OpenAiProtocol;
import dev.dragoman.testkit.vendor.Desk;
import dev.dragoman.testkit.vendor.MagicWords;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.VendorSettings;
import dev.dragoman.testkit.vertex.VertexProtocol;
import dev.dragoman.testkit.wire.HttpServer;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** All vendors behind one port, told apart by the first word of the path; what they say is chosen by {@link MagicWords}. */
public final class FakeVendors implements AutoCloseable {

    private final Map<String, Protocol> protocols = new LinkedHashMap<>();
    private final Map<String, Desk> desks = new LinkedHashMap<>();
    private final String host;
    private final HttpServer server;

    private FakeVendors(VendorSettings settings) {
        host = settings.host();
        protocols.put("openai", new OpenAiProtocol(settings));
        protocols.put("azure", new AzureProtocol(settings));
        protocols.put("anthropic", new AnthropicProtocol(settings, AnthropicRules.STRICT));
        protocols.put("gemini", new GeminiProtocol(settings));
        protocols.put("bedrock", new BedrockProtocol(settings, "/bedrock"));
        protocols.put("cohere", new CohereProtocol(settings));
        protocols.put("ollama", new OllamaProtocol(settings));
        protocols.put("compatible", new CompatibleProtocol(settings));
        protocols.put("vertex", new VertexProtocol(settings));
        protocols.forEach(
                (name, protocol) -> desks.put(name, new Desk(protocol, settings.keptRequests(), new MagicWords())));
        server = HttpServer.start(
                new InetSocketAddress(settings.host(), settings.port()), this::handle, settings.clock());
    }

    /** Starts with these settings. */
    public static FakeVendors start(VendorSettings settings) {
        return new FakeVendors(settings);
    }

    /** The base URL that clients of each vendor are configured with, by the vendor's name. */
    public Map<String, String> baseUrls() {
        Map<String, String> urls = new LinkedHashMap<>();
        protocols.forEach((name, protocol) ->
                urls.put(name, "http://" + host + ":" + server.port() + "/" + name + protocol.basePath()));
        return urls;
    }

    /**
     * The base URL of one vendor.
     *
     * @param vendor openai, azure, anthropic, gemini, bedrock, cohere, ollama, compatible or vertex
     * @throws IllegalArgumentException for any other name
     */
    public String baseUrl(String vendor) {
        String url = baseUrls().get(vendor);
        if (url == null) {
            throw new IllegalArgumentException(
                    "vendor: " + vendor + " (expected: one of " + baseUrls().keySet() + ")");
        }
        return url;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops listening and closes every connection. */
    @Override
    public void close() {
        server.close();
    }

    private Reply handle(RecordedRequest request) {
        for (Map.Entry<String, Desk> entry : desks.entrySet()) {
            String prefix = "/" + entry.getKey();
            if (request.path().startsWith(prefix + "/")) {
                return entry.getValue().handle(request.below(prefix));
            }
        }
        return Reply.text(request.path().equals("/") ? 200 : 404, "text/plain; charset=utf-8", listing());
    }

    /** The base URLs, one a line. */
    public String listing() {
        return baseUrls().entrySet().stream()
                .map(entry -> String.format("%-11s %s%n", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }
}
