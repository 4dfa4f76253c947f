package dev.dragoman.provider.anthropic;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where Anthropic's API is. A base address may be given with or without the path. */
final class AnthropicAddress implements Address {

    private static final String BASE = "https://api.anthropic.com";
    private static final String VERSION = "2023-06-01";
    private static final String PATH = "/v1/messages";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        URI uri = uri(target.apiBase());
        String path = switch (operation) {
            case CHAT -> messages(uri);
            case COUNT_TOKENS -> messages(uri) + "/count_tokens";
            default -> throw Address.without(operation, "Anthropic");
        };
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String version = target.apiVersion() == null ? VERSION : target.apiVersion();
        return new Endpoint(Origin.of(uri), path + query, Headers.of("anthropic-version", version));
    }

    private static URI uri(@Nullable String base) {
        String address = base == null || base.isBlank() ? BASE : base.strip();
        try {
            return URI.create(address);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("api_base: \"" + address + "\" (expected: such as " + BASE + ")", wrong);
        }
    }

    private static String messages(URI uri) {
        String path = withoutSlash(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (path.endsWith(PATH)) {
            return path;
        }
        return path.endsWith("/v1") ? path + "/messages" : path + PATH;
    }

    private static String withoutSlash(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
