package dev.dragoman.gateway.deployment;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.gateway.config.EditDistance;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.LitellmSettings;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.ModelParams;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.provider.vertex.VertexProvider;
import dev.dragoman.provider.vertex.VertexSettings;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes deployments of configuration entries: finds the provider, the credentials and what is known of the model. */
final class Deployments {

    /** Variables that AWS's own tools know; under their names they do not stand before what an entry says. */
    private static final List<String> AWS = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_REGION_NAME",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_PROFILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_CONFIG_FILE",
            "AWS_ENDPOINT_URL_STS",
            "HOME");

    /** Settings that may come from the environment, by provider. */
    private static final Map<String, Map<String, String>> FROM_ENVIRONMENT = Map.of(
            "azure",
            Map.of(
                    "azure_ad_token", "AZURE_AD_TOKEN",
                    "tenant_id", "AZURE_TENANT_ID",
                    "client_id", "AZURE_CLIENT_ID",
                    "client_secret", "AZURE_CLIENT_SECRET",
                    "azure_username", "AZURE_USERNAME",
                    "azure_password", "AZURE_PASSWORD",
                    "azure_scope", "AZURE_SCOPE",
                    "azure_authority_host", "AZURE_AUTHORITY_HOST"),
            "openai",
            Map.of("organization", "OPENAI_ORGANIZATION"),
            "anthropic",
            Map.of("auth_token", "ANTHROPIC_AUTH_TOKEN"),
            "bedrock",
            AWS.stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> name)),
            "aws_polly",
            AWS.stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> name)));

    /** An entry with one of these has credentials of its own. */
    private static final List<String> OWN_CREDENTIALS = List.of(
            "azure_ad_token",
            "client_secret",
            "auth_token",
            "aws_access_key_id",
            "aws_profile_name",
            "aws_role_name",
            "aws_web_identity_token");

    private final Providers providers;
    private final Catalog catalog;
    private final Environment environment;
    private final LitellmSettings litellm;

    Deployments(Providers providers, Catalog catalog, Environment environment, LitellmSettings litellm) {
        this.providers = providers;
        this.catalog = catalog;
        this.environment = environment;
        this.litellm = litellm;
    }

    /**
     * The deployment of an entry under a public name.
     *
     * @param model the model string, its stars replaced
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    Deployment of(ModelEntry entry, String group, String model) {
        ModelParams params = entry.params();
        Named named = named(model, params.provider());
        Target target = target(entry, named);
        boolean mocked = params.settings().containsKey("mock_response");
        Provider provider = mocked ? mock() : providers.at(named.provider(), target);
        Deployment.Endpoints endpoints = Deployment.Endpoints.of(provider, target);
        provider.credentials().check(target);
        boolean drop = params.dropParams() == null ? litellm.dropParams() : params.dropParams();
        return new Deployment(
                entry.id(),
                group,
                provider,
                target,
                params.defaults(),
                new ParameterPolicy(drop, params.additionalDropParams(), params.allowedOpenaiParams()),
                headers(params.extraHeaders()),
                params.extraBody(),
                new Deployment.AttemptTimeouts(params.timeout(), params.streamTimeout()),
                new Deployment.Share(params.weight(), params.rpm(), params.tpm()),
                endpoints,
                new Deployment.Turn(
                        params.order() == null ? Deployment.Turn.ANY.order() : params.order(), params.retries()));
    }

    private record Named(Provider provider, String model) {}

    private Provider mock() {
        Provider mock = providers.find(MockProvider.NAME);
        if (mock == null) {
            throw new IllegalStateException("the mock provider is built in");
        }
        return mock;
    }

    private Named named(String model, @Nullable String explicit) {
        int slash = model.indexOf('/');
        String prefix = slash < 0 ? "" : model.substring(0, slash);
        String rest = model.substring(slash + 1);
        if (explicit != null) {
            String named = prefix.equals(explicit) ? rest : model;
            return new Named(required(explicit, named, "custom_llm_provider: \"" + explicit + "\" is"), named);
        }
        Provider provider = providers.find(prefix, rest);
        if (provider != null) {
            return new Named(provider, rest);
        }
        CatalogModel known = catalog.find(null, model);
        // A mistyped provider must not be read as a part of the model's name.
        boolean meant = known != null && (prefix.isEmpty() || known.key().equals(model));
        return known == null || !meant
                ? new Named(required(prefix, rest, "model: \"" + model + "\" names"), rest)
                : new Named(required(known.provider(), model, "model: \"" + model + "\" names"), model);
    }

    private Provider required(String name, String model, String found) {
        Provider provider = providers.find(name, model);
        if (provider == null) {
            List<String> known = providers.all().stream().map(Provider::name).toList();
            String near = EditDistance.nearest(name, known);
            throw new IllegalArgumentException(found + " no provider that is known (expected: "
                    + (near == null ? "provider/model; docs/providers.md lists the providers" : "perhaps " + near)
                    + ")");
        }
        return provider;
    }

    private Target target(ModelEntry entry, Named named) {
        ModelParams params = entry.params();
        Provider provider = named.provider();
        String key = params.apiKey();
        String base = params.apiBase();
        String version = params.apiVersion();
        if (version == null && provider.name().equals("azure")) {
            version = environment.get("AZURE_API_VERSION");
        }
        return new Target(
                named.model(),
                base != null ? base : environment.first(provider.baseVariables()),
                key != null ? key : key(provider, params),
                version,
                settings(provider, params),
                traits(entry, named));
    }

    /** A token of the environment must not stand before credentials that the entry itself gives. */
    private @Nullable String key(Provider provider, ModelParams params) {
        boolean own = OWN_CREDENTIALS.stream().anyMatch(params.settings()::containsKey);
        if (own) {
            return null;
        }
        for (String variable : provider.keyVariables()) {
            String value = variable.equals("ANTHROPIC_AUTH_TOKEN") ? null : environment.get(variable);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Map<String, String> settings(Provider provider, ModelParams params) {
        Map<String, String> settings = new HashMap<>();
        Map<String, String> variables = new HashMap<>(provider.settingVariables());
        variables.putAll(FROM_ENVIRONMENT.getOrDefault(provider.name(), Map.of()));
        variables.forEach((setting, variable) -> {
            String value = environment.get(variable);
            if (value != null) {
                settings.put(setting, value);
            }
        });
        settings.putAll(params.settings());
        boolean vertex =
                provider.name().equals(VertexProvider.NAME) || provider.name().equals(VertexProvider.EARLY);
        return vertex ? VertexSettings.resolved(settings, environment::get) : settings;
    }

    private ModelTraits traits(ModelEntry entry, Named named) {
        JsonObject info = entry.info();
        return catalog.traits(named.provider().name(), named.model(), info.string("base_model"));
    }

    private static Headers headers(Map<String, String> fields) {
        Headers.Builder headers = Headers.builder();
        fields.forEach(headers::set);
        return headers.build();
    }
}
