package dev.dragoman.provider.openai;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Paths below a base address that usually ends with {@code /v1}. */
final class OpenAiAddress implements Address {

    private static final String HOST = "api.openai.com";
    private static final String STANDARD = "https://api.openai.com/v1";
    private static final String EXAMPLE = "https://host/v1";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String base = target.apiBase() == null || target.apiBase().isBlank() ? STANDARD : target.apiBase();
        BaseAddress address = BaseAddress.of(base, EXAMPLE);
        String path = root(address).of(operation);
        String query = address.query().isEmpty() ? "" : "?" + address.query();
        return new Endpoint(Origin.of(address.uri()), path + query, headers(target));
    }

    /** Whether a model is reached at OpenAI itself, in whatever region. */
    static boolean isOwn(Target target) {
        String base = target.apiBase();
        return base == null || base.isBlank() || isOwn(BaseAddress.of(base, EXAMPLE));
    }

    private static boolean isOwn(BaseAddress address) {
        String host = address.uri().getHost();
        return host.equals(HOST) || host.endsWith("." + HOST);
    }

    /** OpenAI's own address is understood without its version as well; where other servers begin, only they know. */
    private static BaseAddress root(BaseAddress address) {
        return address.path().isEmpty() && isOwn(address)
                ? new BaseAddress(address.uri(), "/v1", address.query())
                : address;
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
