package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Scalar;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code model_list}. */
final class ModelReader {

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Set<String> CONNECTION = Set.of(
            "organization",
            "project",
            "azure_ad_token",
            "tenant_id",
            "client_id",
            "client_secret",
            "azure_username",
            "azure_password",
            "azure_scope",
            "azure_authority_host",
            "auth_token",
            "region_name",
            "mock_response");

    private static final Set<String> TYPED = Set.of(
            "model",
            "custom_llm_provider",
            "litellm_credential_name",
            "api_key",
            "api_base",
            "base_url",
            "api_version",
            "timeout",
            "request_timeout",
            "stream_timeout",
            "num_retries",
            "max_retries",
            "weight",
            "rpm",
            "tpm",
            "itpm",
            "otpm",
            "order",
            "tags",
            "tag_regex",
            "cooldown_time",
            "fallbacks",
            "max_parallel_requests",
            "drop_params",
            "additional_drop_params",
            "allowed_openai_params",
            "extra_headers",
            "headers",
            "extra_body",
            "base_model",
            "max_budget",
            "budget_duration",
            "guardrails",
            "silent_model",
            "use_in_pass_through",
            "configurable_clientside_auth_params",
            "input_cost_per_token",
            "output_cost_per_token",
            "cache_read_input_token_cost",
            "cache_creation_input_token_cost",
            "input_cost_per_second",
            "output_cost_per_second");

    private final Problems problems;
    private final Map<String, Section> credentials;
    private final Map<String, Location> ids = new HashMap<>();

    ModelReader(Problems problems, Map<String, Section> credentials) {
        this.problems = problems;
        this.credentials = credentials;
    }

    List<ModelEntry> read(Section root) {
        List<ModelEntry> entries = new ArrayList<>();
        root.each("model_list", entry -> read(entry, entries));
        return entries;
    }

    private void read(Section entry, List<ModelEntry> into) {
        new UnknownKeys(problems).check(entry, KnownKeys.MODEL_ENTRY);
        String name = entry.text("model_name");
        Section params = entry.section("litellm_params");
        String model = params.text("model");
        if (name == null) {
            entry.missing("model_name", "the public name of the model");
        }
        if (model == null) {
            params.missing("model", "provider/model, such as openai/gpt-4o");
        }
        JsonObject info = entry.object("model_info");
        if (name == null || model == null) {
            return;
        }
        List<String> organizations = params.texts("organization");
        for (int i = 0; i < Math.max(1, organizations.size()); i++) {
            String organization = organizations.isEmpty() ? null : organizations.get(i);
            ModelParams read = params(entry, params, model, organization);
            into.add(new ModelEntry(name, read, id(entry, info, name, params, organization), info, entry.location()));
        }
    }

    private ModelParams params(Section entry, Section own, String model, @Nullable String organization) {
        Section credential = credential(own);
        Duration timeout = own.duration("timeout", LONGEST);
        return new ModelParams(
                model,
                own.text("custom_llm_provider"),
                text(own, credential, "api_key"),
                base(own, credential),
                text(own, credential, "api_version"),
                settings(own, credential, organization),
                positive(timeout != null ? timeout : own.duration("request_timeout", LONGEST)),
                positive(own.duration("stream_timeout", LONGEST)),
                own.number("weight", 0, 1e9),
                limit(entry, own, "rpm"),
                limit(entry, own, "tpm"),
                own.truth("drop_params"),
                own.texts("additional_drop_params"),
                own.texts("allowed_openai_params"),
                headers(own),
                own.object("extra_body"),
                defaults(own));
    }

    private @Nullable Section credential(Section own) {
        String name = own.text("litellm_credential_name");
        if (name == null) {
            return null;
        }
        Section found = credentials.get(name);
        if (found == null) {
            own.wrong("litellm_credential_name", "a credential_name of credential_list");
        }
        return found;
    }

    private static @Nullable String text(Section own, @Nullable Section credential, String key) {
        String value = own.text(key);
        return value != null || credential == null ? value : credential.text(key);
    }

    private static @Nullable String base(Section own, @Nullable Section credential) {
        String base = text(own, credential, "api_base");
        return base != null ? base : text(own, credential, "base_url");
    }

    private static Map<String, String> settings(
            Section own, @Nullable Section credential, @Nullable String organization) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : CONNECTION) {
            String value = key.equals("organization") ? organization : text(own, credential, key);
            if (value != null) {
                settings.put(key, value);
            }
        }
        return settings;
    }

    /** Zero means "not set", as in LiteLLM. */
    private static @Nullable Duration positive(@Nullable Duration duration) {
        return duration == null || duration.isZero() ? null : duration;
    }

    private static @Nullable Long limit(Section entry, Section own, String key) {
        Long value = own.whole(key, 0, Long.MAX_VALUE);
        return value != null ? value : entry.whole(key, 0, Long.MAX_VALUE);
    }

    private static Map<String, String> headers(Section own) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String key : List.of("headers", "extra_headers")) {
            own.section(key).members().forEach((name, node) -> {
                if (node instanceof Scalar scalar) {
                    headers.put(name, scalar.value().toString());
                }
            });
        }
        return headers;
    }

    private static JsonObject defaults(Section own) {
        JsonObject.Builder defaults = JsonObject.builder();
        own.members().forEach((name, node) -> {
            if (!TYPED.contains(name) && !CONNECTION.contains(name) && own.node(name) != null) {
                defaults.put(name, node.toJson());
            }
        });
        return defaults.build();
    }

    private String id(Section entry, JsonObject info, String name, Section params, @Nullable String organization) {
        String given = info.string("id");
        if (given == null) {
            JsonObject.Builder all = JsonObject.builder().put("model_name", name);
            params.members().forEach((key, node) -> all.put(key, node.toJson()));
            all.put("organization", new JsonString(organization == null ? "" : organization));
            return unique(hash(Json.bytes(all.build())));
        }
        Location before = ids.put(given, entry.location());
        if (before != null && organization == null) {
            problems.error(
                    entry.location(), entry.at("model_info.id") + ": " + given + " is taken (by " + before + ")");
        }
        return organization == null ? given : given + "-" + organization;
    }

    /** Equal entries get ids of their own. */
    private String unique(String id) {
        String result = id;
        for (int n = 2; ids.containsKey(result); n++) {
            result = id + "-" + n;
        }
        ids.put(result, new Location("", 0));
        return result;
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
