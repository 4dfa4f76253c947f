package dev.dragoman.provider.openai;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import org.jspecify.annotations.Nullable;

/** Paths below a base address that usually ends with {@code /v1}. */
final class OpenAiAddress implements Address {

    private static final String EXAMPLE = "https://host/v1";

    private final @Nullable String standard;

    OpenAiAddress(@Nullable String standard) {
        this.standard = standard;
    }

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String base = target.apiBase() == null || target.apiBase().isBlank() ? standard : target.apiBase();
        if (base == null) {
            throw new IllegalArgumentException(
                    "api_base: missing (expected: the server's address, such as " + EXAMPLE + ")");
        }
        BaseAddress address = BaseAddress.of(base, EXAMPLE);
        String path = switch (operation) {
            case CHAT -> address.with("/chat/completions");
        };
        String query = address.query().isEmpty() ? "" : "?" + address.query();
        return new Endpoint(Origin.of(address.uri()), path + query, headers(target));
    }

    private static Headers headers(Target target) {
        Headers.Builder headers = Headers.builder();
        String organization = target.setting("organization");
        String project = target.setting("project");
        if (organization != null) {
            headers.add("openai-organization", organization);
        }
        if (project != null) {
            headers.add("openai-project", project);
        }
        return headers.build();
    }
}
