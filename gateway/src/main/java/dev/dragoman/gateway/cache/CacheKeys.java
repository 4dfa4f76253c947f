package dev.dragoman.gateway.cache;

import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.CacheSettings;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.ServiceSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Keys of answers: a hash over everything that may change what a client is told, and over whose answer it is. Two calls have one key
 * when the second can be told what the first was.
 */
final class CacheKeys {

    private static final String MODEL = "model";
    private static final String STREAM = "stream";
    private static final String METADATA = "metadata";

    private final CacheSettings.Scope scope;
    private final Map<String, String> groups = new HashMap<>();
    private final BooleanSupplier forwardsHeaders;

    /**
     * Keys by the settings.
     *
     * @param forwardsHeaders whether vendors see header fields of clients
     */
    CacheKeys(CacheSettings settings, BooleanSupplier forwardsHeaders) {
        this.scope = settings.scope();
        this.forwardsHeaders = forwardsHeaders;
        for (List<String> group : settings.groups()) {
            String name = String.join("\n", group);
            group.forEach(model -> groups.putIfAbsent(model, name));
        }
    }

    /** The key of the answer to a call. */
    String of(Call call, Rights rights, String namespace) {
        return prefixed(namespace, digest(call, call.source().body(), rights).hex());
    }

    /** The key of the answer to a call with another body. */
    String of(Call call, JsonBody body, Rights rights, String namespace) {
        return prefixed(namespace, digest(call, body, rights).hex());
    }

    private static String prefixed(String namespace, String hash) {
        return namespace.isEmpty() ? hash : namespace + ":" + hash;
    }

    private Digest digest(Call call, JsonBody body, Rights rights) {
        Digest digest = new Digest().text(boundary(rights)).text(groups.getOrDefault(call.model(), call.model()));
        switch (call.source()) {
            case ChatSource chat -> digest.text(chat.dialect().name()).flag(chat.stream());
            case ServiceSource service -> {
                digest.text(service.operation().name()).flag(service.stream());
                service.files()
                        .forEach(file -> digest.text(file.field())
                                .text(file.name())
                                .text(file.contentType())
                                .bytes(file.bytes()));
            }
            default -> digest.text(call.source().operation().name());
        }
        digest.flag(call.frame().includeUsage()).flag(call.frame().legacyFunctions());
        options(digest, call.options());
        headers(digest, call);
        members(digest, body, isToldBack(call));
        return digest;
    }

    private String boundary(Rights rights) {
        return switch (scope) {
            case KEY -> "key " + rights.key();
            case TEAM -> rights.team() == null ? "key " + rights.key() : "team " + rights.team();
            case EVERYONE -> "everyone";
        };
    }

    private static void options(Digest digest, CallOptions options) {
        digest.text(String.valueOf(options.drop()))
                .text(String.join(",", options.additionalDrops()))
                .text(String.join(",", options.allowed()))
                .text(String.valueOf(options.mergedReasoning()));
    }

    private void headers(Digest digest, Call call) {
        String betas = call.headers().first("anthropic-beta");
        digest.text(betas == null ? "" : betas);
        if (forwardsHeaders.getAsBoolean()) {
            List<String> fields = new ArrayList<>();
            call.headers().forEach((name, value) -> {
                if (name.startsWith("x-") && !name.startsWith("x-stainless") && !name.startsWith("x-litellm-")) {
                    fields.add(name + "=" + value);
                }
            });
            fields.stream().sorted().forEach(digest::text);
        }
    }

    /** Only Responses repeat what a client says of its call. */
    private static boolean isToldBack(Call call) {
        return call.source() instanceof ChatSource chat && chat.dialect().name().equals(ResponsesDialect.NAME);
    }

    private static void members(Digest digest, JsonBody body, boolean withMetadata) {
        List<String> names = new ArrayList<>();
        List<Slice> values = new ArrayList<>();
        body.forEach((name, value) -> {
            boolean counts = !name.equals(MODEL) && !name.equals(STREAM) && (withMetadata || !name.equals(METADATA));
            if (counts && value.array()[value.offset()] != 'n') {
                names.add(name);
                values.add(value);
            }
        });
        Integer[] order = new Integer[names.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (one, other) -> names.get(one).compareTo(names.get(other)));
        for (int i : order) {
            digest.text(names.get(i)).json(values.get(i));
        }
    }
}
